#include "city/projection.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>

#include "text/fold.hpp"

namespace belfry::city {

namespace {

constexpr double radius = 6'378'137;  // metres, of the equator
constexpr double to_degrees = 180 / std::numbers::pi;

/// "urn:ogc:def:crs:EPSG::3857" gives 3857; 0 for a name without a number at its end.
int number_at_end(std::string_view name) {
    const auto last = name.find_last_not_of("0123456789");
    const auto digits = last == std::string_view::npos ? name : name.substr(last + 1);
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::optional<Projection> by_number(int number) {
    for (const int mercator : {3857, 900913, 3785, 102100, 102113}) {
        if (number == mercator) {
            return Projection{};
        }
    }
    const int zone = number % 100;
    const int family = number / 100;
    const bool known = (family == 326 || family == 327) ? zone >= 1 && zone <= 60
                                                        : family == 269 && zone >= 1 && zone <= 23;
    return known ? std::optional(Projection{false, zone, family == 327}) : std::nullopt;
}

std::string name_of_crs(const json::Object& document) {
    const auto* crs = document.if_contains("crs");
    const auto* properties =
        crs == nullptr || !crs->is_object() ? nullptr : crs->get_object().if_contains("properties");
    const auto* name = properties == nullptr || !properties->is_object()
                           ? nullptr
                           : properties->get_object().if_contains("name");
    return name == nullptr || !name->is_string() ? std::string() : std::string(name->get_string());
}

bool is_pair(const json::Value& value) {
    const auto* pair = value.if_array();
    return pair != nullptr && pair->size() >= 2 && (*pair)[0].is_number() && (*pair)[1].is_number();
}

/// Each position in arrays however deep, as far as JSON may be deep.
template <class Value, class Each>
void positions_in(Value& value, const Each& each) {
    if (is_pair(value)) {
        each(value.get_array());
    } else if (auto* parts = value.if_array()) {
        for (auto& part : *parts) {
            positions_in(part, each);
        }
    }
}

template <class Features, class Each>
void each_position(Features& features, const Each& each) {
    for (auto& feature : features) {
        auto* object = feature.if_object();
        auto* geometry = object == nullptr ? nullptr : object->if_contains("geometry");
        auto* shape = geometry == nullptr ? nullptr : geometry->if_object();
        if (auto* coordinates = shape == nullptr ? nullptr : shape->if_contains("coordinates")) {
            positions_in(*coordinates, each);
        }
    }
}

Position position_of(const json::Array& pair) {
    return {pair[0].to_number<double>(), pair[1].to_number<double>()};
}

/// Beyond degrees, and within the United States if they are Web Mercator's metres.
bool looks_like_web_mercator(const json::Array& features) {
    bool all = true;
    bool any = false;
    each_position(features, [&](const json::Array& pair) {
        const auto metres = position_of(pair);
        const auto at = in_degrees({}, metres);
        any = true;
        all = all && (std::abs(metres.lon) > 180 || std::abs(metres.lat) > 90) && at.lon > -180 &&
              at.lon < -64 && at.lat > 17 && at.lat < 72;
    });
    return any && all;
}

Position from_web_mercator(Position metres) {
    return {
        metres.lon / radius * to_degrees,
        (2 * std::atan(std::exp(metres.lat / radius)) - std::numbers::pi / 2) * to_degrees
    };
}

Position from_utm(const Projection& projection, Position metres) {
    constexpr double flattening = 1 / 298.257222101;
    constexpr double n = flattening / (2 - flattening);
    constexpr double scale = 0.9996;
    const double rectifying = radius / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
    const std::array<double, 3> beta{
        n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96,
        n * n / 48 + n * n * n / 15,
        17 * n * n * n / 480
    };
    const std::array<double, 3> delta{
        2 * n - 2 * n * n / 3 - 2 * n * n * n,
        7 * n * n / 3 - 8 * n * n * n / 5,
        56 * n * n * n / 15
    };
    const double north = projection.south ? metres.lat - 10'000'000 : metres.lat;
    const double xi = north / (scale * rectifying);
    const double eta = (metres.lon - 500'000) / (scale * rectifying);
    double xi_straight = xi;
    double eta_straight = eta;
    for (int j = 1; j <= 3; ++j) {
        const double b = beta.at(static_cast<std::size_t>(j - 1));
        xi_straight -= b * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
        eta_straight -= b * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
    }
    const double chi = std::asin(std::sin(xi_straight) / std::cosh(eta_straight));
    double lat = chi;
    for (int j = 1; j <= 3; ++j) {
        lat += delta.at(static_cast<std::size_t>(j - 1)) * std::sin(2 * j * chi);
    }
    const double middle = projection.utm_zone * 6 - 183;
    const double lon = std::atan2(std::sinh(eta_straight), std::cos(xi_straight));
    return {middle + lon * to_degrees, lat * to_degrees};
}

}  // namespace

std::optional<Projection> projection_of(const json::Object& document, const json::Array& features) {
    const auto name = name_of_crs(document);
    if (name.empty()) {
        return looks_like_web_mercator(features) ? std::optional(Projection{}) : std::nullopt;
    }
    return by_number(number_at_end(name));
}

Position in_degrees(const Projection& projection, Position metres) {
    return projection.web_mercator ? from_web_mercator(metres) : from_utm(projection, metres);
}

void put_in_degrees(const Projection& projection, json::Array& features) {
    each_position(features, [&](json::Array& pair) {
        const auto at = in_degrees(projection, position_of(pair));
        pair[0] = at.lon;
        pair[1] = at.lat;
    });
}

}  // namespace belfry::city
