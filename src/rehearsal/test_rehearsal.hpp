#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "city/routes.hpp"
#include "jobs/job_store.hpp"
#include "program/test_program.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/run_store.hpp"

namespace belfry::rehearsal {

/// A city with three places over an empty database, and the queue that works when a test says so.
class TestRehearsal {
public:
    explicit TestRehearsal(store::Engine engine)
        : program_(
              engine,
              store::joined({city::migrations(), jobs::migrations(), migrations()}),
              {finder()}
          ) {
        city::add_routes(program_.router(), program_.services());
        restart();
        add_routes(program_.router(), workshop());
        planner = program_.add_person("Petra Planner", accounts::Role::planner);
        official = program_.add_person("Elena Oficial", accounts::Role::election_official, "es");
        bring(
            "site_id,name,address,expected_voters,check_in_stations,voting_booths,scanners\n"
            "S1,Fire Station,12 Main St,900,2,12,1\n"
            "S2,Library,5 Elm St,600,2,9,1\n"
            "S3,Town Hall,1 Oak St,400,2,8,1\n"
        );
    }

    [[nodiscard]] program::TestProgram& program() { return program_; }

    [[nodiscard]] Workshop workshop() { return {program_.services(), *queue_, 2}; }

    [[nodiscard]] jobs::Jobs& queue() { return *queue_; }

    /// Puts another queue in place of this one, which works on nothing any more. Routes keep the
    /// first.
    void restart(const std::string& server = "one") {
        auto queue = another_queue(server);
        rehearsal::add_jobs({program_.services(), *queue, 2});
        old_ = std::move(queue_);
        queue_ = std::move(queue);
    }

    /// That of another server on the same database, without any jobs that it knows.
    [[nodiscard]] std::unique_ptr<jobs::Jobs> another_queue(const std::string& server) {
        return std::make_unique<jobs::Jobs>(
            program_.services().database,
            program_.services().record,
            program_.services().clock,
            jobs::Settings{.server = server, .workers = 0, .local = at_utc()}
        );
    }

    /// Reads and confirms a list.
    void bring(const std::string& text) {
        const auto draft = program_.call(
            planner,
            http::Method::post,
            "/api/v1/imports?name=list.csv",
            text,
            {{"Content-Type", "application/octet-stream"}}
        );
        check(draft.status == 201, draft.text.c_str());
        const auto path = fmt::format("/imports/{}", draft.id());
        const auto done = program_.act(planner, path, "/confirmation", "");
        check(done.status == 200, done.text.c_str());
    }

    std::int64_t add(const std::string& what, const std::string& body) {
        const auto made = program_.post(planner, what, body);
        check(made.status == 201, made.text.c_str());
        return made.id();
    }

    std::int64_t planner = 0;
    std::int64_t official = 0;

private:
    static jobs::LocalTime at_utc() {
        return {
            [](Instant when) { return Date(std::chrono::floor<std::chrono::days>(when)); },
            [](Date day, std::chrono::minutes clock) {
                return Instant(std::chrono::sys_days(day)) + clock;
            },
        };
    }

    program::TestProgram program_;
    std::unique_ptr<jobs::Jobs> old_;
    std::unique_ptr<jobs::Jobs> queue_;
};

/// For tests on every engine.
class RehearsalTest : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        test_ = std::make_unique<TestRehearsal>(GetParam());
    }

    [[nodiscard]] TestRehearsal& test() { return *test_; }

    [[nodiscard]] program::TestProgram& city() { return test_->program(); }

    program::Answer get(const std::string& target) { return city().get(test_->planner, target); }

    program::Answer post(const std::string& target, const std::string& body = {}) {
        return city().post(test_->planner, target, body);
    }

private:
    std::unique_ptr<TestRehearsal> test_;
};

}  // namespace belfry::rehearsal
