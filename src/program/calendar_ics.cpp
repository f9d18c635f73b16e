#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <libical/ical.h>

#include "base/check.hpp"
#include "json/json.hpp"
#include "program/calendar.hpp"
#include "program/local_time.hpp"

namespace belfry::program {

namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

struct FreeText {
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};

using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype day_value(Date day) {
    auto time = icaltime_null_time();
    time.year = static_cast<int>(day.year());
    time.month = static_cast<int>(static_cast<unsigned>(day.month()));
    time.day = static_cast<int>(static_cast<unsigned>(day.day()));
    time.is_date = 1;
    return time;
}

/// The clock in `zone` at `when`, or in UTC.
icaltimetype clock_value(std::string_view zone, Instant when) {
    auto time = day_value(local_day(zone, when));
    const auto clock = local_clock(zone, when);
    const auto since_minute = when - std::chrono::floor<std::chrono::minutes>(when);
    time.is_date = 0;
    time.hour = static_cast<int>(clock.count() / 60);
    time.minute = static_cast<int>(clock.count() % 60);
    time.second = static_cast<int>(std::chrono::floor<std::chrono::seconds>(since_minute).count());
    return time;
}

icaltimetype utc_value(Instant when) {
    auto time = clock_value("UTC", when);
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

void in_zone(icalproperty* property, std::string_view zone) {
    if (zone != "UTC") {
        icalproperty_add_parameter(property, icalparameter_new_tzid(std::string(zone).c_str()));
    }
}

void add_named(icalcomponent* to, const char* name, const std::string& value) {
    auto* property = icalproperty_new_x(value.c_str());
    icalproperty_set_x_name(property, name);
    icalcomponent_add_property(to, property);
}

/// The rules of the zone, so that a reader needs no table of its own; under the zone's plain name.
void add_zone(icalcomponent* calendar, std::string_view zone) {
    const std::string name(zone);
    auto* builtin = icaltimezone_get_builtin_timezone(name.c_str());
    if (builtin == nullptr || zone == "UTC") {
        return;
    }
    auto* rules = icalcomponent_new_clone(icaltimezone_get_component(builtin));
    auto* id = icalcomponent_get_first_property(rules, ICAL_TZID_PROPERTY);
    check(id != nullptr, "a time zone without a name");
    icalproperty_set_tzid(id, name.c_str());
    icalcomponent_add_component(calendar, rules);
}

void add_times(icalcomponent* to, const CalendarEvent& event, std::string_view zone) {
    if (event.all_day_on) {
        icalcomponent_add_property(to, icalproperty_new_dtstart(day_value(*event.all_day_on)));
        // RFC 5545, 3.6.1: the end is the first day after.
        icalcomponent_add_property(
            to, icalproperty_new_dtend(day_value(plus_days(*event.all_day_on, 1)))
        );
        return;
    }
    const auto add = [&](icalproperty* property) {
        in_zone(property, zone);
        icalcomponent_add_property(to, property);
    };
    const bool utc = zone == "UTC";
    const auto value = [&](Instant when) {
        return utc ? utc_value(when) : clock_value(zone, when);
    };
    add(icalproperty_new_dtstart(value(event.starts_at.value())));
    if (event.ends_at) {
        add(icalproperty_new_dtend(value(*event.ends_at)));
    }
}

icalcomponent* component_of(const CalendarEvent& event, std::string_view zone, Instant stamp) {
    auto* out = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    const auto uid = fmt::format("{}-{}@belfry", json::name_of(event.source), event.id.value);
    icalcomponent_add_property(out, icalproperty_new_uid(uid.c_str()));
    icalcomponent_add_property(out, icalproperty_new_dtstamp(utc_value(stamp)));
    icalcomponent_add_property(out, icalproperty_new_sequence(static_cast<int>(event.revision)));
    icalcomponent_add_property(out, icalproperty_new_summary(event.title.c_str()));
    add_times(out, event, zone);
    if (!event.place.empty()) {
        icalcomponent_add_property(out, icalproperty_new_location(event.place.c_str()));
    }
    if (!event.details.empty()) {
        icalcomponent_add_property(out, icalproperty_new_description(event.details.c_str()));
    }
    return out;
}

}  // namespace

std::string to_ics(
    const std::vector<CalendarEvent>& events,
    std::string_view zone,
    std::string_view name,
    Instant stamp
) {
    const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
    icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Belfry//Calendar//EN"));
    add_named(calendar.get(), "X-WR-CALNAME", std::string(name));
    add_named(calendar.get(), "X-PUBLISHED-TTL", "PT1H");
    add_zone(calendar.get(), zone);
    for (const auto& event : events) {
        icalcomponent_add_component(calendar.get(), component_of(event, zone, stamp));
    }
    const std::unique_ptr<char, FreeText> text(icalcomponent_as_ical_string_r(calendar.get()));
    check(text != nullptr, "a calendar that cannot be written");
    return text.get();
}

}  // namespace belfry::program
