#include "store/migration.hpp"

#include <array>

#include <gtest/gtest.h>

namespace belfry::store {
namespace {

const Migration first{1, "record", "a", "b"};
const Migration second{60, "program", "c", "d"};

TEST(Migrations, AreReadFromTheFilesOfBothEngines) {
    const std::array files{
        EmbeddedFile{"postgres/0001_record.sql", "b"},
        EmbeddedFile{"postgres/0060_program.sql", "d"},
        EmbeddedFile{"sqlite/0060_program.sql", "c"},
        EmbeddedFile{"sqlite/0001_record.sql", "a"},
    };
    EXPECT_EQ(migrations_from(files), (Migrations{first, second}));
}

TEST(Migrations, OfAllModulesStandInOneOrder) {
    EXPECT_EQ(joined({{second}, {}, {first}}), (Migrations{first, second}));
}

TEST(MigrationsDeathTest, OfOneEngineOnlyAreABug) {
    const std::array files{EmbeddedFile{"sqlite/0001_record.sql", "a"}};
    EXPECT_DEATH((void)migrations_from(files), "one engine only");
}

TEST(MigrationsDeathTest, WithTheSameNumberAreABug) {
    EXPECT_DEATH((void)joined({{first}, {first}}), "same number");
}

}  // namespace
}  // namespace belfry::store
