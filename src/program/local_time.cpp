#include "program/local_time.hpp"

#include <stdexcept>

#include <date/tz.h>

namespace belfry::program {

namespace {

date::local_time<std::chrono::milliseconds> local(std::string_view zone, Instant when) {
    return date::locate_zone(zone)->to_local(when);
}

}  // namespace

bool known_zone(std::string_view zone) {
    try {
        return date::locate_zone(zone) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

Date local_day(std::string_view zone, Instant when) {
    const auto days = date::floor<date::days>(local(zone, when)).time_since_epoch();
    return Date(std::chrono::sys_days(std::chrono::days(days.count())));
}

std::chrono::minutes local_clock(std::string_view zone, Instant when) {
    const auto time = local(zone, when);
    return date::floor<std::chrono::minutes>(time - date::floor<date::days>(time));
}

Instant moment_of(std::string_view zone, Date day, std::chrono::minutes clock) {
    const auto* const where = date::locate_zone(zone);
    const date::local_days date(date::days(std::chrono::sys_days(day).time_since_epoch().count()));
    const auto when = where->to_sys(date + clock, date::choose::earliest);
    return std::chrono::time_point_cast<std::chrono::milliseconds>(when);
}

int days_between(Date from, Date to) {
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

Date plus_days(Date day, int days) {
    return Date(std::chrono::sys_days(day) + std::chrono::days(days));
}

}  // namespace belfry::program
