#include "program/demo_days.hpp"

#include <charconv>

#include "program/local_time.hpp"

namespace belfry::program {

namespace {

unsigned weekday_of(Date day) {
    return std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
}

}  // namespace

DemoDays::DemoDays(std::string zone, Instant now)
    : zone_(std::move(zone)), now_(now), today_(local_day(zone_, now)) {
}

Date DemoDays::in(int days) const {
    auto day = plus_days(today_, days);
    while (weekday_of(day) > 5) {
        day = plus_days(day, days < 0 ? -1 : 1);
    }
    return day;
}

Instant DemoDays::ago(int days, std::size_t thing) const {
    auto day = plus_days(today_, -days);
    while (weekday_of(day) > 5) {
        day = plus_days(day, -1);
    }
    const std::chrono::minutes clock(8 * 60 + 30 + static_cast<int>(thing * 47 % (9 * 60)));
    return std::min(moment_of(zone_, day, clock), now_);
}

Date DemoDays::tuesday_in(int days) const {
    const auto day = plus_days(today_, days);
    return plus_days(day, 2 - static_cast<int>(weekday_of(day)));
}

Instant DemoDays::at(Date day, std::string_view clock) const {
    int hour = 0;
    int minute = 0;
    std::from_chars(clock.data(), clock.data() + 2, hour);
    std::from_chars(clock.data() + 3, clock.data() + 5, minute);
    return moment_of(zone_, day, std::chrono::minutes(hour * 60 + minute));
}

}  // namespace belfry::program
