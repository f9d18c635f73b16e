#include "simulation/ranking.hpp"

#include <random>

#include <gtest/gtest.h>

namespace belfry::simulation {
namespace {

/// Normal values with these means; the part `common` of the noise is the same for all (common
/// days).
Sample normals(const std::vector<double>& means, double sd, double common, std::uint32_t seed) {
    return [=](std::size_t system, std::uint32_t first, std::uint32_t count) {
        std::vector<double> values;
        for (std::uint32_t day = first; day < first + count; ++day) {
            std::mt19937 shared(seed * 7919U + day);
            std::mt19937 own(seed * 104'729U + day * 131U + static_cast<std::uint32_t>(system));
            std::normal_distribution<double> of_day;
            std::normal_distribution<double> of_system;
            values.push_back(
                means[system] +
                sd * (std::sqrt(common) * of_day(shared) + std::sqrt(1 - common) * of_system(own))
            );
        }
        return values;
    };
}

TEST(Selecting, FindsTheBestAtLeastAsOftenAsItSays) {
    const SelectionRule rule{0.05, 0.5, 20, 10, 4'000};
    int right = 0;
    constexpr int trials = 200;
    for (std::uint32_t trial = 0; trial < trials; ++trial) {
        const auto found = select_best(5, rule, normals({0, 0, 0.5, 0, 0}, 1, 0, trial));
        right += found.best == 2 ? 1 : 0;
    }
    // 95 % promised; three standard deviations below that would be 90.4 %.
    EXPECT_GE(right, trials * 0.90);
}

TEST(Selecting, NeedsFewerDaysWhenTheDaysAreTheSameForAll) {
    const SelectionRule rule{0.05, 0.2, 20, 10, 4'000};
    const auto apart = select_best(3, rule, normals({0, 0.2, 0.4}, 1, 0, 1));
    const auto together = select_best(3, rule, normals({0, 0.2, 0.4}, 1, 0.9, 1));
    EXPECT_EQ(together.best, 2U);
    EXPECT_LT(together.simulated * 2, apart.simulated);
}

TEST(Selecting, ScreensOutWhatIsFarBehindAfterTheFirstLook) {
    const SelectionRule rule{0.05, 0.1, 20, 10, 1'000};
    const auto found = select_best(3, rule, normals({0, 10, -10}, 1, 0.5, 3));
    EXPECT_EQ(found.best, 1U);
    EXPECT_EQ(found.days, 20U);
    EXPECT_EQ(found.candidates, std::vector<std::size_t>{1});
}

TEST(Selecting, TakesTheOnlyOneThereIs) {
    EXPECT_EQ(select_best(1, {}, normals({3}, 1, 0, 1)).best, 0U);
}

TEST(Feasible, DecidesRightlyAtLeastAsOftenAsItSays) {
    const SelectionRule rule{0.05, 0.3, 20, 10, 4'000};
    int right = 0;
    constexpr int trials = 200;
    for (std::uint32_t trial = 0; trial < trials; ++trial) {
        const bool above = trial % 2 == 0;
        const auto found = is_at_least(1, rule, normals({above ? 1.3 : 0.7}, 1, 0, trial));
        right += found.verdict == (above ? Verdict::at_least : Verdict::below) ? 1 : 0;
    }
    EXPECT_GE(right, trials * 0.90);
}

TEST(Feasible, SaysWhenTheDaysDidNotSuffice) {
    const SelectionRule rule{0.05, 0.001, 20, 10, 60};
    const auto found = is_at_least(0, rule, normals({0}, 1, 0, 1));
    EXPECT_EQ(found.verdict, Verdict::undecided);
    EXPECT_EQ(found.days, 60U);
}

}  // namespace
}  // namespace belfry::simulation
