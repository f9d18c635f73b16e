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

/// A chain with numbers of no meaning, and what becomes of it.
struct ChainRows {
    ChainRows(std::size_t states, std::uint64_t seed) {
        std::mt19937_64 random(seed);
        std::uniform_real_distribution<double> some(0, 1);
        for (auto* row : {&state, &end, &integral, &stay, &down}) {
            row->resize(states + 2 * block_days);
            std::generate_n(row->begin() + block_days, states, [&] { return some(random); });
        }
    }

    ChainSteps steps(std::size_t states, std::size_t jumps) {
        const auto first = [](std::vector<double>& row) {
            return row.data() + block_days;
        };
        ChainSteps all{first(state), first(end), first(integral), first(stay), first(down), 0.3};
        all.weight = {0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28};
        all.time = {8, 7, 6, 5, 4, 3, 2, 1};
        all.jumps = jumps;
        all.states = states;
        return all;
    }

    std::vector<double> state, end, integral, stay, down;
};

void step_one_by_one(const ChainSteps& s) {
    for (std::size_t jump = 0; jump < s.jumps; ++jump) {
        double below = 0;
        for (std::size_t n = 0; n < s.states; ++n) {
            const double here = s.state[n];
            const double above = n + 1 < s.states ? s.state[n + 1] : 0;
            s.end[n] += here * s.weight[jump];
            s.integral[n] += here * s.time[jump];
            s.state[n] = here * s.stay[n] + (below * s.up + above * s.down[n + 1]);
            below = here;
        }
    }
}

TEST(Chain, JumpsInLanesAsStateByStateToTheBit) {
    for (std::size_t states = block_days; states <= 40 * block_days; states += block_days) {
        for (std::size_t jumps = 0; jumps <= chain_jumps; ++jumps) {
            ChainRows fast(states, states + jumps);
            auto plain = fast;
            step_chain(fast.steps(states, jumps));
            step_one_by_one(plain.steps(states, jumps));
            EXPECT_EQ(fast.state, plain.state) << states << " states, " << jumps << " jumps";
            EXPECT_EQ(fast.end, plain.end) << states << " states, " << jumps << " jumps";
            EXPECT_EQ(fast.integral, plain.integral) << states << " states, " << jumps << " jumps";
        }
    }
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
