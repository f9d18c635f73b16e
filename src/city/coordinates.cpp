#include "city/coordinates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "city/cell.hpp"
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

std::optional<SoundPosition> sound_position(double lat, double lon) {
    SoundPosition out;
    // Places lie west of Greenwich, but for Guam and its neighbours, and north of -60.
    if ((lat < -60 || lat > 90) && lon > 0 && lon <= 75) {
        std::swap(lat, lon);
        out.swapped = true;
    }
    const bool marianas = lat < 22 && lon > 140 && lon < 150;
    if (lat >= 17 && lat <= 72 && lon >= 64 && lon <= 180 && !marianas) {
        lon = -lon;
        out.made_west = true;
    }
    const bool sound = std::abs(lat) <= 90 && std::abs(lon) <= 180 &&
                       (std::abs(lat) > 0.01 || std::abs(lon) > 0.01);
    out.position = {lon, lat};
    return sound ? std::optional(out) : std::nullopt;
}

}  // namespace belfry::city
