#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

/// Where the pieces of a tiled log lie (c2sp.org/tlog-tiles).
namespace belfry::transparency {

inline constexpr std::uint64_t tile_width = 256;

/// A piece of the log: up to 256 hashes of one level, or the entries under a tile of level 0.
struct Tile {
    bool entries = false;
    unsigned level = 0;       ///< In steps of eight levels of the tree.
    std::uint64_t index = 0;  ///< From the left.
    std::uint64_t width = tile_width;

    friend bool operator==(const Tile&, const Tile&) = default;
};

/// `tile/0/x001/234.p/17`
[[nodiscard]] std::string path_of(const Tile& tile);

/// Reads a path's segments; empty when they name no tile.
[[nodiscard]] std::optional<Tile> tile_at(std::span<const std::string> path);

/// How many hashes, or entries, the piece has in a log of `size` entries; 0: there is none.
[[nodiscard]] std::uint64_t width_in(const Tile& tile, std::uint64_t size);

}  // namespace belfry::transparency
