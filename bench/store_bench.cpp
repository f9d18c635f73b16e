/// What a recorded write costs, against what the disk can do at all. In the folder named by
/// BELFRY_BENCH_FOLDER (or the current one), which should lie on the disk that is to be measured.
///
/// Baselines: `fdatasync` of 4 KB appended to a file; SQLite by itself, one row a commit with the
/// same settings. Goals: one client at least 0.7 × the fdatasync rate, 64 clients at least 3 ×.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include "crypto/signature.hpp"
#include "record/record.hpp"

namespace belfry {
namespace {

std::filesystem::path folder() {
    const char* const named = std::getenv("BELFRY_BENCH_FOLDER");
    return std::filesystem::path(named == nullptr ? "." : named) / "store_bench.data";
}

void fresh_folder() {
    std::filesystem::remove_all(folder());
    std::filesystem::create_directories(folder());
}

/// Processor time of all threads so far, in microseconds.
double processor_time() {
    rusage used{};
    check(::getrusage(RUSAGE_SELF, &used) == 0, "no account of processor time");
    const auto microseconds = [](const timeval& t) {
        return 1e6 * static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec);
    };
    return microseconds(used.ru_utime) + microseconds(used.ru_stime);
}

/// Rates, and what one of `done` cost.
void say(benchmark::State& state, std::int64_t done, double processor_time_before) {
    state.SetItemsProcessed(done);
    state.counters["processor_us_each"] =
        (processor_time() - processor_time_before) / static_cast<double>(done);
}

void fdatasync_alone(benchmark::State& state) {
    fresh_folder();
    const int file = ::open((folder() / "file").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    const std::string page(4096, 'x');
    for (auto _ : state) {
        check(::write(file, page.data(), page.size()) == 4096, "the disk is full");
        check(::fdatasync(file) == 0, "the disk fails");
    }
    ::close(file);
    state.SetItemsProcessed(state.iterations());
}

void sqlite_alone(benchmark::State& state) {
    fresh_folder();
    sqlite3* db = nullptr;
    const auto run = [&](const char* sql) {
        check(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, "SQLite fails");
    };
    check(sqlite3_open((folder() / "raw.db").c_str(), &db) == SQLITE_OK, "SQLite fails");
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    sqlite3_stmt* insert = nullptr;
    const double before = processor_time();
    sqlite3_prepare_v2(db, "INSERT INTO line (text) VALUES ('x')", -1, &insert, nullptr);
    for (auto _ : state) {
        check(sqlite3_step(insert) == SQLITE_DONE, "SQLite fails");
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_close(db);
    say(state, state.iterations(), before);
}

/// A record over an SQLite file with one table.
struct Place {
    Place() {
        fresh_folder();
        const store::Migration lines{
            500,
            "lines",
            "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
            "-"
        };
        opened = std::move(store::open(
                               {store::Engine::sqlite, folder() / "belfry.db", {}, {}},
                               store::joined({store::migrations_from(record::sql_files()), {lines}})
        ).value());
        record = std::make_unique<record::Record>(
            *opened.database, std::move(opened.writer), clock, random
        );
    }

    void write_one() const {
        const auto line = record->write(
            {record::Actor::account(1), "line.add", {"line"}},
            [](record::Writing& w) -> Result<record::Object> {
                w.db().execute("INSERT INTO line (id, text) VALUES ($1, 'x')", w.object().id);
                w.set("text", "x");
                return w.object();
            }
        );
        check(line.has_value(), "a write was refused");
    }

    SystemClock clock;
    SystemRandom random;
    store::Opened opened;
    std::unique_ptr<record::Record> record;
};

/// `clients` people who each save one thing after the other.
void recorded_writes(benchmark::State& state) {
    const Place place;
    const auto clients = static_cast<std::size_t>(state.range(0));
    constexpr int writes = 50;
    std::int64_t done = 0;
    const double before = processor_time();
    for (auto _ : state) {
        std::vector<std::thread> people;
        for (std::size_t i = 0; i < clients; ++i) {
            people.emplace_back([&] {
                for (int n = 0; n < writes; ++n) {
                    place.write_one();
                }
            });
        }
        for (auto& person : people) {
            person.join();
        }
        done += static_cast<std::int64_t>(clients) * writes;
    }
    say(state, done, before);
}

/// What a head of the record costs to sign: once for all writes of a tenth of a second.
void heads_signed(benchmark::State& state) {
    SystemRandom random;
    const auto key = crypto::new_signing_key(random);
    const std::string head =
        "vote.city.example/belfry/log\n70000\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    for (auto _ : state) {
        benchmark::DoNotOptimize(key.sign(head));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(fdatasync_alone)->UseRealTime()->MinTime(2);
BENCHMARK(sqlite_alone)->UseRealTime()->MinTime(2);
BENCHMARK(heads_signed);
BENCHMARK(recorded_writes)->Arg(1)->Arg(8)->Arg(64)->UseRealTime()->MinTime(2);

/// Prints as usual and remembers the rates.
class Rates final : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const auto& run : runs) {
            const auto name = run.run_name.function_name +
                              (run.run_name.args.empty() ? "" : "/" + run.run_name.args);
            rates[name] = run.counters.at("items_per_second").value;
        }
    }

    std::map<std::string, double> rates;
};

}  // namespace
}  // namespace belfry

int main(int count, char** values) {
    benchmark::Initialize(&count, values);
    belfry::Rates rates;
    benchmark::RunSpecifiedBenchmarks(&rates);
    std::filesystem::remove_all(belfry::folder());
    const auto disk = rates.rates["fdatasync_alone"];
    for (const auto& [name, rate] : rates.rates) {
        std::cout << fmt::format("{:20} {:9.0f}/s  {:5.2f} × fdatasync\n", name, rate, rate / disk);
    }
    return 0;
}
