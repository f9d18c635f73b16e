#include "city/basemap.hpp"

#include <algorithm>
#include <cmath>

#include "city/basemap_check.hpp"
#include "city/cell.hpp"
#include "city/mapping.hpp"
#include "city/simplify.hpp"

namespace belfry::city {

namespace {

/// A screen of 4,000 points across shows no less.
constexpr double points_across = 4'000;
constexpr int most_doublings = 12;

struct Bounds {
    double west = 180;
    double south = 90;
    double east = -180;
    double north = -90;

    [[nodiscard]] bool in_degrees() const {
        return west >= -180 && east <= 180 && south >= -90 && north <= 90;
    }

    /// About: of a degree of latitude.
    [[nodiscard]] double metres() const { return std::hypot(east - west, north - south) * 111'195; }
};

Bounds bounds_of(const std::vector<MultiPolygon>& areas) {
    Bounds out;
    for (const auto& area : areas) {
        for (const auto& polygon : area) {
            // Holes as well: what lies beyond degrees must not get onto the grid.
            for (const auto& ring : polygon) {
                for (const auto& position : ring) {
                    out.west = std::min(out.west, position.lon);
                    out.east = std::max(out.east, position.lon);
                    out.south = std::min(out.south, position.lat);
                    out.north = std::max(out.north, position.lat);
                }
            }
        }
    }
    return out;
}

std::string cell_of(const RawRow& row, std::optional<std::size_t> column) {
    return column && *column < row.cells.size() ? tidy(row.cells[*column]) : std::string();
}

std::optional<std::size_t> column_of(const ColumnMapping& mapping, Meaning meaning) {
    const auto found = std::ranges::find(mapping, meaning, &ColumnMeaning::meaning);
    return found == mapping.end() ? std::nullopt : std::optional(found - mapping.begin());
}

/// What a feature is called where it is no precinct: `NAME` of a boundary.
std::optional<std::size_t> name_column(const RawTable& table, const ColumnMapping& mapping) {
    for (const auto meaning : {Meaning::precinct_name, Meaning::place_name, Meaning::city}) {
        if (const auto column = column_of(mapping, meaning)) {
            return column;
        }
    }
    const auto named = std::ranges::find_if(table.headers, [](const std::string& header) {
        return header == "name" || header == "NAME" || header == "Name";
    });
    return named == table.headers.end() ? std::nullopt
                                        : std::optional(named - table.headers.begin());
}

/// One area is the city's, whatever it is called.
BasemapKind kind_of(std::vector<AreaFeature>& features) {
    if (features.size() == 1) {
        features.front().properties.precinct.clear();
    }
    const bool any = std::ranges::any_of(features, [](const AreaFeature& one) {
        return !one.properties.precinct.empty();
    });
    return any ? BasemapKind::precincts : BasemapKind::boundary;
}

double on_grid(double degrees) {
    return std::round(degrees / grid_degrees) / std::round(1 / grid_degrees);
}

void put_areas(Basemap& map, std::vector<MultiPolygon> areas) {
    for (std::size_t at = 0; at < areas.size(); ++at) {
        map.features[at].geometry.coordinates = std::move(areas[at]);
    }
}

std::size_t size_of(const Basemap& map) {
    return json::canonical(json::write(map)).size();
}

std::unexpected<Refusal> too_large() {
    return refuse(
        Refusal::Kind::too_large,
        "basemap_too_large",
        "The map has too many areas to be kept. A file with fewer, such as the city's boundary, "
        "will do."
    );
}

}  // namespace

Result<Basemap> make_basemap(const RawTable& table, const std::vector<std::string>& precincts) {
    Basemap map;
    map.source = table.file;
    const auto mapping = propose_mapping(table);
    const auto name = name_column(table, mapping);
    std::vector<MultiPolygon> areas;
    for (std::size_t row = 0; row < table.areas.size(); ++row) {
        if (table.areas[row].empty()) {
            ++map.left_out;
            continue;
        }
        AreaFeature feature;
        feature.properties.precinct = row < precincts.size() ? precincts[row] : std::string();
        feature.properties.name = cell_of(table.rows[row], name);
        map.features.push_back(std::move(feature));
        areas.push_back(table.areas[row]);
    }
    if (areas.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "basemap_has_no_areas",
            table.file +
                " has no polygons. A map is made of the areas of precincts, or of the "
                "city's."
        );
    }
    const auto bounds = bounds_of(areas);
    if (!bounds.in_degrees()) {
        return refuse(
            Refusal::Kind::invalid,
            "basemap_not_in_degrees",
            table.file + " does not give longitude and latitude. Export it in WGS 84 (EPSG:4326)."
        );
    }
    map.kind = kind_of(map.features);
    map.bbox = {
        on_grid(bounds.west), on_grid(bounds.south), on_grid(bounds.east), on_grid(bounds.north)
    };
    map.simplified_metres = bounds.metres() / points_across;
    for (int doubling = 0; doubling <= most_doublings; ++doubling) {
        put_areas(map, simplified(areas, map.simplified_metres));
        if (size_of(map) <= most_basemap_bytes) {
            std::erase_if(map.features, [](const AreaFeature& one) {
                return one.geometry.coordinates.empty();
            });
            return map;
        }
        map.simplified_metres *= 2;
    }
    return too_large();
}

Result<Basemap> read_basemap(const SourceFile& file) {
    const auto tables = read_json(file);
    if (!tables) {
        return std::unexpected(tables.error());
    }
    const auto& table = tables->front();
    const auto mapping = propose_mapping(table);
    const auto number = column_of(mapping, Meaning::precinct_key);
    const auto name = column_of(mapping, Meaning::precinct_name);
    std::vector<std::string> precincts;
    for (const auto& row : table.rows) {
        const auto key = cell_of(row, number);
        precincts.push_back(key.empty() ? cell_of(row, name) : key);
    }
    auto map = make_basemap(table, precincts);
    if (!map) {
        map.error().problems = as_problems(feature_problems(file));
    }
    return map;
}

}  // namespace belfry::city
