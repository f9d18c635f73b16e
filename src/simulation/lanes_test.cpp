#include "simulation/lanes.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "simulation/day_block.hpp"
#include "simulation/random_city_test.hpp"

namespace belfry::simulation {
namespace {

struct Seen {
    std::vector<SiteTally> sites;
    std::vector<DayMetrics> cities;
};

Seen see(const Model& model, std::uint64_t seed, Lanes lanes) {
    Seen seen;
    run_block(
        model,
        seed,
        8,
        8,
        lanes,
        {[&](std::uint32_t day, std::uint32_t site, const SiteTally& tally, const DayMetrics&) {
             seen.sites.resize(8 * model.sites.size());
             seen.sites[(day - 8) * model.sites.size() + site] = tally;
         },
         [&](std::uint32_t, const SiteTally&, const DayMetrics& metrics, const auto&) {
             seen.cities.push_back(metrics);
         }}
    );
    return seen;
}

void expect_equal(const Seen& a, const Seen& b, const std::string& what) {
    ASSERT_EQ(a.sites.size(), b.sites.size());
    for (std::size_t i = 0; i < a.sites.size(); ++i) {
        const auto& x = a.sites[i];
        const auto& y = b.sites[i];
        ASSERT_EQ(x.came, y.came) << what << i;
        ASSERT_EQ(x.voted, y.voted) << what << i;
        ASSERT_EQ(x.left_line, y.left_line) << what << i;
        ASSERT_EQ(x.unserved, y.unserved) << what << i;
        ASSERT_EQ(x.wait, y.wait) << what << i;
        ASSERT_EQ(x.longest, y.longest) << what << i;
        ASSERT_EQ(x.last_out, y.last_out) << what << i;
        ASSERT_EQ(x.on_paper, y.on_paper) << what << i;
        ASSERT_EQ(x.unscanned, y.unscanned) << what << i;
        ASSERT_EQ(x.rejected, y.rejected) << what << i;
        ASSERT_EQ(x.line_at_close, y.line_at_close) << what << i;
        ASSERT_EQ(x.inside_at_close, y.inside_at_close) << what << i;
        ASSERT_EQ(x.cells, y.cells) << what << i;
        ASSERT_EQ(x.line_change, y.line_change) << what << i;
        ASSERT_EQ(x.slot_voters, y.slot_voters) << what << i;
        ASSERT_EQ(x.slot_wait, y.slot_wait) << what << i;
        for (std::size_t k = 0; k < x.stations.size(); ++k) {
            ASSERT_EQ(x.stations[k].joined, y.stations[k].joined) << what << i << " " << k;
            ASSERT_EQ(x.stations[k].wait, y.stations[k].wait) << what << i << " " << k;
            ASSERT_EQ(x.stations[k].busy, y.stations[k].busy) << what << i << " " << k;
        }
        ASSERT_EQ(x, y) << what << i;
    }
    EXPECT_EQ(a.cities, b.cities);
}

TEST(Lanes, OfEveryWidthGiveTheTalliesOfOneDayAtATime) {
    const char* asked = std::getenv("BELFRY_SIMULATION_SEEDS");
    const int seeds = asked != nullptr ? std::atoi(asked) : 200;
    int compared = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const auto made = testing::random_case(static_cast<std::uint64_t>(seed), true);
        const auto model = make_model(made.city, made.scenario, made.plan);
        ASSERT_TRUE(model);
        if (!model->exogenous) {
            continue;
        }
        ++compared;
        const auto expected = see(*model, 5, Lanes::none);
        for (const auto lanes : {Lanes::scalar, Lanes::generic, Lanes::avx2, Lanes::avx512}) {
            if (can_run(lanes)) {
                const auto what = "seed " + std::to_string(seed) + " lanes " +
                                  std::to_string(static_cast<int>(lanes)) + " tally ";
                expect_equal(see(*model, 5, lanes), expected, what);
                if (HasFatalFailure()) {
                    return;
                }
            }
        }
    }
    EXPECT_GT(compared, seeds / 2);
}

/// Services of months end where doubles are no longer evenly spaced.
TEST(Lanes, GiveTheTalliesOfOneDayAtATimeForServicesOfMonths) {
    auto made = testing::random_case(3, true);
    for (auto& [name, stages] : made.city.pipelines) {
        stages.front().stations.front().service = exponential(40'000);
    }
    made.scenario.disruptions.clear();
    made.plan.measures.clear();
    made.city.behaviour.reset();
    const auto model = make_model(made.city, made.scenario, made.plan);
    ASSERT_TRUE(model && model->exogenous);
    expect_equal(see(*model, 5, Lanes::best), see(*model, 5, Lanes::none), "months ");
}

TEST(Rehearsing, GivesTheSameBitsForAnyNumberOfThreadsAndLanes) {
    for (const std::uint64_t seed : {4U, 5U, 6U, 7U}) {
        const auto made = testing::random_case(seed, seed % 2 == 0);
        const auto model = make_model(made.city, made.scenario, made.plan);
        RunOptions options;
        options.days = 60;
        options.threads = 1;
        options.lanes = Lanes::none;
        const auto expected = rehearse(*model, options);
        for (const unsigned threads : {1U, 2U, 7U}) {
            for (const auto lanes : {Lanes::best, Lanes::generic, Lanes::avx2, Lanes::avx512}) {
                options.threads = threads;
                options.lanes = lanes;
                if (can_run(lanes)) {
                    EXPECT_EQ(rehearse(*model, options), expected) << threads << int(lanes);
                }
            }
        }
    }
}

TEST(Rehearsing, StopsWhenTheIntervalIsNarrowEnoughAndSaysSo) {
    const auto made = testing::random_case(4, true);
    const auto model = make_model(made.city, made.scenario, made.plan);
    RunOptions options;
    options.days = 4'000;
    options.stop_rule = StopRule{1e9};
    const auto result = rehearse(*model, options);
    EXPECT_TRUE(result.stopped_by_rule);
    EXPECT_EQ(result.days, 64U);
}

TEST(Rehearsing, GivesWhatItHasWhenItIsCancelled) {
    const auto made = testing::random_case(4, true);
    const auto model = make_model(made.city, made.scenario, made.plan);
    std::stop_source stop;
    RunOptions options;
    options.days = 100'000;
    options.threads = 1;
    options.cancel = stop.get_token();
    options.progress = [&](const Progress& progress) {
        if (progress.days >= 80) {
            stop.request_stop();
        }
    };
    const auto result = rehearse(*model, options);
    EXPECT_TRUE(result.cancelled);
    EXPECT_EQ(result.days, 80U);
    EXPECT_EQ(result.city.days(), 80U);
}

/// Chains of several sizes, one a lane, and what a step makes of them.
class SteppedChains {
public:
    SteppedChains(std::size_t states, Lanes lanes)
        : states_(states), rows_((5 + chain_room) * states) {
        ChainStep step;
        step.states = states;
        for (std::size_t k = 0; k < block_days; ++k) {
            const auto lane = static_cast<double>(k);
            step.minutes[k] = 5 + lane;
            step.arrivals[k] = 0.2 * (lane + 1);
            step.services[k] = 0.3;
            step.servers[k] = 1 + lane;
            step.last[k] = static_cast<double>(last(k));
            step.known[k] = step.last[k];
            step.taken[k] = k == 3 ? 0 : 1;
            row(0)[std::min(k, last(k)) * block_days + k] = 1;
        }
        step.state = row(0);
        step.end = row(1);
        step.time = row(2);
        step.room = row(5);
        now_.time_in = row(3);
        now_.coming = row(4);
        step_chains(step, lanes);
        keep_chains(step, now_, lanes);
    }

    /// The last state of a lane.
    [[nodiscard]] std::size_t last(std::size_t lane) const {
        return states_ - 1 - std::min(lane, states_ - 1);
    }

    [[nodiscard]] double chance(std::size_t inside, std::size_t lane) const {
        return rows_[inside].value[lane];
    }

    [[nodiscard]] std::vector<double> all() const {
        std::vector<double> out(now_.likely.begin(), now_.likely.end());
        out.insert(out.end(), now_.waiting.begin(), now_.waiting.end());
        for (std::size_t n = 0; n < 5 * states_; ++n) {
            out.insert(out.end(), rows_[n].value.begin(), rows_[n].value.end());
        }
        return out;
    }

    [[nodiscard]] double waiting(std::size_t lane) const { return now_.waiting[lane]; }

private:
    struct alignas(64) Row {
        std::array<double, block_days> value{};
    };

    double* row(std::size_t of) { return rows_[of * states_].value.data(); }

    std::size_t states_;
    std::vector<Row> rows_;
    ChainState now_;
};

TEST(Chain, StepsWithTheSameBitsInLanesOfEveryWidth) {
    for (const std::size_t states : {1U, 2U, 7U, 40U, 400U}) {
        const auto plain = SteppedChains(states, Lanes::scalar).all();
        for (const auto lanes : {Lanes::generic, Lanes::avx2, Lanes::avx512, Lanes::best}) {
            if (can_run(lanes)) {
                EXPECT_EQ(SteppedChains(states, lanes).all(), plain) << states << " states";
            }
        }
    }
}

TEST(Chain, KeepsWhatIsThereAndLetsNobodyInBehindTheLast) {
    const std::size_t states = 40;
    const SteppedChains after(states, Lanes::best);
    for (std::size_t k = 0; k < block_days; ++k) {
        double all = 0;
        double waiting = 0;
        for (std::size_t n = 0; n < states; ++n) {
            all += after.chance(n, k);
            waiting += after.chance(n, k) *
                       std::max(0.0, static_cast<double>(n) - 1.0 - static_cast<double>(k));
            EXPECT_TRUE(n <= after.last(k) || after.chance(n, k) == 0) << "lane " << k;
        }
        EXPECT_NEAR(all, 1, 1e-9) << "lane " << k;
        EXPECT_TRUE(k == 3 || std::abs(after.waiting(k) - waiting) < 1e-12) << "lane " << k;
    }
    EXPECT_EQ(after.chance(3, 3), 1) << "a lane that does not take the step stands still";
}

TEST(Comparing, OfAPlanWithItselfFindsNoDifference) {
    const auto made = testing::random_case(7, false);
    const auto model = make_model(made.city, made.scenario, made.plan);
    RunOptions options;
    options.days = 16;
    const auto same = compare(*model, *model, options);
    EXPECT_EQ(same.mean(Metric::wait, 0.99).high, 0);
    EXPECT_EQ(same.mean(Metric::lost, 0.99).value, 0);
}

}  // namespace
}  // namespace belfry::simulation
