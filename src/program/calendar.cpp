#include "program/calendar.hpp"

#include "program/limits.hpp"
#include "program/local_time.hpp"
#include "program/step.hpp"

namespace belfry::program {

namespace {

Result<CalendarEvent> sound(CalendarEvent event) {
    Checked fields;
    fields.line("title", event.title, most_title)
        .optional_line("place", event.place, most_title)
        .optional_text("details", event.details, most_text);
    if (event.starts_at.has_value() == event.all_day_on.has_value()) {
        fields.problem("starts_at", "start_or_day", "Give either a time or a whole day.");
    }
    if (event.ends_at && (!event.starts_at || *event.ends_at < *event.starts_at)) {
        fields.problem("ends_at", "ends_before_start", "The end must come after the start.");
    }
    if (event.step && (*event.step < 1 || *event.step > step_count)) {
        fields.problem("step", "no_such_step", "Choose a step from 1 to 10.");
    }
    if (auto fits = fields.result(); !fits) {
        return std::unexpected(fits.error());
    }
    return event;
}

}  // namespace

Result<CalendarEvent> new_event(const CalendarEventNew& wish) {
    CalendarEvent event;
    event.title = wish.title;
    event.starts_at = wish.starts_at;
    event.ends_at = wish.ends_at;
    event.all_day_on = wish.all_day_on;
    event.place = wish.place.value_or("");
    event.details = wish.details.value_or("");
    event.step = wish.step;
    event.kind = wish.kind.value_or(CalendarKind::other);
    event.tlp = wish.tlp.value_or(event.tlp);
    return sound(std::move(event));
}

Result<CalendarEvent> edited(CalendarEvent event, const CalendarEventEdit& edit) {
    event.title = edit.title.value_or(event.title);
    event.starts_at = edit.starts_at.value_or(event.starts_at);
    event.ends_at = edit.ends_at.value_or(event.ends_at);
    event.all_day_on = edit.all_day_on.value_or(event.all_day_on);
    event.place = edit.place.value_or(event.place);
    event.details = edit.details.value_or(event.details);
    event.step = edit.step.value_or(event.step);
    event.kind = edit.kind.value_or(event.kind);
    event.tlp = edit.tlp.value_or(event.tlp);
    return sound(std::move(event));
}

Date day_of(const CalendarEvent& event, std::string_view zone) {
    return event.all_day_on ? *event.all_day_on : local_day(zone, event.starts_at.value());
}

}  // namespace belfry::program
