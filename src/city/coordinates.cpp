#include "city/coordinates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "city/cell.hpp"
#include "city/projection.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// With blanks for every sign of degrees, minutes and seconds; empty where something else stands.
std::optional<std::string> without_signs(std::string text) {
    constexpr std::array<std::string_view, 10> signs{
        "\xC2\xB0",
        "\xC2\xBA",
        "\xE2\x80\xB2",
        "\xE2\x80\xB3",
        "\xE2\x80\x99",
        "\xE2\x80\x9D",
        "'",
        "\"",
        ":",
        "deg"
    };
    for (const auto sign : signs) {
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign)) {
            text.replace(at, sign.size(), " ");
        }
    }
    const bool plain = std::ranges::all_of(text, [](char letter) {
        return is_digit(letter) || letter == ' ' || letter == '.' || letter == ',' ||
               letter == '-' || letter == '+';
    });
    return plain ? std::optional(std::move(text)) : std::nullopt;
}

/// Takes `N`, `s`, `W` … off an end: 1 or -1, 0 where there is none.
int take_hemisphere(std::string& text) {
    constexpr std::string_view letters = "nsewo";  // "oeste" is west
    const auto sign = [](char letter) {
        return letter == 'n' || letter == 'e' ? 1 : -1;
    };
    if (text.size() < 2) {
        return 0;
    }
    if (letters.contains(text.back())) {
        const int out = sign(text.back());
        text.pop_back();
        return out;
    }
    if (letters.contains(text.front())) {
        const int out = sign(text.front());
        text.erase(0, 1);
        return out;
    }
    return 0;
}

/// A number with a point, or with a comma for it.
std::optional<double> decimal(const std::string& text) {
    auto with_point = text;
    if (std::ranges::count(text, ',') == 1 && !text.contains('.')) {
        std::ranges::replace(with_point, ',', '.');
    }
    return number_in_cell(with_point);
}

std::vector<std::string> parts_of(std::string_view text, std::string_view between) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(between), text.size());
        if (end > 0) {
            parts.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

}  // namespace

std::optional<double> degrees_in_cell(std::string_view cell) {
    auto text = text::fold(tidy(cell));
    const int hemisphere = take_hemisphere(text);
    const auto plain = without_signs(std::move(text));
    if (!plain) {
        return {};
    }
    const auto parts = parts_of(*plain, " ");
    if (parts.empty() || parts.size() > 3) {
        return {};
    }
    double degrees = 0;
    double unit = 1;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const auto value = decimal(parts[at]);
        if (!value || (at > 0 && (*value < 0 || *value >= 60))) {
            return {};
        }
        degrees += std::abs(*value) / unit;
        unit *= 60;
    }
    const bool below = parts.front().starts_with('-');
    if (hemisphere != 0 && below) {
        return {};
    }
    return below || hemisphere < 0 ? -degrees : degrees;
}

std::optional<Position> position_in_cell(std::string_view cell) {
    auto text = text::fold(tidy(cell));
    const bool longitude_first = text.starts_with("point");
    if (longitude_first) {
        text.erase(0, 5);
    }
    std::erase_if(text, [](char letter) { return letter == '(' || letter == ')'; });
    auto parts = parts_of(text, ",;");
    if (parts.size() != 2) {
        parts = parts_of(text, " ");
    }
    if (parts.size() != 2) {
        return {};
    }
    const auto first = degrees_in_cell(parts[0]);
    const auto second = degrees_in_cell(parts[1]);
    if (!first || !second) {
        return {};
    }
    return longitude_first ? Position{*first, *second} : Position{*second, *first};
}

bool in_united_states(Position position) {
    struct Box {
        double south, north, west, east;
    };

    constexpr std::array<Box, 7> boxes{{
        {24.3, 49.5, -125.1, -66.8},    // the states that touch each other
        {51.0, 71.6, -180.0, -129.9},   // Alaska
        {51.0, 54.0, 172.0, 180.0},     // … beyond the date line
        {18.8, 22.4, -160.7, -154.7},   // Hawaii
        {17.6, 18.6, -68.0, -64.5},     // Puerto Rico, the Virgin Islands
        {13.1, 20.7, 144.5, 146.2},     // Guam, the Northern Marianas
        {-14.7, -10.9, -171.3, -168.0}  // American Samoa
    }};
    return std::ranges::any_of(boxes, [&](const Box& box) {
        return position.lat >= box.south && position.lat <= box.north && position.lon >= box.west &&
               position.lon <= box.east;
    });
}

namespace {

bool is_beyond_degrees(double lat, double lon) {
    return std::abs(lat) > 180 || std::abs(lon) > 180;
}

std::optional<SoundPosition> of_a_plane(double lat, double lon) {
    constexpr double million = 1'000'000;
    const bool whole = std::floor(lat) == lat && std::floor(lon) == lon;
    for (const bool swapped : {false, true}) {
        const Position metres = swapped ? Position{lat, lon} : Position{lon, lat};
        SoundPosition mercator{in_degrees({}, metres), swapped};
        mercator.web_mercator = true;
        SoundPosition scaled{{metres.lon / million, metres.lat / million}, swapped};
        scaled.millionths = true;
        if (in_united_states(mercator.position)) {
            return mercator;
        }
        if (whole && in_united_states(scaled.position)) {
            return scaled;
        }
    }
    return {};
}

}  // namespace

std::optional<SoundPosition> sound_position(double lat, double lon) {
    if (is_beyond_degrees(lat, lon)) {
        return of_a_plane(lat, lon);
    }
    for (const bool swapped : {false, true}) {
        for (const bool made_west : {false, true}) {
            SoundPosition reading{
                swapped ? Position{lat, lon} : Position{lon, lat}, swapped, made_west
            };
            if (made_west && reading.position.lon < 0) {
                continue;
            }
            reading.position.lon *= made_west ? -1 : 1;
            if (in_united_states(reading.position)) {
                return reading;
            }
        }
    }
    const bool sound = std::abs(lat) <= 90 && (std::abs(lat) > 0.01 || std::abs(lon) > 0.01);
    SoundPosition as_it_stands{{lon, lat}};
    as_it_stands.elsewhere = true;
    return sound ? std::optional(as_it_stands) : std::nullopt;
}

bool may_be_of_a_plane(double lat, double lon) {
    constexpr double least = 1'000;
    return std::abs(lat) > least && std::abs(lon) > least;
}

double kilometres_between(Position one, Position other) {
    constexpr double radius = 6371;
    constexpr double radians = std::numbers::pi / 180;
    const double north = std::sin((other.lat - one.lat) * radians / 2);
    const double east = std::sin((other.lon - one.lon) * radians / 2);
    const double chord =
        north * north + std::cos(one.lat * radians) * std::cos(other.lat * radians) * east * east;
    return 2 * radius * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace belfry::city
