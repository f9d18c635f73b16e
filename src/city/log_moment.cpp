#include "city/log_moment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "city/cell.hpp"
#include "program/local_time.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && !text.empty() &&
                   is_digit(text.front())
               ? std::optional(value)
               : std::nullopt;
}

std::vector<std::string_view> parts_of(std::string_view text, std::string_view between) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(between), text.size());
        if (end > 0) {
            out.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// "nov", "november", "noviembre"; the first three letters say which in English and Spanish.
std::optional<int> month_of(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, int>, 16> months{
        {{"jan", 1},
         {"ene", 1},
         {"feb", 2},
         {"mar", 3},
         {"apr", 4},
         {"abr", 4},
         {"may", 5},
         {"jun", 6},
         {"jul", 7},
         {"aug", 8},
         {"ago", 8},
         {"sep", 9},
         {"oct", 10},
         {"nov", 11},
         {"dec", 12},
         {"dic", 12}}
    };
    const bool letters =
        std::ranges::all_of(word, [](char letter) { return letter >= 'a' && letter <= 'z'; });
    const auto found = std::ranges::find_if(months, [&](const auto& month) {
        return letters && word.starts_with(month.first);
    });
    return found == months.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Date> date_of(int year, int month, int day) {
    if (year < 100) {
        year += 2000;
    }
    if (month < 1 || day < 1) {
        return {};
    }
    const Date out{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}
    };
    return out.ok() && year >= 1990 && year < 2200 ? std::optional(out) : std::nullopt;
}

/// Seconds count, and parts of them are passed over: `7:06:25.123 AM` is 426.4 minutes.
std::optional<double> clock_in(std::string_view cell) {
    std::string text(cell);
    const auto first = text.find(':');
    const auto second = first == std::string::npos ? first : text.find(':', first + 1);
    double seconds = 0;
    if (second != std::string::npos) {
        seconds = whole(std::string_view(text).substr(second + 1, 2)).value_or(0);
        const auto point = second + 3;
        if (point < text.size() && (text[point] == '.' || text[point] == ',')) {
            auto end = point + 1;
            while (end < text.size() && is_digit(text[end])) {
                ++end;
            }
            text.erase(point, end - point);
        }
    }
    const auto time = time_in_cell(text);
    return time ? std::optional(time->minutes + seconds / 60) : std::nullopt;
}

Moment on_the_clock(Instant instant, const std::string& zone) {
    const auto day = program::local_day(zone, instant);
    const auto midnight = program::moment_of(zone, day, std::chrono::minutes(0));
    const std::chrono::duration<double, std::ratio<60>> since = instant - midnight;
    const auto hands = program::local_clock(zone, instant);
    return {day, static_cast<double>(hands.count()) + since.count() - std::floor(since.count())};
}

/// Seconds or milliseconds since 1970, of the years 2001 to 2096.
std::optional<Instant> counted_instant(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        return {};
    }
    constexpr std::int64_t first = 1'000'000'000;
    constexpr std::int64_t last = 4'000'000'000;
    if (value >= first * 1000 && value < last * 1000) {
        value /= 1000;
    }
    return value >= first && value < last ? std::optional(Instant(std::chrono::seconds(value)))
                                          : std::nullopt;
}

}  // namespace

std::optional<Date> day_in_cell(std::string_view cell, DateOrder order) {
    const auto text = text::fold(tidy(cell));
    if (const auto day = date_from_iso(text)) {
        return day;
    }
    auto parts = parts_of(text, "/-. ,");
    // "Tuesday, Nov 3, 2026", "3 de noviembre de 2026".
    std::erase_if(parts, [](std::string_view part) {
        return part == "de" || (!is_digit(part.front()) && !month_of(part)) ||
               (part.starts_with("mar") && part == "martes");
    });
    if (parts.size() != 3) {
        return {};
    }
    const auto named = month_of(parts[0]) ? month_of(parts[0]) : month_of(parts[1]);
    if (named) {
        const auto day = whole(month_of(parts[0]) ? parts[1] : parts[0]);
        const auto year = whole(parts[2]);
        return day && year ? date_of(*year, *named, *day) : std::nullopt;
    }
    const auto first = whole(parts[0]);
    const auto second = whole(parts[1]);
    const auto third = whole(parts[2]);
    if (!first || !second || !third) {
        return {};
    }
    if (parts[0].size() == 4) {
        return date_of(*first, *second, *third);
    }
    const auto month_first = date_of(*third, *first, *second);
    const auto day_first = date_of(*third, *second, *first);
    return order == DateOrder::month_first ? (month_first ? month_first : day_first)
                                           : (day_first ? day_first : month_first);
}

bool needs_zone(std::string_view cell) {
    const auto text = tidy(cell);
    return instant_from_iso(text) || counted_instant(text);
}

std::optional<Moment> moment_in_cell(
    std::string_view cell, const std::string& zone, DateOrder order
) {
    const auto text = tidy(cell);
    if (const auto instant = instant_from_iso(text)) {
        return on_the_clock(*instant, zone);
    }
    if (const auto instant = counted_instant(text)) {
        return on_the_clock(*instant, zone);
    }
    // The day is the longest beginning that is one: "Nov 3, 2026 7:05 AM".
    for (auto at = text.find_last_of(" T"); at != std::string::npos && at > 0;
         at = text.find_last_of(" T", at - 1)) {
        const auto day = day_in_cell(std::string_view(text).substr(0, at), order);
        const auto clock = clock_in(std::string_view(text).substr(at + 1));
        if (day && clock) {
            return Moment{day, *clock};
        }
    }
    // A spreadsheet's days since 1899-12-30.
    if (const auto serial = number_in_cell(text); serial && *serial > 20'000 && *serial < 80'000) {
        const auto days = static_cast<int>(std::floor(*serial));
        const std::chrono::sys_days zero{std::chrono::year(1899) / 12 / 30};
        return Moment{
            Date(zero + std::chrono::days(days)), (*serial - std::floor(*serial)) * 24 * 60
        };
    }
    const auto clock = clock_in(text);
    return clock ? std::optional(Moment{{}, *clock}) : std::nullopt;
}

}  // namespace belfry::city
