#include "simulation/cheapest_counts.hpp"

#include <random>

#include <gtest/gtest.h>

namespace belfry::simulation {
namespace {

double cost_of(const std::vector<CountRange>& ranges, const std::vector<int>& counts) {
    double cost = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        cost += ranges[i].unit_cost * counts[i];
    }
    return cost;
}

/// Every combination of three counts, one after the other.
double least_cost(const std::vector<CountRange>& ranges, const Holds& holds) {
    double least = 1e9;
    for (int a = ranges[0].least; a <= ranges[0].most; ++a) {
        for (int b = ranges[1].least; b <= ranges[1].most; ++b) {
            for (int c = ranges[2].least; c <= ranges[2].most; ++c) {
                const double cost = cost_of(ranges, {a, b, c});
                least = cost < least && holds({a, b, c}) ? cost : least;
            }
        }
    }
    return least;
}

/// A rule by which more never does harm: enough in all, and enough of one thing or of another.
Holds random_rule(std::mt19937& random) {
    const auto whole = [&](int least, int most) {
        return std::uniform_int_distribution(least, most)(random);
    };
    const std::vector<int> weight{whole(1, 5), whole(1, 5), whole(1, 5)};
    const int enough = whole(5, 40);
    const int of_first = whole(0, 4);
    const int of_last = whole(0, 4);
    return [=](const std::vector<int>& counts) {
        const int sum = weight[0] * counts[0] + weight[1] * counts[1] + weight[2] * counts[2];
        return sum >= enough && (counts[0] >= of_first || counts[2] >= of_last);
    };
}

TEST(CheapestCounts, CostWhatTheCheapestOfAllCombinationsCosts) {
    std::mt19937 random(7);
    int cheaper = 0;
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<CountRange> ranges;
        std::vector<int> most;
        for (int i = 0; i < 3; ++i) {
            const int least = std::uniform_int_distribution(0, 2)(random);
            const double cost = std::uniform_int_distribution(1, 9)(random);
            ranges.push_back({least, least + 6, cost});
            most.push_back(least + 6);
        }
        const auto holds = random_rule(random);
        if (!holds(most)) {
            continue;
        }
        int looks = 0;
        const auto found = cheapest_counts(ranges, most, 1'000, [&](const auto& counts) {
            ++looks;
            return holds(counts);
        });
        EXPECT_TRUE(holds(found)) << trial;
        EXPECT_EQ(cost_of(ranges, found), least_cost(ranges, holds)) << trial;
        EXPECT_LT(looks, 7 * 7 * 7 / 7) << trial;
        cheaper += found != most ? 1 : 0;
    }
    EXPECT_GT(cheaper, 100);
}

TEST(CheapestCounts, AreThoseKnownWhenNothingCheaperHolds) {
    const std::vector<int> known{1, 2};
    const auto never = [](const auto&) {
        return false;
    };
    EXPECT_EQ(cheapest_counts({{0, 5, 10}, {0, 5, 10}}, known, 100, never), known);
    EXPECT_EQ(cheapest_counts({}, {}, 100, never), std::vector<int>());
}

TEST(CheapestCounts, AreTheBestSoFarWhenThereIsNoMoreTime) {
    const auto always = [](const auto&) {
        return true;
    };
    EXPECT_EQ(cheapest_counts({{0, 9, 10}}, {9}, 1, always), std::vector<int>{5});
    EXPECT_EQ(cheapest_counts({{0, 9, 10}}, {9}, 9, always), std::vector<int>{0});
}

TEST(CheapestCounts, OfRangesTooWideToListAreSoughtAroundTheKnown) {
    const std::vector<CountRange> wide(4, CountRange{0, 1'000, 1});
    const std::vector<int> known{500, 500, 500, 500};
    int looks = 0;
    const auto found = cheapest_counts(wide, known, 50, [&](const auto& counts) {
        ++looks;
        return counts[0] >= 499;
    });
    EXPECT_LE(looks, 50);
    EXPECT_LT(cost_of(wide, found), 2'000);
    EXPECT_GE(found[0], 499);
}

}  // namespace
}  // namespace belfry::simulation
