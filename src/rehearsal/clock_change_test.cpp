#include <fmt/format.h>
#include <gtest/gtest.h>

#include "city/day_model.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/plan.hpp"
#include "rehearsal/results.hpp"
#include "rehearsal/scenario.hpp"

/// The clocks go back on 1 November 2026, two days before Election Day, and on 7 November 2027,
/// five days after it; they go forward on 8 March 2026.
namespace belfry::rehearsal {
namespace {

/// The day of a city with one place, rehearsed.
CellResult rehearsed(const city::Election& election) {
    city::CityData data;
    city::PollingPlace place;
    place.key = "S1";
    place.name = "Library";
    place.expected_voters = 400;
    place.check_in_stations = 2;
    place.voting_booths = 8;
    place.scanners = 1;
    data.places.push_back(place);
    const auto day = city::day_model(data, election, "Town");
    EXPECT_TRUE(day) << (day ? "" : day.error().summary);
    CellResult cell;
    cell.model = simulation::make_model(day->city, ordinary_day(), no_plan()).value();
    simulation::RunOptions options;
    options.days = 8;
    options.threads = 1;
    cell.sums = simulation::rehearse(cell.model, options);
    return cell;
}

city::Election election_on(const char* zone, const char* date) {
    auto election = city::usual_election();
    election.time_zone = zone;
    election.date = date_from_iso(date);
    EXPECT_TRUE(election.date);
    return election;
}

TEST(TimesOfADay, AreThoseOfTheWallClockHoweverNearTheClocksChange) {
    for (const auto* zone :
         {"America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Phoenix",
          "America/Los_Angeles",
          "America/Anchorage",
          "Pacific/Honolulu",
          "America/Puerto_Rico"}) {
        for (const auto* date :
             {"2026-03-08", "2026-11-01", "2026-11-03", "2027-11-02", "2027-11-07"}) {
            const auto cell = rehearsed(election_on(zone, date));
            const auto slots = slots_of(cell);
            ASSERT_FALSE(slots.from.empty());
            EXPECT_EQ(slots.from.front(), "07:00") << zone << ' ' << date;
            const auto close = static_cast<std::size_t>(13 * 60 / slots.slot_minutes);
            ASSERT_GT(slots.from.size(), close);
            EXPECT_EQ(slots.from[close], "20:00") << zone << ' ' << date;
            EXPECT_EQ(cell.model.sites.front().closes - cell.model.sites.front().opens, 780);
        }
    }
}

TEST(TimesOfADay, OfADayWithAnHourTwiceAreAsLongAsItIs) {
    auto election = election_on("America/Chicago", "2026-11-01");
    election.opens = simulation::at_clock(1);
    const auto longer = rehearsed(election).model.sites.front();
    EXPECT_EQ(longer.closes - longer.opens, 20 * 60);
    election.date = date_from_iso("2026-03-08");
    const auto shorter = rehearsed(election).model.sites.front();
    EXPECT_EQ(shorter.closes - shorter.opens, 18 * 60);
    election.time_zone = "America/Phoenix";
    const auto usual = rehearsed(election).model.sites.front();
    EXPECT_EQ(usual.closes - usual.opens, 19 * 60);
}

TEST(TimesOfADay, AreThoseOfTheWallClockWherePollsOpenRightAfterMidnight) {
    auto election = election_on("America/Chicago", "2026-11-01");
    for (const int minute : {0, 30, 59}) {
        election.opens = simulation::at_clock(0, minute);
        const auto cell = rehearsed(election);
        const auto slots = slots_of(cell);
        ASSERT_FALSE(slots.from.empty());
        EXPECT_EQ(slots.from.front(), "00:00");
        const auto& site = cell.model.sites.front();
        EXPECT_EQ(site.closes - site.opens, 20 * 60);
        const auto close = static_cast<std::size_t>(20 * 60 / slots.slot_minutes);
        ASSERT_GT(slots.from.size(), close);
        EXPECT_EQ(slots.from[close], "20:00");
    }
    election.date = date_from_iso("2026-03-08");
    election.opens = simulation::at_clock(0, 30);
    const auto shorter = rehearsed(election).model.sites.front();
    EXPECT_EQ(shorter.closes - shorter.opens, 18 * 60 + 30);
}

}  // namespace
}  // namespace belfry::rehearsal
