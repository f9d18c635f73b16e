#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulation/clock_time.hpp"

/// What one cell of a table says.
namespace belfry::city {

/// Without outer blanks, spreadsheet guards and double blanks; line breaks become blanks. What
/// stands for nothing ("NA", "N/A", "null", "-") is empty.
[[nodiscard]] std::string tidy(std::string_view cell);

/// Whether it has nothing but blanks and ends of lines: nobody filled it.
[[nodiscard]] bool is_blank(std::string_view cell);

/// A number with or without commas, blanks or apostrophes between thousands: `1,219`, `33.991071`,
/// `2778.0`.
[[nodiscard]] std::optional<double> number_in_cell(std::string_view cell);

/// A whole number from 0 on, within a billion.
[[nodiscard]] std::optional<std::int64_t> count_in_cell(std::string_view cell);

/// `7:00 AM`, `7:00 a. m.`, `07:00`, `0700`, `7h30`, `7am`, `19:00:00`, `noon`, the same after a
/// date or "Tuesday" and before a time zone, and a spreadsheet's part of a day, `0.291667` or
/// `46329.291667`.
[[nodiscard]] std::optional<simulation::ClockTime> time_in_cell(std::string_view cell);

struct Hours {
    simulation::ClockTime opens;
    simulation::ClockTime closes;

    friend bool operator==(const Hours&, const Hours&) = default;
};

/// `7:00 AM - 8:00 PM`, `07:00 to 20:00`, `7.00 - 20.00`, `de 7 a. m. a 8 p. m.`. Empty unless the
/// end is after the beginning.
[[nodiscard]] std::optional<Hours> hours_in_cell(std::string_view cell);

}  // namespace belfry::city
