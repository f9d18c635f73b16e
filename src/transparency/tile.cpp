#include "transparency/tile.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "transparency/checkpoint.hpp"

namespace belfry::transparency {

namespace {

constexpr unsigned most_level = 63;
constexpr std::uint64_t thousand = 1000;
/// 1000^6 tiles of 256 entries are more than any log will have.
constexpr std::size_t most_parts = 6;

std::optional<std::uint64_t> three_digits(std::string_view text) {
    if (text.size() != 3 || text.find_first_not_of("0123456789") != std::string_view::npos) {
        return {};
    }
    std::uint64_t out = 0;
    for (const char digit : text) {
        out = out * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return out;
}

/// Of the index: `x001`, `x234`, `067`.
std::optional<std::uint64_t> index_of(std::span<const std::string> parts) {
    if (parts.empty() || parts.size() > most_parts) {
        return {};
    }
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::string_view part = parts[i];
        const bool last = i + 1 == parts.size();
        if (!last && !part.starts_with('x')) {
            return {};
        }
        const auto digits = three_digits(last ? part : part.substr(1));
        if (!digits || (i == 0 && !last && *digits == 0)) {
            return {};
        }
        out = out * thousand + *digits;
    }
    return out;
}

}  // namespace

std::string path_of(const Tile& tile) {
    auto index = fmt::format("{:03}", tile.index % thousand);
    for (auto rest = tile.index / thousand; rest > 0; rest /= thousand) {
        index = fmt::format("x{:03}/{}", rest % thousand, index);
    }
    const auto level = tile.entries ? std::string("entries") : std::to_string(tile.level);
    const auto part = tile.width == tile_width ? "" : fmt::format(".p/{}", tile.width);
    return fmt::format("tile/{}/{}{}", level, index, part);
}

std::optional<Tile> tile_at(std::span<const std::string> path) {
    if (path.size() < 3 || path.front() != "tile") {
        return {};
    }
    Tile tile;
    tile.entries = path[1] == "entries";
    const auto level = tile.entries ? 0 : whole_number(path[1]);
    if (!level || *level > most_level) {
        return {};
    }
    tile.level = static_cast<unsigned>(*level);
    std::vector<std::string> parts(path.begin() + 2, path.end());
    if (parts.size() > 1 && parts[parts.size() - 2].ends_with(".p")) {
        const auto width = whole_number(parts.back());
        if (!width || *width < 1 || *width >= tile_width) {
            return {};
        }
        tile.width = *width;
        parts.pop_back();
        parts.back().resize(parts.back().size() - 2);
    }
    const auto index = index_of(parts);
    if (!index || *index > most_number / tile_width) {
        return {};
    }
    tile.index = *index;
    return tile;
}

std::uint64_t width_in(const Tile& tile, std::uint64_t size) {
    const auto shift = 8 * tile.level;
    const auto hashes = shift >= 64 ? 0 : size >> shift;
    if (tile.index > hashes / tile_width) {
        return 0;  // and its first hash may be beyond what a number holds
    }
    const auto first = tile.index * tile_width;
    return hashes <= first ? 0 : std::min(hashes - first, tile_width);
}

}  // namespace belfry::transparency
