#include <algorithm>
#include <array>
#include <csignal>
#include <map>
#include <random>
#include <set>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "record/test_record.hpp"

/// A program that is killed at any moment has kept what it acknowledged, once, with its entry.
namespace belfry::record {
namespace {

const store::Migration line_tables{
    500,
    "lines",
    "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "CREATE TABLE line (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"
};

store::Migrations all_migrations() {
    return store::joined({store::migrations_from(sql_files()), {line_tables}});
}

constexpr int threads_of_a_child = 4;
constexpr int kills = 20;

/// Writes lines for ever, saying each on standard error once it is durable. Killed from outside.
TEST(CrashChild, WritesUntilItIsKilled) {
    const char* const engine = std::getenv("BELFRY_CRASH_ENGINE");
    const char* const where = std::getenv("BELFRY_CRASH_WHERE");
    if (engine == nullptr || where == nullptr) {
        GTEST_SKIP() << "started by Crashes";
    }
    store::Location location;
    if (std::string(engine) == "sqlite") {
        location.file = where;
    } else {
        location.engine = store::Engine::postgres;
        location.url = where;
    }
    auto opened = store::open(location, all_migrations());
    ASSERT_TRUE(opened);
    const SystemClock clock;
    SystemRandom random;
    Record record(*opened->database, std::move(opened->writer), clock, random);
    std::vector<std::thread> threads;
    for (int i = 0; i < threads_of_a_child; ++i) {
        threads.emplace_back([&] {
            while (true) {
                const auto line = record.write(
                    {Actor::belfry(), "line.add", {"line"}},
                    [](Writing& w) -> Result<Object> {
                        w.db().execute(
                            "INSERT INTO line (id, text) VALUES ($1, 'x')", w.object().id
                        );
                        w.set("text", "x");
                        return w.object();
                    }
                );
                const auto said = std::to_string(line.value().id) + "\n";
                if (::write(STDERR_FILENO, said.data(), said.size()) < 0) {
                    std::_Exit(1);
                }
            }
        });
    }
    threads.front().join();
}

/// Everything a child said before it was killed: at work, `patience` after it said the `after`-th
/// line.
std::string said_by_a_killed_child(
    const store::Location& location, std::ptrdiff_t after, std::chrono::milliseconds patience
) {
    std::array<int, 2> pipe{};
    check(::pipe(pipe.data()) == 0, "no pipe");
    const auto child = ::fork();
    if (child == 0) {
        const bool sqlite = location.engine == store::Engine::sqlite;
        ::setenv("BELFRY_CRASH_ENGINE", sqlite ? "sqlite" : "postgres", 1);
        ::setenv("BELFRY_CRASH_WHERE", sqlite ? location.file.c_str() : location.url.c_str(), 1);
        ::dup2(pipe[1], STDERR_FILENO);
        ::close(pipe[0]);
        ::execl(
            "/proc/self/exe",
            "record_test",
            "--gtest_filter=CrashChild.*",
            "--gtest_brief=1",
            nullptr
        );
        ::_exit(127);
    }
    ::close(pipe[1]);
    std::string said;
    std::array<char, 4096> piece{};
    bool killed = false;
    while (true) {
        const auto got = ::read(pipe[0], piece.data(), piece.size());
        if (got <= 0) {
            break;
        }
        said.append(piece.data(), static_cast<std::size_t>(got));
        if (!killed && std::ranges::count(said, '\n') >= after) {
            std::this_thread::sleep_for(patience);
            ::kill(child, SIGKILL);
            killed = true;
        }
    }
    ::close(pipe[0]);
    ::waitpid(child, nullptr, 0);
    return said;
}

class Crashes : public RecordTest {};

INSTANTIATE_TEST_SUITE_P(Engines, Crashes, store::all_engines(), store::engine_name);

TEST_P(Crashes, LoseNothingThatWasAcknowledgedAndDoubleNothing) {
    auto& test = start({line_tables});
    std::map<std::int64_t, int> acknowledged;
    std::mt19937 random(7);
    for (int i = 0; i < kills; ++i) {
        test.stop();
        const auto said = said_by_a_killed_child(
            test.place().location(),
            1 + static_cast<std::ptrdiff_t>(random() % 3),
            std::chrono::milliseconds(random() % 40)
        );
        for (std::size_t begin = 0, end = said.find('\n'); end != std::string::npos;
             begin = end + 1, end = said.find('\n', begin)) {
            ++acknowledged[std::stoll(said.substr(begin, end - begin))];
        }
        test.restart();
        const auto ids = test.database().read([](store::Connection& db) {
            return db.query("SELECT id FROM line ORDER BY id", [](const store::Row& row) {
                return row.integer(0);
            });
        });
        const std::set<std::int64_t> there(ids.begin(), ids.end());
        ASSERT_EQ(there.size(), ids.size());
        for (const auto& [id, times] : acknowledged) {
            ASSERT_EQ(times, 1) << "acknowledged twice: " << id;
            ASSERT_TRUE(there.contains(id)) << "lost: " << id;
        }
        ASSERT_EQ(test.record().head().size, ids.size());
    }
    EXPECT_GT(acknowledged.size(), static_cast<std::size_t>(kills));
    EXPECT_TRUE(test.record().verify());
}

}  // namespace
}  // namespace belfry::record
