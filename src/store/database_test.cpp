#include "store/database.hpp"

#include <cmath>
#include <set>
#include <thread>

#include <rapidcheck.h>

#include "store/durable_file.hpp"
#include "store/sqlite_session.hpp"
#include "store/test_database.hpp"

namespace belfry::store {
namespace {

const Migration shelves{
    1,
    "shelves",
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, width REAL,"
    " content BLOB) STRICT",
    "CREATE TABLE shelf (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, width DOUBLE PRECISION,"
    " content BYTEA)",
};
const Migration books{
    2,
    "books",
    "CREATE TABLE book (id INTEGER PRIMARY KEY, shelf INTEGER NOT NULL REFERENCES shelf) STRICT;"
    "INSERT INTO shelf (id, name) VALUES (100, 'new arrivals')",
    "CREATE TABLE book (id BIGINT PRIMARY KEY, shelf BIGINT NOT NULL REFERENCES shelf);"
    "INSERT INTO shelf (id, name) VALUES (100, 'new arrivals')",
};

constexpr std::size_t large = std::size_t{100} * 1024;

/// 200 shelves of `large` bytes, each by a write of its own.
void add_large_shelves(Writer& writer, int first) {
    const Bytes content(large, std::byte{7});
    for (int id = first; id < first + 200; ++id) {
        writer.write([&](Connection& db) {
            db.execute(
                "INSERT INTO shelf (id, name, content) VALUES ($1, $2, $3)",
                id,
                std::to_string(id),
                content
            );
        });
    }
}

std::int64_t shelf_count(Database& database) {
    return database.read([](Connection& db) {
        return db.value<std::int64_t>("SELECT count(*) FROM shelf").value();
    });
}

void add_shelf(Connection& db, std::int64_t id, std::string_view name) {
    db.execute("INSERT INTO shelf (id, name) VALUES ($1, $2)", id, name);
}

class Databases : public DatabaseTest {};

INSTANTIATE_TEST_SUITE_P(Engines, Databases, all_engines(), engine_name);

TEST_P(Databases, GiveBackEveryKindOfValue) {
    const auto opened = open({shelves});
    const std::string name("O'Brien \xE2\x82\xAC\n\\x41", 16);
    const Bytes content{std::byte{0}, std::byte{255}, std::byte{'\\'}, std::byte{0}};
    opened.writer->write([&](Connection& db) {
        db.execute(
            "INSERT INTO shelf (name, id, content, width) VALUES ($2, $1, $4, $3)",
            std::int64_t{-9'007'199'254'740'993},
            name,
            0.1,
            content
        );
        db.execute(
            "INSERT INTO shelf VALUES ($1, $2, $3, $4)", 2, "", std::optional<double>(), Bytes()
        );
    });
    opened.database->read([&](Connection& db) {
        const auto rows =
            db.query("SELECT id, name, width, content FROM shelf ORDER BY id", [](const Row& row) {
                return std::tuple(
                    row.get<std::int64_t>(0),
                    row.get<std::string>(1),
                    row.get<std::optional<double>>(2),
                    row.get<std::optional<Bytes>>(3)
                );
            });
        ASSERT_EQ(rows.size(), 2U);
        EXPECT_EQ(
            rows[0],
            std::tuple(
                std::int64_t{-9'007'199'254'740'993},
                name,
                std::optional(0.1),
                std::optional(content)
            )
        );
        EXPECT_EQ(
            rows[1],
            std::tuple(
                std::int64_t{2}, std::string(), std::optional<double>(), std::optional(Bytes())
            )
        );
    });
}

TEST_P(Databases, TellHowManyRowsChanged) {
    const auto opened = open({shelves});
    opened.writer->write([](Connection& db) {
        add_shelf(db, 1, "a");
        add_shelf(db, 2, "b");
        EXPECT_EQ(db.execute("UPDATE shelf SET width = 1.5"), 2);
        EXPECT_EQ(db.execute("DELETE FROM shelf WHERE id = $1", 2), 1);
        EXPECT_EQ(db.execute("DELETE FROM shelf WHERE id = $1", 2), 0);
    });
}

TEST_P(Databases, MayAskTheSameQuestionWhileReadingItsAnswer) {
    const auto opened = open({shelves});
    opened.writer->write([](Connection& db) {
        add_shelf(db, 1, "a");
        add_shelf(db, 2, "b");
    });
    opened.database->read([](Connection& db) {
        std::vector<std::int64_t> seen;
        const auto read_ids = [&] {
            return db.query("SELECT id FROM shelf ORDER BY id", [](const Row& row) {
                return row.integer(0);
            });
        };
        db.run("SELECT id FROM shelf ORDER BY id", {}, [&](const Row&) {
            const auto ids = read_ids();
            seen.insert(seen.end(), ids.begin(), ids.end());
        });
        EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2, 1, 2}));
    });
}

TEST_P(Databases, ShowAReaderOneSnapshotThroughout) {
    const auto opened = open({shelves});
    opened.database->read([&](Connection& db) {
        EXPECT_EQ(db.value<int>("SELECT count(*) FROM shelf"), 0);
        opened.writer->write([](Connection& writing) { add_shelf(writing, 1, "a"); });
        EXPECT_EQ(db.value<int>("SELECT count(*) FROM shelf"), 0);
    });
    EXPECT_EQ(shelf_count(*opened.database), 1);
}

TEST_P(Databases, RefuseToWriteOnAReadingConnection) {
    const auto opened = open({shelves});
    EXPECT_THROW(opened.database->read([](Connection& db) { add_shelf(db, 1, "a"); }), SqlError);
    EXPECT_EQ(shelf_count(*opened.database), 0);
}

TEST_P(Databases, TellADuplicateKeyFromOtherFailuresAndNeverNameContent) {
    const auto opened = open({shelves, books});
    const auto failure_of = [&](const Writer::Work& work) -> std::string {
        try {
            opened.writer->write(work);
        } catch (const DuplicateKey& failure) {
            return std::string("duplicate ") + failure.what();
        } catch (const SqlError& failure) {
            return std::string("other ") + failure.what();
        }
        return "none";
    };
    opened.writer->write([](Connection& db) { add_shelf(db, 1, "secret name"); });
    const auto twice = failure_of([](Connection& db) { add_shelf(db, 2, "secret name"); });
    const auto missing = failure_of([](Connection& db) {
        db.execute("INSERT INTO book (id, shelf) VALUES ($1, $2)", 1, 77'777);
    });
    const auto wrong = failure_of([](Connection& db) {
        db.execute("UPDATE shelf SET width = $1", std::string("secret width"));
    });
    EXPECT_TRUE(twice.starts_with("duplicate ")) << twice;
    EXPECT_TRUE(missing.starts_with("other ")) << missing;
    EXPECT_TRUE(wrong.starts_with("other ")) << wrong;
    for (const auto& message : {twice, missing, wrong}) {
        EXPECT_EQ(message.find("secret"), std::string::npos) << message;
        EXPECT_EQ(message.find("77777"), std::string::npos) << message;
    }
}

TEST_P(Databases, UndoAThrowingWorkAloneAndRethrowWhatItThrew) {
    const auto opened = open({shelves});
    constexpr int writers = 8;
    constexpr int each = 25;
    std::vector<std::thread> threads;
    std::atomic<int> thrown{0};
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0; i < each; ++i) {
                const int id = writer * each + i + 1;
                try {
                    opened.writer->write([&](Connection& db) {
                        add_shelf(db, id, std::to_string(id));
                        if (id % 3 == 0) {
                            throw std::runtime_error("third");
                        }
                        if (id % 5 == 0) {
                            add_shelf(db, id, "twice");
                        }
                    });
                } catch (const std::runtime_error&) {
                    ++thrown;
                }
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    const auto ids = opened.database->read([](Connection& db) {
        return db.query("SELECT id FROM shelf ORDER BY id", [](const Row& row) {
            return row.integer(0);
        });
    });
    std::vector<std::int64_t> expected;
    for (int id = 1; id <= writers * each; ++id) {
        if (id % 3 != 0 && id % 5 != 0) {
            expected.push_back(id);
        }
    }
    EXPECT_EQ(ids, expected);
    EXPECT_EQ(thrown, writers * each - static_cast<int>(expected.size()));
}

TEST_P(Databases, CommitTogetherWhatWaitsTogether) {
    const auto opened = open({shelves});
    // While the first work holds the writer, the others gather; they must become one commit, seen
    // by readers at once: all or none.
    std::atomic<bool> holding = false;
    std::atomic<bool> gathered = false;
    constexpr int others = 10;
    std::atomic<int> started{0};
    std::vector<std::thread> threads;
    std::set<std::int64_t> seen_by_listeners;
    threads.emplace_back([&] {
        opened.writer->write([&](Connection& db) {
            add_shelf(db, 1, "first");
            holding = true;
            while (!gathered) {
                std::this_thread::yield();
            }
        });
    });
    while (!holding) {
        std::this_thread::yield();
    }
    for (int i = 0; i < others; ++i) {
        threads.emplace_back([&, i] {
            ++started;
            opened.writer->write(
                [&](Connection& db) { add_shelf(db, i + 2, std::to_string(i)); },
                [&] { seen_by_listeners.insert(shelf_count(*opened.database)); }
            );
        });
    }
    while (started < others) {
        std::this_thread::yield();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    gathered = true;
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(seen_by_listeners, std::set<std::int64_t>{others + 1});
}

TEST_P(Databases, LetWhoWritesAloneDoItOnTheirOwnThread) {
    const auto opened = open({shelves});
    std::thread::id worked;
    std::thread::id told;
    opened.writer->write(
        [&](Connection& db) {
            add_shelf(db, 1, "a");
            worked = std::this_thread::get_id();
        },
        [&] { told = std::this_thread::get_id(); }
    );
    EXPECT_EQ(worked, std::this_thread::get_id());
    EXPECT_EQ(told, std::this_thread::get_id());
    EXPECT_THROW(
        opened.writer->write([](Connection& db) {
            add_shelf(db, 2, "b");
            throw std::runtime_error("second");
        }),
        std::runtime_error
    );
    opened.writer->write([](Connection& db) { add_shelf(db, 3, "c"); });
    EXPECT_EQ(shelf_count(*opened.database), 2) << "what threw was undone, and writing goes on";
}

TEST_P(Databases, KeepWhatWasWrittenForTheNextStart) {
    open({shelves}).writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    EXPECT_EQ(shelf_count(*open({shelves}).database), 1);
}

TEST_P(Databases, ApplyMissingMigrationsAfterASnapshot) {
    open({shelves}).writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    const auto snapshots = [&] {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(place().folder())) {
            count += entry.path().string().find(".before-0002") != std::string::npos ? 1 : 0;
        }
        return count;
    };
    EXPECT_EQ(snapshots(), 0);
    EXPECT_EQ(shelf_count(*open({shelves, books}).database), 2);
    EXPECT_EQ(snapshots(), 1);
}

TEST_P(Databases, ApplyAllMissingMigrationsOrNone) {
    auto broken = books;
    broken.number = 3;
    broken.name = "broken";
    broken.sqlite = broken.postgres =
        "CREATE TABLE other (id INTEGER); SELECT nonsense FROM nowhere";
    open({shelves}).writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    EXPECT_THROW((void)open({shelves, books, broken}), SqlError);
    EXPECT_EQ(shelf_count(*open({shelves}).database), 1);
    EXPECT_EQ(shelf_count(*open({shelves, books}).database), 2);
}

TEST_P(Databases, KeepTheirLayoutWhereAMigrationLeavesRowsThatPointNowhere) {
    auto losing = books;
    losing.sqlite += ";INSERT INTO book (id, shelf) VALUES (1, 77)";
    losing.postgres += ";INSERT INTO book (id, shelf) VALUES (1, 77)";
    open({shelves}).writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    EXPECT_THROW((void)open({shelves, losing}), SqlError);
    EXPECT_EQ(shelf_count(*open({shelves}).database), 1);
    EXPECT_EQ(shelf_count(*open({shelves, books}).database), 2);
}

TEST_P(Databases, RefuseDataOfANewerProgram) {
    (void)open({shelves, books});
    const auto opened = store::open(place().location(), {shelves});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "data_is_newer");
}

TEST_P(Databases, RefuseAMigrationThatWasEditedAfterItRan) {
    (void)open({shelves});
    auto edited = shelves;
    edited.sqlite += " ";
    edited.postgres += " ";
    const auto opened = store::open(place().location(), {edited});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "migration_changed");
}

TEST_P(Databases, GiveBackAnyValue) {
    const auto opened = open({shelves});
    std::int64_t id = 0;
    const bool held =
        rc::check([&](const std::vector<std::uint8_t>& content, std::int64_t number, double width) {
            RC_PRE(!std::isnan(width));
            auto name = std::to_string(++id) +
                        *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
            Bytes bytes;
            for (const auto byte : content) {
                bytes.push_back(std::byte{byte});
            }
            opened.writer->write([&](Connection& db) {
                db.execute("DELETE FROM shelf WHERE id = $1", number);
                db.execute("INSERT INTO shelf VALUES ($1, $2, $3, $4)", number, name, width, bytes);
            });
            const auto same = opened.database->read([&](Connection& db) {
                return db.query_one(
                    "SELECT id, name, width, content FROM shelf WHERE id = $1 AND name = $2"
                    " AND width = $3 AND content = $4",
                    [&](const Row& row) {
                        return row.get<std::int64_t>(0) == number && row.text(1) == name &&
                               row.real(2) == width && row.bytes(3) == bytes;
                    },
                    number,
                    name,
                    width,
                    bytes
                );
            });
            RC_ASSERT(same == true);
        });
    EXPECT_TRUE(held);
}

TEST(PostgresDatabases, GoOnAfterTheServerWasLost) {
    if (!is_available(Engine::postgres)) {
        GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
    }
    const TestPlace place(Engine::postgres);
    const auto opened = open(place.location(), {shelves});
    const auto pid_of = [](Connection& db) {
        return db.value<int>("SELECT pg_backend_pid()");
    };
    std::optional<int> writing;
    opened->writer->write([&](Connection& db) { writing = pid_of(db); });
    const auto reading = opened->database->read(pid_of);
    const auto other = open_postgres(place.location().url, PostgresRole::writer);
    for (const auto pid : {writing, reading}) {
        other->value<bool>("SELECT pg_terminate_backend($1::int)", pid);
    }
    while (other->value<int>(
               "SELECT count(*) FROM pg_stat_activity WHERE pid IN ($1::int, $2::int)",
               writing,
               reading
           ) != 0) {
        std::this_thread::yield();
    }
    opened->writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    EXPECT_EQ(shelf_count(*opened->database), 1);
}

TEST(PostgresDatabases, UndoAWorkThatHidesAFailedStatement) {
    if (!is_available(Engine::postgres)) {
        GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
    }
    const TestPlace place(Engine::postgres);
    const auto opened = open(place.location(), {shelves});
    const auto hiding = [&] {
        opened->writer->write([](Connection& db) {
            add_shelf(db, 1, "a");
            EXPECT_THROW(add_shelf(db, 1, "a"), DuplicateKey);
        });
    };
    EXPECT_THROW(hiding(), SqlError);
    EXPECT_EQ(shelf_count(*opened->database), 0);
}

TEST(SqliteDatabases, RefuseASecondBelfry) {
    const TestPlace place(Engine::sqlite);
    {
        const auto first = open(place.location(), {shelves});
        const auto second = open(place.location(), {shelves});
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, "data_in_use");
    }
    EXPECT_TRUE(open(place.location(), {shelves}));
}

TEST(SqliteDatabases, LetACommandWriteBesideTheServer) {
    const TestPlace place(Engine::sqlite);
    const auto server = open(place.location(), {shelves});
    std::vector<std::thread> threads;
    for (int number = 0; number < 3; ++number) {
        threads.emplace_back([&, number] {
            const auto command = open(place.location(), {shelves}, Opener::command);
            ASSERT_TRUE(command);
            for (int i = 0; i < 40; ++i) {
                command->writer->write([&](Connection& db) {
                    const auto id = 100 * (number + 1) + i;
                    add_shelf(db, id, std::to_string(id));
                });
            }
        });
    }
    for (int i = 0; i < 40; ++i) {
        server->writer->write([&](Connection& db) { add_shelf(db, i, std::to_string(i)); });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(shelf_count(*server->database), 160);
    EXPECT_EQ(
        server->database->read([](Connection& db) {
            return db.value<std::string>("PRAGMA integrity_check");
        }),
        "ok"
    );
}

TEST(SqliteDatabases, LeaveOneFileBehindWhoeverGoesLast) {
    const TestPlace place(Engine::sqlite);
    auto server = open(place.location(), {shelves});
    auto command = open(place.location(), {shelves}, Opener::command);
    command->writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    server = {};
    EXPECT_TRUE(std::filesystem::exists(with_ending(place.location().file, "-wal")));
    command->writer->write([](Connection& db) { add_shelf(db, 2, "b"); });
    command = {};
    const auto log = with_ending(place.location().file, "-wal");
    EXPECT_TRUE(!std::filesystem::exists(log) || std::filesystem::file_size(log) == 0);
    EXPECT_EQ(shelf_count(*open(place.location(), {shelves})->database), 2);
}

TEST(SqliteDatabases, MoveTheLogIntoTheFileWhileWritingGoesOn) {
    const TestPlace place(Engine::sqlite);
    const auto opened = open(place.location(), {shelves});
    add_large_shelves(*opened->writer, 1);
    const auto log = with_ending(place.location().file, "-wal");
    EXPECT_LT(std::filesystem::file_size(log), 200 * large / 2);
    EXPECT_GT(std::filesystem::file_size(place.location().file), 100 * large);
    EXPECT_EQ(shelf_count(*opened->database), 200);
}

TEST(SqliteDatabases, ChangeTheirLayoutOnlyWhileNobodyElseHasThemOpen) {
    const TestPlace place(Engine::sqlite);
    const Migration more{2, "more", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT", ""};
    {
        const auto server = open(place.location(), {shelves});
        const auto newer = open(place.location(), {shelves, more}, Opener::command);
        ASSERT_FALSE(newer);
        EXPECT_EQ(newer.error().code, "data_in_use");
        auto other = shelves;
        other.sqlite += " ";
        const auto altered = open(place.location(), {other}, Opener::command);
        ASSERT_FALSE(altered);
        EXPECT_EQ(altered.error().code, "migration_changed");
    }
    EXPECT_TRUE(open(place.location(), {shelves, more}, Opener::command));
    const auto older = open(place.location(), {shelves}, Opener::command);
    ASSERT_FALSE(older);
    EXPECT_EQ(older.error().code, "data_is_newer");
}

TEST(SqliteDatabases, AreReadableByTheirOwnerAlone) {
    const TestPlace place(Engine::sqlite);
    const auto opened = open(place.location(), {shelves});
    opened->writer->write([](Connection& db) { add_shelf(db, 1, "a"); });
    opened->database->back_up(place.folder() / "copy.db");
    for (const auto& entry : std::filesystem::directory_iterator(place.folder())) {
        EXPECT_EQ(
            entry.status().permissions() & std::filesystem::perms(0077), std::filesystem::perms(0)
        ) << entry.path();
    }
}

TEST(SqliteDatabases, WriteEachCommitThroughToTheDisk) {
    const TestPlace place(Engine::sqlite);
    const auto opened = open(place.location(), {shelves});
    opened->writer->write([](Connection& db) {
        EXPECT_EQ(db.value<int>("PRAGMA synchronous"), 2);
        EXPECT_EQ(db.value<std::string>("PRAGMA journal_mode"), "wal");
        EXPECT_EQ(db.value<int>("PRAGMA foreign_keys"), 1);
    });
}

TEST(SqliteDatabases, TakeSmallPagesForNewFilesAndKeepThoseOfOthers) {
    const TestPlace place(Engine::sqlite);
    const auto& file = place.location().file;
    for (const int bytes : {2048, 4096}) {
        if (bytes == 4096) {
            // As an older Belfry would have made it.
            open_sqlite(file, SqliteRole::writer)
                ->script("PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM");
        }
        const auto opened = open(place.location(), {shelves});
        opened->writer->write([&](Connection& db) {
            EXPECT_EQ(db.value<int>("PRAGMA page_size"), bytes);
        });
        add_large_shelves(*opened->writer, bytes);
        // A checkpoint after 8 MB, whatever the pages are.
        EXPECT_GT(std::filesystem::file_size(with_ending(file, "-wal")), 8'000'000U);
        EXPECT_LT(std::filesystem::file_size(with_ending(file, "-wal")), 9'000'000U);
    }
}

}  // namespace
}  // namespace belfry::store
