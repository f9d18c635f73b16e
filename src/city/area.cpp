#include "city/area.hpp"

#include <algorithm>
#include <cmath>

namespace belfry::city {

namespace {

/// An area and the sum of its points weighted by area, signed as the ring turns.
struct Weight {
    double size = 0;
    double lon = 0;
    double lat = 0;
};

/// The shoelace formula, taken from the ring's first point so that small rings keep their digits.
Weight weight_of(const Ring& ring) {
    Weight sum;
    for (std::size_t at = 1; at < ring.size(); ++at) {
        const double x1 = ring[at - 1].lon - ring[0].lon;
        const double y1 = ring[at - 1].lat - ring[0].lat;
        const double x2 = ring[at].lon - ring[0].lon;
        const double y2 = ring[at].lat - ring[0].lat;
        const double cross = x1 * y2 - x2 * y1;
        sum.size += cross / 2;
        sum.lon += (x1 + x2) * cross / 6;
        sum.lat += (y1 + y2) * cross / 6;
    }
    if (!ring.empty()) {
        sum.lon += sum.size * ring[0].lon;
        sum.lat += sum.size * ring[0].lat;
    }
    return sum;
}

std::optional<Position> position_in(const json::Value& value) {
    const auto* pair = value.if_array();
    if (pair == nullptr || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
        return {};
    }
    return Position{(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()};
}

std::optional<Ring> ring_in(const json::Value& value) {
    const auto* positions = value.if_array();
    if (positions == nullptr || positions->size() < 3) {
        return {};
    }
    Ring ring;
    ring.reserve(positions->size());
    for (const auto& one : *positions) {
        const auto position = position_in(one);
        if (!position) {
            return {};
        }
        ring.push_back(*position);
    }
    if (ring.front() != ring.back()) {
        ring.push_back(ring.front());
    }
    return ring.size() < 4 ? std::nullopt : std::optional(std::move(ring));
}

std::optional<Polygon> polygon_in(const json::Value& value) {
    const auto* rings = value.if_array();
    if (rings == nullptr || rings->empty()) {
        return {};
    }
    Polygon polygon;
    for (const auto& one : *rings) {
        auto ring = ring_in(one);
        if (!ring) {
            return {};
        }
        polygon.push_back(std::move(*ring));
    }
    return polygon;
}

}  // namespace

double signed_size(const Ring& ring) {
    return weight_of(ring).size;
}

std::optional<Position> centre_of(const MultiPolygon& area) {
    Weight sum;
    for (const auto& polygon : area) {
        bool outer = true;
        for (const auto& ring : polygon) {
            const auto weight = weight_of(ring);
            // The outer ring counts, holes are taken off, whichever way they turn.
            const double sign = (weight.size < 0) == outer ? -1 : 1;
            sum.size += sign * weight.size;
            sum.lon += sign * weight.lon;
            sum.lat += sign * weight.lat;
            outer = false;
        }
    }
    if (!(sum.size > 0)) {
        return {};
    }
    return Position{sum.lon / sum.size, sum.lat / sum.size};
}

std::optional<MultiPolygon> area_in(const json::Value& geometry) {
    const auto* object = geometry.if_object();
    const auto* type = object == nullptr ? nullptr : object->if_contains("type");
    const auto* coordinates = object == nullptr ? nullptr : object->if_contains("coordinates");
    if (type == nullptr || coordinates == nullptr || !type->is_string()) {
        return {};
    }
    MultiPolygon area;
    const auto add = [&](const json::Value& value) {
        auto polygon = polygon_in(value);
        if (polygon) {
            area.push_back(std::move(*polygon));
        }
        return polygon.has_value();
    };
    if (type->get_string() == "Polygon") {
        return add(*coordinates) ? std::optional(std::move(area)) : std::nullopt;
    }
    if (type->get_string() != "MultiPolygon" || !coordinates->is_array() ||
        coordinates->get_array().empty() || !std::ranges::all_of(coordinates->get_array(), add)) {
        return {};
    }
    return area;
}

}  // namespace belfry::city

namespace belfry::json {

Value Form<city::Position>::write(const city::Position& position) {
    return Array{position.lon, position.lat};
}

void Form<city::Position>::read(
    const Value& value, city::Position& out, const Path& path, Problems& problems
) {
    std::vector<double> pair;
    Form<std::vector<double>>::read(value, pair, path, problems);
    if (pair.size() == 2) {
        out = {pair[0], pair[1]};
    } else if (value.is_array()) {
        problems.push_back({path.text(), "not_a_position", "Write longitude and latitude.", {}});
    }
}

Value Form<city::Position>::schema(Components& components) {
    return Object{
        {"type", "array"},
        {"items", Form<double>::schema(components)},
        {"minItems", 2},
        {"maxItems", 2}
    };
}

}  // namespace belfry::json
