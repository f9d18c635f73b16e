// Every method from the first event to the signature, checked by the second path on the way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit_bundle/test_audit.hpp"
#include "crypto/signature.hpp"

namespace belfry::audit_bundle {
namespace {

using audit::AuditMethod;
using audit::CountingRule;
using audit::Sampling;
using audit::Verdict;

Verdict finish(TestAudit& audit) {
    for (int round = 0; round < 8; ++round) {
        audit.draw_round();
        audit.read_all();
        const auto verdict = audit.measure_round().verdict;
        EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
        if (verdict != Verdict::more) {
            return verdict;
        }
    }
    return Verdict::more;
}

void close_and_sign(TestAudit& audit) {
    const auto closed = close(audit.bundle(), audit.deed());
    ASSERT_TRUE(closed) << closed.error().summary;
    SeededRandom random(3);
    const auto key = crypto::new_signing_key(random);
    audit::Signature signature;
    signature.name = "Clerk";
    signature.role = "county clerk";
    signature.public_key = key.public_key();
    signature.signature = key.sign(audit.progress().closing_head);
    const auto added = sign(audit.bundle(), signature, audit.deed());
    ASSERT_TRUE(added) << added.error().summary;
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

class EveryMethod : public testing::TestWithParam<AuditMethod> {};

TEST_P(EveryMethod, ConfirmsARightOutcomeAndTheSecondPathAgrees) {
    auto election = mayor(GetParam());
    if (audit::has_strata(GetParam()) || GetParam() == AuditMethod::one_audit) {
        election.records["South"] = false;
    }
    election.totals = GetParam() == AuditMethod::one_audit;
    if (GetParam() == AuditMethod::fixed_percentage) {
        election.contests.contests[0].batches_share = 0.1;
    }
    TestAudit audit(election);
    audit.until_seeded();
    const auto verdict = finish(audit);
    EXPECT_EQ(
        verdict,
        GetParam() == AuditMethod::fixed_percentage ? Verdict::reported_only : Verdict::confirmed
    );
    close_and_sign(audit);
}

INSTANTIATE_TEST_SUITE_P(
    Audits,
    EveryMethod,
    testing::Values(
        AuditMethod::comparison,
        AuditMethod::betting_comparison,
        AuditMethod::one_audit,
        AuditMethod::bravo,
        AuditMethod::minerva,
        AuditMethod::providence,
        AuditMethod::alpha,
        AuditMethod::batch_comparison,
        AuditMethod::hybrid,
        AuditMethod::stratified,
        AuditMethod::fixed_percentage
    ),
    [](const auto& info) { return std::string(json::name_of(info.param)); }
);

class EverySampler : public testing::TestWithParam<std::pair<Sampling, bool>> {};

TEST_P(EverySampler, GoesOnWhereTheRoundBeforeStopped) {
    auto election = mayor(AuditMethod::comparison);
    election.terms.sampling = GetParam().first;
    election.terms.with_replacement = GetParam().second;
    TestAudit audit(election);
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    audit.read_all();
    audit.measure_round();
    audit.draw_round({{"Mayor", 30}});
    audit.read_all();
    EXPECT_EQ(audit.measure_round().draws, 30);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());

    TestAudit at_once(election);
    at_once.until_seeded();
    at_once.draw_round({{"Mayor", 30}});
    std::vector<std::string> in_rounds;
    for (const auto& round : audit.progress().rounds) {
        for (const auto& pick : round.draws.front().picks) {
            in_rounds.push_back(pick.ticket);
        }
    }
    std::vector<std::string> together;
    for (const auto& pick : at_once.progress().rounds.front().draws.front().picks) {
        together.push_back(pick.ticket);
    }
    EXPECT_EQ(in_rounds, together);
}

INSTANTIATE_TEST_SUITE_P(
    Audits,
    EverySampler,
    testing::Values(
        std::pair(Sampling::consistent, true),
        std::pair(Sampling::consistent, false),
        std::pair(Sampling::counter, true),
        std::pair(Sampling::counter, false),
        std::pair(Sampling::hash, false),
        std::pair(Sampling::index, true),
        std::pair(Sampling::index, false)
    )
);

Election ranked() {
    auto election = mayor(AuditMethod::comparison);
    auto& contest = election.contests.contests[0];
    contest.rule = CountingRule::instant_runoff;
    contest.reported_winner = "Ada";
    for (auto& batch : election.batches) {
        for (std::size_t at = 0; at < batch.cards.size(); ++at) {
            auto& cell = batch.cards[at][0];
            cell = cell == "1" ? (at % 2 == 0 ? "1>3" : "1") : cell == "2" ? "2>3>1" : "3>1";
        }
    }
    contest.choices[2].votes = 40;
    return election;
}

TEST(RankedAudit, RulesOutEveryOtherWinner) {
    for (const auto method :
         {AuditMethod::comparison, AuditMethod::betting_comparison, AuditMethod::alpha}) {
        auto election = ranked();
        election.contests.contests[0].method = method;
        TestAudit audit(election);
        audit.until_seeded();
        EXPECT_EQ(finish(audit), Verdict::confirmed);
        EXPECT_FALSE(audit.progress().preparation->contests[0].claims.empty());
        close_and_sign(audit);
    }
}

TEST(ShareAudit, ShowsThatAMajorityWasReached) {
    auto election = mayor(AuditMethod::betting_comparison);
    election.contests.contests[0].rule = CountingRule::threshold;
    election.contests.contests[0].share = 0.5;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(finish(audit), Verdict::confirmed);
    close_and_sign(audit);
}

TEST(SeatsAudit, ShowsWhoHoldsTheLastSeat) {
    auto election = mayor(AuditMethod::alpha);
    election.contests.contests[0].rule = CountingRule::dhondt;
    election.contests.contests[0].winners = 3;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(finish(audit), Verdict::confirmed);
    close_and_sign(audit);
}

TEST(SeveralContests, ShareTheCardsTheyDraw) {
    auto election = mayor(AuditMethod::comparison);
    auto measure_a = election.contests.contests[0];
    measure_a.name = "Measure A";
    measure_a.method = AuditMethod::betting_comparison;
    measure_a.jurisdictions = {"North"};
    measure_a.cards = 200;
    measure_a.choices = {{"Yes", 0}, {"No", 0}};
    for (auto& batch : election.batches) {
        for (std::size_t at = 0; at < batch.cards.size(); ++at) {
            const bool north = batch.jurisdiction == "North";
            batch.cards[at].push_back(!north ? "" : at % 3 == 0 ? "2" : "1");
            measure_a.choices[0].votes += north && at % 3 != 0 ? 1 : 0;
            measure_a.choices[1].votes += north && at % 3 == 0 ? 1 : 0;
        }
    }
    election.contests.contests.push_back(measure_a);
    election.terms.card_styles = true;
    TestAudit audit(election);
    audit.until_seeded();
    audit.draw_round({{"Mayor", 60}, {"Measure A", 40}});
    const auto& round = audit.progress().rounds.front();
    EXPECT_LT(round.items.size(), 100U);
    audit.read_all();
    audit.measure_round();
    EXPECT_EQ(audit.progress().measurement->contests[1].draws, 40);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(Phantoms, CountAgainstTheOutcome) {
    auto election = mayor(AuditMethod::comparison);
    election.contests.contests[0].cards = 420;
    election.terms.card_styles = true;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(audit.progress().preparation->contests[0].phantoms, 20);
    audit.draw_round({{"Mayor", 200}});
    audit.read_all();
    const auto& risk = audit.measure_round();
    EXPECT_GT(risk.not_found, 0);
    EXPECT_EQ(risk.claims[0].found->o2, risk.not_found);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(StratifiedAudit, BetsInBothStrataAndAgreesWithTheSecondPathCardByCard) {
    auto election = mayor(AuditMethod::stratified);
    election.records["South"] = false;
    TestAudit audit(election);
    audit.until_seeded();
    double last = 1.0;
    for (const std::int64_t draws : {40, 90, 180}) {
        audit.draw_round({{"Mayor", draws}});
        audit.read_all();
        const double p = audit.measure_round().p_value;
        EXPECT_LT(p, last);
        EXPECT_GT(p, 0.0);
        EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
        last = p;
        if (p <= 0.05) {
            return;
        }
    }
    FAIL() << "180 of 400 cards should confirm a margin of 30 %: " << last;
}

/// Votes of the second batch are known, but not which card holds which of them.
Election redacted(AuditMethod method) {
    auto election = mayor(method);
    election.withheld = {election.batches[1].batch};
    return election;
}

TEST(WithheldRecords, AreComparedWithTheMeanOfTheirBatch) {
    TestAudit audit(redacted(AuditMethod::one_audit));
    audit.until_seeded();
    const auto& prepared = audit.progress().preparation->contests[0];
    EXPECT_EQ(prepared.records, 380);
    EXPECT_NEAR(prepared.claims[0].margin, 0.3, 1e-12);  // as if nothing had been withheld
    EXPECT_EQ(finish(audit), Verdict::confirmed);
    close_and_sign(audit);
}

TEST(WithheldRecords, CountAgainstTheOutcomeWhereSingleCardsAreCompared) {
    TestAudit audit(redacted(AuditMethod::comparison));
    audit.until_seeded();
    EXPECT_LT(audit.progress().preparation->contests[0].claims[0].margin, 0.3);
    audit.draw_round({{"Mayor", 400}});
    audit.read_all();
    EXPECT_EQ(audit.measure_round().claims[0].found->o2, 20);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(WithheldRecords, WithCardStylesArePhantomsUpToTheContestsCards) {
    auto election = redacted(AuditMethod::betting_comparison);
    election.terms.card_styles = true;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(audit.progress().preparation->contests[0].phantoms, 20);
    EXPECT_EQ(audit.progress().preparation->contests[0].population, 400);
    EXPECT_EQ(finish(audit), Verdict::confirmed);
    close_and_sign(audit);
}

TEST(CardsWithoutRecords, MayBeKnownByTheirJurisdictionAlone) {
    auto election = mayor(AuditMethod::one_audit);
    election.records["South"] = false;
    TestAudit audit(election);
    audit.open();
    audit.commit_all();
    const auto early = close_commitments(audit.bundle(), audit.deed());
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, "audit_needs_totals");
    audit::CommittedFile file;
    file.role = audit::FileRole::batch_totals;
    file.jurisdiction = "South";
    file.contest = "Mayor";
    file.rows = 1;
    file.format = "test";
    const auto now = audit.deed();
    ASSERT_TRUE(audit.bundle().commit(
        file, "south.csv", "tabulator,batch,Ada,Bea,Cy\n,,120,60,0\n", now.by, now.at
    ));
    audit.close();
    audit.seed();
    EXPECT_EQ(finish(audit), Verdict::confirmed);
    close_and_sign(audit);
}

TEST(CardsWithoutRecords, CannotHoldMoreVotesThanThereAreCards) {
    auto election = mayor(AuditMethod::one_audit);
    election.records["South"] = false;
    TestAudit audit(election);
    audit.open();
    audit.commit_all();
    audit::CommittedFile file;
    file.role = audit::FileRole::batch_totals;
    file.jurisdiction = "South";
    file.contest = "Mayor";
    file.rows = 1;
    file.format = "test";
    const auto now = audit.deed();
    ASSERT_TRUE(audit.bundle().commit(
        file, "south.csv", "tabulator,batch,Ada,Bea,Cy\n,,160,60,0\n", now.by, now.at
    ));
    const auto closed = close_commitments(audit.bundle(), audit.deed());
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().code, "audit_pool_votes");
}

TEST(WrongOutcome, EndsInAFullCount) {
    auto election = mayor(AuditMethod::comparison, 100);
    TestAudit audit(election);
    audit.until_seeded();
    // The paper says otherwise than the records.
    for (auto& batch : audit.election().batches) {
        for (auto& card : batch.cards) {
            card[0] = "2";
        }
    }
    EXPECT_EQ(finish(audit), Verdict::full_count);
    ASSERT_TRUE(order_full_count(audit.bundle(), "Mayor", "The sample says so.", audit.deed()));
    audit::FullCountRecorded counted;
    counted.contest = "Mayor";
    counted.votes = {{"Ada", 0}, {"Bea", 100}, {"Cy", 0}};
    const auto judged = record_full_count(audit.bundle(), counted, audit.deed({"Ann", "Ben"}));
    ASSERT_TRUE(judged) << judged.error().summary;
    EXPECT_FALSE(judged->same_outcome);
    close_and_sign(audit);
    EXPECT_EQ(audit.progress().closing->contests[0].verdict, Verdict::counted_other);
}

TEST(Ties, AreResultsAndNotErrors) {
    auto election = mayor(AuditMethod::comparison, 100);
    auto& contest = election.contests.contests[0];
    contest.method = AuditMethod::bravo;
    contest.choices[1].votes = contest.choices[0].votes;
    contest.cards = 200;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(audit.progress().preparation->contests[0].standing, audit::Auditability::tied);
    EXPECT_THAT(audit::next_step(audit.progress()).words(), testing::HasSubstr("in full"));
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(MarginsOutOfReach, AreResultsThatAskForAFullCount) {
    auto election = mayor(AuditMethod::batch_comparison);
    election.totals = true;
    // More votes stand in no batch than the margin is wide.
    auto& contest = election.contests.contests[0];
    contest.choices[0].votes += 200;
    contest.choices[1].votes += 200;
    contest.cards = 900;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(audit.progress().preparation->contests[0].standing, audit::Auditability::unreachable);
    EXPECT_THAT(audit::next_step(audit.progress()).words(), testing::HasSubstr("in full"));
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(NoLosers, LeaveNothingToAudit) {
    auto election = mayor(AuditMethod::comparison, 100);
    election.contests.contests[0].winners = 3;
    TestAudit audit(election);
    audit.until_seeded();
    EXPECT_EQ(audit.progress().preparation->contests[0].standing, audit::Auditability::no_losers);
    close_and_sign(audit);
    EXPECT_EQ(audit.progress().closing->contests[0].verdict, Verdict::nothing_to_audit);
}

TEST(BatchAudit, FindsTheBatchThatWasCountedWrongly) {
    auto election = mayor(AuditMethod::batch_comparison);
    election.totals = true;
    TestAudit audit(election);
    audit.until_seeded();
    auto& batch = audit.election().batches[3];
    for (std::size_t at = 0; at < 4; ++at) {
        batch.cards[at][0] = "2";
    }
    audit.draw_round({{"Mayor", 20}});  // as many as there are: every batch
    audit.read_all();
    const auto& risk = audit.measure_round();
    EXPECT_EQ(risk.verdict, Verdict::confirmed);
    EXPECT_THAT(
        risk.claims,
        testing::Contains(testing::Field(&audit::ClaimRisk::words, testing::HasSubstr("counted")))
    );
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

}  // namespace
}  // namespace belfry::audit_bundle
