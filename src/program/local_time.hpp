#pragma once

#include <chrono>
#include <string_view>

#include "base/instant.hpp"

/// Local time of the city, from the system's time-zone data. Everything stored is UTC or a plain
/// day; only here does one become the other.
namespace belfry::program {

/// Whether the system knows this zone: `America/New_York`.
[[nodiscard]] bool known_zone(std::string_view zone);

/// The calendar day in `zone` at `when`. The zone must be known.
[[nodiscard]] Date local_day(std::string_view zone, Instant when);

/// Minutes since midnight on the clock in `zone` at `when`.
[[nodiscard]] std::chrono::minutes local_clock(std::string_view zone, Instant when);

/// The moment when the clock in `zone` shows `clock` on `day`. Where daylight saving skips it, the
/// first moment after the gap; where the clock shows it twice, the earlier.
[[nodiscard]] Instant moment_of(std::string_view zone, Date day, std::chrono::minutes clock);

/// Days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] int days_between(Date from, Date to);

[[nodiscard]] Date plus_days(Date day, int days);

}  // namespace belfry::program
