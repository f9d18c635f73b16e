#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "crypto/hash.hpp"

/// Merkle trees of RFC 6962 section 2.1 (RFC 9162 section 2.1 says the same and how to verify).
namespace belfry::crypto::merkle {

[[nodiscard]] Digest leaf_hash(std::span<const std::byte> entry);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);

/// A node over 2^level leaves, the `index`-th from the left on its level. Level 0 holds the leaves.
struct Node {
    unsigned level = 0;
    std::uint64_t index = 0;
    Digest hash{};

    friend bool operator==(const Node&, const Node&) = default;
};

/// The right edge of a growing tree: the roots of its largest complete subtrees, left to right. All
/// that is needed to append and to know the root.
struct Frontier {
    std::uint64_t size = 0;
    std::vector<Digest> peaks;  ///< One for each bit that is set in `size`.

    friend bool operator==(const Frontier&, const Frontier&) = default;
};

/// Appends a leaf and gives the nodes that became complete, the leaf first.
std::vector<Node> append(Frontier& frontier, const Digest& leaf);

/// Of an empty tree: SHA-256 of nothing.
[[nodiscard]] Digest root_of(const Frontier& frontier);

/// Gives the hash of a complete node.
using ReadNode = std::function<Digest(unsigned level, std::uint64_t index)>;

/// The root that the tree had when it had `size` leaves.
[[nodiscard]] Digest root_at(std::uint64_t size, const ReadNode& read);

using Proof = std::vector<Digest>;

/// That leaf `index` is in the tree of `size` leaves. `index` < `size`.
[[nodiscard]] Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read);

/// That the tree of `size` leaves only added to that of `old_size`. 0 < `old_size` ≤ `size`.
[[nodiscard]] Proof consistency_proof(
    std::uint64_t old_size, std::uint64_t size, const ReadNode& read
);

/// A tree as others name it.
struct Head {
    std::uint64_t size = 0;
    Digest root{};

    friend bool operator==(const Head&, const Head&) = default;
};

/// The root that the tree of `head` had with `old_size` leaves, as `proof` shows it; empty when the
/// proof does not lead to `head`. Where `old_size` is a power of two a consistency proof leaves the
/// old root out: then it has to stand before the proof.
[[nodiscard]] std::optional<Digest> old_root_in(
    std::uint64_t old_size, const Head& head, std::span<const Digest> proof
);

/// RFC 9162 section 2.1.3.2.
[[nodiscard]] bool verify_inclusion(
    const Digest& leaf, std::uint64_t index, const Head& head, std::span<const Digest> proof
);

/// RFC 9162 section 2.1.4.2.
[[nodiscard]] bool verify_consistency(
    const Head& old_head, const Head& head, std::span<const Digest> proof
);

}  // namespace belfry::crypto::merkle
