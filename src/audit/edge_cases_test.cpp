// The ends of what formulas take: nothing drawn, everything drawn, no margin, every card wrong.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "audit/batch_comparison.hpp"
#include "audit/binomial.hpp"
#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "audit/discrepancy.hpp"
#include "audit/hybrid.hpp"
#include "audit/minerva.hpp"
#include "audit/overstatement.hpp"

namespace belfry::audit {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Comparison, WithoutAMarginNoSizeIsEnough) {
    const ComparisonTerms terms{0.05, 0.0, gamma_default};
    EXPECT_EQ(kaplan_markov(terms, 100, {}), 1.0);
    EXPECT_EQ(
        expected_comparison_sample(terms, {}, ComparisonSizeRule::first_round_rates, 500), 500
    );
    EXPECT_EQ(expected_comparison_sample(terms, {}, ComparisonSizeRule::iterated_rates, 500), 500);
    EXPECT_EQ(expected_comparison_sample(terms, {}, ComparisonSizeRule::mean_growth, 500), 500);
    EXPECT_EQ(expected_comparison_sample(terms, {}, ComparisonSizeRule::error_free, 500), 500);
    EXPECT_EQ(further_comparison_sample(terms, 0, {}, 500), 500);
}

TEST(Comparison, NothingDrawnTellsNothingAndErrorsOnlyRaiseTheRisk) {
    const ComparisonTerms terms{0.05, 0.1, gamma_default};
    EXPECT_EQ(kaplan_markov(terms, 0, {}), 1.0);
    const double none = kaplan_markov(terms, 200, {});
    EXPECT_GT(kaplan_markov(terms, 200, {1, 0, 0, 0}), none);
    EXPECT_GT(kaplan_markov(terms, 200, {0, 1, 0, 0}), kaplan_markov(terms, 200, {1, 0, 0, 0}));
    EXPECT_LT(kaplan_markov(terms, 200, {0, 0, 1, 0}), none);
    EXPECT_LT(kaplan_markov(terms, 200, {0, 0, 0, 1}), kaplan_markov(terms, 200, {0, 0, 1, 0}));
    EXPECT_EQ(kaplan_markov(terms, 50, {0, 50, 0, 0}), 1.0);
    EXPECT_EQ(smallest_comparison_sample(terms, {0, 0, 900, 0}), 900);
}

TEST(Discrepancy, TheWorstPairIsTheOneWhoseMarginSuffersMost) {
    // Two winners: the card takes two votes off the wide pair and one off the close one.
    const Contest contest{"c", 3000, 2, 2, {{"w", 1500}, {"v", 810}, {"l", 800}}};
    const auto outcome = outcome_of(contest);
    const CardRecord record{true, {RecordMark::vote, RecordMark::vote, RecordMark::none}};
    const HandReading hand{true, {0, 1, 1}};
    const auto found = card_discrepancy(contest, outcome, record, hand);
    EXPECT_EQ(found.votes, 2);
    EXPECT_DOUBLE_EQ(found.relative, 1.0 / 10.0);
    const std::vector<ComparedCard> cards{{found, 3}};
    KaplanMarkov bound({0.05, outcome.diluted_margin, gamma_default}, 10);
    bound.push(0.1, 3);
    EXPECT_DOUBLE_EQ(comparison_risk(contest, cards), bound.p_value());
}

TEST(Discrepancy, ACardWithoutRecordOrPaperLosesAllItCan) {
    const Contest contest{"c", 100, 1, 1, {{"w", 60}, {"l", 40}}};
    const auto outcome = outcome_of(contest);
    const CardRecord loser{true, {RecordMark::none, RecordMark::vote}};
    EXPECT_EQ(card_discrepancy(contest, outcome, loser, {false, {}}).votes, 2);
    EXPECT_EQ(card_discrepancy(contest, outcome, {false, {}}, {true, {1, 0}}).votes, 2);
    // A contest that is on neither is no error; one that is on the record alone is.
    EXPECT_EQ(card_discrepancy(contest, outcome, {true, {}}, {true, {}}).votes, 0);
    EXPECT_EQ(card_discrepancy(contest, outcome, loser, {true, {}}).votes, -1);
    Discrepancies found;
    add(found, card_discrepancy(contest, outcome, loser, {true, {1, 0}}), 4);
    add(found, {1, 0.05}, 2);
    EXPECT_EQ(found, (Discrepancies{2, 0, 0, 4}));
}

TEST(Discrepancy, TiesAndContestsWithoutLosers) {
    const Contest tie{"c", 100, 1, 1, {{"w", 50}, {"l", 50}}};
    EXPECT_EQ(comparison_risk(tie, {}), 1.0);
    const Contest alone{"c", 100, 1, 1, {{"w", 50}}};
    EXPECT_EQ(comparison_risk(alone, {}), 0.0);
    const CardRecord winner{true, {RecordMark::vote, RecordMark::none}};
    EXPECT_EQ(card_discrepancy(tie, outcome_of(tie), winner, {true, {0, 1}}).relative, infinity);
}

TEST(Discrepancy, OvervotesTheRecordOnlyHintsAt) {
    const Contest contest{"c", 100, 1, 1, {{"w", 60}, {"l", 40}}};
    const Pair pair{0, 1, 20};
    const CardRecord over{true, {RecordMark::overvote, RecordMark::overvote}};
    const CardRecord under{true, {RecordMark::undervote, RecordMark::undervote}};
    EXPECT_EQ(pair_discrepancy(contest, pair, over, {true, {1, 1}}), 0);
    EXPECT_EQ(pair_discrepancy(contest, pair, over, {true, {0, 1}}), 1);
    EXPECT_EQ(pair_discrepancy(contest, pair, under, {true, {0, 1}}), 1);
    EXPECT_EQ(pair_discrepancy(contest, pair, under, {true, {}}), 0);
}

TEST(Bravo, EndsOfTheScale) {
    const Contest unopposed{"c", 100, 1, 1, {{"w", 100}, {"l", 0}}};
    EXPECT_EQ(bravo_further_size(unopposed, {0, {0, 0}}, 0.05, 0.9), 1);
    EXPECT_EQ(bravo_risks(unopposed, {5, {5, 1}}).front().p_value, 1.0);
    EXPECT_LT(bravo_risks(unopposed, {5, {5, 0}}).front().p_value, 0.04);
    EXPECT_EQ(bravo_state(unopposed, {100, {100, 0}}, 0.05), PollingState::counted);
    const Contest tie{"c", 100, 1, 1, {{"w", 40}, {"l", 40}}};
    EXPECT_EQ(bravo_state(tie, {}, 0.05), PollingState::tied);
    EXPECT_EQ(bravo_further_size(tie, {0, {0, 0}}, 0.05, 0.9), 100);
    EXPECT_FALSE(bravo_average_size(tie, {0, {0, 0}}, 0.05));
    EXPECT_EQ(bravo_risks(tie, {10, {7, 3}}).front().p_value, 1.0);
    // A ballot that was not found counts for every loser.
    const Contest contest{"c", 1000, 1, 1, {{"w", 600}, {"l", 300}, {"m", 100}}};
    const auto found = bravo_risks(contest, {20, {20, 0, 0}});
    const auto one_missing = bravo_risks(contest, {21, {20, 0, 0}, 1});
    for (std::size_t pair = 0; pair < found.size(); ++pair) {
        EXPECT_GT(one_missing[pair].p_value, found[pair].p_value);
    }
    EXPECT_EQ(bravo_state({"c", 9, 2, 1, {{"a", 5}, {"b", 4}}}, {}, 0.05), PollingState::no_losers);
}

TEST(Bravo, AsManyVotesAsCardsAreNoFullCountWhereACardCarriesSeveral) {
    const Contest council{"c", 100, 2, 3, {{"a", 70}, {"b", 68}, {"c", 66}}};
    const PollingSample half{50, {36, 35, 34}};
    EXPECT_GT(bravo_risks(council, half).front().p_value, 0.5);
    EXPECT_EQ(bravo_state(council, half, 0.05), PollingState::open);
    EXPECT_EQ(bravo_risks(council, {100, {100, 100, 100}}).front().p_value, 0.0);
}

TEST(Minerva, EndsOfTheScale) {
    EXPECT_EQ(smallest_round(1.0, 0.1, 0.9), 4);
    EXPECT_EQ(smallest_round(0.6, 1.0, 0.9), 0);
    EXPECT_FALSE(least_winner_count(3, 0.6, 0.1));
    EXPECT_EQ(providence_p_value({}, 0.6), 1.0);
    EXPECT_TRUE(minerva_p_values({}, 0.6, 0.1).empty());
    const std::vector<PollingRound> none{{100, 0}};
    EXPECT_NEAR(providence_p_value(none, 0.6), 1.0, 1e-12);
    const std::vector<PollingRound> all{{100, 100}};
    EXPECT_NEAR(minerva_p_values(all, 0.6, 0.1).front(), std::pow(0.5 / 0.6, 100), 1e-15);
    EXPECT_EQ(minerva_next_round(100, 1), 150);
    EXPECT_EQ(minerva_next_round(101, 2), 227);
    EXPECT_FALSE(first_round_ballots({"c", 10, 1, 1, {{"a", 5}, {"b", 5}}}, 0.05, 0.9));
    // A first round of one's own choice and the same ballots in two rounds of Providence.
    const std::vector<PollingRound> rounds{{100, 58}, {220, 130}};
    EXPECT_LT(providence_p_value(rounds, 0.6), 0.1);
    EXPECT_EQ(further_providence_round({100, 70}, 0.6, 0.1, 0.9), 0);
}

TEST(Minerva, SmallestRoundsAreThoseThatAScanFinds) {
    for (const double share : {0.9, 0.75, 0.65, 0.6, 0.57, 0.55, 0.53}) {
        for (const double risk : {0.05, 0.1, 0.2}) {
            for (const double certainty : {0.5, 0.8, 0.9}) {
                std::int64_t size = 1;
                while (first_round_stops(size, share, risk) < certainty) {
                    ++size;
                }
                EXPECT_EQ(smallest_round(share, risk, certainty), size) << share << ' ' << risk;
                const auto bravo = [&](std::int64_t ballots) {
                    const auto least = bravo_least_count(ballots, share, risk);
                    return least ? binomial_tail(*least, ballots, share) : 0.0;
                };
                size = 1;
                while (bravo(size) < certainty) {
                    ++size;
                }
                EXPECT_EQ(bravo_smallest_round(share, risk, certainty), size)
                    << share << ' ' << risk;
            }
        }
    }
}

TEST(BatchComparison, EndsOfTheScale) {
    const BatchTerms terms{{"c", 100, 1, 1, {{"w", 60}, {"l", 40}}}};
    EXPECT_EQ(batch_error_bound(terms, {0, {0, 0}}), 0.0);
    EXPECT_EQ(batch_error(terms, {10, {6, 4}}, {10, {7, 3}}), 0.0);
    EXPECT_LT(signed_batch_error(terms, {10, {6, 4}}, {10, {7, 3}}), 0.0);
    EXPECT_EQ(batch_p_value(10.0, {}), 1.0);
    // Every card of the batch taken from the winner: the error is the bound.
    const BatchTally reported{10, {10, 0}};
    const double bound = batch_error_bound(terms, reported);
    const double error = batch_error(terms, reported, {10, {0, 10}});
    EXPECT_DOUBLE_EQ(error, bound);
    EXPECT_EQ(batch_p_value(10.0, std::vector<BatchDraw>{{bound, error}, {bound, 0.0}}), 1.0);
    // Drawn twice it counts twice.
    const std::vector<BatchDraw> twice{{0.5, 0.0}, {0.5, 0.0}};
    EXPECT_NEAR(batch_p_value(4.0, twice), 0.5625, 1e-15);
    const BatchTerms tie{{"c", 100, 1, 1, {{"w", 50}, {"l", 50}}}};
    EXPECT_EQ(batch_error_bound(tie, reported), infinity);
    EXPECT_EQ(batch_p_value(infinity, twice), 1.0);
    EXPECT_EQ(batch_sample(infinity, 0.05, 1.0, 40), 40);
    EXPECT_EQ(batch_sample(1.0, 0.05, 1.0, 40), 1);
    EXPECT_EQ(batch_sample(1e9, 0.05, 1.0, 40), 40);
    const std::vector<BatchTally> parts{{10, {6, 4}}, {5, {1, 2, 2}}};
    const auto whole = combined(parts);
    EXPECT_EQ(whole.cards, 15);
    EXPECT_EQ(whole.votes, (std::vector<double>{7, 6, 2}));
}

TEST(Hybrid, EndsOfTheScale) {
    HybridPair pair;
    pair.comparison = {1000, 550, 450};
    pair.polling = {200, 110, 90};
    EXPECT_EQ(hybrid_p_value(pair, 0.05), 1.0);  // Nothing drawn.
    auto tied = pair;
    tied.polling = {200, 50, 150};
    EXPECT_EQ(tied.margin(), 0);
    EXPECT_EQ(hybrid_p_value(tied, 0.05), 1.0);
    EXPECT_FALSE(hybrid_sample(tied, 0.05));
    EXPECT_EQ(fisher_combined(1.0, 1.0), 1.0);
    EXPECT_EQ(fisher_combined(0.0, 0.5), 0.0);
    EXPECT_EQ(hybrid_risk({}, 0.05), 0.0);
    // Worse luck needs more cards.
    const auto usual = hybrid_sample(pair, 0.05);
    const auto short_of = hybrid_sample(pair, 0.05, 1.28);
    ASSERT_TRUE(usual);
    EXPECT_TRUE(!short_of || short_of->comparison > usual->comparison);
}

TEST(RiskTest, EndsOfTheScale) {
    EXPECT_EQ(RiskTest({10, 0.5, 1.0}, fixed_bet(1.0)).p_value(), 1.0);
    EXPECT_EQ(RiskTest({10, 0.5, 1.0}, fixed_bet(1.0)).p_now(), 1.0);
    // Values at both ends; a bet beyond what one has is held back.
    RiskTest reckless({without_end, 0.5, 1.0}, fixed_bet(5.0));
    reckless.push(1.0);
    EXPECT_DOUBLE_EQ(reckless.p_value(), 0.5);
    reckless.push(0.0);
    reckless.push(1.0);
    EXPECT_EQ(reckless.p_now(), 1.0);  // All is lost, for good.
    EXPECT_DOUBLE_EQ(reckless.p_value(), 0.5);
    // All of a list seen: over the null mean for certain, or not.
    for (const double last : {0.0, 1.0}) {
        RiskTest whole({4, 0.5, 1.0}, agrapa({}));
        for (const double value : {1.0, 0.0, 1.0, last}) {
            whole.push(value);
        }
        EXPECT_EQ(whole.p_value() == 0.0, last == 1.0);
    }
    // Nothing but the largest value: the null becomes impossible before the end.
    RiskTest certain({10, 0.5, 1.2}, shrink_trunc({0.9, 10.0, 0.0, 1e-6, -1.0}));
    for (int draw = 0; draw < 6; ++draw) {
        certain.push(1.2);
    }
    EXPECT_EQ(certain.p_value(), 0.0);
    // A null mean other than one half, and near its ends.
    for (const double null : {0.05, 0.5, 0.95}) {
        RiskTest at({200, null, 1.0}, fixed_alternative(0.5 * (1.0 + null)));
        for (int draw = 0; draw < 30; ++draw) {
            at.push(draw % 10 == 0 ? 0.0 : 1.0);
            EXPECT_GE(at.p_value(), 0.0);
            EXPECT_LE(at.p_value(), 1.0);
        }
    }
}

TEST(RiskTest, KaplansTestsOfNothingAndOfConstants) {
    EXPECT_TRUE(kaplan_wald({}, 0.5, 0.1).empty());
    EXPECT_TRUE(kaplan_markov_mean({}, 0.5, 0.1).empty());
    EXPECT_TRUE(kaplan_kolmogorov({}, {10, 0.5, 1.0}, 0.1).empty());
    const std::vector<double> zeros(5, 0.0);
    for (const double p : kaplan_wald(zeros, 0.5, 0.0)) {
        EXPECT_EQ(p, 1.0);
    }
    for (const double p : kaplan_markov_mean(zeros, 0.5, 0.0)) {
        EXPECT_EQ(p, 1.0);
    }
    const std::vector<double> ones(10, 1.0);
    EXPECT_EQ(kaplan_kolmogorov(ones, {10, 0.5, 1.0}, 0.0).back(), 0.0);
}

TEST(Overstatement, BetsHaveTheirBounds) {
    // No error ever: everything that may be bet.
    const std::array sure{Outlook{0.6, 1.0}};
    EXPECT_NEAR(best_bet(sure, 0.5), 2.0, 1e-9);
    // Nothing to win: no bet.
    const std::array even{Outlook{1.0, 0.5}, Outlook{0.0, 0.5}};
    EXPECT_EQ(best_bet(even, 0.5), 0.0);
    EXPECT_EQ(best_bet(sure, 0.0), 0.0);
    // COBRA: λ* = (2 − 4 a p₀)/(1 − 2a) is the root for two-vote errors alone.
    const double none = no_error_value(1.0, 0.1);
    for (const double rate : {1e-4, 1e-3, 0.01}) {
        const std::array outlook{Outlook{none, 1.0 - rate}, Outlook{0.0, rate}};
        EXPECT_NEAR(
            best_bet(outlook, 0.5), (2.0 - 4.0 * none * (1.0 - rate)) / (1.0 - 2.0 * none), 1e-6
        );
    }
    EXPECT_EQ(least_comparison_sample(no_error_value(1.0, 0.05), 0.05), 119);
    EXPECT_EQ(least_comparison_sample(no_error_value(1.0, 0.1), 0.05), 59);
}

}  // namespace
}  // namespace belfry::audit
