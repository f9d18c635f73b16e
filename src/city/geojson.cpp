#include <algorithm>
#include <cmath>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "city/raw_table.hpp"
#include "json/json.hpp"

/// GeoJSON (RFC 7946): the properties of features as columns, a point or the centre of an area as
/// coordinates.
namespace belfry::city {

namespace {

struct Point {
    double lon = 0;
    double lat = 0;
};

std::optional<Point> point_of(const json::Value& position) {
    const auto* pair = position.if_array();
    if (pair == nullptr || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
        return {};
    }
    return Point{(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()};
}

/// An area and the sum of its points weighted by area, of one ring; signed as the ring turns.
struct Area {
    double size = 0;
    double lon = 0;
    double lat = 0;
};

/// The shoelace formula, taken from the ring's first point so that small rings keep their digits.
Area area_of(const json::Value& ring) {
    Area area;
    const auto* points = ring.if_array();
    if (points == nullptr || points->size() < 4) {
        return area;
    }
    const auto origin = point_of(points->front());
    std::optional<Point> before = origin;
    for (const auto& position : *points) {
        const auto here = point_of(position);
        if (!here || !before || !origin) {
            return {};
        }
        const double x1 = before->lon - origin->lon;
        const double y1 = before->lat - origin->lat;
        const double x2 = here->lon - origin->lon;
        const double y2 = here->lat - origin->lat;
        const double cross = x1 * y2 - x2 * y1;
        area.size += cross / 2;
        area.lon += (x1 + x2) * cross / 6;
        area.lat += (y1 + y2) * cross / 6;
        before = here;
    }
    area.lon += area.size * origin->lon;
    area.lat += area.size * origin->lat;
    return area;
}

/// The outer ring counts, holes are taken off.
void add_polygon(Area& sum, const json::Value& polygon) {
    const auto* rings = polygon.if_array();
    if (rings == nullptr) {
        return;
    }
    bool outer = true;
    for (const auto& ring : *rings) {
        const auto area = area_of(ring);
        const double sign = (area.size < 0) == outer ? -1 : 1;
        sum.size += sign * area.size;
        sum.lon += sign * area.lon;
        sum.lat += sign * area.lat;
        outer = false;
    }
}

std::optional<Point> centre_of_area(const json::Value& coordinates, bool several) {
    Area sum;
    if (several) {
        if (const auto* polygons = coordinates.if_array()) {
            for (const auto& polygon : *polygons) {
                add_polygon(sum, polygon);
            }
        }
    } else {
        add_polygon(sum, coordinates);
    }
    if (!(sum.size > 0)) {
        return {};
    }
    return Point{sum.lon / sum.size, sum.lat / sum.size};
}

struct Located {
    std::optional<Point> point;
    std::string source;
    bool area = false;
};

Located locate(const json::Object& feature) {
    const auto* geometry = feature.if_contains("geometry");
    if (geometry == nullptr || !geometry->is_object()) {
        return {};
    }
    const auto* type = geometry->get_object().if_contains("type");
    const auto* coordinates = geometry->get_object().if_contains("coordinates");
    if (type == nullptr || coordinates == nullptr || !type->is_string()) {
        return {};
    }
    const std::string_view kind(type->get_string());
    if (kind == "Point") {
        return {point_of(*coordinates), "geojson_point", false};
    }
    if (kind == "Polygon" || kind == "MultiPolygon") {
        return {centre_of_area(*coordinates, kind == "MultiPolygon"), "precinct_centroid", true};
    }
    return {};
}

std::string text_of(const json::Value& value) {
    if (value.is_null()) {
        return {};
    }
    if (const auto* text = value.if_string()) {
        return std::string(*text);
    }
    if (const auto* number = value.if_double(); number != nullptr && std::isfinite(*number)) {
        return fmt::format("{}", *number);
    }
    return boost::json::serialize(value);
}

std::unexpected<Refusal> other_json(const std::string& name) {
    return refuse(
        Refusal::Kind::invalid,
        "file_is_no_geojson",
        name + " is JSON, but no GeoJSON FeatureCollection of places or precincts."
    );
}

/// The table's columns: coordinates first, then the properties in the order they first appear.
class FeatureTable {
public:
    explicit FeatureTable(const std::string& file) {
        table_.file = file;
        table_.format = FileFormat::geojson;
        table_.headers = {"latitude", "longitude", "coord_source"};
    }

    bool add(const json::Value& value, std::size_t number) {
        const auto* feature = value.if_object();
        if (feature == nullptr) {
            return false;
        }
        const auto place = locate(*feature);
        areas_ += place.area ? 1U : 0U;
        RawRow row{number, {}};
        row.cells.resize(table_.headers.size());
        if (place.point) {
            row.cells[0] = fmt::format("{:.6f}", place.point->lat);
            row.cells[1] = fmt::format("{:.6f}", place.point->lon);
            row.cells[2] = place.source;
        }
        const auto* properties = feature->if_contains("properties");
        if (properties != nullptr && properties->is_object()) {
            for (const auto& property : properties->get_object()) {
                put(row, property.key(), text_of(property.value()));
            }
        }
        if (const auto* id = feature->if_contains("id")) {
            put(row, "feature_id", text_of(*id));
        }
        table_.rows.push_back(std::move(row));
        return true;
    }

    RawTable take() {
        table_.kind = areas_ * 2 > table_.rows.size() ? TableKind::precincts : TableKind::any;
        return std::move(table_);
    }

    [[nodiscard]] bool is_too_wide() const { return table_.headers.size() > most_columns; }

private:
    void put(RawRow& row, std::string_view name, std::string text) {
        const auto known = std::ranges::find(table_.headers, name);
        const auto column = static_cast<std::size_t>(known - table_.headers.begin());
        if (known == table_.headers.end()) {
            if (is_too_wide()) {
                return;
            }
            table_.headers.emplace_back(name);
        }
        row.cells.resize(std::max(row.cells.size(), column + 1));
        // A feature's own point goes before what it says of itself.
        if (column > 2 || row.cells[column].empty()) {
            row.cells[column] = std::move(text);
        }
    }

    RawTable table_;
    std::size_t areas_ = 0;
};

}  // namespace

Result<std::vector<RawTable>> read_geojson(const SourceFile& file) {
    std::string_view text = file.bytes;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    const auto document = json::parse(text);
    if (!document) {
        auto refusal = document.error();
        refusal.summary = file.name + ": " + refusal.summary;
        return std::unexpected(std::move(refusal));
    }
    const auto* features =
        document->is_object() ? document->get_object().if_contains("features") : nullptr;
    if (features == nullptr || !features->is_array() || features->get_array().empty()) {
        return other_json(file.name);
    }
    if (features->get_array().size() > most_rows) {
        return refuse(
            Refusal::Kind::too_large,
            "file_too_long",
            fmt::format("{} has more than {} features.", file.name, most_rows)
        );
    }
    FeatureTable table(file.name);
    std::size_t number = 0;
    for (const auto& feature : features->get_array()) {
        if (!table.add(feature, ++number)) {
            return other_json(file.name);
        }
    }
    std::vector<RawTable> out;
    out.push_back(table.take());
    return out;
}

}  // namespace belfry::city
