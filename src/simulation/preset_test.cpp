#include "simulation/preset.hpp"

#include <gtest/gtest.h>

namespace belfry::simulation {
namespace {

TEST(Presets, AreSixteenWithFiguresAndSources) {
    EXPECT_EQ(presets().size(), 16U);
    for (const auto& one : presets()) {
        EXPECT_FALSE(one.incident.sources.empty()) << one.id;
        EXPECT_FALSE(one.incident.effect.empty()) << one.id;
        EXPECT_FALSE(one.not_reproduced.empty()) << one.id;
        EXPECT_FALSE(one.checks.empty()) << one.id;
        for (const auto& source : one.incident.sources) {
            EXPECT_FALSE(source.title.empty() || source.publisher.empty()) << one.id;
            EXPECT_GE(source.date.size(), 4U) << one.id;
        }
        EXPECT_EQ(one.scenario.id, one.id);
    }
    EXPECT_NE(preset("durham-nc-2016"), nullptr);
    EXPECT_EQ(preset("nowhere-2016"), nullptr);
}

TEST(Presets, ReproduceTheirIncidentInOrderOfMagnitude) {
    for (const auto& one : presets()) {
        const auto model = make_model(one.city, one.scenario, one.plan);
        ASSERT_TRUE(model) << one.id << " " << model.error().problems.front().field << " "
                           << model.error().problems.front().advice;
        RunOptions options;
        options.days = 2;
        const auto result = rehearse(*model, options);
        for (const auto& check : one.checks) {
            const auto figure = figure_of(result, check.metric);
            ASSERT_TRUE(figure) << one.id << " " << check.metric;
            EXPECT_GE(*figure, check.low) << one.id << " " << check.metric;
            EXPECT_LE(*figure, check.high) << one.id << " " << check.metric;
            EXPECT_FALSE(check.published.empty()) << one.id << " " << check.metric;
        }
    }
}

TEST(Presets, AreWorseThanADayWithoutTrouble) {
    for (const auto& one : presets()) {
        const Scenario quiet{"quiet", "Quiet", {}};
        RunOptions options;
        options.days = 1;
        const auto usual =
            rehearse(*make_model(one.city, quiet, Plan{"none", "None", {}, {}}), options);
        const auto longest = usual.city.mean(Metric::longest, 0.95).value;
        EXPECT_LT(longest, 60) << one.id << ": the city has long lines on a quiet day already";
    }
}

}  // namespace
}  // namespace belfry::simulation
