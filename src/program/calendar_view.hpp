#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "program/calendar.hpp"
#include "program/words.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Dates that another module adds, for those who hold a permission.
struct CalendarPart {
    std::string permission;
    std::function<std::vector<CalendarEvent>(store::Connection&, const Words&)> dates;
};

/// Those of the parts that somebody with `permissions` may see.
[[nodiscard]] std::vector<CalendarEvent> dates_of(
    const std::vector<CalendarPart>& parts,
    store::Connection& db,
    const Words& words,
    const std::set<std::string, std::less<>>& permissions
);

/// A deadline that lasts a whole day, of no step.
[[nodiscard]] CalendarEvent on_day(
    Date day, std::string title, CalendarKind kind, CalendarSource source
);

/// Everything with a date: the calendar's own, open tasks, waiting decisions, the election, and
/// `more`; by day in the city's zone, then by time.
[[nodiscard]] std::vector<CalendarEvent> whole_calendar(
    store::Connection& db, const Words& words, std::vector<CalendarEvent> more = {}
);

/// Those that begin in `[from, to]`; an absent bound is none.
[[nodiscard]] std::vector<CalendarEvent> within(
    std::vector<CalendarEvent> events,
    std::string_view zone,
    std::optional<Date> from,
    std::optional<Date> to
);

/// Where the web app shows it.
[[nodiscard]] std::string link_to_event(const CalendarEvent& event);

/// As it may leave Belfry: of TLP AMBER and above that there is a date, not what it is.
[[nodiscard]] CalendarEvent for_outside(CalendarEvent event, const Words& words);

}  // namespace belfry::program
