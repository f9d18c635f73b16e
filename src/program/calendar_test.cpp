#include "program/calendar.hpp"

#include <gtest/gtest.h>

#include "program/local_time.hpp"

namespace belfry::program {
namespace {

CalendarEvent meeting(std::string_view at) {
    CalendarEvent event;
    event.id = {7};
    event.title = "Forum; with, commas\nand lines";
    event.starts_at = instant_from_iso(at);
    event.ends_at = *event.starts_at + std::chrono::hours(1);
    return event;
}

std::string ics(const CalendarEvent& event) {
    return to_ics({event}, "America/New_York", "Belfry", Instant());
}

TEST(CalendarFeed, KeepsTheHourWhenClocksChange) {
    EXPECT_NE(
        ics(meeting("2026-10-30T13:00:00Z")).find("DTSTART;TZID=America/New_York:20261030T090000"),
        std::string::npos
    );
    const auto winter = ics(meeting("2026-11-02T14:00:00Z"));
    EXPECT_NE(winter.find("DTSTART;TZID=America/New_York:20261102T090000"), std::string::npos);
    EXPECT_NE(winter.find("TZID:America/New_York\r\n"), std::string::npos) << "the zone's rules";
    EXPECT_NE(winter.find("DTSTAMP:19700101T000000Z"), std::string::npos);
}

TEST(CalendarFeed, EscapesAndFoldsText) {
    const auto text = ics(meeting("2026-11-02T14:00:00Z"));
    EXPECT_NE(text.find("SUMMARY:Forum\\; with\\, commas\\nand lines"), std::string::npos);
    auto event = meeting("2026-11-02T14:00:00Z");
    event.details = std::string(300, 'x');
    event.title = "x\r\nEND:VCALENDAR";
    const auto folded = ics(event);
    for (std::size_t at = 0; at < folded.size();) {
        const auto end = folded.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 75U);
        at = end + 2;
    }
    EXPECT_EQ(folded.find("\nEND:VCALENDAR"), folded.rfind("\nEND:VCALENDAR")) << folded;
    EXPECT_EQ(folded.find("\rEND"), std::string::npos);
}

TEST(CalendarFeed, EndsAWholeDayOnTheNext) {
    CalendarEvent day;
    day.id = {8};
    day.title = "Election Day";
    day.all_day_on = std::chrono::year(2026) / 12 / 31;
    const auto text = ics(day);
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20261231"), std::string::npos) << text;
    EXPECT_NE(text.find("DTEND;VALUE=DATE:20270101"), std::string::npos);
}

TEST(CalendarEvents, TakeATimeOrADay) {
    CalendarEventNew wish;
    wish.title = "Drill";
    EXPECT_EQ(new_event(wish).error().problems.at(0).field, "starts_at");
    wish.all_day_on = std::chrono::year(2026) / 12 / 1;
    ASSERT_TRUE(new_event(wish));
    wish.ends_at = Instant();
    EXPECT_EQ(new_event(wish).error().problems.at(0).field, "ends_at");
    wish.ends_at.reset();
    CalendarEventEdit edit;
    edit.all_day_on = std::optional<Date>();
    edit.starts_at = Instant();
    EXPECT_TRUE(edited(new_event(wish).value(), edit));
    edit.step = 11;
    EXPECT_FALSE(edited(new_event(wish).value(), edit));
}

TEST(CalendarEvents, FallOnTheCitysDay) {
    EXPECT_EQ(
        day_of(meeting("2026-11-03T03:00:00Z"), "America/New_York"),
        std::chrono::year(2026) / 11 / 2
    );
}

}  // namespace
}  // namespace belfry::program
