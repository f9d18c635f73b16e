#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "city/raw_table.hpp"

/// The map under the polling places: the city's own precincts or its boundary, so that no map has
/// to come from the internet.
namespace belfry::city {

enum class BasemapKind { none, precincts, boundary };
BOOST_DESCRIBE_ENUM(BasemapKind, none, precincts, boundary)

struct AreaProperties {
    std::string precinct;  ///< Key of the precinct; empty: not one that the file numbers.
    std::string name;

    friend bool operator==(const AreaProperties&, const AreaProperties&) = default;
};
BOOST_DESCRIBE_STRUCT(AreaProperties, (), (precinct, name))

struct AreaGeometry {
    std::string type = "MultiPolygon";
    MultiPolygon coordinates;

    friend bool operator==(const AreaGeometry&, const AreaGeometry&) = default;
};
BOOST_DESCRIBE_STRUCT(AreaGeometry, (), (type, coordinates))

struct AreaFeature {
    std::string type = "Feature";
    AreaProperties properties;
    AreaGeometry geometry;

    friend bool operator==(const AreaFeature&, const AreaFeature&) = default;
};
BOOST_DESCRIBE_STRUCT(AreaFeature, (), (type, properties, geometry))

/// A GeoJSON FeatureCollection, with where it comes from. Without features there is no map.
struct Basemap {
    std::string type = "FeatureCollection";
    BasemapKind kind = BasemapKind::none;
    std::vector<double> bbox;  ///< West, south, east, north; empty without features.
    std::vector<AreaFeature> features;
    std::string source;            ///< Name of the file.
    std::int64_t import = 0;       ///< Number of the import that brought it; 0: given by itself.
    std::int64_t left_out = 0;     ///< Features of the file that are no areas.
    double simplified_metres = 0;  ///< How far lines may be from those of the file.
    std::optional<Instant> at;
    std::int64_t revision = 0;

    friend bool operator==(const Basemap&, const Basemap&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Basemap,
    (),
    (type, kind, bbox, features, source, import, left_out, simplified_metres, at, revision)
)

/// Of the map as JSON.
inline constexpr std::size_t most_basemap_bytes = 2'000'000;

/// The areas of a table that came from GeoJSON, simplified as far as most_basemap_bytes wants it,
/// at least to what no screen shows. `precincts` has the key of each row's precinct, or nothing.
/// Refuses `basemap_has_no_areas`, `basemap_not_in_degrees` (coordinates of a plane) and
/// `basemap_too_large`.
[[nodiscard]] Result<Basemap> make_basemap(
    const RawTable& table, const std::vector<std::string>& precincts
);

/// Reads a file of its own; precincts are known by the headings of the file's properties. Refuses
/// what read_json and make_basemap refuse, with a problem for each feature that is at fault.
[[nodiscard]] Result<Basemap> read_basemap(const SourceFile& file);

}  // namespace belfry::city
