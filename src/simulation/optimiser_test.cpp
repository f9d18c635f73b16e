#include "simulation/optimiser.hpp"

#include <gtest/gtest.h>

namespace belfry::simulation {
namespace {

/// Two places whose only scanner may break; a spare helps, a crew does not pay.
OptimiseRequest request() {
    OptimiseRequest r;
    r.city.name = "A";
    const Station check_in{"check_in", Equipment::staff, 3, exponential(1.5), {}, {}, {}};
    const Station scanner{"scanner", Equipment::scanner, 1, always(0.4), {}, {}, {}};
    r.city.pipelines["p"] = {{StageKind::check_in, {check_in}}, {StageKind::scanning, {scanner}}};
    Site site;
    site.id = "S";
    site.copies = 2;
    site.opens = at_clock(7);
    site.closes = at_clock(19);
    site.voters = 600;
    site.pipeline = "p";
    r.city.sites = {site};
    Disruption d;
    d.id = "breaks";
    d.kind = DisruptionKind::machine_failures;
    d.equipment = {Equipment::scanner};
    d.mtbf_minutes = 400;
    d.repair = always(120);
    r.scenarios = {{"breaks", "Breaks", {d}}};
    Measure spares;
    spares.id = "spares";
    spares.kind = MeasureKind::spare_machines;
    spares.equipment = {Equipment::scanner};
    spares.count = 0;
    spares.delay = always(10);
    spares.unit_cost = Money::dollars(400);
    r.plan = {"p", "P", {spares}, Standard{30, 0}};
    r.levers = {{"spares", 0, 6}};
    r.days = 80;
    r.final_days = 160;
    r.probability = 0.9;
    return r;
}

TEST(Optimising, BuysTheFewestThatHoldTheStandard) {
    const auto found = optimise(request());
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->reached);
    ASSERT_EQ(found->best.counts.size(), 1U);
    EXPECT_GE(found->best.counts[0], 1);
    EXPECT_LE(found->best.counts[0], 3);
    EXPECT_EQ(found->best.cost, 800.0 * found->best.counts[0]);
    EXPECT_EQ(found->best.scenario, "breaks");
    EXPECT_LT(found->curve.front().holds.value, 0.5);
    ASSERT_EQ(found->next.size(), 1U);
}

TEST(Optimising, RefusesALeverThatIsNone) {
    auto wrong = request();
    wrong.levers[0].measure = "nothing";
    const auto found = optimise(wrong);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().problems[0].field, "levers[0].measure");
}

TEST(Optimising, FindsTheLeastServersOfAPlace) {
    const auto r = request();
    const auto model = make_model(r.city, {"none", "None", {}}, {"p", "P", {}, Standard{30, 0}});
    RunOptions options;
    options.days = 64;
    const int least = least_servers(*model, 0, 0, 6, 0.95, options);
    EXPECT_GE(least, 2);
    EXPECT_LE(least, 3);
}

}  // namespace
}  // namespace belfry::simulation
