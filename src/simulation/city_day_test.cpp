#include "simulation/city_day.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "simulation/random_city_test.hpp"
#include "simulation/reference_engine_test.hpp"

namespace belfry::simulation {
namespace {

std::vector<std::vector<reference::Outcome>> outcomes(const Model& model, Day day) {
    std::vector<std::vector<reference::Outcome>> all(model.sites.size());
    std::vector<SiteTally> tallies;
    ControlTotals totals;
    run_city_day(model, day, tallies, totals, [&](std::uint32_t site, const SiteDay& sim) {
        for (const auto& v : sim.voters()) {
            all[site].push_back({v.home, v.number, v.arrival, v.wait, v.left, v.fate});
        }
    });
    return all;
}

int seeds() {
    const char* asked = std::getenv("BELFRY_SIMULATION_SEEDS");
    return asked != nullptr ? std::atoi(asked) : 600;
}

TEST(CityDay, GivesEveryVoterTheTimesOfThePlainEventListEngine) {
    std::size_t voters = 0;
    std::array<std::size_t, 8> fates{};
    for (int seed = 1; seed <= seeds(); ++seed) {
        const auto made = testing::random_case(static_cast<std::uint64_t>(seed), seed % 4 == 0);
        const auto model = make_model(made.city, made.scenario, made.plan);
        ASSERT_TRUE(model) << seed << " " << model.error().problems.front().field << " "
                           << model.error().problems.front().advice;
        const Day day{static_cast<std::uint64_t>(seed), 7};
        const auto expected = reference::run(*model, day);
        const auto got = outcomes(*model, day);
        ASSERT_EQ(got.size(), expected.size());
        for (std::size_t i = 0; i < got.size(); ++i) {
            ASSERT_EQ(got[i].size(), expected[i].size()) << "seed " << seed << " site " << i;
            for (std::size_t v = 0; v < got[i].size(); ++v) {
                ASSERT_EQ(got[i][v], expected[i][v])
                    << "seed " << seed << " site " << i << " " << v;
                ++fates[static_cast<std::size_t>(got[i][v].fate)];
            }
            voters += got[i].size();
        }
    }
    EXPECT_GT(voters, 10'000U);
    for (const auto fate :
         {Fate::voted,
          Fate::balked,
          Fate::left_line,
          Fate::unserved,
          Fate::shut_out,
          Fate::sent_away}) {
        EXPECT_GT(fates[static_cast<std::size_t>(fate)], 20U) << int(fate);
    }
}

}  // namespace
}  // namespace belfry::simulation
