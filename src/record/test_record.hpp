#pragma once

#include <memory>
#include <optional>

#include "base/seeded_random.hpp"
#include "record/record.hpp"
#include "store/test_database.hpp"

namespace belfry::record {

/// A record over an empty database of its own, with the tables of the record and of `modules`:
///
///     TestRecord place(store::Engine::sqlite, store::migrations_from(program::sql_files()));
///     place.record().write({Actor::account(1), "task.add", {"task"}}, …);
class TestRecord {
public:
    explicit TestRecord(store::Engine engine, const store::Migrations& modules = {})
        : place_(engine),
          migrations_(store::joined({store::migrations_from(sql_files()), modules})) {
        start();
    }

    [[nodiscard]] Record& record() { return *record_; }

    [[nodiscard]] store::Database& database() { return *database_; }

    [[nodiscard]] FixedClock& clock() { return clock_; }

    [[nodiscard]] Random& random() { return random_; }

    [[nodiscard]] const store::TestPlace& place() const { return place_; }

    /// Changes the data behind the record's back, as an intruder on the server would.
    void alter(const std::string& sql) {
        stop();
        store::open(place_.location(), migrations_)->writer->write([&](store::Connection& db) {
            db.execute(sql);
        });
        start();
    }

    /// As if the program had been stopped and started again.
    void restart() {
        stop();
        start();
    }

    /// Until restart() somebody else may open the place.
    void stop() {
        record_.reset();
        database_.reset();
    }

private:
    void start() {
        auto opened = store::open(place_.location(), migrations_);
        check(opened.has_value(), "the test's database was refused");
        database_ = std::move(opened->database);
        record_ = std::make_unique<Record>(*database_, std::move(opened->writer), clock_, random_);
    }

    store::TestPlace place_;
    store::Migrations migrations_;
    FixedClock clock_{
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 3) + std::chrono::hours(12)
    };
    SeededRandom random_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<Record> record_;
};

/// For tests that run on every engine; `start` is called first.
///
///     using TaskRoutes = record::RecordTest;
///     INSTANTIATE_TEST_SUITE_P(Engines, TaskRoutes, store::all_engines(), store::engine_name);
class RecordTest : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
    }

    TestRecord& start(const store::Migrations& modules = {}) {
        return test_.emplace(GetParam(), modules);
    }

    [[nodiscard]] TestRecord& test() { return test_.value(); }

private:
    std::optional<TestRecord> test_;
};

}  // namespace belfry::record
