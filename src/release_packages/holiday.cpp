#include "release_packages/holiday.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "program/limits.hpp"

namespace belfry::release_packages {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::size_t most_holidays = 100;
constexpr std::int64_t most_shift = 60;

std::chrono::month month_of(const HolidayRule& rule) {
    return std::chrono::month(static_cast<unsigned>(rule.month));
}

/// Of the Gregorian calendar: the anonymous algorithm (Nature, 20 April 1876).
sys_days easter(year of) {
    const int y = static_cast<int>(of);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return sys_days{
        of / std::chrono::month(static_cast<unsigned>(f / 31)) /
        std::chrono::day(static_cast<unsigned>(f % 31 + 1))
    };
}

sys_days nth_weekday(const HolidayRule& rule, year of) {
    const std::chrono::weekday day(static_cast<unsigned>(rule.weekday));
    const auto month = of / month_of(rule);
    return rule.week == 5 ? sys_days{month / day[std::chrono::last]}
                          : sys_days{month / day[static_cast<unsigned>(rule.week)]};
}

/// Where the rule says it is in `of`; empty in a year in which it is not.
std::optional<sys_days> day_of(const HolidayRule& rule, year of) {
    const bool even = static_cast<int>(of) % 2 == 0;
    if ((rule.years == HolidayYears::even && !even) || (rule.years == HolidayYears::odd && even)) {
        return {};
    }
    const Date date = of / month_of(rule) / std::chrono::day(static_cast<unsigned>(rule.day));
    switch (rule.on) {
        case HolidayOn::date:  // 29 February is not in every year
            return date.ok() ? std::optional(sys_days{date}) : std::nullopt;
        case HolidayOn::weekday:
            return nth_weekday(rule, of) + days(rule.shift);
        case HolidayOn::easter:
            return easter(of) + days(rule.shift);
        case HolidayOn::once:
            return rule.once && rule.once->year() == of ? std::optional(sys_days{*rule.once})
                                                        : std::nullopt;
    }
    return {};
}

sys_days observed(sys_days day, Observed how) {
    const std::chrono::weekday of(day);
    if (of == std::chrono::Saturday && how == Observed::nearest) {
        return day - days(1);
    }
    return of == std::chrono::Sunday && how != Observed::as_it_falls ? day + days(1) : day;
}

/// Whether some year has such a day.
bool is_day(const HolidayRule& rule) {
    const bool month = rule.month >= 1 && rule.month <= 12;
    const bool shift = rule.shift >= -most_shift && rule.shift <= most_shift;
    switch (rule.on) {
        case HolidayOn::date:
            return month && rule.day >= 1 && rule.day <= 31 &&
                   Date(
                       year(2024) / month_of(rule) /
                       std::chrono::day(static_cast<unsigned>(rule.day))
                   )
                       .ok();
        case HolidayOn::weekday:
            return month && shift && rule.week >= 1 && rule.week <= 5 && rule.weekday >= 0 &&
                   rule.weekday <= 6;
        case HolidayOn::easter:
            return shift;
        case HolidayOn::once:
            return rule.once.has_value();
    }
    return false;
}

}  // namespace

std::vector<Holiday> holidays_in(const HolidayList& list, year of) {
    std::vector<Holiday> out;
    for (const auto& rule : list.rules) {
        // One of the next year may be observed on the last day of this one, and the other way
        // round.
        for (const auto each : {of - std::chrono::years(1), of, of + std::chrono::years(1)}) {
            const auto day = day_of(rule, each);
            const auto closed = day ? Date(observed(*day, rule.observed)) : Date();
            if (day && closed.year() == of) {
                out.push_back({closed, rule.name});
            }
        }
    }
    std::ranges::sort(out, {}, [](const Holiday& holiday) { return sys_days{holiday.day}; });
    return out;
}

Result<HolidayList> changed(HolidayList list, const HolidayListWish& wish) {
    program::Checked fields;
    fields.line("place", wish.place, program::most_title)
        .line("source", wish.source, program::most_reason);
    if (wish.rules.size() > most_holidays) {
        fields.problem("rules", "too_many_days", "Enter at most 100 days.");
    }
    for (std::size_t i = 0; i < wish.rules.size(); ++i) {
        const auto path = fmt::format("rules[{}].", i);
        fields.line(path + "name", wish.rules[i].name, program::most_title);
        if (!is_day(wish.rules[i])) {
            fields.problem(
                path + "day", "holiday_unknown_day", "Choose a day that there is in that month."
            );
        }
    }
    if (auto fits = fields.result(); !fits) {
        return std::unexpected(fits.error());
    }
    list.place = wish.place;
    list.source = wish.source;
    list.rules = wish.rules;
    return list;
}

}  // namespace belfry::release_packages
