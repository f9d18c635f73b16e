#include "simulation/validation.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "simulation/model.hpp"
#include "simulation/random_city_test.hpp"

namespace belfry::simulation {
namespace {

City good_city() {
    City city;
    city.name = "A";
    Station check_in{"check_in", Equipment::e_pollbook, 2, exponential(2), {}, {}, {}};
    city.pipelines["p"] = {{StageKind::check_in, {check_in}}};
    Site site;
    site.id = "S";
    site.opens = at_clock(7);
    site.closes = at_clock(20);
    site.voters = 100;
    site.pipeline = "p";
    city.sites = {site};
    return city;
}

std::string problems_of(
    const City& city,
    const Scenario& scenario = {"s", "S", {}},
    const Plan& plan = {"p", "P", {}, {}}
) {
    const auto model = make_model(city, scenario, plan);
    std::string all;
    if (!model) {
        for (const auto& problem : model.error().problems) {
            all += problem.field + " " + problem.code + "\n";
        }
    }
    return all;
}

TEST(ClockTimes, AreOfADayOrOneThatRunsIntoTheNext) {
    const auto minutes = [](const json::Value& value) {
        const auto read = json::read<ClockTime>(value);
        return read ? read->minutes : -1;
    };
    EXPECT_EQ(minutes("07:30"), 450);
    EXPECT_EQ(minutes("1000:59"), 60'059);
    EXPECT_EQ(minutes(60'059), 60'059);
    EXPECT_EQ(minutes(450.5), 450.5);
    for (const auto& wrong : std::vector<json::Value>{
             60'060, -1, -1e-7, 1e18, 1e308, "1001:00", "-1:00", "7:5", "07:60", "", true, nullptr
         }) {
        EXPECT_EQ(minutes(wrong), -1) << json::canonical(wrong);
    }
    for (const double each : {0.0, 59.5, 1439.0, 60'059.0}) {
        EXPECT_EQ(minutes(json::write(ClockTime{each})), each);
    }
}

TEST(Checking, FindsNothingWrongWithAGoodCity) {
    EXPECT_EQ(problems_of(good_city()), "");
}

TEST(Checking, NamesTheFieldAndTheReason) {
    auto city = good_city();
    city.sites[0].closes = at_clock(6);
    EXPECT_EQ(problems_of(city), "city.sites[0].closes closes_before_opening\n");

    city = good_city();
    city.sites[0].voters = std::nan("");
    EXPECT_NE(problems_of(city).find("city.sites[0].voters out_of_range\n"), std::string::npos);

    city = good_city();
    city.sites[0].opens.minutes = -5;
    EXPECT_EQ(problems_of(city), "city.sites[0].opens out_of_range\n");

    city = good_city();
    city.sites[0].servers = {{"check_in", 0}};
    EXPECT_EQ(problems_of(city), "city.sites[0].servers.check_in no_servers\n");

    city = good_city();
    city.pipelines["p"][0].stations[0].service.mean = -1;
    EXPECT_EQ(problems_of(city), "city.pipelines.p[0].stations[0].service.mean out_of_range\n");

    city = good_city();
    city.behaviour = Behaviour{{}, 3, 1.5, {}, {}};
    EXPECT_EQ(problems_of(city), "city.behaviour.balk_share not_a_share\n");

    city = good_city();
    city.turnout_sd = std::numeric_limits<double>::infinity();
    EXPECT_EQ(problems_of(city), "city.turnout_sd out_of_range\n");

    city = good_city();
    city.profiles = {{"day", {0.5, 0.6}}};
    EXPECT_EQ(problems_of(city), "city.profiles.day shares_not_one\n");
}

Disruption closure(const std::string& from, const std::string& to) {
    Disruption d;
    d.id = from + to;
    d.kind = DisruptionKind::closure;
    d.where = Where{{{from}}, {}};
    d.send_to = {{to}};
    return d;
}

TEST(Checking, RefusesRedirectsInACircle) {
    auto city = good_city();
    city.sites[0].copies = 3;
    const Scenario itself{"s", "S", {closure("S-1", "S-1")}};
    EXPECT_EQ(problems_of(city, itself), "scenario.disruptions[0].send_to[0] redirect_loop\n");
    const Scenario circle{"s", "S", {closure("S-1", "S-2"), closure("S-2", "S-1")}};
    EXPECT_EQ(
        problems_of(city, circle),
        "scenario.disruptions[0].send_to redirect_loop\n"
        "scenario.disruptions[1].send_to redirect_loop\n"
    );
    const Scenario chain{"s", "S", {closure("S-1", "S-2"), closure("S-2", "S-3")}};
    EXPECT_EQ(problems_of(city, chain), "");
}

TEST(Checking, RefusesProbabilitiesOverOneAndUnknownSites) {
    Disruption d;
    d.id = "d";
    d.kind = DisruptionKind::pollbook_outage;
    d.probability = 1.1;
    d.where = Where{{{"nowhere"}}, {}};
    EXPECT_EQ(
        problems_of(good_city(), {"s", "S", {d}}),
        "scenario.disruptions[0].where.sites[0] unknown_site\n"
        "scenario.disruptions[0].probability not_a_share\n"
    );
}

TEST(Reading, GivesBackWhatWasWritten) {
    for (std::uint64_t seed = 1; seed < 40; ++seed) {
        const auto made = testing::random_case(seed, false);
        EXPECT_EQ(*json::read<City>(json::write(made.city)), made.city);
        EXPECT_EQ(*json::read<Scenario>(json::write(made.scenario)), made.scenario);
        EXPECT_EQ(*json::read<Plan>(json::write(made.plan)), made.plan);
    }
}

TEST(Reading, TakesTimesOfDayAsPeopleWriteThem) {
    const auto city = city_from(R"({"name":"A","pipelines":{"p":[{"kind":"check_in","stations":[
        {"id":"c","equipment":"staff","servers":1,"service":{"shape":"deterministic","mean":1}}]}]},
        "sites":[{"id":"S","opens":"06:30","closes":"25:00","voters":10,"pipeline":"p"}]})");
    ASSERT_TRUE(city) << city.error().problems.front().field;
    EXPECT_EQ(city->sites[0].opens.minutes, 390);
    EXPECT_EQ(city->sites[0].closes.minutes, 1500);
    const auto wrong = city_from(R"({"name":"A","pipelines":{},"sites":[{"id":"S","opens":"6.30",
        "closes":"20:61","voters":10,"pipeline":"p"}]})");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().problems[0].field, "sites[0].opens");
    EXPECT_EQ(wrong.error().problems[0].code, "not_a_clock_time");
    EXPECT_EQ(wrong.error().problems[1].field, "sites[0].closes");
}

}  // namespace
}  // namespace belfry::simulation
