#include "transparency/doubt.hpp"

#include <bit>
#include <map>

#include "base/check.hpp"

namespace belfry::transparency {

namespace {

using crypto::Digest;

constexpr unsigned levels_in_tile = 8;
constexpr std::size_t most_hashes = 64;  // one a level, and the old root

/// Complete nodes of a tree, made of its tiles; each tile is read once.
class Nodes {
public:
    Nodes(std::uint64_t size, const ReadTile& read) : size_(size), read_(read) {}

    Digest at(unsigned level, std::uint64_t index) {
        const auto below = level % levels_in_tile;
        const auto first = index << below;
        const auto* hashes = tile(level / levels_in_tile, first / tile_width);
        const auto count = std::uint64_t{1} << below;
        const auto begin = first % tile_width;
        if (hashes == nullptr || hashes->size() < begin + count) {
            missing_ = true;
            return {};
        }
        const auto part = std::span(*hashes).subspan(begin, count);
        std::vector<Digest> row(part.begin(), part.end());
        for (; row.size() > 1; row.resize(row.size() / 2)) {
            for (std::size_t i = 0; i < row.size() / 2; ++i) {
                row[i] = crypto::merkle::node_hash(row[2 * i], row[2 * i + 1]);
            }
        }
        return row.front();
    }

    [[nodiscard]] bool missing() const { return missing_; }

private:
    /// Nothing more is asked for once something was missing: the log may be slow to say so.
    const std::vector<Digest>* tile(unsigned level, std::uint64_t index) {
        auto found = tiles_.find({level, index});
        if (found == tiles_.end() && !missing_) {
            Tile wanted{false, level, index, tile_width};
            wanted.width = width_in(wanted, size_);
            auto hashes = wanted.width > 0 ? read_(wanted) : std::nullopt;
            if (hashes) {
                found = tiles_.emplace(std::pair(level, index), std::move(*hashes)).first;
            }
        }
        return found == tiles_.end() ? nullptr : &found->second;
    }

    std::uint64_t size_;
    const ReadTile& read_;
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<Digest>> tiles_;
    bool missing_ = false;
};

}  // namespace

Explained explain(
    const crypto::merkle::Head& held, const crypto::merkle::Head& submitted, const ReadTile& read
) {
    check(held.size > 0 && held.size < submitted.size, "a doubt is of a tree that grew");
    Nodes nodes(submitted.size, read);
    const crypto::merkle::ReadNode node = [&](unsigned level, std::uint64_t index) {
        return nodes.at(level, index);
    };
    const auto root = crypto::merkle::root_at(submitted.size, node);
    const auto old_root = crypto::merkle::root_at(held.size, node);
    if (nodes.missing() || root != submitted.root) {
        return {};
    }
    if (old_root == held.root) {
        return {Explanation::grew};
    }
    auto proof = crypto::merkle::consistency_proof(held.size, submitted.size, node);
    if (std::has_single_bit(held.size)) {
        proof.insert(proof.begin(), old_root);
    }
    if (nodes.missing() || !shows_fork(held, submitted, proof)) {
        return {};  // tiles that do not go together
    }
    return {Explanation::forked, std::move(proof)};
}

std::string lines_of(const crypto::merkle::Proof& proof) {
    std::string out;
    for (const auto& hash : proof) {
        out += crypto::to_base64(hash) + '\n';
    }
    return out;
}

std::optional<crypto::merkle::Proof> proof_in(std::string_view lines) {
    crypto::merkle::Proof out;
    while (!lines.empty()) {
        const auto line = take_line(lines);
        const auto hash = line ? digest_in(*line) : std::nullopt;
        if (!hash || out.size() == most_hashes) {
            return {};
        }
        out.push_back(*hash);
    }
    return out;
}

bool shows_fork(
    const crypto::merkle::Head& smaller,
    const crypto::merkle::Head& larger,
    const crypto::merkle::Proof& proof
) {
    if (smaller.size == larger.size) {
        return smaller.root != larger.root;
    }
    const auto root = crypto::merkle::old_root_in(smaller.size, larger, proof);
    return root && *root != smaller.root;
}

}  // namespace belfry::transparency
