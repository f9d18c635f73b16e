#include "release_packages/holiday.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "release_packages/deadline.hpp"
#include "release_packages/test_releases.hpp"

namespace belfry::release_packages {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

const HolidayList& of(std::string_view place) {
    const auto lists = holiday_presets();
    const auto found = std::ranges::find(lists, place, &HolidayList::place);
    check(found != lists.end(), "no such preset");
    return *found;
}

std::vector<std::string> days_in(std::string_view place, int year) {
    std::vector<std::string> out;
    for (const auto& holiday : holidays_in(of(place), std::chrono::year(year))) {
        out.push_back(to_iso(holiday.day));
    }
    return out;
}

std::string due(std::string_view place, std::string_view received, std::int64_t days) {
    return to_iso(
        deadline(
            date_from_iso(received).value(), days, DayCount::business, Closures{of(place), {}}
        ).due
    );
}

TEST(StateHolidays, AreThoseOfTheLawOfTexas) {
    // Tex. Gov't Code 662.003 (a), (b) read against a calendar: what falls on a weekend moves
    // nowhere.
    EXPECT_THAT(
        days_in("US-TX", 2027),
        ElementsAre(
            "2027-01-01",
            "2027-01-18",
            "2027-01-19",
            "2027-02-15",
            "2027-03-02",
            "2027-04-21",
            "2027-05-31",
            "2027-06-19",
            "2027-07-04",
            "2027-08-27",
            "2027-09-06",
            "2027-11-11",
            "2027-11-25",
            "2027-11-26",
            "2027-12-24",
            "2027-12-25",
            "2027-12-26"
        )
    );
}

TEST(StateHolidays, MoveAsEachLawSays) {
    // 4 July 2027 is a Sunday, 25 December 2027 a Saturday.
    EXPECT_THAT(days_in("US-WA", 2027), AllOf(Contains("2027-07-05"), Contains("2027-12-24")));
    EXPECT_THAT(days_in("US-NY", 2027), AllOf(Contains("2027-07-05"), Contains("2027-12-25")));
    EXPECT_THAT(days_in("US-TX", 2027), Not(Contains("2027-07-05")));
    // New Year's Day of 2028 is a Saturday: Washington closes on the last day of 2027.
    EXPECT_THAT(days_in("US-WA", 2027), Contains("2027-12-31"));
    EXPECT_THAT(days_in("US-WA", 2028), Not(Contains("2028-01-01")));
    // 11 November 2028 is a Saturday: of California's days that one alone moves to the Friday.
    EXPECT_THAT(days_in("US-CA", 2028), Contains("2028-11-10"));
    EXPECT_THAT(days_in("US-CA", 2027), Contains("2027-12-25"));
}

TEST(StateHolidays, IncludeElectionDayWhereItIsOne) {
    EXPECT_THAT(days_in("US-NY", 2026), Contains("2026-11-03"));
    EXPECT_THAT(days_in("US-NY", 2027), Contains("2027-11-02"));
    EXPECT_THAT(days_in("US-IL", 2026), Contains("2026-11-03"));
    EXPECT_THAT(days_in("US-IL", 2027), Not(Contains("2027-11-02")));
    // The Tuesday after the first Monday, not the first Tuesday.
    EXPECT_THAT(days_in("US-NY", 2022), Contains("2022-11-08"));
}

TEST(StateHolidays, DecideWhenAnAnswerIsDue) {
    // Texas and Washington keep no Columbus Day, 12 October 2026.
    EXPECT_EQ(due("US", "2026-10-09", 10), "2026-10-26");
    EXPECT_EQ(due("US-TX", "2026-10-09", 10), "2026-10-23");
    EXPECT_EQ(due("US-WA", "2026-10-09", 5), "2026-10-16");
    // Illinois is closed on Election Day of even years and on Veterans Day.
    EXPECT_EQ(due("US-IL", "2026-11-02", 5), "2026-11-10");
    EXPECT_EQ(due("US", "2026-11-02", 5), "2026-11-09");
    // Texas is closed on 2 March, Independence Day of Texas.
    EXPECT_EQ(due("US-TX", "2027-03-01", 1), "2027-03-03");
}

TEST(StateHolidays, CountFromEaster) {
    // Easter Sundays of 31 March 2024, 20 April 2025, 5 April 2026, 28 March 2027, 16 April 2028,
    // and the latest that there can be, 25 April 2038.
    const HolidayList good_friday{
        .place = "US",
        .source = "law",
        .rules = {{.name = "good_friday", .on = HolidayOn::easter, .shift = -2}}
    };
    for (const auto* friday :
         {"2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14", "2038-04-23"}) {
        const auto day = date_from_iso(friday).value();
        EXPECT_THAT(holidays_in(good_friday, day.year()), ElementsAre(Holiday{day, "good_friday"}));
    }
}

TEST(StateHolidays, NameTheirLawAndDaysThatThereAre) {
    for (const auto& list : holiday_presets()) {
        const HolidayListWish wish{list.place, list.source, list.rules};
        EXPECT_TRUE(changed({}, wish).has_value()) << list.place;
        for (int year = 2026; year <= 2046; ++year) {
            const auto days = holidays_in(list, std::chrono::year(year));
            EXPECT_GE(days.size(), 8U) << list.place;
        }
    }
    HolidayListWish bad{"US", "law", {{.name = "a", .month = 2, .day = 30}}};
    EXPECT_EQ(changed({}, bad).error().problems.at(0).code, "holiday_unknown_day");
    bad.rules = {{.name = "leap day", .month = 2, .day = 29}};
    const auto leap = changed({}, bad).value();
    EXPECT_EQ(holidays_in(leap, std::chrono::year(2027)).size(), 0U);
    EXPECT_EQ(holidays_in(leap, std::chrono::year(2028)).size(), 1U);
    for (const auto& rule : std::vector<HolidayRule>{
             {.name = "a", .month = 13},
             {.name = "a", .on = HolidayOn::weekday, .week = 6},
             {.name = "a", .on = HolidayOn::weekday, .weekday = 7},
             {.name = "a", .on = HolidayOn::easter, .shift = 1'000},
             {.name = "a", .on = HolidayOn::once},
             {.name = " "}
         }) {
        bad.rules = {rule};
        EXPECT_FALSE(changed({}, bad).has_value());
    }
}

using HolidayRoutes = Releases;

INSTANTIATE_TEST_SUITE_P(Engines, HolidayRoutes, store::all_engines(), store::engine_name);

TEST_P(HolidayRoutes, MoveTheDueDaysOfOpenRequestsAndSayByWhichLaw) {
    const auto request = ask("vault", {{"received", "2026-10-09"}});
    EXPECT_EQ(city().get(official, request).at("request").at("due").as_string(), "2026-10-26");
    const auto presets = city().get(official, "/records/holidays/presets");
    const auto& items = presets.at("items").as_array();
    const auto texas = std::ranges::find_if(items, [](const json::Value& list) {
        return list.at("place") == json::Value("US-TX");
    });
    ASSERT_NE(texas, items.end());
    auto wish = texas->as_object();
    wish.erase("revision");
    const auto put = [&](std::int64_t as) {
        return city().call(
            as,
            http::Method::put,
            "/api/v1/records/holidays",
            json::canonical(wish),
            {{"If-Match", city().get(official, "/records/holidays").tag()}}
        );
    };
    EXPECT_EQ(put(city().auditor).status, 403);
    const auto chosen = put(official);
    ASSERT_EQ(chosen.status, 200) << chosen.text;
    const auto shown = city().get(official, request);
    EXPECT_EQ(shown.at("request").at("due").as_string(), "2026-10-23");
    EXPECT_EQ(shown.at("holidays_by").as_string(), "Tex. Gov't Code 552.0031, 662.003(a), (b)");
    EXPECT_EQ(city().get(official, "/records/holidays").at("place").as_string(), "US-TX");
    EXPECT_TRUE(city().services().record.verify());
    wish["source"] = "";
    EXPECT_EQ(put(official).status, 422);
}

}  // namespace
}  // namespace belfry::release_packages
