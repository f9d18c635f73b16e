#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "city/day_model.hpp"
#include "city/equipment.hpp"
#include "city/test_places.hpp"
#include "simulation/validation.hpp"
#include "text/catalog.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string rule_of(const PollingPlace& place, const std::string& field) {
    const auto known = place.provenance.find(field);
    return known == place.provenance.end() ? "" : known->second.rule;
}

TEST(Estimates, TakeThePriorElectionTimesTheFactor) {
    CityData data{{place("1")}, {}};
    data.places[0].ballots_election_day = 400;
    auto election = usual_election();
    election.turnout_factor = 1.25;
    const auto whole = estimated(data, election);
    EXPECT_EQ(whole.places[0].expected_voters, 500);
    EXPECT_EQ(rule_of(whole.places[0], "expected_voters"), "prior_election_day");
}

TEST(Estimates, UseTheCitysOwnRatiosWhereItHasThem) {
    CityData data{{place("1"), place("2"), place("3")}, {}};
    data.places[0].ballots_election_day = 300;
    data.places[0].ballots_total = 400;
    data.places[0].registered_voters = 1'000;
    data.places[1].ballots_total = 800;
    data.places[2].registered_voters = 2'000;
    const auto whole = estimated(data, usual_election());
    EXPECT_EQ(whole.places[1].expected_voters, 600);
    EXPECT_EQ(rule_of(whole.places[1], "expected_voters"), "total_times_share");
    EXPECT_EQ(whole.places[2].expected_voters, 600);
    EXPECT_EQ(rule_of(whole.places[2], "expected_voters"), "registered_times_turnout");
}

TEST(Estimates, SumPrecinctsOnlyWhereEachHasItsFigure) {
    CityData data{{place("1"), place("2")}, {}};
    data.precincts = {precinct("a", "1", 700), precinct("b", "1", 300), precinct("c", "2", {})};
    data.precincts[0].lat = 40;
    data.precincts[0].lon = -80;
    data.precincts[1].lat = 42;
    data.precincts[1].lon = -82;
    const auto whole = estimated(data, usual_election());
    EXPECT_EQ(whole.places[0].registered_voters, 1'000);
    EXPECT_EQ(whole.places[0].lat, 41);
    EXPECT_EQ(whole.places[0].coord_source, "mean_of_precinct_centroids");
    EXPECT_FALSE(whole.places[1].registered_voters);
    EXPECT_FALSE(whole.places[1].lat) << "coordinates are never invented";
    // 1,000 × 62.4 % × 64.9 %
    EXPECT_EQ(whole.places[0].expected_voters, 405);
    EXPECT_EQ(rule_of(whole.places[1], "expected_voters"), "median_of_city");
}

TEST(Estimates, ShareVotersOfPrecinctsWithoutPlaceAmongVoteCenters) {
    CityData data;
    for (const auto* key : {"1", "2", "3"}) {
        data.places.push_back(place(key));
        data.places.back().kind = PlaceKind::vote_center;
    }
    data.places.push_back(place("4"));
    data.places.back().kind = PlaceKind::early_vote;
    data.precincts = {precinct("a", "", {})};
    data.precincts[0].ballots_election_day = 1'000;
    const auto whole = estimated(data, usual_election());
    EXPECT_EQ(whole.places[0].expected_voters, 333);
    EXPECT_EQ(whole.places[1].expected_voters, 334);
    EXPECT_EQ(whole.places[2].expected_voters, 333);
    EXPECT_EQ(rule_of(whole.places[0], "expected_voters"), "precincts_shared");
    EXPECT_FALSE(whole.places[3].expected_voters);
    EXPECT_EQ(rule_of(whole.places[0], "voting_booths"), "booths_by_peak");
}

TEST(Estimates, FollowTheLawsOnBoothsAndScanners) {
    CityData data{{place("1")}, {}};
    data.places[0].registered_voters = 4'001;
    data.places[0].epollbooks = 3;
    const auto whole = estimated(data, usual_election());
    EXPECT_EQ(whole.places[0].voting_booths, 17);  // 1 for 250
    EXPECT_EQ(whole.places[0].scanners, 2);        // 1 for 4,000
    EXPECT_EQ(whole.places[0].check_in_stations, 3);
    EXPECT_EQ(rule_of(whole.places[0], "check_in_stations"), "stations_as_pollbooks");
    auto on_devices = usual_election();
    on_devices.marking = Marking::on_devices;
    const auto other = estimated(data, on_devices);
    // 1 for 550 would be 8, and 1,620 voters need twice that.
    EXPECT_EQ(other.places[0].ballot_marking_devices, 16);
    EXPECT_EQ(rule_of(other.places[0], "ballot_marking_devices"), "devices_by_peak");
    EXPECT_FALSE(other.places[0].voting_booths);
}

TEST(Estimates, GiveAsManyAccessibleDevicesAsThePeakNeeds) {
    CityData data{{place("1"), place("2"), place("3")}, {}};
    data.places[0].expected_voters = 600;
    data.places[1].expected_voters = 1'900;
    data.places[2].expected_voters = 5'000;
    const auto whole = estimated(data, usual_election());
    EXPECT_EQ(whole.places[0].ballot_marking_devices, 1);
    EXPECT_EQ(rule_of(whole.places[0], "ballot_marking_devices"), "one_device");
    EXPECT_EQ(whole.places[1].ballot_marking_devices, 2);
    EXPECT_EQ(rule_of(whole.places[1], "ballot_marking_devices"), "accessible_devices_by_peak");
    EXPECT_EQ(whole.places[2].ballot_marking_devices, 3);
}

TEST(Estimates, HoldTheWaitThatErlangsFormulaGives) {
    // P(wait > 0) of M/M/c, 2 a minute for 4.5 minutes at 10 stations: mean wait 3.009291858 =
    // C × s / (c − a) gives C; servers_that_hold must agree with it on both sides.
    const double busy = 3.009291858 * (10 - 9) / 4.5;
    EXPECT_EQ(servers_that_hold(2, 4.5, {.minutes = 0, .share = busy + 1e-6}), 10);
    EXPECT_EQ(servers_that_hold(2, 4.5, {.minutes = 0, .share = busy - 1e-6}), 11);
    const double later = busy * std::exp(-30.0 / 4.5);
    EXPECT_EQ(servers_that_hold(2, 4.5, {.minutes = 30, .share = later + 1e-9}), 10);
    EXPECT_EQ(servers_that_hold(2, 4.5, {.minutes = 30, .share = later - 1e-9}), 11);
    EXPECT_EQ(servers_that_hold(0, 4.5, {}), 1);
}

TEST(Estimates, AreNotDistortedByWhatStandsForNoPlace) {
    CityData data{{place("1"), place("2"), place("3"), place("4", "Undetermined")}, {}};
    data.places[0].expected_voters = 400;
    data.places[1].expected_voters = 500;
    data.places[3].expected_voters = 90'000;
    for (int at = 0; at < 22; ++at) {
        data.precincts.push_back(precinct("p" + std::to_string(at), "", 900));
    }
    const auto whole = estimated(data, usual_election());
    EXPECT_EQ(whole.places[2].expected_voters, 500);
    EXPECT_EQ(rule_of(whole.places[2], "expected_voters"), "median_of_city")
        << "the voters of 22 precincts without a place do not all come to the one new hall";
    EXPECT_FALSE(whole.places[3].scanners);
    const auto model = day_model(data, usual_election(), "Springfield");
    ASSERT_TRUE(model);
    EXPECT_THAT(model->city.sites, SizeIs(3));
    EXPECT_THAT(model->left_out, ElementsAre(LeftOut{"4", "Undetermined", "no_place_yet"}));
}

TEST(Estimates, FitTheCitysOwnExpectation) {
    CityData data{{place("1"), place("2"), place("3")}, {}};
    data.places[0].ballots_election_day = 100;
    data.places[1].ballots_election_day = 300;
    data.places[2].expected_voters = 50;
    auto election = usual_election();
    election.expected_voters = 850;
    const auto whole = estimated(data, election);
    EXPECT_EQ(whole.places[0].expected_voters, 200);
    EXPECT_EQ(whole.places[1].expected_voters, 600);
    EXPECT_EQ(whole.places[2].expected_voters, 50) << "a given figure stays";
}

TEST(Estimates, HaveTheirSentencesInEveryLanguage) {
    const auto& catalog = text::Catalog::embedded();
    for (const auto& language : catalog.languages()) {
        for (const auto rule : estimate_rules()) {
            for (const auto* part : {"", ".source", ".instead"}) {
                EXPECT_TRUE(catalog.has(language, "estimate." + std::string(rule) + part))
                    << language << ' ' << rule << part;
            }
        }
    }
}

/// Whatever is known, everything the rehearsal needs is there afterwards, and nothing given
/// changes.
RC_GTEST_PROP(Estimates, CompleteAnyCityWithoutTouchingWhatItSays, ()) {
    CityData data;
    const auto count = *rc::gen::inRange<std::size_t>(1, 12);
    for (std::size_t at = 0; at < count; ++at) {
        auto one = place(std::to_string(at));
        one.kind = *rc::gen::element(
            PlaceKind::polling_place, PlaceKind::vote_center, PlaceKind::early_vote
        );
        const auto maybe = [] {
            return *rc::gen::arbitrary<bool>()
                       ? std::optional<std::int64_t>(*rc::gen::inRange<std::int64_t>(0, 9'000))
                       : std::nullopt;
        };
        one.registered_voters = maybe();
        one.ballots_total = maybe();
        one.ballots_election_day = maybe();
        one.scanners = *rc::gen::arbitrary<bool>() ? std::optional<std::int64_t>(2) : std::nullopt;
        data.places.push_back(std::move(one));
    }
    data.precincts.push_back(precinct("p", *rc::gen::arbitrary<bool>() ? "0" : "", 500));
    const auto whole = estimated(data, usual_election());
    for (std::size_t at = 0; at < count; ++at) {
        const auto& before = data.places[at];
        const auto& after = whole.places[at];
        RC_ASSERT(!before.registered_voters || after.registered_voters == before.registered_voters);
        RC_ASSERT(!before.scanners || after.scanners == before.scanners);
        if (before.kind != PlaceKind::early_vote) {
            RC_ASSERT(after.expected_voters.has_value());
            RC_ASSERT(after.check_in_stations.value_or(0) >= 1);
            RC_ASSERT(after.scanners.value_or(0) >= 1);
            RC_ASSERT(after.poll_workers.has_value());
        }
    }
    RC_ASSERT(estimated(whole, usual_election()).places == whole.places);
}

TEST(DayModel, IsWhatTheEngineTakes) {
    CityData data{{place("1"), place("2"), place("3")}, {}};
    data.places[0].registered_voters = 1'200;
    data.places[0].opens = simulation::at_clock(6);
    data.places[1].kind = PlaceKind::early_vote;
    data.places[2].expected_voters = 0;
    data.precincts = {precinct("x", "", 40)};
    const auto model = day_model(data, usual_election(), "Springfield");
    ASSERT_TRUE(model) << model.error().summary;
    ASSERT_THAT(model->city.sites, SizeIs(1));
    const auto& site = model->city.sites[0];
    EXPECT_EQ(site.opens, simulation::at_clock(6));
    EXPECT_EQ(site.closes, simulation::at_clock(20));
    EXPECT_EQ(site.servers->at("booth"), 5);
    EXPECT_THAT(
        model->left_out,
        ElementsAre(LeftOut{"2", "Hall 2", "early_vote"}, LeftOut{"3", "Hall 3", "no_voters"})
    );
    EXPECT_EQ(model->precincts_without_place, 1);
    EXPECT_EQ(model->voters_without_place, 40);
    EXPECT_EQ(day_model({}, usual_election(), "x").error().code, "city_has_no_places");
}

TEST(Election, KeepsItsHoursWhenTheClockIsSet) {
    auto election = usual_election();
    election.time_zone = "America/Chicago";
    const auto length = [&](Date day) {
        election.date = day;
        return minutes_open(election, simulation::at_clock(1), simulation::at_clock(20)).count();
    };
    using std::chrono::year;
    EXPECT_EQ(length(year(2026) / 11 / 3), 19 * 60);
    EXPECT_EQ(length(year(2026) / 11 / 1), 20 * 60) << "the hour from 1 to 2 comes twice";
    EXPECT_EQ(length(year(2026) / 3 / 8), 18 * 60) << "the hour from 2 to 3 does not come";
    const auto open = open_time(
        "America/Chicago", year(2026) / 11 / 3, simulation::at_clock(7), simulation::at_clock(20)
    );
    EXPECT_EQ(to_iso(open.opens), "2026-11-03T13:00:00.000Z");
    EXPECT_EQ(to_iso(open.closes), "2026-11-04T02:00:00.000Z");
}

/// Places in this state, at these degrees where there are any.
CityData city_in(
    const std::string& state, const std::vector<std::pair<double, double>>& positions
) {
    CityData out;
    for (int i = 0; i < 5; ++i) {
        auto one = place("S" + std::to_string(i));
        one.state = i == 0 ? "" : state;
        if (!positions.empty()) {
            const auto& [lat, lon] = positions[static_cast<std::size_t>(i) % positions.size()];
            one.lat = lat;
            one.lon = lon;
        }
        out.places.push_back(one);
    }
    return out;
}

TEST(Election, HasTheTimeZoneOfItsPlacesUntilSomebodySaysOne) {
    using program::ZoneRule;
    using Zone = std::pair<std::string, std::optional<ZoneRule>>;
    const auto zone_of = [](const CityData& city) {
        const auto election = with_zone(usual_election(), city);
        return Zone(election.time_zone, election.time_zone_rule);
    };
    EXPECT_EQ(zone_of(city_in("CA", {})), Zone("America/Los_Angeles", ZoneRule::state));
    EXPECT_EQ(zone_of(city_in("Texas", {})), Zone("America/Chicago", ZoneRule::most_of_state));
    EXPECT_EQ(
        zone_of(city_in("TX", {{31.8, -106.5}, {31.7, -106.4}, {0, -30}})),
        Zone("America/Denver", ZoneRule::position)
    ) << "one place that lies far off changes nothing";
    EXPECT_EQ(zone_of(city_in("", {{34, -118}})), Zone())
        << "nothing is claimed where no state is known";
    auto said = usual_election();
    said.time_zone = "Pacific/Honolulu";
    EXPECT_EQ(with_zone(said, city_in("CA", {})).time_zone, "Pacific/Honolulu");
    EXPECT_EQ(with_zone(said, {}).time_zone_rule, ZoneRule::said);
}

TEST(Election, RefusesByFieldWhatCannotBeMeant) {
    EXPECT_TRUE(check_election(usual_election()));
    auto election = usual_election();
    election.time_zone = "Mars/Olympus";
    election.closes = election.opens;
    election.arrivals.shares = {0.5, 0.4};
    election.service.marking.time.mean = -1;
    election.date = std::chrono::year(2026) / 11 / 3;
    election.early_voting = {{*election.date, simulation::at_clock(8), simulation::at_clock(18)}};
    const auto refused = check_election(election);
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& problem : refused.error().problems) {
        fields.push_back(problem.field);
    }
    EXPECT_THAT(
        fields,
        testing::UnorderedElementsAre(
            "time_zone",
            "closes",
            "early_voting[0].date",
            "arrivals.shares",
            "service.marking.time.mean",
            "service.marking.time.sd"
        )
    );
}

TEST(DaylightSaving, LeavesTheClockRightFromTheChangeOn) {
    auto election = usual_election();
    const auto hours = [&](const char* zone, const char* date, int opens, int closes) {
        election.time_zone = zone;
        election.date = date_from_iso(date);
        const auto found =
            hours_on_the_day(election, simulation::at_clock(opens), simulation::at_clock(closes));
        return std::pair(found.opens.minutes / 60, found.closes.minutes / 60);
    };
    const auto as_said = [](double opens, double closes) {
        return std::pair(opens, closes);
    };
    // Clocks go back on 1 November 2026 and forward on 14 March 2027, at two in the night.
    EXPECT_EQ(hours("America/New_York", "2026-11-03", 7, 20), as_said(7, 20));
    EXPECT_EQ(hours("America/New_York", "2026-11-01", 6, 20), as_said(6, 20)) << "after it";
    EXPECT_EQ(hours("America/New_York", "2026-11-01", 1, 20), as_said(0, 20)) << "twenty hours";
    EXPECT_EQ(hours("America/New_York", "2026-11-01", 0, 20), as_said(0, 20)) << "no room before";
    EXPECT_EQ(hours("America/Los_Angeles", "2027-03-14", 1, 20), as_said(2, 20)) << "eighteen";
    EXPECT_EQ(hours("America/New_York", "2026-11-01", 0, 1), as_said(0, 1)) << "before it";
    for (const auto* zone :
         {"America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam"}) {
        EXPECT_EQ(hours(zone, "2026-11-01", 0, 24), as_said(0, 24)) << zone;
        EXPECT_EQ(hours(zone, "2027-03-14", 1, 20), as_said(1, 20)) << zone;
    }
}

}  // namespace
}  // namespace belfry::city
