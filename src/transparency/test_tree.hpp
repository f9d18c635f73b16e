#pragma once

#include <map>
#include <string>
#include <utility>

#include "transparency/doubt.hpp"
#include "transparency/submission.hpp"

namespace belfry::transparency {

/// A log for tests, of entries that are numbers; from `other` on they are different ones.
class TestTree {
public:
    explicit TestTree(std::uint64_t size, std::optional<std::uint64_t> other = {}) : size_(size) {
        crypto::merkle::Frontier frontier;
        for (std::uint64_t i = 0; i < size; ++i) {
            const auto entry = std::to_string(i) + (other && i >= *other ? "!" : "");
            const auto leaf = crypto::merkle::leaf_hash(crypto::bytes_of(entry));
            for (const auto& node : crypto::merkle::append(frontier, leaf)) {
                nodes_[{node.level, node.index}] = node.hash;
            }
        }
    }

    [[nodiscard]] crypto::merkle::Head head(std::uint64_t size) const {
        return {size, crypto::merkle::root_at(size, reader())};
    }

    [[nodiscard]] crypto::merkle::Head head() const { return head(size_); }

    /// What it submits to a witness that holds `old_size` of it.
    [[nodiscard]] Submission from(std::uint64_t old_size) const {
        Submission out{old_size, {}, "note"};
        if (old_size > 0 && old_size < size_) {
            out.proof = crypto::merkle::consistency_proof(old_size, size_, reader());
        }
        return out;
    }

    /// What it publishes, but for the tile of `missing`'s level and number.
    [[nodiscard]] ReadTile tiles(std::optional<Tile> missing = {}) const {
        return [this, missing](const Tile& tile) -> std::optional<std::vector<crypto::Digest>> {
            ++asked;
            if (missing && missing->level == tile.level && missing->index == tile.index) {
                return {};
            }
            std::vector<crypto::Digest> out;
            for (std::uint64_t i = 0; i < tile.width; ++i) {
                out.push_back(nodes_.at({8 * tile.level, tile.index * tile_width + i}));
            }
            return out;
        };
    }

    mutable int asked = 0;  ///< How many tiles.

private:
    [[nodiscard]] crypto::merkle::ReadNode reader() const {
        return [this](unsigned level, std::uint64_t index) {
            return nodes_.at({level, index});
        };
    }

    std::uint64_t size_;
    std::map<std::pair<unsigned, std::uint64_t>, crypto::Digest> nodes_;
};

}  // namespace belfry::transparency
