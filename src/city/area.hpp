#pragma once

#include <optional>
#include <vector>

#include "json/json.hpp"

/// Areas on the map, as GeoJSON has them: degrees, WGS 84.
namespace belfry::city {

struct Position {
    double lon = 0;
    double lat = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

/// Closed: the last position is the first.
using Ring = std::vector<Position>;

/// The outer ring, then holes.
using Polygon = std::vector<Ring>;
using MultiPolygon = std::vector<Polygon>;

/// The area that the ring encloses, in square degrees; below nought where it runs clockwise.
[[nodiscard]] double signed_size(const Ring& ring);

/// The centre of gravity, holes taken off; empty where there is no area.
[[nodiscard]] std::optional<Position> centre_of(const MultiPolygon& area);

/// The coordinates of a GeoJSON Polygon or MultiPolygon; heights are left out, open rings closed.
/// Empty: it is neither, or a ring has fewer than three positions.
[[nodiscard]] std::optional<MultiPolygon> area_in(const json::Value& geometry);

}  // namespace belfry::city

/// `[longitude, latitude]`.
template <>
struct belfry::json::Form<belfry::city::Position> {
    static Value write(const belfry::city::Position& position);
    static void read(
        const Value& value, belfry::city::Position& out, const Path& path, Problems& problems
    );
    static Value schema(Components& components);
};
