#include "transparency/doubt.hpp"

#include <bit>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace belfry::transparency {
namespace {

using crypto::Digest;
using crypto::merkle::Head;

/// A log of numbered entries that are others from `other` on, and what it publishes.
class PublishedLog {
public:
    explicit PublishedLog(std::uint64_t size, std::uint64_t other = ~std::uint64_t{0}) {
        for (std::uint64_t i = 0; i < size; ++i) {
            const auto entry = std::to_string(i) + (i >= other ? " otherwise" : "");
            for (const auto& node :
                 append(frontier_, crypto::merkle::leaf_hash(crypto::bytes_of(entry)))) {
                nodes_[{node.level, node.index}] = node.hash;
            }
        }
    }

    [[nodiscard]] Head head() const { return head(frontier_.size); }

    [[nodiscard]] Head head(std::uint64_t size) const {
        return {size, crypto::merkle::root_at(size, [this](unsigned level, std::uint64_t index) {
                    return nodes_.at({level, index});
                })};
    }

    /// Its tiles, but for those of `missing`'s level and number.
    [[nodiscard]] ReadTile tiles(std::optional<Tile> missing = {}) const {
        return [this, missing](const Tile& tile) -> std::optional<std::vector<Digest>> {
            ++asked;
            if (missing && missing->level == tile.level && missing->index == tile.index) {
                return {};
            }
            std::vector<Digest> out;
            for (std::uint64_t i = 0; i < tile.width; ++i) {
                const auto found = nodes_.find({8 * tile.level, tile.index * tile_width + i});
                if (found == nodes_.end()) {
                    return {};
                }
                out.push_back(found->second);
            }
            return out;
        };
    }

    mutable int asked = 0;

private:
    crypto::merkle::Frontier frontier_;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes_;
};

TEST(Doubts, AreOfThePostWhereTheLogGrew) {
    const PublishedLog log(700);
    for (const std::uint64_t held : {1U, 2U, 16U, 255U, 256U, 257U, 512U, 699U}) {
        EXPECT_EQ(explain(log.head(held), log.head(), log.tiles()).explanation, Explanation::grew)
            << held;
    }
}

TEST(Doubts, ProveAForkWhereNoProofSentCould) {
    const PublishedLog honest(700);
    const PublishedLog liar(700, 100);
    for (const std::uint64_t held : {128U, 200U, 256U, 512U, 600U}) {
        const auto explained = explain(honest.head(held), liar.head(), liar.tiles());
        EXPECT_EQ(explained.explanation, Explanation::forked) << held;
        EXPECT_TRUE(shows_fork(honest.head(held), liar.head(), explained.proof)) << held;
        EXPECT_FALSE(shows_fork(liar.head(held), liar.head(), explained.proof)) << held;
        auto changed = explained.proof;
        changed.back()[0] ^= std::byte{1};
        EXPECT_FALSE(shows_fork(honest.head(held), liar.head(), changed)) << held;
    }
}

TEST(Doubts, StayWhereTilesAreNotWhatWasSigned) {
    const PublishedLog honest(700);
    const PublishedLog liar(700, 100);
    // The public is shown another history than the witness.
    EXPECT_EQ(
        explain(honest.head(256), liar.head(), honest.tiles()).explanation, Explanation::none
    );
    for (const Tile& missing : {Tile{false, 0, 2}, Tile{false, 1, 0}}) {
        EXPECT_EQ(
            explain(honest.head(256), liar.head(), liar.tiles(missing)).explanation,
            Explanation::none
        );
    }
    // Which shows the old root, and not how one came to the other.
    EXPECT_EQ(
        explain(honest.head(300), liar.head(), liar.tiles(Tile{false, 0, 1})).explanation,
        Explanation::none
    );
    const ReadTile nothing = [](const Tile&) {
        return std::optional<std::vector<Digest>>();
    };
    EXPECT_EQ(explain(honest.head(3), liar.head(), nothing).explanation, Explanation::none);
    const ReadTile short_ones = [](const Tile&) {
        return std::optional(std::vector<Digest>(1));
    };
    EXPECT_EQ(explain(honest.head(3), liar.head(), short_ones).explanation, Explanation::none);
}

TEST(Doubts, AskForEachTileOnceAndForNoneAfterOneIsMissing) {
    const PublishedLog log(700);
    EXPECT_EQ(explain(log.head(600), log.head(), log.tiles()).explanation, Explanation::grew);
    EXPECT_LE(log.asked, 3);
    log.asked = 0;
    EXPECT_EQ(
        explain(log.head(600), log.head(), log.tiles(Tile{false, 1, 0})).explanation,
        Explanation::none
    );
    EXPECT_EQ(log.asked, 1);
}

RC_GTEST_PROP(DoubtProperty, IsSettledByTheTilesOfWhoeverSigned, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 600);
    const auto held = *rc::gen::inRange<std::uint64_t>(1, size);
    const auto other = *rc::gen::inRange<std::uint64_t>(0, size + 1);
    const PublishedLog honest(size);
    const PublishedLog shown(size, other);
    const auto explained = explain(honest.head(held), shown.head(), shown.tiles());
    const auto expected = other >= held ? Explanation::grew : Explanation::forked;
    RC_ASSERT(explained.explanation == expected);
    RC_ASSERT(
        shows_fork(honest.head(held), shown.head(), explained.proof) ==
        (expected == Explanation::forked)
    );
}

}  // namespace
}  // namespace belfry::transparency
