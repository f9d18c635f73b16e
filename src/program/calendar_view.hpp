#pragma once

#include <optional>
#include <vector>

#include "program/calendar.hpp"
#include "program/words.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Everything with a date: the calendar's own, open tasks, waiting decisions, the election; by day
/// in the city's zone, then by time.
[[nodiscard]] std::vector<CalendarEvent> whole_calendar(store::Connection& db, const Words& words);

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
