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

/// Degrees of places in the United States and its territories, and how the numbers that a list has
/// became such.
struct SoundPosition {
    Position position;
    bool swapped = false;       ///< Latitude and longitude stood for each other.
    bool made_west = false;     ///< The longitude had lost its sign.
    bool web_mercator = false;  ///< They were metres of the plane of web maps (EPSG:3857).
    bool millionths = false;    ///< They had lost their point: 44977753 is 44.977753.
    bool elsewhere = false;     ///< However read, it lies outside the United States.
};

/// The first of these that lies in the United States: as it stands, west, swapped, both; or what it
/// says where none does. Empty for what is no position: out of range, the null island, or a plane
/// whose formula the numbers do not tell.
[[nodiscard]] std::optional<SoundPosition> sound_position(double lat, double lon);

/// Whether numbers that are no degrees may be feet or metres of a plane: UTM, or that of a state.
[[nodiscard]] bool may_be_of_a_plane(double lat, double lon);

/// By boxes around the states and the five territories in which people vote.
[[nodiscard]] bool in_united_states(Position position);

/// Kilometres along the ground, on a sphere.
[[nodiscard]] double kilometres_between(Position one, Position other);

}  // namespace belfry::city
