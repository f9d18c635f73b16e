#pragma once

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "store/database.hpp"
#include "store/postgres_session.hpp"

namespace belfry::store {

/// A fresh, empty place for one test's data: a folder of its own, and for PostgreSQL a schema of
/// its own on the server that BELFRY_TEST_POSTGRES names. Gone when this is.
class TestPlace {
public:
    explicit TestPlace(Engine engine) {
        static std::atomic<int> count{0};
        const auto name =
            "belfry_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
        folder_ = std::filesystem::temp_directory_path() / name;
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        location_ = {.engine = engine, .file = {}, .url = {}, .snapshots = folder_};
        if (engine == Engine::sqlite) {
            location_.file = folder_ / "belfry.db";
            return;
        }
        const char* const server = std::getenv("BELFRY_TEST_POSTGRES");
        check(server != nullptr, "BELFRY_TEST_POSTGRES names no server");
        schema_ = name;
        server_ = server;
        location_.url = server_ + (server_.find('?') == std::string::npos ? "?" : "&") +
                        "options=-csearch_path%3D" + schema_;
        open_postgres(server_, PostgresRole::writer)
            ->script("DROP SCHEMA IF EXISTS " + schema_ + " CASCADE; CREATE SCHEMA " + schema_);
    }

    TestPlace(const TestPlace&) = delete;
    TestPlace& operator=(const TestPlace&) = delete;
    TestPlace(TestPlace&&) = delete;
    TestPlace& operator=(TestPlace&&) = delete;

    ~TestPlace() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
        if (!schema_.empty()) {
            open_postgres(server_, PostgresRole::writer)
                ->script("DROP SCHEMA IF EXISTS " + schema_ + " CASCADE");
        }
    }

    [[nodiscard]] const Location& location() const { return location_; }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
    std::string schema_;
    std::string server_;
    Location location_;
};

/// PostgreSQL is tested where BELFRY_TEST_POSTGRES names a server.
inline bool is_available(Engine engine) {
    return engine == Engine::sqlite || std::getenv("BELFRY_TEST_POSTGRES") != nullptr;
}

/// For tests that run on every engine:
///
///     using TaskStore = store::DatabaseTest;
///     TEST_P(TaskStore, FindsWhatWasAdded) { auto opened = open(migrations); … }
///     INSTANTIATE_TEST_SUITE_P(Engines, TaskStore, store::all_engines(), store::engine_name);
class DatabaseTest : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        if (!is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        place_.emplace(GetParam());
    }

    [[nodiscard]] Opened open(const Migrations& migrations) const {
        auto opened = store::open(place_->location(), migrations);
        check(opened.has_value(), "the test's database was refused");
        return std::move(*opened);
    }

    [[nodiscard]] const TestPlace& place() const { return *place_; }

private:
    std::optional<TestPlace> place_;
};

inline auto all_engines() {
    return testing::Values(Engine::sqlite, Engine::postgres);
}

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
    return info.param == Engine::sqlite ? "Sqlite" : "Postgres";
}

}  // namespace belfry::store
