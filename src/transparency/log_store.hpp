#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/merkle.hpp"
#include "store/connection.hpp"
#include "transparency/tile.hpp"

/// The record's tables, read as the pieces of a tiled log.
namespace belfry::transparency {

[[nodiscard]] crypto::merkle::Head head_of(store::Connection& db);

/// The piece's bytes, as far as it is there: hashes of 32 bytes, or entries with their length in
/// two bytes before them.
[[nodiscard]] std::string bytes_of(store::Connection& db, const Tile& tile);

/// The first `width` hashes or entries of a piece that has at least so many.
[[nodiscard]] std::string cut(const std::string& piece, bool entries, std::uint64_t width);

/// The text of entry `sequence`, counted from 1; empty when there is none.
[[nodiscard]] std::optional<std::string> entry_text(store::Connection& db, std::uint64_t sequence);

}  // namespace belfry::transparency
