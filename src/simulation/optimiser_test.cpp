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
    r.levers = {{"spares", 0, 6, false}};
    r.days = 80;
    r.final_days = 160;
    r.probability = 0.9;
    r.indifference = 0.06;
    return r;
}

TEST(Optimising, BuysTheFewestThatHoldTheStandard) {
    const auto found = optimise(request());
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->reached);
    ASSERT_EQ(found->best.settings.size(), 1U);
    const int count = found->best.settings[0].count;
    EXPECT_GE(count, 1);
    EXPECT_LE(count, 3);
    EXPECT_EQ(found->best.cost, 800.0 * count);
    EXPECT_EQ(found->best.scenario, "breaks");
    EXPECT_EQ(found->plan.measures[0].count, count);
    EXPECT_LT(found->curve.front().holds.value, 0.5);
    EXPECT_NE(found->guarantee.find("95 % confidence"), std::string::npos);
    ASSERT_EQ(found->next.size(), 1U);
    EXPECT_GE(found->next[0].gain, -0.05);
}

/// The busy one of two places needs a spare, the quiet one does not.
TEST(Optimising, GivesEachSiteTheNumberItNeeds) {
    auto r = request();
    auto quiet = r.city.sites[0];
    r.city.sites[0].copies.reset();
    r.city.sites[0].id = "busy";
    quiet.copies.reset();
    quiet.id = "quiet";
    quiet.voters = 10;
    r.city.sites.push_back(quiet);
    r.plan.standard = Standard{30, 0.3};
    r.levers[0].each_site = true;
    const auto found = optimise(r);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->reached);
    const auto& by_site = found->best.settings[0].by_site;
    ASSERT_TRUE(by_site.contains("busy"));
    EXPECT_GE(by_site.at("busy"), 1);
    EXPECT_LE(by_site.contains("quiet") ? by_site.at("quiet") : 0, by_site.at("busy"));
    EXPECT_EQ(found->plan.measures[0].counts, by_site);
}

TEST(Optimising, GivesTheBestSoFarWhenItIsCancelled) {
    auto r = request();
    std::stop_source stop;
    r.cancel = stop.get_token();
    std::uint32_t steps = 0;
    r.progress = [&](const OptimiseProgress& progress) {
        EXPECT_GE(progress.plans, 1U);
        ++steps;
        stop.request_stop();
    };
    const auto found = optimise(r);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->cancelled);
    EXPECT_EQ(steps, 1U);
    EXPECT_FALSE(found->curve.empty());
}

TEST(Optimising, RefusesANumberForEachSiteOfWhatAllShare) {
    auto r = request();
    r.plan.measures[0].shared = true;
    r.levers[0].each_site = true;
    EXPECT_FALSE(optimise(r));
}

/// A day of two stations near their limit: the exact mean of the first explains most of the luck.
TEST(ControlVariate, NarrowsTheIntervalAroundTheSameMean) {
    auto r = request();
    r.city.sites[0].voters = 1'150;
    const auto model = make_model(r.city, {"none", "None", {}}, r.plan);
    RunOptions options;
    options.days = 400;
    const auto wait = controlled_wait(*model, options);
    EXPECT_GT(wait.correlation, 0.5);
    EXPECT_LT(wait.controlled.high - wait.controlled.low, 0.9 * (wait.plain.high - wait.plain.low));
    options.days = 6'000;
    options.seed = 2;
    const auto truth = rehearse(*model, options).city.ratio(Metric::wait, Metric::waited, 0.99);
    EXPECT_LT(wait.controlled.low, truth.high);
    EXPECT_GT(wait.controlled.high, truth.low);
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
