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

}  // namespace
}  // namespace belfry::store
