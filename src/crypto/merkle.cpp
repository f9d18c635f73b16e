#include "crypto/merkle.hpp"

#include <algorithm>
#include <bit>

#include "base/check.hpp"

namespace belfry::crypto::merkle {

namespace {

/// Leaves [begin, end) of the tree; `begin` is a multiple of a power of two ≥ the length, as it
/// always is when RFC 6962 splits.
struct Range {
    std::uint64_t begin;
    std::uint64_t end;

    [[nodiscard]] std::uint64_t length() const { return end - begin; }

    /// Where the RFC splits: after the largest power of two smaller than the length.
    [[nodiscard]] std::uint64_t middle() const { return begin + std::bit_floor(length() - 1); }

    [[nodiscard]] Range left() const { return {begin, middle()}; }

    [[nodiscard]] Range right() const { return {middle(), end}; }
};

Digest hash_of(const Range& range, const ReadNode& read) {
    if (std::has_single_bit(range.length())) {
        const auto level = static_cast<unsigned>(std::countr_zero(range.length()));
        return read(level, range.begin >> level);
    }
    return node_hash(hash_of(range.left(), read), hash_of(range.right(), read));
}

void add_path(Proof& proof, std::uint64_t index, const Range& range, const ReadNode& read) {
    if (range.length() == 1) {
        return;
    }
    const bool is_left = index < range.middle();
    add_path(proof, index, is_left ? range.left() : range.right(), read);
    proof.push_back(hash_of(is_left ? range.right() : range.left(), read));
}

/// SUBPROOF of RFC 6962 section 2.1.2; `whole` while the old tree is a subtree the verifier knows.
void add_subproof(
    Proof& proof, std::uint64_t old_end, const Range& range, bool whole, const ReadNode& read
) {
    if (old_end == range.end) {
        if (!whole) {
            proof.push_back(hash_of(range, read));
        }
        return;
    }
    if (old_end <= range.middle()) {
        add_subproof(proof, old_end, range.left(), whole, read);
        proof.push_back(hash_of(range.right(), read));
    } else {
        add_subproof(proof, old_end, range.right(), false, read);
        proof.push_back(hash_of(range.left(), read));
    }
}

/// The walk upwards that both verifications share: from `first`, along `proof`.
struct Walk {
    std::uint64_t index;
    std::uint64_t last;

    /// Whether the next hash of the proof stands to the left. There is none where `last` is 0.
    bool step_is_left() {
        const bool is_left = (index & 1U) == 1 || index == last;
        if (is_left) {
            while ((index & 1U) == 0) {
                index >>= 1U;
                last >>= 1U;
            }
        }
        return is_left;
    }

    void up() {
        index >>= 1U;
        last >>= 1U;
    }
};

}  // namespace

Digest leaf_hash(std::span<const std::byte> entry) {
    constexpr std::byte prefix{0};
    return Sha256().add(std::span(&prefix, 1)).add(entry).finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
    constexpr std::byte prefix{1};
    return Sha256().add(std::span(&prefix, 1)).add(left).add(right).finish();
}

std::vector<Node> append(Frontier& frontier, const Digest& leaf) {
    std::vector<Node> complete{{0, frontier.size, leaf}};
    for (auto below = frontier.size; (below & 1U) == 1; below >>= 1U) {
        const auto& node = complete.back();
        complete.push_back(
            {node.level + 1, node.index >> 1U, node_hash(frontier.peaks.back(), node.hash)}
        );
        frontier.peaks.pop_back();
    }
    frontier.peaks.push_back(complete.back().hash);
    ++frontier.size;
    return complete;
}

Digest root_of(const Frontier& frontier) {
    if (frontier.peaks.empty()) {
        return Sha256().finish();
    }
    auto root = frontier.peaks.back();
    for (auto peak = frontier.peaks.rbegin() + 1; peak != frontier.peaks.rend(); ++peak) {
        root = node_hash(*peak, root);
    }
    return root;
}

Digest root_at(std::uint64_t size, const ReadNode& read) {
    return size == 0 ? Sha256().finish() : hash_of({0, size}, read);
}

Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read) {
    check(index < size, "a proof for a leaf that is not in the tree");
    Proof proof;
    add_path(proof, index, {0, size}, read);
    return proof;
}

Proof consistency_proof(std::uint64_t old_size, std::uint64_t size, const ReadNode& read) {
    check(old_size > 0 && old_size <= size, "a tree grows from one leaf on");
    Proof proof;
    add_subproof(proof, old_size, {0, size}, true, read);
    return proof;
}

bool verify_inclusion(
    const Digest& leaf, std::uint64_t index, const Head& head, std::span<const Digest> proof
) {
    if (index >= head.size) {
        return false;
    }
    Walk walk{index, head.size - 1};
    auto hash = leaf;
    for (const auto& next : proof) {
        if (walk.last == 0) {
            return false;
        }
        hash = walk.step_is_left() ? node_hash(next, hash) : node_hash(hash, next);
        walk.up();
    }
    return walk.last == 0 && hash == head.root;
}

std::optional<Digest> old_root_in(
    std::uint64_t old_size, const Head& head, std::span<const Digest> proof
) {
    if (old_size == 0 || old_size >= head.size || proof.empty()) {
        return {};
    }
    Walk walk{old_size - 1, head.size - 1};
    while ((walk.index & 1U) == 1) {
        walk.up();
    }
    auto old_root = proof.front();
    auto root = proof.front();
    for (const auto& next : proof.subspan(1)) {
        if (walk.last == 0) {
            return {};
        }
        if (walk.step_is_left()) {
            old_root = node_hash(next, old_root);
            root = node_hash(next, root);
        } else {
            root = node_hash(root, next);
        }
        walk.up();
    }
    return walk.last == 0 && root == head.root ? std::optional(old_root) : std::nullopt;
}

bool verify_consistency(const Head& old_head, const Head& head, std::span<const Digest> proof) {
    if (old_head.size == 0 || old_head.size > head.size) {
        return false;
    }
    if (old_head.size == head.size) {
        return proof.empty() && old_head.root == head.root;
    }
    std::vector<Digest> path(proof.begin(), proof.end());
    if (std::has_single_bit(old_head.size)) {
        path.insert(path.begin(), old_head.root);
    }
    return old_root_in(old_head.size, head, path) == old_head.root;
}

}  // namespace belfry::crypto::merkle
