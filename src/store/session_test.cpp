#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "store/postgres_archive.hpp"
#include "store/schema.hpp"
#include "store/sqlite_session.hpp"
#include "store/test_database.hpp"

namespace belfry::store {
namespace {

const Migration shelves{
    1,
    "shelves",
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
    "CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT NOT NULL)",
};

/// More different statements than a session keeps.
constexpr int many_statements = 1100;

using Sessions = DatabaseTest;

TEST_P(Sessions, AnswerMoreQuestionsThanTheyKeepPrepared) {
    const auto opened = open({shelves});
    opened.writer->write([](Connection& db) {
        db.execute("INSERT INTO shelf (id, name) VALUES (1, 'a'), (2, 'b')");
    });
    opened.database->read([](Connection& db) {
        int rows = 0;
        // The one that is being read is not among those that make room.
        db.query("SELECT id FROM shelf ORDER BY id", [&](const Row& row) {
            ++rows;
            for (int i = 0; i < many_statements; ++i) {
                const auto sql = fmt::format("SELECT {} + id FROM shelf WHERE id = $1", i);
                EXPECT_EQ(db.value<int>(sql, rows), i + rows);
            }
            return row.integer(0) == rows ? 0 : 1;
        });
        EXPECT_EQ(rows, 2);
        EXPECT_EQ(db.value<int>("SELECT 5 + id FROM shelf WHERE id = $1", 1), 6);
    });
}

TEST_P(Sessions, AreOfUseAfterAStatementThatFails) {
    const auto opened = open({shelves});
    for (const auto* sql : {"SELECT nonsense FROM shelf", "SELEKT 1", "SELECT id FROM no_shelf"}) {
        try {
            opened.database->read([&](Connection& db) { return db.value<int>(sql); });
            FAIL() << sql;
        } catch (const SqlError& failure) {
            EXPECT_NE(std::string(failure.what()).find(sql), std::string::npos) << failure.what();
        }
    }
    EXPECT_EQ(opened.database->read([](Connection& db) { return db.value<int>("SELECT 7"); }), 7);
}

INSTANTIATE_TEST_SUITE_P(Engines, Sessions, all_engines(), engine_name);

TEST(SqliteSessions, NeedAFolderAndADatabase) {
    const TestPlace place(Engine::sqlite);
    EXPECT_THROW(
        std::ignore = open_sqlite(place.folder() / "missing" / "x.db", SqliteRole::writer),
        std::system_error
    );
    EXPECT_THROW(
        std::ignore = open_sqlite(place.folder() / "missing.db", SqliteRole::reader), SqlError
    );
    EXPECT_FALSE(std::filesystem::exists(place.folder() / "missing.db"));
    EXPECT_THROW(std::ignore = open_sqlite(place.folder(), SqliteRole::writer), std::system_error);
    std::ofstream(place.location().file) << std::string(5000, 'x');
    EXPECT_THROW(std::ignore = open_sqlite(place.location().file, SqliteRole::writer), SqlError);
}

TEST(SqliteSessions, TakeFilesOfAnyName) {
    const TestPlace place(Engine::sqlite);
    const auto file = place.folder() / "50% of #1?.db";
    open_sqlite(file, SqliteRole::writer)->script("CREATE TABLE shelf (id INTEGER) STRICT");
    EXPECT_TRUE(std::filesystem::exists(file));
    const auto copy = open_sqlite(file, SqliteRole::copy);
    EXPECT_EQ(copy->value<int>("SELECT count(*) FROM shelf"), 0);
    EXPECT_THROW(copy->script("INSERT INTO shelf VALUES (1)"), SqlError);
}

TEST(SqliteSessions, LieInTheFolderOneIsIn) {
    const TestPlace place(Engine::sqlite);
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(place.folder());
    open_sqlite("here.db", SqliteRole::writer)->script("CREATE TABLE shelf (id INTEGER) STRICT");
    std::filesystem::current_path(before);
    EXPECT_TRUE(std::filesystem::exists(place.folder() / "here.db"));
}

TEST(SqliteSessions, LeaveTheLogAloneWhileAnotherProcessWrites) {
    const TestPlace place(Engine::sqlite);
    const auto& file = place.location().file;
    const auto lock = FileLock::beside(file);
    ASSERT_TRUE(lock->take(FileLock::Claim::presence, FileLock::Hold::shared));
    const auto session = open_sqlite(file, SqliteRole::writer, lock);
    session->script("CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
    transact(*session, [&] {
        for (int id = 0; id < 2500; ++id) {
            session->execute("INSERT INTO shelf VALUES ($1, $2)", id, std::string(4000, 'x'));
        }
    });
    ASSERT_TRUE(session->wants_tidying());
    const auto other = FileLock::beside(file);
    ASSERT_TRUE(other->take(FileLock::Claim::writing, FileLock::Hold::exclusive));
    session->tidy();
    EXPECT_TRUE(session->wants_tidying()) << "it was the other's turn";
    other->drop(FileLock::Claim::writing);
    session->tidy();
    EXPECT_FALSE(session->wants_tidying());
    EXPECT_EQ(session->value<int>("SELECT count(*) FROM shelf"), 2500);
}

TEST(SqliteSessions, GiveTheirTurnBackWhenTheyCannotBegin) {
    const TestPlace place(Engine::sqlite);
    const auto& file = place.location().file;
    const auto lock = FileLock::beside(file);
    ASSERT_TRUE(lock->take(FileLock::Claim::presence, FileLock::Hold::shared));
    const auto session = open_sqlite(file, SqliteRole::writer, lock);
    session->begin_writing();
    EXPECT_THROW(session->begin_writing(), SqlError) << "one is open already";
    const auto other = FileLock::beside(file);
    EXPECT_TRUE(other->take(FileLock::Claim::writing, FileLock::Hold::exclusive))
        << "nobody waits for a turn that nobody takes";
    session->roll_back();
    EXPECT_FALSE(session->in_transaction());
}

class PostgresSessions : public testing::Test {
protected:
    void SetUp() override {
        if (!is_available(Engine::postgres)) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        place_.emplace(Engine::postgres);
    }

    [[nodiscard]] const std::string& url() const { return place_->location().url; }

    [[nodiscard]] std::filesystem::path file() const { return place_->folder() / "archive"; }

    /// Ends `session`'s connection as a server that goes down does, and waits until it is gone.
    void lose(int pid) const {
        const auto other = open_postgres(url(), PostgresRole::writer);
        other->value<bool>("SELECT pg_terminate_backend($1::int)", pid);
        while (
            other->value<int>("SELECT count(*) FROM pg_stat_activity WHERE pid = $1::int", pid) != 0
        ) {
            std::this_thread::yield();
        }
    }

    static int pid_of(Connection& session) {
        return session.value<int>("SELECT pg_backend_pid()").value();
    }

    /// Whether an archive of these lines, with a good last one, is taken for whole.
    [[nodiscard]] std::string judged(const std::string& lines) const {
        std::ofstream(file(), std::ios::binary)
            << lines << "end " << crypto::to_hex(crypto::sha256(lines)) << "\n";
        const auto checked = check_archive(file(), {shelves});
        return checked ? "" : checked.error().code;
    }

private:
    std::optional<TestPlace> place_;
};

TEST_F(PostgresSessions, SayWhyTheyCannotConnectAndNeverThePassword) {
    const auto said = [](const std::string& address) -> std::string {
        try {
            std::ignore = open_postgres(address, PostgresRole::reader);
        } catch (const SqlError& failure) {
            return failure.what();
        }
        return "connected";
    };
    EXPECT_NE(said("postgres://u:gullfeather@127.0.0.1:1/x").find("refused"), std::string::npos);
    for (const auto* address :
         {"postgres://u:gullfeather@127.0.0.1:1/x",
          "postgres://u:gullfeather@127.0.0.1:port/x",
          "mysql://u:gullfeather@127.0.0.1/x",
          "postgres://u:gullfeather@[::1/x",
          "host=127.0.0.1 port=1 password=gullfeather"}) {
        EXPECT_EQ(said(address).find("gullfeather"), std::string::npos) << said(address);
        EXPECT_NE(said(address), "connected");
    }
}

TEST_F(PostgresSessions, AcknowledgeOnlyWhatIsOnTheDisk) {
    const auto loose = url() + "%20-csynchronous_commit%3Doff";
    EXPECT_EQ(
        open_postgres(loose, PostgresRole::reader)->value<std::string>("SHOW synchronous_commit"),
        "off"
    );
    EXPECT_EQ(
        open_postgres(loose, PostgresRole::writer)->value<std::string>("SHOW synchronous_commit"),
        "on"
    );
}

TEST_F(PostgresSessions, TellAFullDiskFromOtherFailures) {
    const auto session = open_postgres(url(), PostgresRole::writer);
    const auto fail_with = [&](const char* state) {
        session->script(
            fmt::format("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{}'; END $$", state)
        );
    };
    EXPECT_THROW(fail_with("53100"), DiskFull);
    EXPECT_THROW(fail_with("23505"), DuplicateKey);
    try {
        fail_with("58030");
        FAIL();
    } catch (const SqlError& failure) {
        EXPECT_EQ(dynamic_cast<const DiskFull*>(&failure), nullptr);
        EXPECT_NE(std::string(failure.what()).find("58030"), std::string::npos);
    }
    EXPECT_TRUE(session->usable());
}

TEST_F(PostgresSessions, AreOfNoUseOnceTheServerIsLost) {
    const auto session = open_postgres(url(), PostgresRole::writer);
    session->begin_writing();
    session->script("CREATE TABLE shelf (id BIGINT)");
    lose(pid_of(*session));
    EXPECT_THROW(session->commit(), SqlError);
    EXPECT_FALSE(session->usable());
    session->roll_back();  // there is nothing to undo, and nobody to ask
    EXPECT_THROW(session->script("SELECT 1"), SqlError);
    const auto other = open_postgres(url(), PostgresRole::reader);
    EXPECT_EQ(other->value<bool>("SELECT to_regclass('shelf') IS NULL"), true);
}

TEST_F(PostgresSessions, CopyOutAllOrSaySo) {
    const auto session = open_postgres(url(), PostgresRole::reader);
    const auto pid = pid_of(*session);
    std::size_t taken = 0;
    const std::string rows =
        "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 100000)) TO STDOUT";
    EXPECT_THROW(
        session->copy_out(
            rows,
            [&](std::string_view) {
                if (taken++ == 0) {
                    lose(pid);
                }
            }
        ),
        SqlError
    );
    EXPECT_LT(taken, 100'000U);
    EXPECT_THROW(session->copy_out(rows, [](std::string_view) {}), SqlError);
}

TEST_F(PostgresSessions, CopyInAllOrNothing) {
    const auto session = open_postgres(url(), PostgresRole::writer);
    session->script("CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT)");
    std::string row;
    // The numbers of 50,000 rows.
    const auto rows = [&](const std::function<int(int)>& number_of) {
        return [&row, number_of, given = 0]() mutable -> std::string_view {
            row = fmt::format("{}\t{}\n", number_of(++given), std::string(1000, 'x'));
            return given > 50'000 ? std::string_view() : row;
        };
    };
    const std::string into = "COPY shelf (id, name) FROM STDIN";
    EXPECT_THROW(
        session->copy_in("COPY no_shelf FROM STDIN", [] { return std::string_view(); }), SqlError
    );
    EXPECT_THROW(
        session->copy_in(into, rows([](int given) { return given == 1000 ? 1 : given; })),
        DuplicateKey
    );
    EXPECT_TRUE(session->usable());
    EXPECT_EQ(session->value<int>("SELECT count(*) FROM shelf"), 0);
    const auto pid = pid_of(*session);
    const auto losing = [&](int given) {
        if (given == 1000) {
            lose(pid);
        }
        return given;
    };
    EXPECT_THROW(session->copy_in(into, rows(losing)), SqlError);
    EXPECT_FALSE(session->usable());
    EXPECT_EQ(
        open_postgres(url(), PostgresRole::reader)->value<int>("SELECT count(*) FROM shelf"), 0
    );
}

TEST_F(PostgresSessions, LeaveNoHalfOfAnArchive) {
    const auto session = open_postgres(url(), PostgresRole::writer);
    session->script("CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT)");
    const auto nowhere = file().parent_path() / "missing" / "archive";
    EXPECT_ANY_THROW(write_archive(*session, nowhere));
    EXPECT_FALSE(session->in_transaction());
    write_archive(*session, file());
    std::filesystem::remove(file());
    lose(pid_of(*session));
    EXPECT_THROW(write_archive(*session, file()), SqlError);
    EXPECT_TRUE(std::filesystem::is_empty(file().parent_path()));
}

TEST_F(PostgresSessions, RefuseAnArchiveThatIsNoneWhateverItsLastLineSays) {
    const std::string start = "belfry-copy 1\ntable schema_migration number,name,sha256,at\n";
    const std::string row = "1\tshelves\t" + mark_of(shelves, Engine::postgres).sha256 + "\t0\n";
    const std::string shelf = "table shelf id,name\n";
    EXPECT_EQ(judged(start + row + "\\.\n"), "");
    EXPECT_EQ(judged(start + row + "\\.\n" + shelf + "1\ta\n\\.\n"), "");
    EXPECT_EQ(judged(start + row + "\\.\ntable shelf name\nend of the row\n\\.\n"), "")
        << "a row may begin as the last line does";
    for (const auto& broken :
         {start + "1\n\\.\n",
          start + "\n\\.\n",
          start + "x\tshelves\tsum\t0\n\\.\n",
          start + row,
          start + row + "\\.\n" + "table shelf\n",
          start + row + "\\.\n" + "table \"shelf\"; id\n\\.\n",
          start + row + "\\.\n" + "table shelf id,na-me\n\\.\n",
          start + row + "\\.\n1\ta\n",
          std::string("belfry-copy 2\n")}) {
        EXPECT_EQ(judged(broken), "backup_damaged") << broken;
    }
}

}  // namespace
}  // namespace belfry::store
