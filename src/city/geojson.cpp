#include <algorithm>
#include <cmath>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "city/other_file.hpp"
#include "city/projection.hpp"
#include "city/raw_table.hpp"
#include "json/json.hpp"

/// GeoJSON (RFC 7946): the properties of features as columns, a point or the centre of an area as
/// coordinates. Lists of records as open-data portals give them are read alike.
namespace belfry::city {

namespace {

struct Located {
    std::optional<Position> point;
    std::string source;
    MultiPolygon area;
};

Located locate(const json::Object& feature) {
    const auto* geometry = feature.if_contains("geometry");
    if (geometry == nullptr || !geometry->is_object()) {
        return {};
    }
    if (auto area = area_in(*geometry)) {
        return {centre_of(*area), "precinct_centroid", std::move(*area)};
    }
    const auto* type = geometry->get_object().if_contains("type");
    const auto* coordinates = geometry->get_object().if_contains("coordinates");
    if (type == nullptr || !type->is_string() || type->get_string() != "Point" ||
        coordinates == nullptr) {
        return {};
    }
    json::Problems problems;
    std::vector<double> numbers;
    json::Form<std::vector<double>>::read(*coordinates, numbers, {}, problems);
    if (!problems.empty() || numbers.size() < 2) {
        return {};
    }
    return {Position{numbers[0], numbers[1]}, "geojson_point", {}};
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
        name + " is JSON, but no list of places or precincts. Export it as GeoJSON or CSV."
    );
}

/// The table's columns: coordinates first, then the properties in the order they first appear.
class FeatureTable {
public:
    FeatureTable(const std::string& file, FileFormat format) {
        table_.file = file;
        table_.format = format;
        table_.headers = {"latitude", "longitude", "coord_source"};
    }

    bool add(const json::Value& value, std::size_t number) {
        const auto* feature = value.if_object();
        if (feature == nullptr) {
            return false;
        }
        auto place = locate(*feature);
        areas_ += place.area.empty() ? 0U : 1U;
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
        table_.areas.push_back(std::move(place.area));
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

/// The features as they stand in the document.
json::Array features_as_given(const json::Object* object, const json::Value& document) {
    if (const auto* features = object->if_contains("features")) {
        return features->is_array() ? features->get_array() : json::Array();
    }
    const auto* type = object->if_contains("type");
    const auto* kind = type == nullptr ? nullptr : type->if_string();
    if (kind != nullptr && *kind == "Feature") {
        return json::Array{document};
    }
    if (kind != nullptr && (*kind == "Polygon" || *kind == "MultiPolygon")) {
        return json::Array{json::Object{
            {"type", "Feature"}, {"properties", json::Object()}, {"geometry", document}
        }};
    }
    return {};
}

/// Esri's own JSON, as its map servers answer: `attributes` for properties, `x` and `y` or `rings`
/// for a geometry.
json::Value from_esri(const json::Object& feature, const json::Object& attributes) {
    json::Value geometry;
    const auto* given = feature.if_contains("geometry");
    if (const auto* shape = given == nullptr ? nullptr : given->if_object()) {
        const auto* x = shape->if_contains("x");
        const auto* y = shape->if_contains("y");
        if (const auto* rings = shape->if_contains("rings")) {
            geometry = json::Object{{"type", "Polygon"}, {"coordinates", *rings}};
        } else if (x != nullptr && y != nullptr) {
            geometry = json::Object{{"type", "Point"}, {"coordinates", json::Array{*x, *y}}};
        }
    }
    return json::Object{{"type", "Feature"}, {"properties", attributes}, {"geometry", geometry}};
}

/// What a document says of its plane, as GeoJSON did before 2016; Esri's JSON has a number.
json::Object crs_of(const json::Object& document) {
    if (const auto* crs = document.if_contains("crs")) {
        return {{"crs", *crs}};
    }
    const auto* reference = document.if_contains("spatialReference");
    const auto* wkid = reference == nullptr || !reference->is_object()
                           ? nullptr
                           : reference->get_object().if_contains("wkid");
    if (wkid == nullptr || !wkid->is_int64()) {
        return {};
    }
    const json::Object properties{{"name", "EPSG:" + std::to_string(wkid->get_int64())}};
    return {{"crs", json::Object{{"properties", properties}}}};
}

/// One record of a list: its members as properties, those of an object within (`location`) as well.
/// A geometry among them is the feature's.
json::Value from_record(const json::Object& record) {
    json::Object properties;
    json::Value geometry;
    for (const auto& member : record) {
        const auto* part = member.value().if_object();
        if (part != nullptr && part->contains("coordinates")) {
            geometry = *part;
        } else if (part != nullptr) {
            for (const auto& inner : *part) {
                properties[inner.key()] = inner.value();
            }
        } else {
            properties[member.key()] = member.value();
        }
    }
    return json::Object{{"type", "Feature"}, {"properties", properties}, {"geometry", geometry}};
}

/// A bare list of records; empty where something else stands in it.
json::Array features_of_records(const json::Array& records) {
    json::Array features;
    for (const auto& value : records) {
        const auto* record = value.if_object();
        if (record == nullptr) {
            return {};
        }
        features.push_back(from_record(*record));
    }
    return features;
}

/// A feature on each line (RFC 8142), with or without the mark before it; empty for anything else.
json::Array features_of_lines(std::string_view text) {
    json::Array features;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line.remove_prefix(line.starts_with('\x1E') ? 1 : 0);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        auto feature = json::parse(line);
        if (!feature || !feature->is_object() || !feature->get_object().contains("geometry")) {
            return {};
        }
        features.push_back(std::move(*feature));
    }
    return features;
}

}  // namespace

json::Array features_in(const json::Value& document) {
    const auto* object = document.if_object();
    if (object == nullptr) {
        return {};
    }
    auto features = features_as_given(object, document);
    for (auto& feature : features) {
        const auto* one = feature.if_object();
        const auto* attributes = one == nullptr ? nullptr : one->if_contains("attributes");
        if (attributes != nullptr && attributes->is_object() && !one->contains("properties")) {
            feature = from_esri(*one, attributes->get_object());
        }
    }
    if (const auto projection = projection_of(crs_of(*object), features)) {
        put_in_degrees(*projection, features);
    }
    return features;
}

Result<std::vector<RawTable>> read_json(const SourceFile& file) {
    std::string_view text = file.bytes;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    const auto document = json::parse(text);
    if (!document) {
        if (const auto features = features_of_lines(text); !features.empty()) {
            return table_of_features(file.name, FileFormat::geojson, features);
        }
        auto refusal = document.error();
        refusal.summary = file.name + ": " + refusal.summary;
        return std::unexpected(std::move(refusal));
    }
    const auto* whole = document->if_object();
    if (whole != nullptr && whole->contains("arcs")) {
        return std::unexpected(refusal_of_other_map(file.name));
    }
    const auto* records = document->if_array();
    const auto features =
        records == nullptr ? features_in(*document) : features_of_records(*records);
    return table_of_features(file.name, FileFormat::geojson, features);
}

Result<std::vector<RawTable>> table_of_features(
    const std::string& file, FileFormat format, const json::Array& features
) {
    if (features.empty()) {
        return other_json(file);
    }
    if (features.size() > most_rows) {
        return refuse(
            Refusal::Kind::too_large,
            "file_too_long",
            fmt::format("{} has more than {} features.", file, most_rows)
        );
    }
    FeatureTable table(file, format);
    std::size_t number = 0;
    for (const auto& feature : features) {
        if (!table.add(feature, ++number)) {
            return other_json(file);
        }
    }
    std::vector<RawTable> out;
    out.push_back(table.take());
    return out;
}

}  // namespace belfry::city
