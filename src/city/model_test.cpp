#include <cmath>
#include <numeric>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.hpp"
#include "city/arrival_fit.hpp"
#include "city/city_change.hpp"
#include "city/day_model.hpp"
#include "city/equipment.hpp"
#include "city/isotonic.hpp"
#include "city/log_file.hpp"
#include "city/merge.hpp"
#include "simulation/validation.hpp"
#include "text/catalog.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PollingPlace place(const std::string& key, const std::string& name = "") {
    PollingPlace out;
    out.key = key;
    out.name = name.empty() ? "Hall " + key : name;
    out.address = key + " Main St";
    return out;
}

Precinct precinct(
    const std::string& key, const std::string& at, std::optional<std::int64_t> voters
) {
    Precinct out;
    out.key = key;
    out.place = at;
    out.registered_voters = voters;
    return out;
}

std::string rule_of(const PollingPlace& place, const std::string& field) {
    const auto known = place.provenance.find(field);
    return known == place.provenance.end() ? "" : known->second.rule;
}

// ---- estimates

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

// ---- the day

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

// ---- merging

TEST(Merging, KeepsWhatAPersonChangedAndSaysWhatTheFileOffered) {
    CityData present{{place("1"), place("2")}, {}};
    present.places[0].id = {11};
    present.places[0].scanners = 3;
    present.places[0].provenance["scanners"] = {Origin::changed, ""};
    present.places[0].registered_voters = 500;
    present.places[1].id = {12};
    CityData incoming{{place("1"), place("9")}, {}};
    incoming.places[0].scanners = 1;
    incoming.places[0].registered_voters = 600;
    const auto out = merge(present, incoming, {Absent::remove});
    ASSERT_THAT(out.data.places, SizeIs(2));
    EXPECT_EQ(out.data.places[0].id.value, 11);
    EXPECT_EQ(out.data.places[0].scanners, 3);
    EXPECT_EQ(out.data.places[0].registered_voters, 600);
    EXPECT_THAT(out.kept, ElementsAre(KeptField{"1", "scanners", "3", "1"}));
    EXPECT_EQ(out.places, (MergeCounts{1, 1, 0, 1, 0}));
    EXPECT_EQ(merge(present, incoming, {Absent::keep}).data.places.size(), 3U);
}

TEST(Merging, LeavesAloneWhatAFileDoesNotSay) {
    CityData present{{place("1")}, {precinct("a", "1", 70)}};
    present.places[0].voting_booths = 8;
    present.places[0].kind = PlaceKind::vote_center;
    const auto places = merge(present, {{place("1")}, {}}, {Absent::remove});
    EXPECT_EQ(places.data.places[0].voting_booths, 8);
    EXPECT_EQ(places.data.places[0].kind, PlaceKind::vote_center);
    EXPECT_THAT(places.data.precincts, SizeIs(1)) << "a file without precincts";
    const auto precincts = merge(present, {{}, {precinct("a", "1", 90)}}, {Absent::remove});
    EXPECT_THAT(precincts.data.places, SizeIs(1)) << "a file without places";
    EXPECT_EQ(precincts.data.precincts[0].registered_voters, 90);
}

TEST(Merging, KnowsAPlaceByNameAndAddressAndNotByNumberAlone) {
    CityData present{{place("S0001", "Fire Station"), place("S0002", "Library")}, {}};
    present.places[0].address = "12 Main St";
    present.places[1].address = "5 Elm St";
    CityData incoming{{place("S0001", "Library"), place("S0002", "School")}, {}};
    incoming.places[0].address = "5 ELM STREET";
    incoming.places[1].address = "9 Oak St";
    incoming.places[0].provenance["key"] = {Origin::repaired, "numbered_here"};
    incoming.places[1].provenance["key"] = {Origin::repaired, "numbered_here"};
    incoming.precincts = {precinct("a", "S0001", 1), precinct("b", "S0002", 1)};
    const auto out = merge(present, incoming, {Absent::keep});
    ASSERT_THAT(out.data.places, SizeIs(3));
    EXPECT_EQ(out.data.precincts[0].place, "S0002") << "the library kept its number";
    const auto school = std::ranges::find(out.data.places, "School", &PollingPlace::name);
    EXPECT_EQ(out.data.precincts[1].place, school->key);
    EXPECT_EQ(school->key, "S0003");
    EXPECT_EQ(out.places, (MergeCounts{1, 1, 0, 0, 1})) << "the street is spelled otherwise";
}

TEST(Merging, UndoesAnImportButForWhatPeopleChangedSince) {
    CityData before{{place("1")}, {}};
    before.places[0].id = {11};
    CityData incoming{{place("1"), place("2"), place("3")}, {precinct("a", "2", 5)}};
    incoming.places[0].scanners = 4;
    auto now = merge(before, incoming, {Absent::remove}).data;
    now.places[1].poll_workers = 9;
    now.places[1].provenance["poll_workers"] = {Origin::changed, ""};
    const auto back = merge(now, before, {Absent::remove, true}).data;
    ASSERT_THAT(back.places, SizeIs(2));
    EXPECT_EQ(back.places[0], before.places[0]);
    EXPECT_EQ(back.places[1].poll_workers, 9) << "somebody worked on it";
    EXPECT_THAT(back.precincts, IsEmpty());
    EXPECT_THAT(merge(incoming, {}, {Absent::remove, true}).data.places, IsEmpty());
}

TEST(Merging, ASecondTimeChangesNothing) {
    const CityData data{{place("1"), place("2")}, {precinct("a", "1", 3)}};
    const auto out = merge(data, data, {usual_absent(data, data)});
    EXPECT_EQ(out.data, data);
    EXPECT_EQ(out.places, (MergeCounts{0, 0, 2, 0, 0}));
    EXPECT_EQ(usual_absent(data, {{place("7")}, {}}), Absent::keep);
}

TEST(Merging, TellsWhatChangesOfTheCity) {
    CityData present{
        {place("1"), place("2"), place("3")}, {precinct("a", "1", 70), precinct("b", "3", 80)}
    };
    for (std::size_t at = 0; at < 3; ++at) {
        present.places[at].id = {static_cast<std::int64_t>(11 + at)};
    }
    CityData incoming{{place("1"), place("2"), place("9")}, {precinct("a", "9", 75)}};
    incoming.places[0].scanners = 2;
    const auto out = merge(present, incoming, {Absent::remove});
    std::vector<std::string> lines;
    for (const auto& change : changes_between(present, out.data)) {
        lines.push_back(fmt::format(
            "{} {} {} {} {}>{}",
            json::name_of(change.part),
            json::name_of(change.change),
            change.key,
            change.field,
            change.before,
            change.after
        ));
    }
    EXPECT_THAT(
        lines,
        ElementsAre(
            "place changed 1 scanners >2",
            "place removed 3  >",
            "place added 9  >",
            "precinct changed a place 1>9",
            "precinct changed a registered_voters 70>75",
            "precinct removed b  >"
        )
    );
    EXPECT_EQ(out.places, (MergeCounts{1, 1, 1, 1, 0}));
    EXPECT_THAT(changes_between(present, present), IsEmpty());
}

TEST(Merging, KeepsTheNameOfAPrecinctThatAListOnlyNumbers) {
    CityData present{{place("1")}, {precinct("a", "1", 70)}};
    present.precincts[0].name = "North";
    CityData incoming{{place("1")}, {precinct("a", "1", {})}};
    incoming.precincts[0].name = "a";
    const auto out = merge(present, incoming, {Absent::remove});
    EXPECT_EQ(out.data.precincts[0].name, "North");
    EXPECT_EQ(out.precincts, (MergeCounts{0, 0, 1, 0, 0}));
}

TEST(Merging, CountsPrecinctsThatLoseTheirPlace) {
    CityData present{{place("1"), place("2")}, {precinct("a", "1", 70), precinct("b", "2", 80)}};
    const auto out = merge(present, {{place("1")}, {}}, {Absent::remove});
    EXPECT_EQ(out.precincts, (MergeCounts{0, 1, 0, 0, 1}));
    EXPECT_EQ(out.data.precincts[1].place, "");
}

// ---- fitting

/// Reports of a day whose profile is known.
std::vector<ArrivalReport> reports_of(const std::vector<double>& shares, Turnouts& turnouts) {
    std::vector<ArrivalReport> reports;
    const double slot = 60;
    for (int precinct = 0; precinct < 40; ++precinct) {
        const auto name = std::to_string(precinct);
        turnouts[name] = 200 + 25 * precinct;
        for (int at = 0; at < 20; ++at) {
            const double minute = slot * static_cast<double>(shares.size()) *
                                  (static_cast<double>(at) + (precinct % 7) / 7.0 + 0.05) / 20;
            double share = 0;
            for (std::size_t hour = 0; hour < shares.size(); ++hour) {
                const double part = (minute - slot * static_cast<double>(hour)) / slot;
                share += shares[hour] * std::min(1.0, std::max(0.0, part));
            }
            reports.push_back({name, minute, std::max(1.0, std::round(share * turnouts[name]))});
        }
    }
    return reports;
}

/// The curve that never falls, straight from its definition: at each observation the greatest of
/// the least means over stretches that begin before and end after it.
std::vector<double> slowly_never_falling(const std::vector<Observation>& all) {
    std::vector<double> out;
    for (std::size_t at = 0; at < all.size(); ++at) {
        double greatest = -1e300;
        for (std::size_t from = 0; from <= at; ++from) {
            double least = 1e300;
            for (std::size_t until = at; until < all.size(); ++until) {
                double sum = 0;
                double weight = 0;
                for (std::size_t i = from; i <= until; ++i) {
                    sum += all[i].value * all[i].weight;
                    weight += all[i].weight;
                }
                least = std::min(least, sum / weight);
            }
            greatest = std::max(greatest, least);
        }
        out.push_back(greatest);
    }
    return out;
}

TEST(ArrivalFit, PoolsAsTheDefinitionOfTheCurveWants) {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        std::vector<Observation> all;
        for (unsigned at = 0; at < 1 + random() % 25; ++at) {
            all.push_back(
                {static_cast<double>(at),
                 static_cast<double>(random() % 40) / 8 + at * 0.1,
                 1 + static_cast<double>(random() % 5)}
            );
        }
        const auto slow = slowly_never_falling(all);
        const auto fast = never_falling(all);
        std::size_t at = 0;
        for (const auto& stretch : fast) {
            for (double weight = 0; weight < stretch.weight - 1e-9; ++at) {
                weight += all[at].weight;
                EXPECT_NEAR(stretch.value, slow[at], 1e-9) << at;
            }
        }
        EXPECT_EQ(at, all.size());
    }
}

TEST(ArrivalFit, CountsCheckInsAndSortsDurationsAsAPersonWould) {
    std::mt19937 random(5);
    std::vector<double> minutes;
    std::vector<double> durations;
    for (int i = 0; i < 1'000; ++i) {
        minutes.push_back(static_cast<double>(random() % 78'000) / 100);
        durations.push_back(0.1 + static_cast<double>(random() % 500) / 100);
    }
    const auto arrivals = fit_check_ins(minutes, 780, 13);
    ASSERT_TRUE(arrivals);
    for (std::size_t hour = 0; hour < 13; ++hour) {
        const auto from = static_cast<double>(hour) * 60;
        const auto in_hour = std::ranges::count_if(minutes, [&](double minute) {
            return minute >= from && minute < from + 60;
        });
        EXPECT_DOUBLE_EQ(arrivals->profile.shares[hour], static_cast<double>(in_hour) / 1'000);
    }
    const auto service = fit_service(durations);
    ASSERT_TRUE(service);
    std::ranges::sort(durations);
    const auto quantiles = service->time.quantiles.value();
    ASSERT_EQ(quantiles.size(), 21U);
    EXPECT_EQ(quantiles.front(), durations.front());
    EXPECT_EQ(quantiles.back(), durations.back());
    // A twentieth of 999 steps is 49.95 steps.
    EXPECT_NEAR(quantiles[1], 0.05 * durations[49] + 0.95 * durations[50], 1e-12);
    EXPECT_NEAR(quantiles[10], (durations[499] + durations[500]) / 2, 1e-12);
}

TEST(ArrivalFit, FindsTheProfileThatMadeTheReports) {
    const auto profile = usual_arrivals().shares;
    Turnouts turnouts;
    const auto reports = reports_of(profile, turnouts);
    const auto fit = fit_reports(reports, turnouts, 780, 13);
    ASSERT_TRUE(fit);
    const auto alone = fit_reports(reports, {}, 780, 13);
    ASSERT_TRUE(alone);
    for (std::size_t hour = 0; hour < 13; ++hour) {
        EXPECT_NEAR(fit->profile.shares[hour], profile[hour], 0.01) << hour;
        EXPECT_NEAR(alone->profile.shares[hour], profile[hour], 0.03) << hour;
    }
    EXPECT_LT(*fit->typical_error, 0.01);
    EXPECT_FALSE(fit_reports({{"1", 5, 3}}, {}, 780, 13));
}

RawTable table_of(const std::string& csv) {
    auto tables = read_tables({{"log.csv", csv}});
    check(tables.has_value());
    return tables->front();
}

TEST(Logs, OfAFileWithoutATableAreRefused) {
    const auto fit = fit_log({}, usual_election(), "");
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().code, "file_has_no_rows");
}

TEST(Logs, OfCheckInsCountVotersByTheHour) {
    auto election = usual_election();
    election.date = std::chrono::year(2026) / 11 / 3;
    std::string csv = "voter,check_in_time\n";
    for (int i = 0; i < 150; ++i) {
        csv += fmt::format("{},2026-11-03 {:02}:{:02}:10\n", i, 7 + i % 3, i % 60);
    }
    csv += "x,2026-11-02 08:00:00\ny,2026-11-03 06:59:00\nz,soon\nu,2026-11-03T14:30:00Z\n";
    const auto fit = fit_log({table_of(csv)}, election, "");
    ASSERT_TRUE(fit) << fit.error().summary;
    EXPECT_EQ(fit->rows, (FateCounts{154, 151, 0, 3}));
    EXPECT_NEAR(fit->arrivals->shares[0], 50.0 / 151, 1e-9);
    EXPECT_NEAR(fit->arrivals->shares[2], 51.0 / 151, 1e-9)
        << "14:30 in Greenwich is 9:30 in New York";
    EXPECT_THAT(fit->notes, SizeIs(3));
}

TEST(Logs, OfVotersReportsAreCleaned) {
    auto election = usual_election();
    election.date = std::chrono::year(2020) / 11 / 3;
    std::string csv = "timestamp,ward,div,time_of_day,obs,vote_method\n";
    for (int i = 0; i < 40; ++i) {
        csv += fmt::format(
            "11/3/2020 12:00:00,5,{},{:02}:30:00,{},in person\n", i % 9, 7 + i % 12, 10 + i
        );
    }
    csv +=
        "11/3/2020 13:50:00,5,1,01:45:00,80,in person\n"
        "11/3/2020 13:50:00,5,1,14:00:00,111114435,in person\n"
        "11/2/2020 20:02:04,36,41,07:00:00,5,in person\n"
        "11/3/2020 20:02:04,36,41,07:00:00,5,by mail\n";
    const auto read = read_log(table_of(csv), election);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(read->counts, (FateCounts{44, 40, 1, 3}));
    EXPECT_EQ(read->reports.back(), (ArrivalReport{"0501", 405, 80}))
        << "1:45 was in the afternoon";
    EXPECT_EQ(read_log(table_of("a,b\n1,2\n"), election).error().code, "log_not_understood");
}

TEST(Logs, OfServicesGiveADistribution) {
    std::string csv = "station,start,end\n";
    for (int i = 0; i < 300; ++i) {
        csv += fmt::format("1,8:{:02}:00 AM,8:{:02}:{:02} AM\n", i % 50, i % 50 + 1, i % 60);
    }
    const auto fit = fit_log({table_of(csv)}, usual_election(), "");
    ASSERT_TRUE(fit) << fit.error().summary;
    EXPECT_NEAR(*fit->mean, 1 + 29.5 / 60, 0.01);
    EXPECT_EQ(fit->service->time.shape, simulation::Shape::empirical);
    EXPECT_NEAR(simulation::mean_of(fit->service->time), *fit->mean, 0.01);
    ASSERT_TRUE(fit->arrivals.has_value()) << "it says when each service began";
    EXPECT_EQ(fit->arrivals->shares[1], 1);
    const auto few = fit_service(std::vector<double>(25, 2.0));
    ASSERT_TRUE(few);
    EXPECT_EQ(few->time, simulation::always(2));
    EXPECT_FALSE(fit_service({1, 2, 3}));
}

}  // namespace
}  // namespace belfry::city
