#include "store/backup.hpp"

#include <fstream>
#include <thread>

#include "store/durable_file.hpp"
#include "store/examine.hpp"
#include "store/search_index.hpp"
#include "store/sqlite_session.hpp"
#include "store/test_database.hpp"

namespace belfry::store {
namespace {

const Migration shelves{
    1,
    "shelves",
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL, content BLOB) STRICT;"
    "CREATE TABLE a_book (id INTEGER PRIMARY KEY, shelf INTEGER NOT NULL REFERENCES shelf) STRICT;"
    "INSERT INTO shelf (id, name) VALUES (1000, 'first')",
    "CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT NOT NULL, content BYTEA);"
    "CREATE TABLE a_book (id BIGINT PRIMARY KEY, shelf BIGINT NOT NULL REFERENCES shelf);"
    "INSERT INTO shelf (id, name) VALUES (1000, 'first')",
};
const Migration later{
    2,
    "later",
    "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE later (id BIGINT PRIMARY KEY)",
};

class Backups : public DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped()) {
            second_.emplace(GetParam());
        }
    }

    [[nodiscard]] std::filesystem::path copy() const { return place().folder() / "copy"; }

    [[nodiscard]] const Location& elsewhere() const { return second_->location(); }

    static void add(Writer& writer, std::int64_t id, std::string_view name) {
        writer.write([&](Connection& db) {
            db.execute(
                "INSERT INTO shelf (id, name, content) VALUES ($1, $2, $3)",
                id,
                name,
                Bytes{std::byte{0}, std::byte{10}, std::byte{'\\'}, std::byte{9}}
            );
            db.execute("INSERT INTO a_book (id, shelf) VALUES ($1, $1)", id);
        });
    }

    /// Every row, as text.
    static std::vector<std::string> contents(Database& database) {
        return database.read([](Connection& db) {
            return db.query(
                "SELECT s.id, s.name, s.content, b.id FROM shelf s"
                " LEFT JOIN a_book b ON b.shelf = s.id ORDER BY s.id",
                [](const Row& row) {
                    std::string text =
                        std::to_string(row.integer(0)) + " " + row.get<std::string>(1);
                    for (const auto byte : row.get<std::optional<Bytes>>(2).value_or(Bytes())) {
                        text += " " + std::to_string(std::to_integer<int>(byte));
                    }
                    return text + (row.is_null(3) ? "" : " book");
                }
            );
        });
    }

private:
    std::optional<TestPlace> second_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Backups, all_engines(), engine_name);

TEST_P(Backups, BringBackEveryRow) {
    const auto opened = open({shelves});
    add(*opened.writer, 1, "tab\there, line\nthere, \\. and \\N, \xE2\x82\xAC");
    add(*opened.writer, 2, "");
    opened.writer->write([](Connection& db) { db.execute("DELETE FROM shelf WHERE id = 1000"); });
    opened.database->back_up(copy());
    ASSERT_TRUE(check_backup(GetParam(), copy(), {shelves}));
    ASSERT_TRUE(restore(elsewhere(), copy(), {shelves}));
    const auto restored = store::open(elsewhere(), {shelves});
    ASSERT_TRUE(restored);
    EXPECT_EQ(contents(*restored->database), contents(*opened.database));
}

TEST_P(Backups, AreOneMomentWhileOthersWrite) {
    const auto opened = open({shelves});
    std::atomic<bool> stop = false;
    std::thread writing([&] {
        for (int id = 1; !stop; ++id) {
            add(*opened.writer, id, "x");
        }
    });
    while (contents(*opened.database).size() < 10) {
        std::this_thread::yield();
    }
    opened.database->back_up(copy());
    stop = true;
    writing.join();
    ASSERT_TRUE(restore(elsewhere(), copy(), {shelves}));
    const auto restored = store::open(elsewhere(), {shelves});
    const auto all = contents(*opened.database);
    const auto some = contents(*restored->database);
    EXPECT_GT(some.size(), 1U);
    // Rows were added in order of their numbers: a moment is a beginning, plus the first shelf.
    ASSERT_LE(some.size(), all.size());
    EXPECT_TRUE(std::equal(some.begin(), some.end() - 1, all.begin()));
    EXPECT_EQ(some.back(), "1000 first");
}

TEST_P(Backups, OfAnOlderLayoutAreBroughtUpToDate) {
    const auto opened = open({shelves});
    add(*opened.writer, 1, "old");
    opened.database->back_up(copy());
    ASSERT_TRUE(restore(elsewhere(), copy(), {shelves, later}));
    const auto restored = store::open(elsewhere(), {shelves, later});
    ASSERT_TRUE(restored);
    EXPECT_EQ(contents(*restored->database), contents(*opened.database));
    EXPECT_EQ(
        restored->database->read([](Connection& db) {
            return db.value<int>("SELECT count(*) FROM later");
        }),
        0
    );
}

TEST_P(Backups, OfANewerProgramAreRefused) {
    open({shelves, later}).database->back_up(copy());
    const auto refused = restore(elsewhere(), copy(), {shelves});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "data_is_newer");
}

TEST_P(Backups, AreNotPutOverDataThatIsThere) {
    const auto opened = open({shelves});
    opened.database->back_up(copy());
    ASSERT_TRUE(store::open(elsewhere(), {shelves}));
    const auto refused = restore(elsewhere(), copy(), {shelves});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "data_not_empty");
}

TEST_P(Backups, ThatAreDamagedAreRefusedAndLeaveNothingBehind) {
    const auto opened = open({shelves});
    for (int id = 1; id < 50; ++id) {
        add(*opened.writer, id, "name");
    }
    opened.database->back_up(copy());
    std::string whole(std::filesystem::file_size(copy()), '\0');
    std::ifstream(copy(), std::ios::binary).read(whole.data(), static_cast<long>(whole.size()));
    const std::vector<std::string> damaged{
        "", "not a backup", whole.substr(0, whole.size() / 2), whole.substr(0, 200)
    };
    for (const auto& bytes : damaged) {
        std::ofstream(copy(), std::ios::binary | std::ios::trunc) << bytes;
        const auto refused = restore(elsewhere(), copy(), {shelves});
        ASSERT_FALSE(refused) << bytes.size();
        EXPECT_EQ(refused.error().code, "backup_damaged");
    }
    std::ofstream(copy(), std::ios::binary | std::ios::trunc) << whole;
    EXPECT_TRUE(restore(elsewhere(), copy(), {shelves}));
}

TEST(BackupsOfOthers, WhoseTablesHoldSomethingElseAreRefused) {
    const TestPlace place(Engine::sqlite);
    const auto file = place.folder() / "foreign.backup";
    for (const std::string script :
         {"CREATE TABLE schema_migration (number INTEGER, name TEXT, sha256 TEXT);"
          "INSERT INTO schema_migration VALUES (1, NULL, NULL)",
          "UPDATE schema_migration SET name = 'a', sha256 = 'b', number = NULL",
          "DROP TABLE schema_migration; CREATE TABLE schema_migration (number TEXT)"}) {
        open_sqlite(file, SqliteRole::writer)->script(script);
        const auto refused = check_backup(Engine::sqlite, file, {shelves});
        ASSERT_FALSE(refused) << script;
        EXPECT_EQ(refused.error().code, "backup_damaged") << script;
    }
}

TEST_P(Backups, KeepTheSearchIndex) {
    const auto migrations = migrations_from(sql_files());
    const auto opened = open(migrations);
    opened.writer->write([](Connection& db) { search::put(db, {"task", 7, "pollbook", ""}); });
    opened.database->back_up(copy());
    ASSERT_TRUE(restore(elsewhere(), copy(), migrations));
    const auto restored = store::open(elsewhere(), migrations);
    const auto hits =
        restored->database->read([](Connection& db) { return search::find(db, "poll", 5); });
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].id, 7);
}

std::vector<std::string> codes(const std::vector<Finding>& findings, Finding::Level level) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        if (finding.level == level) {
            out.push_back(finding.code);
        }
    }
    return out;
}

TEST_P(Backups, ExaminationFindsNothingWrongWithGoodData) {
    const auto opened = open({shelves});
    const auto findings = examine(place().location(), {shelves}, true);
    const auto problems = codes(findings, Finding::Level::problem);
    if (GetParam() == Engine::sqlite) {
        EXPECT_EQ(problems, std::vector<std::string>());
        EXPECT_EQ(codes(findings, Finding::Level::good).back(), "current");
    }
    const auto older = examine(place().location(), {shelves, later}, true);
    EXPECT_EQ(codes(older, Finding::Level::warning), std::vector<std::string>{"older"});
    const auto newer = examine(place().location(), {later}, true);
    EXPECT_EQ(codes(newer, Finding::Level::problem).back(), "data_is_newer");
}

TEST(Examination, NamesWhatIsWrongWithAFile) {
    const TestPlace place(Engine::sqlite);
    const auto& file = place.location().file;
    const auto examined = [&](Finding::Level level) {
        return codes(examine(place.location(), {shelves}, true), level);
    };
    EXPECT_EQ(examined(Finding::Level::warning), std::vector<std::string>{"none_yet"});
    (void)open(place.location(), {shelves});
    EXPECT_EQ(examined(Finding::Level::problem), std::vector<std::string>());
    {
        std::fstream damaging(file, std::ios::binary | std::ios::in | std::ios::out);
        damaging.seekp(4096);
        damaging << std::string(4096, '\x55');
    }
    EXPECT_FALSE(examined(Finding::Level::problem).empty());
}

TEST(Examination, NamesAServerThatIsNotThere) {
    const Location nowhere{Engine::postgres, {}, "postgres://127.0.0.1:1/none", {}};
    const auto findings = examine(nowhere, {shelves}, false);
    EXPECT_EQ(codes(findings, Finding::Level::problem), std::vector<std::string>{"unreadable"});
}

/// The data of a restore that ended in the middle.
class StoppedRestore : public testing::Test {
protected:
    void SetUp() override {
        make(file(), 1);
        make(arriving(), 2);
    }

    void make(const std::filesystem::path& where, std::int64_t id) {
        auto location = place_.location();
        location.file = where;
        const auto opened = open(location, {shelves});
        opened->writer->write([&](Connection& db) {
            db.execute("INSERT INTO shelf (id, name) VALUES ($1, 'x')", id);
        });
    }

    std::optional<std::int64_t> least_id() {
        return open(place_.location(), {shelves})->database->read([](Connection& db) {
            return db.value<std::int64_t>("SELECT min(id) FROM shelf");
        });
    }

    [[nodiscard]] std::filesystem::path file() const { return place_.location().file; }

    [[nodiscard]] std::filesystem::path arriving() const {
        return with_ending(file(), ".restoring");
    }

private:
    TestPlace place_{Engine::sqlite};
};

TEST_F(StoppedRestore, HasNotBegunWhileTheOldFileIsThere) {
    EXPECT_EQ(least_id(), 1);
    EXPECT_FALSE(std::filesystem::exists(arriving()));
}

TEST_F(StoppedRestore, IsFinishedByWhoeverOpensTheDataNext) {
    std::filesystem::remove(file());
    std::ofstream(with_ending(file(), "-wal")) << "the log of the old file";
    EXPECT_TRUE(has_data(file()));
    EXPECT_EQ(least_id(), 2);
    EXPECT_FALSE(std::filesystem::exists(arriving()));
}

}  // namespace
}  // namespace belfry::store
