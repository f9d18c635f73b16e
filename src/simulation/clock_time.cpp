#include "simulation/clock_time.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace belfry::simulation {

namespace {

constexpr int most_hours = 1000;

std::optional<double> minutes_from(std::string_view text) {
    int hour = 0;
    int minute = 0;
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, hour);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':' || end - first.ptr != 3) {
        return std::nullopt;
    }
    const auto second = std::from_chars(first.ptr + 1, end, minute);
    if (second.ec != std::errc() || second.ptr != end || hour < 0 || hour > most_hours ||
        minute < 0 || minute > 59) {
        return std::nullopt;
    }
    return hour * 60 + minute;
}

}  // namespace

std::string to_text(ClockTime time) {
    const auto whole = static_cast<long>(std::floor(time.minutes + 0.5));
    return fmt::format("{:02}:{:02}", whole / 60, whole % 60);
}

}  // namespace belfry::simulation

namespace belfry::json {

Value Form<simulation::ClockTime>::write(simulation::ClockTime time) {
    const bool whole = time.minutes == std::floor(time.minutes) && time.minutes >= 0;
    return whole ? Value(simulation::to_text(time)) : Value(time.minutes);
}

void Form<simulation::ClockTime>::read(
    const Value& value, simulation::ClockTime& out, const Path& path, Problems& problems
) {
    const auto* text = value.if_string();
    if (const auto minutes = text ? simulation::minutes_from(*text) : std::optional<double>()) {
        out.minutes = *minutes;
    } else if (const auto number = value.is_number() ? value.to_number<double>() : -1;
               number >= 0 && number < (simulation::most_hours + 1) * 60) {
        out.minutes = number;
    } else {
        detail::problem(
            problems, path, "not_a_clock_time", "Send a time of day such as \"07:00\"."
        );
    }
}

Value Form<simulation::ClockTime>::schema(Components&) {
    return Object{{"type", Array{"string", "number"}}, {"description", "HH:MM, or minutes"}};
}

}  // namespace belfry::json
