#include "jobs/jobs.hpp"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.hpp"
#include "jobs/job_store.hpp"
#include "record/test_record.hpp"

namespace belfry::jobs {
namespace {

using namespace std::chrono_literals;

/// A city without daylight saving, at UTC.
LocalTime at_utc() {
    return {
        [](Instant when) { return Date(std::chrono::floor<std::chrono::days>(when)); },
        [](Date day, std::chrono::minutes clock) {
            return Instant(std::chrono::sys_days(day)) + clock;
        },
    };
}

Instant moment(const char* text) {
    return *instant_from_iso(text);
}

class JobsOn : public belfry::record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            start(migrations());
            clock().set(moment("2026-11-25T12:00:00Z"));
        }
    }

    record::Record& record() { return test().record(); }

    store::Database& database() { return test().database(); }

    FixedClock& clock() { return test().clock(); }

    std::unique_ptr<Jobs> queue(const std::string& server = "one") {
        auto jobs = std::make_unique<Jobs>(
            database(), record(), clock(), Settings{.server = server, .local = at_utc()}
        );
        jobs->add({"count", true, [this](Work& work) {
                       return count(work);
                   }});
        jobs->add({"once", false, [](Work&) -> Result<json::Value> {
                       return json::Value(1);
                   }});
        jobs->add({"throw", true, [](Work&) -> Result<json::Value> {
                       throw store::SqlError("gone");
                   }});
        jobs->add({"bug", true, [](Work&) -> Result<json::Value> {
                       check(false, "more is done than there is");
                       return json::Value(1);
                   }});
        jobs->add({"refuse", true, [](Work&) -> Result<json::Value> {
                       return refuse(Refusal::Kind::invalid, "no_backup_folder", "No folder.");
                   }});
        return jobs;
    }

    Result<json::Value> count(Work& work) {
        ++runs;
        work.progress(1, 2, {"job.count", {}});
        work.partial(json::Value("half"));
        if (during) {
            during(work);
        }
        if (work.stop().stop_requested()) {
            return json::Value("stopped early");
        }
        return json::Value(work.input());
    }

    /// As after a kill: running, its lease held by a server that is no more.
    Id<Job> left_running(Jobs& jobs, std::string_view kind, const std::string& server) {
        const auto id = jobs.enqueue(kind, json::Object(), 7)->job.id;
        EXPECT_TRUE(record().write(
            {record::Actor::belfry(), "job.start", {"job", id.value}},
            [&](record::Writing& w) -> Result<void> {
                EXPECT_TRUE(start_job(w.db(), id, w.at(), {server, clock().now() + 60s}));
                return {};
            }
        ));
        return id;
    }

    int runs = 0;
    std::function<void(Work&)> during = {};
};

TEST_P(JobsOn, DoTheWorkAndKeepItsResult) {
    auto jobs = queue();
    const auto asked = jobs->enqueue("count", json::Object{{"n", 3}}, 7);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->job.state, JobState::queued);
    EXPECT_TRUE(jobs->run_next());
    EXPECT_FALSE(jobs->run_next());
    const auto done = jobs->find(asked->job.id);
    EXPECT_EQ(done->job.state, JobState::done);
    EXPECT_EQ(done->job.result, json::Value(json::Object{{"n", 3}}));
    EXPECT_EQ(done->job.asked_by->id, 7);
    EXPECT_EQ(done->job.finished_at, clock().now());
}

TEST_P(JobsOn, ShowProgressWhileTheyRun) {
    auto jobs = queue();
    const auto id = jobs->enqueue("count", {}, 7)->job.id;
    std::optional<StoredJob> seen;
    during = [&](Work&) {
        seen = jobs->find(id);
    };
    jobs->run_next();
    EXPECT_EQ(seen->job.state, JobState::running);
    EXPECT_EQ(seen->job.done, 1);
    EXPECT_EQ(seen->job.of, 2);
    EXPECT_EQ(seen->job.result, json::Value("half"));
    EXPECT_EQ(seen->message.key, "job.count");
}

TEST_P(JobsOn, KeepWhatIsDoneWhenCancelled) {
    auto jobs = queue();
    const auto id = jobs->enqueue("count", {}, 7)->job.id;
    during = [&](Work&) {
        EXPECT_TRUE(jobs->cancel(id, record::Actor::account(7)));
    };
    jobs->run_next();
    EXPECT_EQ(jobs->find(id)->job.state, JobState::cancelled);
    EXPECT_EQ(jobs->find(id)->job.result, json::Value("stopped early"));
}

TEST_P(JobsOn, AreNeverStartedWhenCancelledInTheQueue) {
    auto jobs = queue();
    const auto id = jobs->enqueue("count", {}, 7)->job.id;
    ASSERT_TRUE(jobs->cancel(id, record::Actor::account(7)));
    EXPECT_FALSE(jobs->run_next());
    EXPECT_EQ(jobs->find(id)->job.state, JobState::cancelled);
    EXPECT_EQ(jobs->cancel(id, record::Actor::account(7)).error().code, "job_is_over");
    EXPECT_EQ(runs, 0);
}

TEST_P(JobsOn, SayWhyTheyFailed) {
    auto jobs = queue();
    const auto refused = jobs->enqueue("refuse", {}, 7)->job.id;
    const auto thrown = jobs->enqueue("throw", {}, 7)->job.id;
    const auto bug = jobs->enqueue("bug", {}, 7)->job.id;
    jobs->run_next();
    jobs->run_next();
    jobs->run_next();
    EXPECT_EQ(jobs->find(refused)->job.state, JobState::failed);
    EXPECT_EQ(jobs->find(refused)->message.key, "error.no_backup_folder");
    EXPECT_EQ(jobs->find(thrown)->job.state, JobState::failed);
    EXPECT_EQ(jobs->find(thrown)->message.key, "error.job_failed");
    EXPECT_EQ(jobs->find(bug)->job.state, JobState::failed);
    EXPECT_EQ(jobs->find(bug)->message.key, "error.job_failed");
}

TEST_P(JobsOn, GoOnAfterARestartWhenTheyMayBeRepeated) {
    auto jobs = queue();
    const auto queued = jobs->enqueue("count", {}, 7)->job.id;
    const auto running = left_running(*jobs, "count", "one");
    const auto single = left_running(*jobs, "once", "one");
    jobs = queue();
    jobs->start();
    const auto over = [&](Id<Job> id) {
        return is_over(jobs->find(id)->job.state);
    };
    for (int i = 0; i < 500 && !(over(queued) && over(running)); ++i) {
        std::this_thread::sleep_for(10ms);
    }
    jobs->stop();
    EXPECT_EQ(jobs->find(queued)->job.state, JobState::done);
    EXPECT_EQ(jobs->find(running)->job.state, JobState::done);
    EXPECT_EQ(jobs->find(running)->attempts, 2);
    EXPECT_EQ(jobs->find(single)->job.state, JobState::failed);
    EXPECT_EQ(jobs->find(single)->message.key, "error.job_interrupted");
}

TEST_P(JobsOn, AreLeftAloneWhileAnotherServerHasTheirLease) {
    auto jobs = queue("two");
    const auto id = left_running(*jobs, "count", "one");
    jobs->tick();
    EXPECT_FALSE(jobs->run_next());
    clock().advance(61s);
    jobs->tick();
    EXPECT_TRUE(jobs->run_next());
    EXPECT_EQ(jobs->find(id)->job.state, JobState::done);
}

TEST_P(JobsOn, AreDoneByOneServerOnly) {
    auto one = queue("one");
    auto two = queue("two");
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(one->enqueue("once", {}, 7));
    }
    std::atomic<int> worked = 0;
    {
        const auto drain = [&worked](Jobs& jobs) {
            while (jobs.run_next()) {
                ++worked;
            }
        };
        std::jthread first([&] { drain(*one); });
        std::jthread second([&] { drain(*two); });
    }
    EXPECT_EQ(worked, 20);
    for (const auto& job : one->list({})) {
        EXPECT_EQ(job.attempts, 1);
        EXPECT_EQ(job.job.state, JobState::done);
    }
}

TEST_P(JobsOn, ComeBackByTheScheduleOnceForEachSlot) {
    auto jobs = queue("one");
    auto other = queue("two");
    for (auto* each : {jobs.get(), other.get()}) {
        each->repeat({"count", {.on = std::chrono::Monday, .at = 7h}});
    }
    const auto made = [&] {
        jobs->tick();
        other->tick();
        while (jobs->run_next()) {
        }
        return jobs->list({}).size();
    };
    EXPECT_EQ(made(), 0U) << "the Monday before the first start is not made up for";
    clock().set(moment("2026-11-30T06:59:59Z"));
    EXPECT_EQ(made(), 0U);
    clock().set(moment("2026-11-30T07:00:00Z"));
    EXPECT_EQ(made(), 1U);
    clock().advance(1h);
    EXPECT_EQ(made(), 1U);
    clock().set(moment("2026-12-07T07:00:01Z"));
    EXPECT_EQ(made(), 2U);
    EXPECT_FALSE(jobs->list({}).front().job.asked_by);
    clock().set(moment("2026-12-16T08:00:00Z"));
    EXPECT_EQ(made(), 2U) << "two days late is too late";
}

TEST_P(JobsOn, AreNotMadeByTheScheduleWhenThereIsNothingToDo) {
    auto jobs = queue();
    bool anything = false;
    jobs->repeat({"count", {.every = 1min}, 24h, [&] {
                      return anything;
                  }});
    clock().advance(5min);
    jobs->tick();
    EXPECT_TRUE(jobs->list({}).empty());
    anything = true;
    jobs->tick();
    EXPECT_EQ(jobs->list({}).size(), 1U);
}

TEST_P(JobsOn, LeaveRoomForChoresThatComeBack) {
    auto jobs = queue();
    int done = 0;
    jobs->chore(15min, [&] { ++done; });
    jobs->chore(15min, [] { throw store::SqlError("gone"); });
    jobs->tick();
    jobs->tick();
    EXPECT_EQ(done, 1);
    clock().advance(15min);
    jobs->tick();
    EXPECT_EQ(done, 2);
}

TEST_P(JobsOn, AreListedForTheirOwnerAlone) {
    auto jobs = queue();
    ASSERT_TRUE(jobs->enqueue("count", {}, 7));
    ASSERT_TRUE(jobs->enqueue("count", {}, 8));
    EXPECT_EQ(jobs->list(7).size(), 1U);
    EXPECT_EQ(jobs->list({}).size(), 2U);
}

TEST_P(JobsOn, LeaveRoomBesideAKindOfWhichOneIsDoneAtATime) {
    auto jobs = queue();
    std::vector<bool> worked;
    jobs->add(
        {"hours",
         true,
         [&](Work&) -> Result<json::Value> {
             worked.push_back(jobs->run_next());  // as another thread would: the count
             worked.push_back(jobs->run_next());
             return json::Value(1);
         },
         1}
    );
    ASSERT_TRUE(jobs->enqueue("hours", {}, 7));
    const auto second = jobs->enqueue("hours", {}, 7)->job.id;
    const auto quick = jobs->enqueue("count", {}, 7)->job.id;
    ASSERT_TRUE(jobs->run_next());
    EXPECT_THAT(worked, testing::ElementsAre(true, false));
    EXPECT_EQ(jobs->find(quick)->job.state, JobState::done);
    EXPECT_EQ(jobs->find(second)->job.state, JobState::queued);
    ASSERT_TRUE(jobs->run_next());
    EXPECT_EQ(jobs->find(second)->job.state, JobState::done);
}

TEST_P(JobsOn, ArePartOfAWriteAndGoWithIt) {
    auto jobs = queue();
    const auto write = [&](bool refused) {
        return record().write(
            {record::Actor::belfry(), "thing.create", {"thing", 0}},
            [&](record::Writing& w) -> Result<Id<Job>> {
                const auto job = jobs->enqueue_in(w, "count", json::Object{{"n", 1}}, 7);
                if (refused) {
                    return belfry::refuse(Refusal::Kind::conflict, "job_not_there", "No.");
                }
                return job->job.id;
            }
        );
    };
    EXPECT_FALSE(write(true));
    EXPECT_FALSE(jobs->run_next()) << "the job went with the write";
    const auto id = write(false);
    ASSERT_TRUE(id);
    jobs->look();
    ASSERT_TRUE(jobs->run_next());
    EXPECT_EQ(jobs->find(*id)->job.state, JobState::done);
}

TEST_P(JobsOn, LeaveARecordOfEachChangeOfState) {
    auto jobs = queue();
    const auto id = jobs->enqueue("count", {}, 7)->job.id;
    jobs->run_next();
    std::vector<std::string> actions;
    for (const auto& entry : record().history({"job", id.value}, 10)) {
        actions.push_back(entry.action);
    }
    EXPECT_THAT(actions, testing::ElementsAre("job.finish", "job.start", "job.enqueue"));
}

TEST_P(JobsOn, GoOnAfterTheClockWasPutBackByAYear) {
    auto jobs = queue("two");
    clock().advance(365 * 24h);
    const auto id = left_running(*jobs, "count", "gone");
    clock().advance(-365 * 24h);
    jobs->tick();
    EXPECT_TRUE(jobs->run_next());
    EXPECT_EQ(jobs->find(id)->job.state, JobState::done);
}

TEST_P(JobsOn, ComeBackAfterTheClockWasAYearAhead) {
    auto jobs = queue();
    jobs->repeat({"count", {.at = 2h}});
    clock().advance(365 * 24h);
    jobs->tick();
    EXPECT_TRUE(jobs->run_next());
    clock().advance(-364 * 24h);
    jobs->tick();
    EXPECT_TRUE(jobs->run_next());
    clock().advance(-1h);  // a little back is no new night
    jobs->tick();
    EXPECT_FALSE(jobs->run_next());
}

INSTANTIATE_TEST_SUITE_P(Engines, JobsOn, store::all_engines(), store::engine_name);

TEST(Rhythm, FallsDueOnTheNewestSlotThatHasPassed) {
    const auto slot = [](Rhythm rhythm, const char* now) {
        return to_iso(latest_slot(rhythm, at_utc(), moment(now)));
    };
    const Rhythm mondays{.on = std::chrono::Monday, .at = 7h};
    EXPECT_EQ(slot(mondays, "2026-11-25T12:00:00Z"), "2026-11-23T07:00:00.000Z");
    EXPECT_EQ(slot(mondays, "2026-11-30T06:59:59Z"), "2026-11-23T07:00:00.000Z");
    EXPECT_EQ(slot(mondays, "2026-11-30T07:00:00Z"), "2026-11-30T07:00:00.000Z");
    EXPECT_EQ(slot({.at = 2h + 30min}, "2026-11-25T02:29:00Z"), "2026-11-24T02:30:00.000Z");
    EXPECT_EQ(slot({.every = 15min}, "2026-11-25T02:29:00Z"), "2026-11-25T02:15:00.000Z");
}

}  // namespace
}  // namespace belfry::jobs
