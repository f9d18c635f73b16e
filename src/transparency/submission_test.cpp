#include "transparency/submission.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "transparency/test_tree.hpp"

namespace belfry::transparency {
namespace {

TEST(WitnessSubmission, IsReadAsItIsWrittenAndNothingElseIs) {
    const auto submission = TestTree(20).from(13);
    const auto text = text_of(submission);
    EXPECT_EQ(read_submission(text), submission);
    for (const auto& bad :
         {std::string(),
          std::string("old 13\n"),
          "old 013\n" + text.substr(text.find('\n') + 1),
          "old -1\n" + text.substr(text.find('\n') + 1),
          "old 9223372036854775808\n" + text.substr(text.find('\n') + 1),
          std::string("old 13\nAAAA\n\nnote"),
          "new 13\n" + text.substr(text.find('\n') + 1)}) {
        EXPECT_FALSE(read_submission(bad)) << bad;
    }
    auto long_one = std::string("old 13\n");
    for (int i = 0; i < 64; ++i) {
        long_one += crypto::to_base64(crypto::Digest{}) + "\n";
    }
    EXPECT_FALSE(read_submission(long_one + "\nnote"));
}

TEST(WitnessSubmission, IsCosignedTheFirstTimeAndWhenTheLogOnlyGrew) {
    const TestTree tree(20);
    EXPECT_EQ(judge(tree.from(0), tree.head(), {}), (Judgement{Answer::cosign, false}));
    EXPECT_EQ(judge(tree.from(13), tree.head(), tree.head(13)).answer, Answer::cosign);
    EXPECT_EQ(judge(tree.from(20), tree.head(), tree.head()).answer, Answer::cosign);
}

TEST(WitnessSubmission, IsAnsweredWithTheSizeHeldWhenTheLogThinksAnother) {
    const TestTree tree(20);
    EXPECT_EQ(judge(tree.from(12), tree.head(), tree.head(13)).answer, Answer::another_size);
    EXPECT_EQ(judge(tree.from(13), tree.head(), {}).answer, Answer::another_size);
    EXPECT_EQ(judge(tree.from(0), tree.head(), tree.head(13)).answer, Answer::another_size);
    EXPECT_EQ(judge(tree.from(21), tree.head(), tree.head(13)).answer, Answer::malformed);
    // An older checkpoint is no fork: anybody may send one again.
    EXPECT_EQ(
        judge(tree.from(5), tree.head(10), tree.head(13)), (Judgement{Answer::another_size, false})
    );
}

TEST(WitnessSubmission, ProvesAForkWithAnotherRootOfTheSameSize) {
    const TestTree tree(20);
    const TestTree lie(20, 15);
    const Judgement forked{Answer::another_root, true};
    EXPECT_EQ(judge(lie.from(20), lie.head(), tree.head()), forked);
    EXPECT_EQ(judge(lie.from(3), lie.head(), tree.head()), forked);
}

TEST(WitnessSubmission, ProvesNothingByAProofThatLeadsNowhere) {
    const TestTree tree(20);
    auto submission = tree.from(13);
    submission.proof.front()[0] ^= std::byte{1};
    EXPECT_EQ(
        judge(submission, tree.head(), tree.head(13)),
        (Judgement{Answer::not_consistent, false, true})
    );
    submission.proof.clear();
    EXPECT_FALSE(judge(submission, tree.head(), tree.head(13)).forked);
    // The old root stands in no proof from a power of two: not cosigned, and no proof of a fork.
    const TestTree lie(20, 3);
    EXPECT_EQ(
        judge(lie.from(16), lie.head(), tree.head(16)),
        (Judgement{Answer::not_consistent, false, true})
    );
}

RC_GTEST_PROP(WitnessProperty, CosignsExactlyWhatTheLogOnlyGrewTo, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 70);
    const auto held = *rc::gen::inRange<std::uint64_t>(1, size);
    const auto other = *rc::gen::inRange<std::uint64_t>(0, size + 1);
    const TestTree honest(size);
    const TestTree shown(size, other);
    const auto judgement = judge(shown.from(held), shown.head(), honest.head(held));
    const bool same_beginning = other >= held;
    RC_ASSERT((judgement.answer == Answer::cosign) == same_beginning);
    const bool power = (held & (held - 1)) == 0;
    RC_ASSERT(judgement.forked == (!same_beginning && !power));
    RC_ASSERT(judgement.doubtful == (!same_beginning && power));
}

TEST(WitnessQuorum, IsMoreThanHalf) {
    EXPECT_EQ(quorum_of(0), 0U);
    EXPECT_EQ(quorum_of(1), 1U);
    EXPECT_EQ(quorum_of(2), 2U);
    EXPECT_EQ(quorum_of(3), 2U);
    EXPECT_EQ(quorum_of(4), 3U);
    EXPECT_EQ(quorum_of(5), 3U);
}

}  // namespace
}  // namespace belfry::transparency
