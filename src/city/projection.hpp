#pragma once

#include <optional>
#include <string_view>

#include "city/area.hpp"
#include "json/json.hpp"

/// Positions that a map program gave in metres, put back to degrees.
namespace belfry::city {

/// The plane that a GeoJSON's coordinates lie in. Only those with a formula of their own and wide
/// use: Web Mercator (EPSG:3857 and its older names) and UTM of WGS 84 and NAD 83 (EPSG:326xx,
/// 327xx, 269xx), which differ by about a metre.
struct Projection {
    bool web_mercator = true;
    int utm_zone = 0;  ///< 1 to 60 where it is no Web Mercator.
    bool south = false;

    friend bool operator==(const Projection&, const Projection&) = default;
};

/// By the name in `crs` of what a document says of itself; where it has none, Web Mercator if
/// coordinates beyond degrees lie in the United States that way. Empty: degrees, or a plane that is
/// not known.
[[nodiscard]] std::optional<Projection> projection_of(
    const json::Object& document, const json::Array& features
);

/// Spherical inverse (EPSG guidance note 7-2, method 1024); for UTM Krüger's series to the third
/// order, exact to millimetres within a zone.
[[nodiscard]] Position in_degrees(const Projection& projection, Position metres);

/// Every position of the geometries in degrees.
void put_in_degrees(const Projection& projection, json::Array& features);

}  // namespace belfry::city
