#pragma once

#include <compare>
#include <string>

#include "json/json.hpp"

namespace belfry::simulation {

/// A time of day as minutes after midnight; past 24:00 for a day that runs into the next.
/// Outside it is written "HH:MM", or as a number of minutes where it is no whole minute.
struct ClockTime {
    double minutes = 0;

    friend auto operator<=>(const ClockTime&, const ClockTime&) = default;
};

[[nodiscard]] inline ClockTime at_clock(int hour, int minute = 0) {
    return {static_cast<double>(hour * 60 + minute)};
}

[[nodiscard]] std::string to_text(ClockTime time);

}  // namespace belfry::simulation

template <>
struct belfry::json::Form<belfry::simulation::ClockTime> {
    static Value write(belfry::simulation::ClockTime time);
    static void read(
        const Value& value, belfry::simulation::ClockTime& out, const Path& path, Problems& problems
    );
    static Value schema(Components& components);
};
