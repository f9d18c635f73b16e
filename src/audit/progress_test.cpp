#include "audit/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/full_count.hpp"
#include "audit/measuring.hpp"
#include "audit/plain_files.hpp"

namespace belfry::audit {
namespace {

AuditTerms terms() {
    AuditTerms out;
    out.title = "Audit";
    out.election = "Election";
    out.jurisdictions = {"North"};
    return out;
}

ContestTerms mayor() {
    ContestTerms out;
    out.name = "Mayor";
    out.cards = 100;
    out.choices = {{"Ada", 50}, {"Bea", 30}, {"Cy", 10}};
    return out;
}

Event opening() {
    return next_event({}, EventKind::audit_opened, json::write(terms()), {"Clerk"}, Instant());
}

TEST(AuditEvents, HaveOneSpellingAndReadBack) {
    const auto text = text_of(opening());
    const auto event = read_event(text);
    ASSERT_TRUE(event) << event.error().summary;
    EXPECT_EQ(text_of(*event), text);
    EXPECT_FALSE(read_event(" " + text));
    EXPECT_FALSE(read_event(text.substr(0, text.size() - 1)));
    auto other = text;
    other.replace(other.find("belfry-audit-1"), 14, "belfry-audit-9");
    EXPECT_EQ(read_event(other).error().code, "audit_event_form");
}

TEST(AuditEvents, FollowEachOtherByHashNumberAndTime) {
    const auto first = opening();
    Progress progress;
    ASSERT_TRUE(advance(progress, first));
    EXPECT_EQ(advance(progress, first).error().code, "audit_chain_broken");
    CommittedFile file;
    file.role = FileRole::contests;
    file.path = "files/01-contests.json";
    auto next = next_event(progress, EventKind::file_committed, json::write(file), {}, Instant());
    next.at -= std::chrono::seconds(1);
    EXPECT_EQ(advance(progress, next).error().code, "audit_time");
    next.at += std::chrono::seconds(1);
    auto elsewhere = next;
    elsewhere.previous = std::string(no_event);
    EXPECT_EQ(advance(progress, elsewhere).error().code, "audit_chain_broken");
    EXPECT_TRUE(advance(progress, next));
    EXPECT_EQ(progress.events, 2);
}

TEST(AuditTermsCheck, NamesWhatHasToChange) {
    auto wrong = terms();
    wrong.risk_limit = 1.0;
    wrong.jurisdictions = {"North", "North"};
    const auto refused = check_audit_terms(wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problems.size(), 2U);
}

TEST(ContestTermsCheck, HoldsMethodsToTheRulesTheyCanAudit) {
    const auto code = [](const ContestTerms& contest) -> std::string {
        const auto checked = check_contests(terms(), {{contest}});
        return checked ? "" : checked.error().problems.front().code;
    };
    EXPECT_EQ(code(mayor()), "");
    auto ranked = mayor();
    ranked.rule = CountingRule::instant_runoff;
    EXPECT_EQ(code(ranked), "audit_reported_winner");
    ranked.reported_winner = "Ada";
    EXPECT_EQ(code(ranked), "");
    ranked.method = AuditMethod::bravo;
    EXPECT_EQ(code(ranked), "audit_method_rule");
    auto share = mayor();
    share.rule = CountingRule::threshold;
    share.method = AuditMethod::alpha;
    EXPECT_EQ(code(share), "audit_share");
    auto several = mayor();
    several.rule = CountingRule::single_transferable_vote;
    EXPECT_EQ(code(several), "audit_no_method");
    auto approval = mayor();
    approval.rule = CountingRule::approval;
    EXPECT_EQ(code(approval), "");
    auto elsewhere = mayor();
    elsewhere.jurisdictions = {"South"};
    EXPECT_EQ(code(elsewhere), "audit_unknown_jurisdiction");
    auto crowded = mayor();
    crowded.cards = 60;
    EXPECT_EQ(code(crowded), "audit_more_votes_than_cards");
}

TEST(HandMarks, CloseUpRanksAndCountTooManyForNobody) {
    auto contest = mayor();
    EXPECT_EQ(
        hand_marks(contest, {"Mayor", Sight::marked, {{"Ada", 1}, {"Bea", 1}}}),
        (std::vector<std::uint8_t>{0, 0, 0})
    );
    EXPECT_EQ(
        hand_marks(contest, {"Mayor", Sight::marked, {{"(other)", 1}}}),
        (std::vector<std::uint8_t>{0, 0, 0})
    );
    EXPECT_EQ(hand_marks(contest, {"Mayor", Sight::not_on_card, {}}), std::nullopt);
    contest.rule = CountingRule::instant_runoff;
    EXPECT_EQ(
        hand_marks(contest, {"Mayor", Sight::marked, {{"Cy", 2}, {"(other)", 3}, {"Ada", 5}}}),
        (std::vector<std::uint8_t>{2, 0, 1})
    );
    EXPECT_EQ(
        hand_marks(contest, {"Mayor", Sight::marked, {{"Cy", 1}, {"Bea", 2}, {"Ada", 2}}}),
        (std::vector<std::uint8_t>{0, 0, 1})
    );
}

TEST(PlainFiles, ReadBackWhatWasWritten) {
    const std::vector<BatchPlace> batches{{"Box, 1", "T\"1\"", "B1", 20}, {"", "", "B2", 0}};
    EXPECT_EQ(*read_manifest_text(manifest_text(batches), "m.csv"), batches);
    const std::vector<BatchVotes> votes{{"T1", "B1", {3, 2, 0}}};
    EXPECT_EQ(*read_batch_totals_text(batch_totals_text(mayor(), votes), "t.csv", mayor()), votes);
    const std::vector<CardPlace> cards{{"North", "T1", "B1", 7}};
    EXPECT_EQ(*read_sample_text(sample_text(cards), "s.csv"), cards);
}

TEST(PlainFiles, ABlankCellIsNoContestAndADashNoVote) {
    const ContestsFile contests{{mayor()}};
    CardTable cards;
    const auto read = read_records_text(
        "tabulator,batch,position,imprinted,style,Mayor\n"
        "T,B,1,,,2\nT,B,2,,,-\nT,B,3,,,\nT,B,4,,,!\n",
        "r.csv",
        contests,
        cards
    );
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(cards.tally(0), (std::vector<std::int64_t>{0, 1, 0}));
    EXPECT_EQ(cards.cards_with(0), 3);
    CardTable none;
    const auto bad = read_records_text(
        "tabulator,batch,position,imprinted,style,Mayor\nT,B,1,,,4\n", "r.csv", contests, none
    );
    ASSERT_FALSE(bad);
    EXPECT_THAT(bad.error().summary, testing::HasSubstr("r.csv, line 2"));
}

TEST(FullCounts, SayWhetherTheOutcomeStands) {
    FullCountRecorded counted;
    counted.contest = "Mayor";
    counted.votes = {{"Bea", 31}, {"Ada", 49}, {"Cy", 10}};
    auto judged = judge_full_count(mayor(), counted);
    ASSERT_TRUE(judged);
    EXPECT_TRUE(judged->same_outcome);
    EXPECT_EQ(judged->winners, std::vector<std::string>{"Ada"});
    counted.votes[0].votes = 60;
    EXPECT_FALSE(judge_full_count(mayor(), counted)->same_outcome);
    counted.votes[0].votes = 49;
    EXPECT_EQ(judge_full_count(mayor(), counted).error().code, "audit_full_count_votes");
    counted.winners = {"Ada"};
    EXPECT_TRUE(judge_full_count(mayor(), counted)->same_outcome);
    counted.votes.pop_back();
    EXPECT_FALSE(judge_full_count(mayor(), counted));
}

}  // namespace
}  // namespace belfry::audit
