#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "record/record.hpp"

namespace belfry::program {

enum class CalendarKind { meeting, deadline, election, exercise, other };
BOOST_DESCRIBE_ENUM(CalendarKind, meeting, deadline, election, exercise, other)

/// Where a line of the calendar comes from; only `own` ones can be changed there.
enum class CalendarSource {
    own,
    task,
    decision,
    election,
    records_request,   ///< By when it has to be answered.
    exemption_review,  ///< When somebody looks whether it still holds.
    exemption_end,     ///< Its last day.
    hold_end,          ///< A legal hold's last day.
};
BOOST_DESCRIBE_ENUM(
    CalendarSource,
    own,
    task,
    decision,
    election,
    records_request,
    exemption_review,
    exemption_end,
    hold_end
)

/// A date of the programme: at a moment, or all day long.
struct CalendarEvent {
    Id<CalendarEvent> id;  ///< Of the task or decision, where it comes from one.
    std::string title;
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at;
    std::optional<Date> all_day_on;
    std::string place;
    std::string details;
    std::optional<int> step;
    CalendarKind kind = CalendarKind::other;
    record::Tlp tlp = record::Tlp::green;  ///< Amber and above: e-mail says that, not what.
    std::int64_t revision = 0;
    CalendarSource source = CalendarSource::own;
};
BOOST_DESCRIBE_STRUCT(
    CalendarEvent,
    (),
    (id, title, starts_at, ends_at, all_day_on, place, details, step, kind, tlp, revision, source)
)

struct CalendarEventNew {
    std::string title;
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at;
    std::optional<Date> all_day_on;
    std::optional<std::string> place;
    std::optional<std::string> details;
    std::optional<int> step;
    std::optional<CalendarKind> kind;
    std::optional<record::Tlp> tlp = {};
};
BOOST_DESCRIBE_STRUCT(
    CalendarEventNew, (), (title, starts_at, ends_at, all_day_on, place, details, step, kind, tlp)
)

/// Absent: as it was; null: cleared.
struct CalendarEventEdit {
    std::optional<std::string> title;
    std::optional<std::optional<Instant>> starts_at;
    std::optional<std::optional<Instant>> ends_at;
    std::optional<std::optional<Date>> all_day_on;
    std::optional<std::string> place;
    std::optional<std::string> details;
    std::optional<std::optional<int>> step;
    std::optional<CalendarKind> kind;
    std::optional<record::Tlp> tlp = {};
};
BOOST_DESCRIBE_STRUCT(
    CalendarEventEdit, (), (title, starts_at, ends_at, all_day_on, place, details, step, kind, tlp)
)

/// A person's secret address of their calendar; shown once.
struct CalendarFeed {
    std::string url;
};
BOOST_DESCRIBE_STRUCT(CalendarFeed, (), (url))

/// Refuses an empty title, neither or both of a start and an all-day date, an end without a start
/// or before it, and a step that is none of the ten.
[[nodiscard]] Result<CalendarEvent> new_event(const CalendarEventNew& wish);

/// As above.
[[nodiscard]] Result<CalendarEvent> edited(CalendarEvent event, const CalendarEventEdit& edit);

/// The day on which an event begins in the city.
[[nodiscard]] Date day_of(const CalendarEvent& event, std::string_view zone);

/// RFC 5545: moments in the city's zone with its definition (so that a meeting stays at 9 a.m. when
/// clocks change), days as DATE. `stamp` is the time the feed was made; `name` stands in its head.
[[nodiscard]] std::string to_ics(
    const std::vector<CalendarEvent>& events,
    std::string_view zone,
    std::string_view name,
    Instant stamp
);

}  // namespace belfry::program
