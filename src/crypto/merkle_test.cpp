#include "crypto/merkle.hpp"

#include <bit>
#include <map>

#include <gtest/gtest.h>

#include "crypto/bytes.hpp"

namespace belfry::crypto::merkle {
namespace {

// ---- the slow reference: the definition of RFC 6962 section 2.1, word for word

Digest slow_root(std::span<const std::string> entries) {
    if (entries.empty()) {
        return sha256("");
    }
    if (entries.size() == 1) {
        return sha256(std::string(1, '\0') + entries[0]);
    }
    const auto k = std::bit_floor(entries.size() - 1);
    const auto left = slow_root(entries.first(k));
    const auto right = slow_root(entries.subspan(k));
    std::string joined(1, '\1');
    joined.append(reinterpret_cast<const char*>(left.data()), left.size());
    joined.append(reinterpret_cast<const char*>(right.data()), right.size());
    return sha256(joined);
}

Proof slow_path(std::size_t m, std::span<const std::string> d) {
    if (d.size() == 1) {
        return {};
    }
    const auto k = std::bit_floor(d.size() - 1);
    auto path = m < k ? slow_path(m, d.first(k)) : slow_path(m - k, d.subspan(k));
    path.push_back(m < k ? slow_root(d.subspan(k)) : slow_root(d.first(k)));
    return path;
}

Proof slow_subproof(std::size_t m, std::span<const std::string> d, bool b) {
    if (m == d.size()) {
        return b ? Proof{} : Proof{slow_root(d)};
    }
    const auto k = std::bit_floor(d.size() - 1);
    auto proof =
        m <= k ? slow_subproof(m, d.first(k), b) : slow_subproof(m - k, d.subspan(k), false);
    proof.push_back(m <= k ? slow_root(d.subspan(k)) : slow_root(d.first(k)));
    return proof;
}

// ---- a tree that was grown entry by entry

struct Tree {
    explicit Tree(std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            entries.push_back("entry " + std::to_string(i));
            for (const auto& node : append(frontier, leaf_hash(bytes_of(entries.back())))) {
                const bool is_new =
                    nodes.emplace(std::pair(node.level, node.index), node.hash).second;
                EXPECT_TRUE(is_new);
            }
        }
    }

    [[nodiscard]] ReadNode read() const {
        return [this](unsigned level, std::uint64_t index) {
            return nodes.at({level, index});
        };
    }

    [[nodiscard]] std::span<const std::string> first(std::size_t size) const {
        return std::span(entries).first(size);
    }

    [[nodiscard]] Head head(std::size_t size) const { return {size, slow_root(first(size))}; }

    std::vector<std::string> entries;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes;
    Frontier frontier;
};

constexpr std::size_t most = 70;

// The roots that the Certificate Transparency implementations test themselves with.
TEST(MerkleTree, HasThePublishedRoots) {
    const std::vector<std::string> entries{
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f"
    };
    const std::vector<std::string> roots{
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };
    Frontier frontier;
    EXPECT_EQ(root_of(frontier), sha256(""));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        append(frontier, leaf_hash(from_hex(entries[i]).value()));
        EXPECT_EQ(to_hex(root_of(frontier)), roots[i]);
    }
}

TEST(MerkleTree, AgreesWithTheDefinitionAtEverySize) {
    const Tree tree(most);
    Frontier frontier;
    for (std::size_t size = 0; size <= most; ++size) {
        EXPECT_EQ(root_at(size, tree.read()), slow_root(tree.first(size)));
        EXPECT_EQ(root_of(frontier), slow_root(tree.first(size)));
        EXPECT_EQ(frontier.peaks.size(), static_cast<std::size_t>(std::popcount(size)));
        if (size < most) {
            append(frontier, leaf_hash(bytes_of(tree.entries[size])));
        }
    }
}

TEST(InclusionProofs, AgreeWithTheDefinitionAndVerify) {
    const Tree tree(most);
    for (std::size_t size = 1; size <= most; ++size) {
        for (std::size_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, tree.read());
            EXPECT_EQ(proof, slow_path(index, tree.first(size)));
            const auto leaf = leaf_hash(bytes_of(tree.entries[index]));
            EXPECT_TRUE(verify_inclusion(leaf, index, tree.head(size), proof));
        }
    }
}

TEST(InclusionProofs, DoNotVerifyForAnythingElse) {
    const Tree tree(40);
    const auto leaf_at = [&](std::size_t i) {
        return leaf_hash(bytes_of(tree.entries[i]));
    };
    for (std::size_t size = 1; size <= 40; ++size) {
        const auto head = tree.head(size);
        for (std::size_t index = 0; index < size; ++index) {
            auto proof = inclusion_proof(index, size, tree.read());
            for (std::size_t other = 0; other < size; ++other) {
                EXPECT_EQ(verify_inclusion(leaf_at(index), other, head, proof), other == index);
                EXPECT_EQ(verify_inclusion(leaf_at(other), index, head, proof), other == index);
            }
            for (auto& hash : proof) {
                hash[7] ^= std::byte{1};
                EXPECT_FALSE(verify_inclusion(leaf_at(index), index, head, proof));
                hash[7] ^= std::byte{1};
            }
            proof.push_back(leaf_at(0));
            EXPECT_FALSE(verify_inclusion(leaf_at(index), index, head, proof));
            proof.resize(proof.size() - 1);
            if (!proof.empty()) {
                proof.pop_back();
                EXPECT_FALSE(verify_inclusion(leaf_at(index), index, head, proof));
            }
        }
        EXPECT_FALSE(verify_inclusion(leaf_at(0), size, head, {}));
    }
}

TEST(ConsistencyProofs, AgreeWithTheDefinitionAndVerify) {
    const Tree tree(most);
    for (std::size_t size = 1; size <= most; ++size) {
        for (std::size_t old = 1; old <= size; ++old) {
            const auto proof = consistency_proof(old, size, tree.read());
            EXPECT_EQ(proof, slow_subproof(old, tree.first(size), true));
            EXPECT_TRUE(verify_consistency(tree.head(old), tree.head(size), proof));
        }
    }
}

TEST(ConsistencyProofs, DoNotVerifyForARewrittenTree) {
    const Tree tree(40);
    for (std::size_t size = 1; size <= 40; ++size) {
        for (std::size_t old = 1; old <= size; ++old) {
            const auto proof = consistency_proof(old, size, tree.read());
            auto old_head = tree.head(old);
            auto head = tree.head(size);
            old_head.root[3] ^= std::byte{1};
            EXPECT_FALSE(verify_consistency(old_head, head, proof));
            old_head = tree.head(old);
            head.root[3] ^= std::byte{1};
            EXPECT_FALSE(verify_consistency(old_head, head, proof));
            head = tree.head(size);
            auto longer = proof;
            longer.push_back(head.root);
            EXPECT_FALSE(verify_consistency(old_head, head, longer));
            if (!proof.empty()) {
                EXPECT_FALSE(
                    verify_consistency(old_head, head, std::span(proof).first(proof.size() - 1))
                );
            }
        }
    }
    EXPECT_FALSE(verify_consistency({0, sha256("")}, tree.head(5), {}));
    EXPECT_FALSE(verify_consistency(tree.head(3), tree.head(5), {}));
    EXPECT_FALSE(verify_consistency(tree.head(6), tree.head(5), {}));
}

TEST(ConsistencyProofs, NameTheOldRoot) {
    const Tree tree(7);
    const auto proof = consistency_proof(3, 7, tree.read());
    EXPECT_EQ(old_root_in(3, tree.head(7), proof), slow_root(tree.first(3)));
    EXPECT_EQ(old_root_in(0, tree.head(7), proof), std::nullopt) << "of no tree";
    EXPECT_EQ(old_root_in(7, tree.head(7), proof), std::nullopt) << "of a tree that did not grow";
    EXPECT_EQ(old_root_in(3, tree.head(7), {}), std::nullopt) << "without a proof";
}

}  // namespace
}  // namespace belfry::crypto::merkle
