#pragma once

#include <optional>
#include <vector>

#include "program/calendar.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// The calendar's own dates, in the order they were made.
[[nodiscard]] std::vector<CalendarEvent> list_events(store::Connection& db);
[[nodiscard]] std::optional<CalendarEvent> find_event(store::Connection& db, Id<CalendarEvent> id);
void add_event(store::Connection& db, const CalendarEvent& event);
void save_event(store::Connection& db, const CalendarEvent& event);
void delete_event(store::Connection& db, Id<CalendarEvent> id);

}  // namespace belfry::program
