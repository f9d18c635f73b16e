#pragma once

#include <bit>
#include <cstdint>

/// Times inside the engine.
///
/// A moment is a double in [time_base, 2·time_base): minutes after midnight plus time_base. There
/// doubles are evenly spaced, and of the spacing only multiples of `quantum` (a ten-thousandth of a
/// second) are used: sums and differences of moments are exact, so that no order of adding changes
/// a result. The sixteen bits below the quantum carry a voter's number, so that a sorted line of
/// moments is a sorted line of people.
namespace belfry::simulation {

inline constexpr double time_base = 131072.0;
inline constexpr double ticks_per_minute = 524288.0;
inline constexpr double quantum = 1.0 / ticks_per_minute;
inline constexpr std::uint64_t rider_mask = 0xFFFF;
/// Later than every moment; finite, so that arithmetic on it stays harmless.
inline constexpr double never = 1099511627776.0;

using Rider = std::uint16_t;
/// A server that is free carries nobody.
inline constexpr Rider nobody = 0xFFFF;
/// More voters than this cannot come to one site on one day.
inline constexpr int most_voters = 65'000;

/// `moment` without its rider, rounded down to the quantum.
[[nodiscard]] inline double moment_of(double moment) {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(moment) & ~rider_mask);
}

[[nodiscard]] inline Rider rider_of(double moment) {
    return static_cast<Rider>(std::bit_cast<std::uint64_t>(moment) & rider_mask);
}

[[nodiscard]] inline double with_rider(double moment, Rider rider) {
    return std::bit_cast<double>(
        (std::bit_cast<std::uint64_t>(moment) & ~rider_mask) | std::uint64_t{rider}
    );
}

/// What a rider adds to a moment: moment + minutes + rider_bits(rider) is
/// with_rider(moment + minutes, rider), exactly, for minutes in whole ticks and sums below
/// 2·time_base.
[[nodiscard]] inline double rider_bits(Rider rider) {
    return rider * (quantum / (rider_mask + 1));
}

/// The moment of a time of day in minutes.
[[nodiscard]] inline double moment_at(double minutes) {
    return moment_of(time_base + minutes);
}

[[nodiscard]] inline double minutes_at(double moment) {
    return moment_of(moment) - time_base;
}

/// A duration rounded down to the quantum.
[[nodiscard]] inline double whole_ticks(double minutes) {
    return moment_of(time_base + minutes) - time_base;
}

}  // namespace belfry::simulation
