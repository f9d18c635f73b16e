#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

#include "store/search_index.hpp"
#include "store/test_schema.hpp"

namespace belfry::store {
namespace {

const Migration everything{
    1,
    "everything",
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, width REAL,"
    " content BLOB) STRICT;"
    "CREATE TABLE book (shelf INTEGER NOT NULL REFERENCES shelf, title TEXT NOT NULL, lent INTEGER,"
    " PRIMARY KEY (shelf, title)) STRICT;"
    "CREATE INDEX book_by_title ON book (title, lent);"
    "CREATE UNIQUE INDEX book_lent ON book (lent)",
    "CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, width DOUBLE PRECISION,"
    " content BYTEA);"
    "CREATE TABLE book (shelf BIGINT NOT NULL REFERENCES shelf, title TEXT NOT NULL, lent BIGINT,"
    " PRIMARY KEY (shelf, title));"
    "CREATE INDEX book_by_title ON book (title, lent);"
    "CREATE UNIQUE INDEX book_lent ON book (lent)",
};

class Schemas : public DatabaseTest {};

INSTANTIATE_TEST_SUITE_P(Engines, Schemas, all_engines(), engine_name);

TEST_P(Schemas, AreDescribedInTheSameWords) {
    const auto lines = schema_made_by({everything}, GetParam());
    for (const auto* line :
         {"shelf.id bigint not null",
          "shelf.name text not null",
          "shelf.width double precision",
          "shelf.content bytea",
          "shelf primary key (id)",
          "shelf unique (name)",
          "book.lent bigint",
          "book primary key (shelf, title)",
          "book points to shelf (shelf) to id",
          "index book_by_title on book (title, lent)",
          "unique index book_lent on book (lent)"}) {
        EXPECT_THAT(lines, testing::Contains(line));
    }
}

TEST(SchemaComparison, FindsNoDifferenceAndEveryDifference) {
    if (!is_available(Engine::postgres)) {
        GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
    }
    const auto search_tables = migrations_from(sql_files());
    const auto all = joined({{everything}, search_tables});
    EXPECT_EQ(schema_made_by(all, Engine::sqlite), schema_made_by(all, Engine::postgres));
    const std::vector<std::pair<std::string, std::string>> changes{
        {"width REAL", "width INTEGER"},
        {"lent INTEGER", "lent INTEGER NOT NULL"},
        {"(title, lent)", "(lent, title)"},
        {"UNIQUE INDEX", "INDEX"},
        {" UNIQUE", ""},
        {" REFERENCES shelf", ""},
        {"PRIMARY KEY (shelf, title)", "PRIMARY KEY (title, shelf)"},
        {"content BLOB", "contents BLOB"},
    };
    for (const auto& [from, to] : changes) {
        auto changed = everything;
        changed.sqlite.replace(changed.sqlite.find(from), from.size(), to);
        EXPECT_NE(
            schema_made_by({changed}, Engine::sqlite),
            schema_made_by({everything}, Engine::postgres)
        ) << from;
    }
}

/// All modules' SQL as it lies in the sources: this floor does not know the modules by name.
Migrations all_in_the_sources(const std::filesystem::path& sources) {
    std::map<std::string, std::map<std::string, std::string>> modules;
    for (const auto& file : std::filesystem::recursive_directory_iterator(sources / "src")) {
        if (file.path().extension() == ".sql") {
            const auto path = file.path().lexically_relative(sources / "src");
            const auto module = path.begin()->string();
            std::ostringstream text;
            text << std::ifstream(file.path()).rdbuf();
            modules[module][path.lexically_relative(module + "/sql")] = text.str();
        }
    }
    std::vector<Migrations> all;
    for (const auto& [module, files] : modules) {
        std::vector<EmbeddedFile> embedded;
        for (const auto& [path, text] : files) {
            embedded.push_back({path, text});
        }
        all.push_back(migrations_from(embedded));
    }
    return joined(all);
}

TEST(SchemaComparison, FindsNoDifferenceInAnyModule) {
    const char* const sources = std::getenv("BELFRY_SOURCE_DIR");
    if (sources == nullptr || !is_available(Engine::postgres)) {
        GTEST_SKIP() << "BELFRY_SOURCE_DIR or BELFRY_TEST_POSTGRES is not set";
    }
    const auto all = all_in_the_sources(sources);
    EXPECT_GE(all.size(), 2U);
    EXPECT_EQ(schema_made_by(all, Engine::sqlite), schema_made_by(all, Engine::postgres));
}

}  // namespace
}  // namespace belfry::store
