#include "release_packages/deadline.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belfry::release_packages {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Date day(std::string_view text) {
    return date_from_iso(text).value();
}

const Closures by_federal{federal_holidays(), {}};

std::vector<std::string> days_of(int year) {
    std::vector<std::string> out;
    for (const auto& holiday : holidays_in(federal_holidays(), std::chrono::year(year))) {
        out.push_back(to_iso(holiday.day));
    }
    return out;
}

TEST(Holidays, AreThoseThatTheOfficeOfPersonnelManagementLists) {
    // opm.gov, Federal Holidays, 2026 and 2027.
    EXPECT_THAT(
        days_of(2026),
        ElementsAre(
            "2026-01-01",
            "2026-01-19",
            "2026-02-16",
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-09-07",
            "2026-10-12",
            "2026-11-11",
            "2026-11-26",
            "2026-12-25"
        )
    );
    EXPECT_THAT(
        days_of(2027),
        ElementsAre(
            "2027-01-01",
            "2027-01-18",
            "2027-02-15",
            "2027-05-31",
            "2027-06-18",
            "2027-07-05",
            "2027-09-06",
            "2027-10-11",
            "2027-11-11",
            "2027-11-25",
            "2027-12-24",
            "2027-12-31"
        )
    );
}

TEST(Deadlines, CountBusinessDaysAndSayWhichHolidaysWereNotCounted) {
    // Monday before Election Day; Veterans Day is a Wednesday.
    const auto ten = deadline(day("2026-11-02"), 10, DayCount::business, by_federal);
    EXPECT_EQ(to_iso(ten.due), "2026-11-17");
    EXPECT_THAT(ten.skipped, ElementsAre(Holiday{day("2026-11-11"), "veterans"}));
    // Received on a Saturday: Monday is the first day.
    EXPECT_EQ(
        to_iso(deadline(day("2026-10-31"), 1, DayCount::business, by_federal).due), "2026-11-02"
    );
    EXPECT_EQ(
        to_iso(deadline(day("2026-11-06"), 1, DayCount::business, by_federal).due), "2026-11-09"
    );
}

TEST(Deadlines, PassOverTheDaysOnWhichTheCityIsClosed) {
    const std::vector<Date> closed{day("2026-11-03"), day("2026-11-07")};
    const auto due =
        deadline(day("2026-11-02"), 1, DayCount::business, {federal_holidays(), closed});
    EXPECT_EQ(to_iso(due.due), "2026-11-04");
    EXPECT_THAT(due.skipped, ElementsAre(Holiday{day("2026-11-03"), "city"}));
}

TEST(Deadlines, CountCalendarDaysAndMoveOnToABusinessDay) {
    EXPECT_EQ(
        to_iso(deadline(day("2026-11-02"), 10, DayCount::calendar, by_federal).due), "2026-11-12"
    );
    const auto moved = deadline(day("2026-11-16"), 10, DayCount::calendar, by_federal);
    EXPECT_EQ(to_iso(moved.due), "2026-11-27");
    EXPECT_THAT(moved.skipped, ElementsAre(Holiday{day("2026-11-26"), "thanksgiving"}));
    const auto weekend = deadline(day("2026-11-04"), 3, DayCount::calendar, by_federal);
    EXPECT_EQ(to_iso(weekend.due), "2026-11-09");
    EXPECT_THAT(weekend.skipped, IsEmpty());
}

TEST(Deadlines, AgreeWithCountingOneDayAfterTheOther) {
    std::set<std::string> holidays;
    for (int year = 2026; year <= 2029; ++year) {
        for (auto& each : days_of(year)) {
            holidays.insert(std::move(each));
        }
    }
    for (int start = 0; start < 800; ++start) {
        const Date received = std::chrono::sys_days(day("2026-01-01")) + std::chrono::days(start);
        auto slow = std::chrono::sys_days(received);
        for (int left = 7; left > 0;) {
            slow += std::chrono::days(1);
            const std::chrono::weekday of(slow);
            const auto text = to_iso(Date(slow));
            const bool holiday = holidays.contains(text);
            left -= of.c_encoding() == 0 || of.c_encoding() == 6 || holiday ? 0 : 1;
        }
        ASSERT_EQ(deadline(received, 7, DayCount::business, by_federal).due, Date(slow))
            << to_iso(received);
    }
}

}  // namespace
}  // namespace belfry::release_packages
