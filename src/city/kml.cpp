#include "city/kml.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include "city/cell.hpp"
#include "city/xml_nodes.hpp"

namespace belfry::city {

namespace {

template <class Each>
void each_below(const pugi::xml_node& node, std::string_view name, const Each& each) {
    for (const auto& child : node.children()) {
        if (local_name(child) == name) {
            each(child);
        } else {
            each_below(child, name, each);
        }
    }
}

/// `-93.27,44.98,0 -93.26,44.98,0`; heights are left out.
json::Array positions_in(const pugi::xml_node& node) {
    json::Array out;
    std::istringstream in(child_of(node, "coordinates").text().get());
    for (std::string tuple; in >> tuple;) {
        const auto comma = tuple.find(',');
        const auto end = std::min(tuple.find(',', comma + 1), tuple.size());
        if (comma == std::string::npos) {
            continue;
        }
        const auto lon = number_in_cell(std::string_view(tuple).substr(0, comma));
        const auto lat = number_in_cell(std::string_view(tuple).substr(comma + 1, end - comma - 1));
        if (lon && lat) {
            out.push_back(json::Array{*lon, *lat});
        }
    }
    return out;
}

json::Array rings_of(const pugi::xml_node& polygon) {
    json::Array rings;
    for (const auto* boundary : {"outerBoundaryIs", "innerBoundaryIs"}) {
        each_below(polygon, boundary, [&](const pugi::xml_node& side) {
            each_below(side, "LinearRing", [&](const pugi::xml_node& ring) {
                rings.push_back(positions_in(ring));
            });
        });
    }
    return rings;
}

json::Value geometry_of(const pugi::xml_node& placemark) {
    json::Array polygons;
    each_below(placemark, "Polygon", [&](const pugi::xml_node& polygon) {
        polygons.push_back(rings_of(polygon));
    });
    if (!polygons.empty()) {
        return json::Object{{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}};
    }
    json::Array points;
    each_below(placemark, "Point", [&](const pugi::xml_node& point) {
        points = positions_in(point);
    });
    return points.empty()
               ? json::Value()
               : json::Value(json::Object{{"type", "Point"}, {"coordinates", points.front()}});
}

json::Object properties_of(const pugi::xml_node& placemark) {
    json::Object out;
    for (const auto* name : {"name", "address", "description"}) {
        if (const auto node = child_of(placemark, name)) {
            out[name] = node.text().get();
        }
    }
    const auto extended = child_of(placemark, "ExtendedData");
    each_below(extended, "Data", [&](const pugi::xml_node& data) {
        out[data.attribute("name").value()] = child_of(data, "value").text().get();
    });
    each_below(extended, "SimpleData", [&](const pugi::xml_node& data) {
        out[data.attribute("name").value()] = data.text().get();
    });
    return out;
}

}  // namespace

json::Array features_of_kml(const pugi::xml_node& root) {
    json::Array features;
    each_below(root, "Placemark", [&](const pugi::xml_node& placemark) {
        features.push_back(json::Object{
            {"type", "Feature"},
            {"properties", properties_of(placemark)},
            {"geometry", geometry_of(placemark)}
        });
    });
    return features;
}

}  // namespace belfry::city
