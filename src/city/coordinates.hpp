#pragma once

#include <optional>
#include <string_view>

#include "city/area.hpp"

/// Where a place is, in the forms in which lists say it.
namespace belfry::city {

/// Degrees of one cell: `44.98`, `44,98`, `44° 58' 40" N`, `N 44 58.67`, `44 58 40`, `93.2 W`. West
/// and south are below 0. Empty for anything else.
[[nodiscard]] std::optional<double> degrees_in_cell(std::string_view cell);

/// Latitude and longitude in one cell: `(44.98, -93.27)`, `44.98 -93.27`, and the well-known text
/// `POINT (-93.27 44.98)`, whose longitude comes first.
[[nodiscard]] std::optional<Position> position_in_cell(std::string_view cell);

/// Degrees of places in the United States and its territories.
struct SoundPosition {
    Position position;
    bool swapped = false;    ///< Latitude and longitude stood for each other.
    bool made_west = false;  ///< The longitude had lost its sign.
};

/// Empty for what is no position: out of range, or the null island.
[[nodiscard]] std::optional<SoundPosition> sound_position(double lat, double lon);

}  // namespace belfry::city
