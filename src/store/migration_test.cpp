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

TEST(MigrationsDeathTest, NamedOtherwiseAreABug) {
    const auto reading = [](std::string_view path) {
        const std::array files{EmbeddedFile{path, "a"}};
        (void)migrations_from(files);
    };
    EXPECT_DEATH(reading("0001_record.sql"), "sqlite/ or postgres/");
    EXPECT_DEATH(reading("oracle/0001_record.sql"), "unknown engine");
    for (const auto* file : {"1_record.sql", "0001-record.sql", "0001_record.txt", "0001_.sql"}) {
        EXPECT_DEATH(reading(std::string("sqlite/") + file), "NNNN_name") << file;
    }
    for (const auto* file : {"0000_record.sql", "00a1_record.sql", "-001_record.sql"}) {
        EXPECT_DEATH(reading(std::string("sqlite/") + file), "four digits") << file;
    }
}

TEST(MigrationsDeathTest, OfTwoNamesUnderOneNumberAreABug) {
    const std::array files{
        EmbeddedFile{"sqlite/0001_record.sql", "a"}, EmbeddedFile{"postgres/0001_log.sql", "b"}
    };
    EXPECT_DEATH((void)migrations_from(files), "one number, two migrations");
}

TEST(MigrationsDeathTest, WithTheSameNumberAreABug) {
    EXPECT_DEATH((void)joined({{first}, {first}}), "same number");
}

}  // namespace
}  // namespace belfry::store
