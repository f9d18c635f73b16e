#include <algorithm>

#include <gtest/gtest.h>

#include "simulation/city_day.hpp"

namespace belfry::simulation {
namespace {

/// One place where half mark by hand and half with machines, and neither works today.
struct DeadMachines {
    City city;
    Scenario scenario{"dead", "Dead", {}};
    Plan plan{"plan", "Plan", {}, {}};

    DeadMachines() {
        city.name = "A";
        const Station check_in{"check_in", Equipment::staff, 2, exponential(1), {}, {}, {}};
        const Station booths{"booths", Equipment::booth, 4, exponential(3), 0.5, {}, {}};
        const Station bmd{"bmd", Equipment::bmd, 4, exponential(3), 0.5, {}, {}};
        city.pipelines["p"] = {
            {StageKind::check_in, {check_in}}, {StageKind::marking, {booths, bmd}}
        };
        Site site;
        site.id = "S";
        site.opens = at_clock(7);
        site.closes = at_clock(12);
        site.voters = 120;
        site.pipeline = "p";
        city.sites = {site};
        Disruption outage;
        outage.id = "o";
        outage.kind = DisruptionKind::outage;
        outage.equipment = {Equipment::booth, Equipment::bmd};
        scenario.disruptions = {outage};
        Measure pile;
        pile.id = "pile";
        pile.kind = MeasureKind::emergency_ballots;
        pile.count = 30;
        pile.equipment = {Equipment::booth, Equipment::bmd};
        plan.measures = {pile};
    }

    struct Run {
        SiteTally tally;
        std::vector<Voter> voters;
    };

    Run run() const {
        const auto model = make_model(city, scenario, plan);
        EXPECT_TRUE(model.has_value());
        Run out;
        std::vector<SiteTally> tallies;
        ControlTotals totals;
        run_city_day(*model, {5, 1}, tallies, totals, [&](std::uint32_t, const SiteDay& day) {
            out.voters = day.voters();
        });
        out.tally = tallies[0];
        return out;
    }
};

TEST(EmergencyBallots, AreOnePileForAllStationsOfASite) {
    const auto run = DeadMachines().run();
    EXPECT_EQ(run.tally.emergency, 30);
    EXPECT_EQ(run.tally.voted, 30);
    EXPECT_EQ(run.tally.unserved, run.tally.came - 30);
}

TEST(EmergencyBallots, GoToThoseWhoComeFirstWhicheverStationTheyUse) {
    const auto run = DeadMachines().run();
    double last_with = 0;
    double first_without = never;
    for (const auto& voter : run.voters) {
        // With two servers at check-in the marking stage is reached in the order of leaving it.
        if (voter.emergency) {
            last_with = std::max(last_with, voter.joined);
        } else {
            first_without = std::min(first_without, voter.joined);
        }
    }
    EXPECT_LT(last_with, first_without);
}

TEST(EmergencyBallots, AreUsedWhenTheOthersRunOutToo) {
    DeadMachines place;
    place.scenario.disruptions.clear();
    place.city.sites[0].ballots = 40;
    const auto run = place.run();
    EXPECT_EQ(run.tally.voted, 70);
    EXPECT_EQ(run.tally.emergency, 30);
}

TEST(EmergencyBallots, AreAsManyAsThePlanGivesTheSite) {
    DeadMachines place;
    place.plan.measures[0].counts = {{"S", 7}};
    EXPECT_EQ(place.run().tally.voted, 7);
    place.plan.measures[0].counts = {{"S", 0}};
    EXPECT_EQ(place.run().tally.voted, 0);
}

}  // namespace
}  // namespace belfry::simulation
