#pragma once

#include <vector>

#include "city/area.hpp"

namespace belfry::city {

/// The grid to which positions are rounded: about a metre.
inline constexpr double grid_degrees = 1e-5;

/// The areas with fewer points: none that is left out was further than `metres` from the line that
/// remains (Ramer, Douglas and Peucker). What two areas share is simplified once, so that
/// neighbours still meet. Positions lie on the grid; outer rings run against the clock, holes with
/// it (RFC 7946). Parts that vanish are left out, but the largest ring of an area never does.
[[nodiscard]] std::vector<MultiPolygon> simplified(
    const std::vector<MultiPolygon>& areas, double metres
);

}  // namespace belfry::city
