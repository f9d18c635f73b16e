#include <gtest/gtest.h>

#include "simulation/rehearsal.hpp"

namespace belfry::simulation {
namespace {

struct Queue {
    double rate;
    Distribution service;
    int servers;
};

Stage stage_of(const Queue& queue, const std::string& id, StageKind kind) {
    return {kind, {{id, Equipment::scanner, queue.servers, queue.service, {}, {}, {}}}};
}

/// One place, open for `minutes`, of which the first `warm_up` are not counted.
City one_place(const std::vector<Queue>& queues, double minutes, double warm_up) {
    City city;
    city.name = "Oracle";
    for (std::size_t i = 0; i < queues.size(); ++i) {
        city.pipelines["p"].push_back(stage_of(
            queues[i], "s" + std::to_string(i), i == 0 ? StageKind::check_in : StageKind::marking
        ));
    }
    Site site;
    site.id = "A";
    site.closes.minutes = minutes;
    site.voters = queues[0].rate * minutes;
    site.pipeline = "p";
    city.sites = {site};
    city.warm_up_minutes = warm_up;
    return city;
}

Rehearsal run(const City& city, const Scenario& scenario, const Plan& plan, std::uint32_t days) {
    const auto model = make_model(city, scenario, plan);
    EXPECT_TRUE(model.has_value());
    RunOptions options;
    options.days = days;
    options.seed = 2026;
    return rehearse(*model, options);
}

const Scenario no_trouble{"none", "None", {}};
const Plan no_plan{"none", "None", {}, {}};

void expect_within(const Estimate& estimate, double truth) {
    EXPECT_GE(truth, estimate.low);
    EXPECT_LE(truth, estimate.high);
    EXPECT_LT(estimate.high - estimate.low, 0.2 * truth) << "too wide to prove anything";
}

void expect_wait(const Queue& queue, double truth) {
    const auto result = run(one_place({queue}, 12'000, 2'000), no_trouble, no_plan, 50);
    expect_within(result.sites[0].station_wait(0, 0.99), truth);
    expect_within(result.city.ratio(Metric::wait, Metric::waited, 0.99), truth);
}

TEST(Oracle, QueuesWithExponentialServiceWaitAsErlangSays) {
    expect_wait({2, exponential(4.5), 10}, 3.009291858);
    expect_wait({1, exponential(5), 6}, 2.937582252);
    expect_wait({1.2, exponential(2), 3}, 2.157303371);
}

TEST(Oracle, OneServerWaitsAsPollaczekAndKhinchinSay) {
    expect_wait({0.5, exponential(1.6), 1}, 6.4);
    expect_wait({0.5, always(1.6), 1}, 3.2);
    expect_wait({0.5, {Shape::gamma, 1.6, 0.8, {}}, 1}, 4.0);
}

TEST(Oracle, FixedServiceAtManyServers) {
    expect_wait({2, always(4.5), 10}, 1.55061923);
}

TEST(Oracle, ThreeStagesInARow) {
    const double rate = 3000.0 / 780;
    const std::vector<Queue> tandem{
        {rate, exponential(0.66), 3}, {rate, exponential(2.3), 10}, {rate, exponential(0.42), 2}
    };
    const auto result = run(one_place(tandem, 10'000, 1'000), no_trouble, no_plan, 50);
    expect_within(result.sites[0].station_wait(0, 0.99), 1.0351060487);
    expect_within(result.sites[0].station_wait(1, 0.99), 1.2439843374);
    expect_within(result.sites[0].station_wait(2, 0.99), 0.7881702128);
}

TEST(Oracle, ImpatientVotersLeaveAsErlangASays) {
    auto city = one_place({{2.5, exponential(4.5), 10}}, 12'000, 2'000);
    city.behaviour = Behaviour{exponential(60), {}, {}, {}, {}};
    const auto result = run(city, no_trouble, no_plan, 50);
    expect_within(result.city.ratio(Metric::wait, Metric::waited, 0.99), 7.153800096);
    const auto left = result.city.mean(Metric::left_line, 0.99);
    const auto came = result.city.mean(Metric::came, 0.99).value;
    expect_within({left.value / came, left.low / came, left.high / came}, 0.1192300016);
}

Scenario failures(double mtbf, double mttr) {
    Disruption d;
    d.id = "failures";
    d.kind = DisruptionKind::machine_failures;
    d.equipment = {Equipment::scanner};
    d.mtbf_minutes = mtbf;
    d.repair = exponential(mttr);
    return {"failures", "Failures", {d}};
}

Plan crews(int count) {
    Measure m;
    m.id = "crews";
    m.kind = MeasureKind::repair_crews;
    m.bases = std::vector<Base>{Base{count, {}, {}}};
    m.dispatch = Dispatch::first_come;
    return {"crews", "Crews", {m}, {}};
}

TEST(Oracle, MachinesWaitForTheOneCrewAsRepairmenDo) {
    auto city = one_place({{0.0001, always(1), 20}}, 60'000, 0);
    city.travel = Travel{0, 0, 0};
    const auto result = run(city, failures(9'780, 60), crews(1), 400);
    const auto up = result.city.mean(Metric::availability, 0.99);
    expect_within({20 * up.value, 20 * up.low, 20 * up.high}, 19.86231383);
    expect_within(result.city.ratio(Metric::repair_wait, Metric::repairs, 0.99), 7.79526157);
}

TEST(Oracle, BreakingServersWithACrewPool) {
    auto city = one_place({{2, exponential(4.5), 11}}, 25'000, 4'000);
    city.travel = Travel{0, 0, 0};
    const auto result = run(city, failures(600, 45), crews(2), 200);
    expect_within(result.city.ratio(Metric::wait, Metric::waited, 0.99), 5.353405891);
    const auto up = result.city.mean(Metric::availability, 0.99);
    expect_within(up, 0.9227710471);
}

TEST(Oracle, AnUnstableSystemIsSaidToBeUnstable) {
    auto city = one_place({{2, exponential(4.5), 10}}, 25'000, 4'000);
    city.travel = Travel{0, 0, 0};
    const auto unstable = overloads(*make_model(city, failures(600, 45), crews(1)));
    ASSERT_EQ(unstable.size(), 1U);
    EXPECT_NE(unstable[0].reason.find("the line grows all day"), std::string::npos);
    EXPECT_TRUE(overloads(*make_model(city, no_trouble, no_plan)).empty());
}

City whole_day() {
    auto city = one_place({{1, exponential(5), 10}}, 780, 0);
    city.warm_up_minutes.reset();
    city.profiles = {{"day", {.10, .10, .05, .05, .05, .10, .10, .05, .05, .05, .10, .10, .10}}};
    city.sites[0].profile = "day";
    city.sites[0].voters = 1500;
    return city;
}

TEST(Oracle, AWholeDay) {
    const auto result = run(whole_day(), no_trouble, no_plan, 1200);
    const auto& city = result.city;
    expect_within(city.ratio(Metric::wait, Metric::waited, 0.99), 15.52990);
    expect_within(city.ratio(Metric::over_30, Metric::waited, 0.99), 0.170793);
    expect_within(city.mean(Metric::line_at_close, 0.99), 90.6507);
    expect_within(city.mean(Metric::last_out, 0.99), 59.970);
}

TEST(Oracle, BallotsThatRunOut) {
    auto city = one_place({{1, always(0.1), 3}}, 600, 0);
    city.sites[0].ballots = 600;
    const auto result = run(city, no_trouble, no_plan, 2500);
    expect_within(result.city.mean(Metric::unserved, 0.99), 9.770693103);
    const auto holds = result.city.probability(Metric::holds, 0.99);
    EXPECT_GE(1 - .4891444784, holds.low);
    EXPECT_LE(1 - .4891444784, holds.high);
}

TEST(Oracle, AHundredInLineAtOpening) {
    auto city = one_place({{1, always(1), 4}}, 600, 0);
    city.sites[0].voters = 100;
    city.sites[0].line_at_opening = 100;
    city.sites[0].counting = Counting::fixed;
    const auto result = run(city, no_trouble, no_plan, 8);
    EXPECT_EQ(result.city.ratio(Metric::wait, Metric::waited, 0.99).value, 12);
    EXPECT_EQ(result.city.mean(Metric::longest, 0.99).value, 24);
    const auto model = make_model(city, no_trouble, no_plan);
    EXPECT_EQ(result.city.mean(Metric::voted, 0.99).value, 100);
}

}  // namespace
}  // namespace belfry::simulation
