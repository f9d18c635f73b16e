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

/// Too few at the check-in and a scanner that breaks: what to buy more of?
OptimiseRequest two_levers(double voters, int spare_cost, int worker_cost) {
    auto r = request();
    r.city.pipelines["p"][0].stations[0].servers = 2;
    r.city.sites[0].voters = voters;
    Measure workers;
    workers.id = "workers";
    workers.kind = MeasureKind::extra_workers;
    workers.equipment = {Equipment::staff};
    workers.count = 0;
    workers.unit_cost = Money::dollars(worker_cost);
    r.plan.measures[0].unit_cost = Money::dollars(spare_cost);
    r.plan.measures.push_back(workers);
    r.levers = {{"spares", 0, 3, false}, {"workers", 0, 3, false}};
    r.days = 160;
    r.final_days = 800;
    return r;
}

struct Tried {
    double cost = 0;
    double holds = 0;
};

/// What a plan costs and how often all sites hold, on many days of their own.
Tried try_plan(const OptimiseRequest& r, const Plan& plan) {
    RunOptions options;
    options.days = 1'600;
    options.seed = 99;
    const auto result = rehearse(*make_model(r.city, r.scenarios[0], plan), options);
    return {
        result.city.mean(Metric::cost, 0.95).value,
        result.city.probability(Metric::holds, 0.95).value
    };
}

/// No plan that surely holds is cheaper than the one found, and that one does not surely fail.
/// `more` is by how much a plan may be cheaper that just holds.
void expect_cheapest(
    const OptimiseRequest& r, const Optimised& found, const std::vector<Plan>& plans, double more
) {
    const double sampling = 0.03;  // four standard deviations of 1,600 days
    double cheapest = 1e9;
    for (const auto& plan : plans) {
        const auto tried = try_plan(r, plan);
        const bool surely = tried.holds >= r.probability + r.indifference;
        cheapest = surely ? std::min(cheapest, tried.cost) : cheapest;
    }
    ASSERT_LT(cheapest, 1e9);
    EXPECT_TRUE(found.reached);
    EXPECT_LE(found.best.cost, cheapest + more);
    EXPECT_GE(try_plan(r, found.plan).holds, r.probability - r.indifference - sampling);
}

TEST(Optimising, IsNotDearerThanTheCheapestOfAllPlansTried) {
    const std::vector<OptimiseRequest> requests{
        two_levers(850, 400, 150), two_levers(850, 100, 700), two_levers(1'100, 300, 300)
    };
    for (const auto& r : requests) {
        const auto found = optimise(r);
        ASSERT_TRUE(found);
        std::vector<Plan> plans;
        for (int spares = 0; spares <= 3; ++spares) {
            for (int workers = 0; workers <= 3; ++workers) {
                plans.push_back(r.plan);
                plans.back().measures[0].count = spares;
                plans.back().measures[1].count = workers;
            }
        }
        expect_cheapest(r, *found, plans, 0);
    }
}

TEST(Optimising, WithANumberForEachSiteIsAtMostOneDearerThanTheCheapest) {
    auto r = request();
    auto other = r.city.sites[0];
    r.city.sites[0].copies.reset();
    r.city.sites[0].id = "busy";
    other.copies.reset();
    other.id = "quiet";
    other.voters = 150;
    r.city.sites.push_back(other);
    r.levers = {{"spares", 0, 3, true}};
    r.days = 160;
    r.final_days = 800;
    const auto found = optimise(r);
    ASSERT_TRUE(found);
    std::vector<Plan> plans;
    for (int busy = 0; busy <= 3; ++busy) {
        for (int quiet = 0; quiet <= 3; ++quiet) {
            plans.push_back(r.plan);
            plans.back().measures[0].counts = {{"busy", busy}, {"quiet", quiet}};
        }
    }
    expect_cheapest(r, *found, plans, 400);
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

/// Stopped in the middle of the simulation after `after` others, wherever that is.
Optimised stopped_within(OptimiseRequest r, int after) {
    std::stop_source stop;
    r.cancel = stop.get_token();
    r.threads = 1;
    int simulations = 0;
    const auto stop_after_a_block = [&](RunOptions options) {
        if (simulations++ == after) {
            options.progress = [&stop](const Progress&) {
                stop.request_stop();
            };
        }
        return options;
    };
    r.engines.rehearse = [&](const Model& model, const RunOptions& options) {
        return rehearse(model, stop_after_a_block(options));
    };
    r.engines.city_days = [&](const Model& model, const RunOptions& options, std::uint32_t first) {
        return city_days(model, stop_after_a_block(options), first);
    };
    return *optimise(r);
}

/// What the plan comes to on all days of the search, looked at by itself.
PlanPoint seen_alone(const OptimiseRequest& r, const PlanPoint& found) {
    auto alone = r;
    alone.levers.clear();
    for (std::size_t i = 0; i < found.settings.size(); ++i) {
        auto& measure = alone.plan.measures[i];
        measure.count = found.settings[i].count;
        if (r.levers[i].each_site) {
            measure.count = 0;
            measure.counts = found.settings[i].by_site;
        }
    }
    return optimise(alone)->curve.front();
}

void expect_whole(const OptimiseRequest& r, const PlanPoint& found) {
    const auto alone = seen_alone(r, found);
    EXPECT_EQ(found.days, r.days);
    EXPECT_EQ(found.holds.value, alone.holds.value);
    EXPECT_EQ(found.holds.low, alone.holds.low);
    EXPECT_EQ(found.cost, alone.cost);
}

/// Wherever it is stopped: before it knew a plan that holds, it names none that it says holds;
/// after, it keeps one that does, and each plan that it names was seen on all its days.
void expect_whole_plans_wherever_stopped(const OptimiseRequest& r) {
    bool held_before = false;
    for (int after = 0;; ++after) {
        SCOPED_TRACE(after);
        const auto found = stopped_within(r, after);
        if (!found.cancelled) {
            EXPECT_GT(after, 4) << "so many simulations were stopped within";
            return;
        }
        for (const auto& point : found.curve) {
            expect_whole(r, point);
        }
        EXPECT_TRUE(found.next.empty());
        if (after == 0) {
            EXPECT_TRUE(found.curve.empty()) << "no plan was seen on all its days yet";
            EXPECT_FALSE(found.reached);
            EXPECT_LT(found.best.days, r.days);
            continue;
        }
        expect_whole(r, found.best);
        const bool holds = found.best.holds.value >= r.probability;
        EXPECT_TRUE(holds || !held_before) << "a plan that held was given up";
        held_before = holds;
    }
}

TEST(Optimising, NamesOnlyPlansSeenOnAllTheirDaysWhereverItIsStopped) {
    auto r = two_levers(850, 400, 150);
    r.days = 80;
    r.final_days = 160;
    expect_whole_plans_wherever_stopped(r);
}

TEST(Optimising, NamesOnlyPlansSeenOnAllTheirDaysWithANumberForEachSite) {
    auto r = request();
    r.levers[0].each_site = true;
    r.plan.standard = Standard{30, 0.3};
    expect_whole_plans_wherever_stopped(r);
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
