#include <algorithm>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "rehearsal/background.hpp"
#include "rehearsal/comparison.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/plan_matrix.hpp"
#include "rehearsal/reproduction.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/search.hpp"
#include "rehearsal/search_journal.hpp"
#include "rehearsal/test_rehearsal.hpp"

/// Runs that outlive their server, are shared by two, and are had again.
namespace belfry::rehearsal {
namespace {

using namespace std::chrono_literals;

/// A job in the hands of a test: it is asked to stop after so many words about its progress. What a
/// search says of the plan at hand is counted apart.
class HeldWork final : public jobs::Work {
public:
    /// With `words` 0 it is asked at the first word about the plan at hand.
    HeldWork(std::int64_t run, int words) : input_(json::Object{{"run", run}}), words_(words) {}

    [[nodiscard]] Id<jobs::Job> id() const override { return {1}; }

    [[nodiscard]] const json::Value& input() const override { return input_; }

    [[nodiscard]] record::Actor actor() const override { return record::Actor::belfry(); }

    [[nodiscard]] std::stop_token stop() const override { return stop_.get_token(); }

    void progress(std::int64_t /*done*/, std::int64_t /*of*/, jobs::Message message) override {
        if (message.key == "job.optimization.looking") {
            at_hand_.push_back(message.values.at("done") + " of " + message.values.at("of"));
            if (words_ == 0) {
                stop_.request_stop();
            }
            return;
        }
        if (--words_ == 0) {
            stop_.request_stop();
        }
    }

    void partial(json::Value /*result*/) override {}

    /// "8 of 16", in the order in which they were said.
    [[nodiscard]] const std::vector<std::string>& at_hand() const { return at_hand_; }

private:
    std::vector<std::string> at_hand_;
    json::Value input_;
    int words_;
    std::stop_source stop_;
};

class KeptRuns : public RehearsalTest {
protected:
    std::int64_t search() {
        const auto scenario = test().add(
            "/scenarios",
            R"({"name": "Pollbooks", "disruptions": [{"id": "d", "kind": "pollbook_outage",)"
            R"( "at": "07:00", "lasts": {"shape": "deterministic", "mean": 150}}]})"
        );
        return test().add(
            "/optimizations",
            fmt::format(
                R"({{"scenarios": [{}], "levers": [{{"kind": "paper_pollbooks", "most": 1,)"
                R"( "unit_cost": 5000}}, {{"kind": "extra_workers", "most": 6,)"
                R"( "equipment": ["e_pollbook"], "unit_cost": 30000}}], "days": 24,)"
                R"( "final_days": 48}})",
                scenario
            )
        );
    }

    std::int64_t comparison(int days = 24) {
        return test().add(
            "/runs", fmt::format(R"({{"scenarios": [], "plans": [0], "days": {}}})", days)
        );
    }

    const Services& services() { return city().services(); }

    store::Database& database() { return city().services().database; }

    Optimization found(std::int64_t run) {
        return database().read([&](store::Connection& db) {
            return find_run(db, {run})->optimization.value();
        });
    }

    std::size_t steps(std::int64_t run) {
        return database().read([&](store::Connection& db) { return steps_of(db, {run}); });
    }
};

TEST_P(KeptRuns, GoOnWithASearchThatWasInterrupted) {
    const auto whole = search();
    ASSERT_TRUE(test().queue().run_next());
    const auto wanted = found(whole);
    ASSERT_TRUE(wanted.best.has_value());

    const auto run = search();
    std::size_t before = 0;
    for (int words = 2; words < 5; ++words) {
        HeldWork held(run, words);
        ASSERT_TRUE(work_on_optimization(test().workshop(), held));
        EXPECT_GT(steps(run), before) << "what was simulated is kept, and more each time";
        before = steps(run);
    }
    HeldWork rest(run, 1'000'000);
    ASSERT_TRUE(work_on_optimization(test().workshop(), rest));
    EXPECT_FALSE(rest.at_hand().empty()) << "the days of the plan at hand are told";
    auto got = found(run);
    got.wish.scenarios = wanted.wish.scenarios;
    EXPECT_EQ(json::canonical(json::write(got)), json::canonical(json::write(wanted)));
    EXPECT_EQ(steps(run), 0U) << "a search that is over needs them no more";
}

TEST_P(KeptRuns, SayNothingOfASearchThatWasStoppedBeforeItSawAPlan) {
    const auto run = search();
    HeldWork held(run, 0);
    ASSERT_TRUE(work_on_optimization(test().workshop(), held));
    EXPECT_FALSE(held.at_hand().empty());
    EXPECT_FALSE(found(run).best.has_value()) << "no plan was seen on all its days";
    EXPECT_TRUE(found(run).curve.empty());
}

TEST_P(KeptRuns, SimulateOnlyWhatASearchHasNotSeenYet) {
    const auto run = search();
    const auto city = database().read([&](store::Connection& db) { return load_day(db)->city; });
    const auto model = simulation::make_model(city, ordinary_day(), no_plan()).value();
    int simulated = 0;
    simulation::Engines counting;
    counting.rehearse = [&](const auto& m, const auto& o) {
        ++simulated;
        return simulation::rehearse(m, o);
    };
    counting.city_days = [&](const auto& m, const auto& o, std::uint32_t first) {
        ++simulated;
        return simulation::city_days(m, o, first);
    };
    simulation::RunOptions options;
    options.days = 16;
    const auto save = [&](SearchJournal& journal) {
        bool mine = false;
        EXPECT_TRUE(services().record.write(
            {record::Actor::belfry(), "run.progress", {"run", run}},
            [&](record::Writing& writing) -> Result<void> {
                mine = journal.save(writing.db());
                return {};
            }
        ));
        return mine;
    };
    SearchJournal first(database(), {run}, counting);
    const auto engines = first.engines();
    const auto sums = engines.rehearse(model, options);
    const auto days = engines.city_days(model, options, 8);
    EXPECT_TRUE(save(first));
    EXPECT_EQ(simulated, 2);

    SearchJournal second(database(), {run}, counting);
    const auto again = second.engines();
    EXPECT_EQ(again.rehearse(model, options), sums);
    EXPECT_EQ(again.city_days(model, options, 8), days);
    EXPECT_EQ(simulated, 2);
    EXPECT_FALSE(second.has_news());
    options.days = 24;
    EXPECT_EQ(again.rehearse(model, options).days, 24U);
    EXPECT_EQ(simulated, 3);

    SearchJournal other(database(), {run}, counting);
    EXPECT_EQ(other.engines().rehearse(model, options).days, 24U) << "another question";
    EXPECT_EQ(simulated, 4);
    EXPECT_TRUE(save(second));
    EXPECT_FALSE(save(other)) << "somebody else has written meanwhile";
}

TEST_P(KeptRuns, HaveASearchAgainToTheBit) {
    const auto run = search();
    const auto unfinished = search_again(database(), {run}, {1, {}, {}});
    ASSERT_FALSE(unfinished);
    EXPECT_EQ(unfinished.error().code, "search_not_finished");
    ASSERT_TRUE(test().queue().run_next());
    const auto again = search_again(database(), {run}, {1, {}, {}});
    ASSERT_TRUE(again) << again.error().summary;
    EXPECT_TRUE(again->equal);
    EXPECT_EQ(again->found.best->cost_cents, found(run).best->cost_cents);
    ASSERT_TRUE(services().record.write(
        {record::Actor::belfry(), "run.progress", {"run", run}},
        [&](record::Writing& writing) -> Result<void> {
            auto stored = find_run(writing.db(), {run}).value();
            stored.optimization->best->cost_cents += 1;
            save_optimization(writing.db(), stored);
            return {};
        }
    ));
    EXPECT_FALSE(search_again(database(), {run}, {1, {}, {}})->equal);
    EXPECT_EQ(reproduce(database(), {run}, {}).error().code, "run_is_no_comparison");
}

TEST_P(KeptRuns, BeginAnewWhatAnotherEngineBegan) {
    const auto run = comparison(16);
    ASSERT_TRUE(test().queue().run_next());
    ASSERT_TRUE(services().record.write(
        {record::Actor::belfry(), "run.progress", {"run", run}},
        [&](record::Writing& writing) -> Result<void> {
            auto stored = find_run(writing.db(), {run}).value();
            stored.engine_version = "0";
            begin_anew(writing.db(), stored);
            return {};
        }
    ));
    EXPECT_EQ(database().read([&](auto& db) { return cells_of(db, {run}).size(); }), 0U);
    HeldWork work(run, 1'000'000);
    ASSERT_TRUE(work_on_comparison(test().workshop(), work));
    const auto stored = database().read([&](auto& db) { return *find_run(db, {run}); });
    EXPECT_EQ(stored.engine_version, simulation::engine_version);
    EXPECT_EQ(database().read([&](auto& db) { return cells_of(db, {run}).front().days; }), 16);
}

TEST_P(KeptRuns, AreDoneOnceEachByTwoServers) {
    std::vector<std::int64_t> runs;
    for (int i = 0; i < 8; ++i) {
        runs.push_back(comparison());
    }
    std::map<std::string, int> done;
    const auto serve = [&](const std::string& name) {
        auto queue = test().another_queue(name);
        const rehearsal::Workshop workshop{services(), *queue, 1};
        rehearsal::add_jobs(workshop);
        int count = 0;
        while (queue->run_next()) {
            ++count;
        }
        return count;
    };
    auto one = std::async(std::launch::async, serve, "one");
    auto two = std::async(std::launch::async, serve, "two");
    const int by_one = one.get();
    const int by_two = two.get();
    EXPECT_EQ(by_one + by_two, 8);
    EXPECT_GT(by_one, 0);
    EXPECT_GT(by_two, 0);
    for (const auto run : runs) {
        const auto seen = get(fmt::format("/runs/{}", run));
        EXPECT_EQ(seen.at("state"), "done");
        EXPECT_EQ(seen.at("cells").at(0).at("days"), 24) << "no day is counted twice";
    }
}

TEST_P(KeptRuns, AreTakenOverFromAServerThatDied) {
    const auto run = comparison(80);
    // The first server does some of it, and then nothing is heard of it any more.
    HeldWork some(run, 3);
    ASSERT_TRUE(work_on_comparison(test().workshop(), some));
    const auto before = database().read([&](auto& db) { return parts_of(db, {run}).front().days; });
    EXPECT_GT(before, 0U);
    EXPECT_LT(before, 80U);
    const auto job = database().read([&](auto& db) { return find_run(db, {run})->job; });
    ASSERT_TRUE(services().record.write(
        {record::Actor::belfry(), "job.start", {"job", job}},
        [&](record::Writing& writing) -> Result<void> {
            EXPECT_TRUE(jobs::start_job(
                writing.db(), {job}, writing.at(), {"dead", city().clock().now() + 60s}
            ));
            return {};
        }
    ));
    test().restart("two");
    test().queue().tick();
    EXPECT_FALSE(test().queue().run_next()) << "its lease is not over";
    city().clock().advance(61s);
    test().queue().tick();
    EXPECT_TRUE(test().queue().run_next());
    const auto done = get(fmt::format("/runs/{}", run));
    EXPECT_EQ(done.at("state"), "done");
    EXPECT_EQ(done.at("cells").at(0).at("days"), 80);

    const auto alone = comparison(80);
    ASSERT_TRUE(test().queue().run_next());
    EXPECT_EQ(
        get(fmt::format("/runs/{}", alone)).at("cells").at(0).at("sha256"),
        done.at("cells").at(0).at("sha256")
    ) << "nothing is lost and nothing done twice";
}

TEST_P(KeptRuns, AreWhatTheCommandLineCompares) {
    const auto plan = test().add(
        "/plans",
        R"({"name": "Paper", "measures": [{"id": "m", "kind": "paper_pollbooks", "count": 1,)"
        R"( "unit_cost": 5000}]})"
    );
    const auto run = test().add(
        "/runs", fmt::format(R"({{"scenarios": [], "plans": [0, {}], "days": 40}})", plan)
    );
    ASSERT_TRUE(test().queue().run_next());
    const auto stored = shown_run(test().workshop(), {run}, "en").value();
    MatrixWish wish;
    database().read([&](store::Connection& db) {
        const auto seen = find_run(db, {run}).value();
        wish.city = city_of_run(db, seen);
        wish.scenarios = seen.inputs.scenarios;
        wish.plans = seen.inputs.plans;
        return 0;
    });
    wish.days = 40;
    wish.threads = 1;
    const auto matrix = plan_matrix(wish);
    ASSERT_TRUE(matrix);
    EXPECT_EQ(matrix->cells, stored.cells);
    ASSERT_EQ(matrix->paired.size(), stored.paired.size());
    for (std::size_t i = 0; i < stored.paired.size(); ++i) {
        EXPECT_EQ(matrix->paired[i].metric, stored.paired[i].metric);
        EXPECT_DOUBLE_EQ(matrix->paired[i].difference, stored.paired[i].difference);
        EXPECT_DOUBLE_EQ(matrix->paired[i].low, stored.paired[i].low);
    }
    wish.plans.resize(7, wish.plans.back());
    EXPECT_EQ(plan_matrix(wish).error().problems.front().code, "too_many_plans");
}

INSTANTIATE_TEST_SUITE_P(Engines, KeptRuns, store::all_engines(), store::engine_name);

TEST(LongWork, GivesWayToThoseWhoAnswerPeople) {
    const int before = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
    int within = 0;
    const auto result = in_background([&]() -> Result<json::Value> {
        within = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
        return json::Value(7);
    });
    EXPECT_EQ(result.value(), json::Value(7));
    EXPECT_GT(within, before);
    EXPECT_EQ(::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())), before);
    EXPECT_THROW(
        static_cast<void>(in_background([]() -> Result<json::Value> {
            throw store::SqlError("gone");
        })),
        store::SqlError
    );
}

}  // namespace
}  // namespace belfry::rehearsal
