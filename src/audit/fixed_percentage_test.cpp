#include "audit/fixed_percentage.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

namespace belfry::audit {
namespace {

TEST(FixedPercentage, TakesTheShareOrMoreWhereTheRuleAsksForMore) {
    const std::vector<std::int64_t> cards(50, 100);
    EXPECT_EQ(draw_fixed_share("1", cards, {0.02}).size(), 1U);
    EXPECT_EQ(draw_fixed_share("1", cards, {0.021}).size(), 2U);
    EXPECT_EQ(draw_fixed_share("1", cards, {0.02, 4}).size(), 4U);
    EXPECT_EQ(draw_fixed_share("1", cards, {0.02, 1, 2000}).size(), 20U);
    EXPECT_EQ(draw_fixed_share("1", cards, {0.5, 1, 1'000'000}).size(), 50U);
    EXPECT_EQ(draw_fixed_share("1", cards, {0.0, 0, 0}).size(), 0U);
    EXPECT_TRUE(draw_fixed_share("1", {}, {}).empty());
    // A larger share is the same draw carried on.
    const auto few = draw_fixed_share("7", cards, {0.1});
    const auto many = draw_fixed_share("7", cards, {0.4});
    EXPECT_TRUE(std::ranges::equal(few, std::span(many).first(few.size())));
    EXPECT_EQ(std::set(many.begin(), many.end()).size(), 20U);
}

TEST(FixedPercentage, ReportsEveryDifferenceAndWhatItTakesOffTheMargin) {
    const Contest contest{"c", 300, 1, 1, {{"a", 150}, {"b", 120}}};
    const std::vector<BatchTally> reported{{100, {50, 40}}, {100, {50, 40}}, {100, {50, 40}}};
    const std::vector<std::size_t> drawn{2, 0};
    const std::vector<BatchTally> counted{{100, {48, 41}}, {100, {50, 40}}};
    const auto report = compare_fixed_share(contest, reported, drawn, counted);
    EXPECT_EQ(report.batches, 2);
    EXPECT_EQ(report.cards, 200);
    EXPECT_EQ(report.batches_that_differ, 1);
    EXPECT_EQ(
        report.differences, (std::vector<CountDifference>{{2, 0, 50.0, 48.0}, {2, 1, 40.0, 41.0}})
    );
    EXPECT_DOUBLE_EQ(report.margin_lost, 3.0);
    const std::vector<BatchTally> better{{100, {52, 40}}, {100, {50, 40}}};
    EXPECT_EQ(compare_fixed_share(contest, reported, drawn, better).margin_lost, 0.0);
}

}  // namespace
}  // namespace belfry::audit
