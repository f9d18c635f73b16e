#include "transparency/doubt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "transparency/test_tree.hpp"

namespace belfry::transparency {
namespace {

using crypto::Digest;

TEST(Doubts, AreOfTheProofAloneWhereTheLogGrew) {
    const TestTree log(700);
    for (const std::uint64_t held : {1U, 2U, 16U, 255U, 256U, 257U, 512U, 699U}) {
        EXPECT_EQ(explain(log.head(held), log.head(), log.tiles()).explanation, Explanation::grew)
            << held;
    }
}

TEST(Doubts, ProveAForkWhereNoProofSentCould) {
    const TestTree honest(700);
    const TestTree liar(700, 100);
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
    const TestTree honest(700);
    const TestTree liar(700, 100);
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
    const TestTree log(700);
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
    const TestTree honest(size);
    const TestTree shown(size, other);
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
