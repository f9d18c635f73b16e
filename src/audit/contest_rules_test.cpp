#include "audit/contest_rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "audit/random_numbers.hpp"

namespace belfry::audit {
namespace {

Contest made(std::vector<std::int64_t> votes, std::int64_t cards, int winners) {
    Contest out{"c", cards, winners, 1, {}};
    for (std::size_t at = 0; at < votes.size(); ++at) {
        out.choices.push_back({std::string(1, static_cast<char>('A' + at)), votes[at]});
    }
    return out;
}

/// Mean of an assertion over cards with one mark each, as many as there are votes, and blanks.
double mean_of(const Assertion& assertion, const Contest& contest) {
    double sum = 0.0;
    std::int64_t cards = 0;
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        std::vector<std::uint8_t> marks(contest.choices.size(), 0);
        marks[at] = 1;
        sum += assort(assertion, marks) * static_cast<double>(contest.choices[at].votes);
        cards += contest.choices[at].votes;
    }
    const std::vector<std::uint8_t> blank(contest.choices.size(), 0);
    sum += assort(assertion, blank) * static_cast<double>(contest.cards - cards);
    return sum / static_cast<double>(contest.cards);
}

bool all_true(const AssertionSet& set, const Contest& contest) {
    return std::ranges::all_of(set.assertions, [&](const Assertion& each) {
        return mean_of(each, contest) > 0.5 + 1e-12;
    });
}

Contest random_contest(Numbers& numbers, std::size_t choices, int winners) {
    std::vector<std::int64_t> votes;
    for (std::size_t at = 0; at < choices; ++at) {
        votes.push_back(static_cast<std::int64_t>(numbers.below(200)));
    }
    return made(votes, 1000, winners);
}

TEST(Dhondt, SeatsAreThoseOfTheTextbook) {
    // 100,000, 80,000, 30,000 and 20,000 votes, eight seats: 4, 3, 1 and 0.
    const auto contest = made({100'000, 80'000, 30'000, 20'000}, 230'000, 8);
    EXPECT_EQ(dhondt_seats(contest, 8), (std::vector<int>{4, 3, 1, 0}));
    const auto set = assertions_for(contest, {CountingRule::dhondt});
    EXPECT_EQ(set.confirmable, Confirmable::by_sample);
    EXPECT_EQ(set.seats, (std::vector<int>{4, 3, 1, 0}));
    // Three lists with seats, each against the three others.
    EXPECT_EQ(set.assertions.size(), 9U);
    EXPECT_TRUE(all_true(set, contest));
}

TEST(Dhondt, TheAssertionsAreTrueExactlyWhereTheSeatsAreTheSame) {
    Numbers numbers(1878);
    int same = 0;
    int other = 0;
    for (int trial = 0; trial < 6000; ++trial) {
        const auto seats = static_cast<int>(1 + numbers.below(7));
        const auto choices = 2 + numbers.below(4);
        const auto reported = random_contest(numbers, choices, seats);
        const auto set = assertions_for(reported, {CountingRule::dhondt});
        if (set.confirmable != Confirmable::by_sample) {
            continue;
        }
        EXPECT_TRUE(all_true(set, reported));
        auto truth = reported;
        for (auto& choice : truth.choices) {
            choice.votes = std::max<std::int64_t>(
                0, choice.votes + static_cast<std::int64_t>(numbers.below(61)) - 30
            );
        }
        const auto held = assertions_for(truth, {CountingRule::dhondt});
        if (held.confirmable == Confirmable::by_sample) {
            EXPECT_EQ(all_true(set, truth), held.seats == set.seats);
            (held.seats == set.seats ? same : other) += 1;
        } else {
            EXPECT_FALSE(all_true(set, truth) && held.seats == set.seats) << "a tie is no outcome";
        }
    }
    EXPECT_GT(same, 500);
    EXPECT_GT(other, 500);
}

TEST(Dhondt, ListsUnderTheShareGetNothing) {
    // 4 % of 1,000 votes: the last list is under it, although it would have won a seat.
    const auto contest = made({500, 470, 30}, 1000, 33);
    const auto free = assertions_for(contest, {CountingRule::dhondt});
    EXPECT_EQ(free.seats.back(), 1);
    const auto barred = assertions_for(contest, {CountingRule::dhondt, 0.5, 0.04});
    EXPECT_EQ(barred.seats.back(), 0);
    EXPECT_EQ(barred.confirmable, Confirmable::by_sample);
    EXPECT_TRUE(all_true(barred, contest));
    EXPECT_TRUE(std::ranges::any_of(barred.assertions, [](const Assertion& each) {
        return each.kind == AssertionKind::less_than_share && each.loser == 2;
    }));
    // Exactly the share: only a full count can tell.
    EXPECT_EQ(
        assertions_for(made({500, 460, 40}, 1000, 33), {CountingRule::dhondt, 0.5, 0.04})
            .confirmable,
        Confirmable::tied
    );
}

TEST(Dhondt, EqualQuotientsForTheLastSeatAreATie) {
    EXPECT_EQ(
        assertions_for(made({100, 100}, 200, 1), {CountingRule::dhondt}).confirmable,
        Confirmable::tied
    );
    EXPECT_EQ(
        assertions_for(made({100, 100}, 200, 2), {CountingRule::dhondt}).confirmable,
        Confirmable::by_sample
    );
    EXPECT_EQ(
        assertions_for(made({0, 0}, 200, 2), {CountingRule::dhondt}).confirmable,
        Confirmable::no_losers
    );
}

TEST(Threshold, EitherWayIsTrueExactlyWhereTheShareSaysSo) {
    Numbers numbers(60);
    for (int trial = 0; trial < 4000; ++trial) {
        const double share = std::array{0.5, 2.0 / 3.0, 0.6, 0.35, 0.05}[numbers.below(5)];
        const auto reported = random_contest(numbers, 3, 1);
        const auto set = assertions_for(reported, {CountingRule::threshold, share});
        if (set.confirmable != Confirmable::by_sample) {
            continue;
        }
        ASSERT_EQ(set.assertions.size(), 1U);
        const auto over = [&](const Contest& contest) {
            double all = 0.0;
            for (const auto& choice : contest.choices) {
                all += static_cast<double>(choice.votes);
            }
            return static_cast<double>(contest.choices[0].votes) - share * all;
        };
        const bool passed = over(reported) > 0.0;
        EXPECT_EQ(set.assertions[0].kind == AssertionKind::at_least_share, passed);
        const auto truth = random_contest(numbers, 3, 1);
        if (std::abs(over(truth)) > 1e-6) {
            EXPECT_EQ(all_true(set, truth), (over(truth) > 0.0) == passed);
        }
        // No card is over the bound of the assorter, none is under 0.
        for (std::uint8_t bits = 0; bits < 8; ++bits) {
            const std::vector<std::uint8_t> marks{
                static_cast<std::uint8_t>(bits & 1U),
                static_cast<std::uint8_t>(bits >> 1U & 1U),
                static_cast<std::uint8_t>(bits >> 2U & 1U)
            };
            const double value = assort(set.assertions[0], marks);
            EXPECT_GE(value, 0.0);
            EXPECT_LE(value, upper_bound(set.assertions[0]) + 1e-12);
        }
    }
}

TEST(Threshold, JustTheShareIsATie) {
    EXPECT_EQ(
        assertions_for(made({50, 30, 20}, 100, 1), {CountingRule::threshold, 0.5}).confirmable,
        Confirmable::tied
    );
    EXPECT_EQ(
        assertions_for(made({0, 0}, 100, 1), {CountingRule::threshold, 0.5}).confirmable,
        Confirmable::no_losers
    );
}

TEST(Plurality, SeveralWinnersAreTheReportedOnesWhereAllPairsAreTrue) {
    Numbers numbers(12);
    int same = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        const auto winners = static_cast<int>(1 + numbers.below(3));
        const auto reported = random_contest(numbers, 5, winners);
        const auto set = assertions_for(reported, {CountingRule::plurality});
        if (set.confirmable != Confirmable::by_sample) {
            continue;
        }
        EXPECT_EQ(set.assertions.size(), static_cast<std::size_t>(winners * (5 - winners)));
        auto truth = reported;
        for (auto& choice : truth.choices) {
            choice.votes += static_cast<std::int64_t>(numbers.below(41));
        }
        auto before = outcome_of(reported).winners;
        auto now = outcome_of(truth).winners;
        std::ranges::sort(before);
        std::ranges::sort(now);
        const bool decided = outcome_of(truth).standing == Standing::decided;
        EXPECT_EQ(all_true(set, truth), decided && before == now);
        same += decided && before == now ? 1 : 0;
    }
    EXPECT_GT(same, 500);
}

TEST(Approval, ACardMayBeForBothOfAPair) {
    // 60 cards approve of A and B, 25 of A alone, 15 of C: A leads B by 25.
    const Assertion pair{AssertionKind::more_votes, 0, 1};
    const std::vector<std::uint8_t> both{1, 1, 0};
    const std::vector<std::uint8_t> one{1, 0, 0};
    const std::vector<std::uint8_t> none{0, 0, 1};
    EXPECT_EQ(assort(pair, both), 0.5);
    const double mean =
        (60 * assort(pair, both) + 25 * assort(pair, one) + 15 * assort(pair, none)) / 100.0;
    EXPECT_DOUBLE_EQ(2.0 * mean - 1.0, 0.25);
    Contest contest{"c", 100, 1, 3, {{"A", 85}, {"B", 60}, {"C", 15}}};
    EXPECT_EQ(assertions_for(contest, {CountingRule::approval}).assertions.size(), 2U);
}

TEST(ContestRules, WhatNoSampleCanConfirmIsSaid) {
    EXPECT_EQ(
        assertions_for(made({5, 5}, 10, 1), {CountingRule::plurality}).confirmable,
        Confirmable::tied
    );
    EXPECT_EQ(
        assertions_for(made({5, 4}, 10, 2), {CountingRule::plurality}).confirmable,
        Confirmable::no_losers
    );
    const auto transferable =
        assertions_for(made({5, 4, 3}, 12, 2), {CountingRule::single_transferable_vote});
    EXPECT_EQ(transferable.confirmable, Confirmable::no_method);
    EXPECT_TRUE(transferable.assertions.empty());
    EXPECT_NE(
        said(sentence_of(transferable.confirmable), "en").find("full hand count"), std::string::npos
    );
    for (const auto state :
         {Confirmable::by_sample,
          Confirmable::tied,
          Confirmable::no_losers,
          Confirmable::wrong_winner,
          Confirmable::full_count,
          Confirmable::too_many_orders,
          Confirmable::no_method}) {
        EXPECT_NE(said(sentence_of(state), "es"), said(sentence_of(state), "en"));
    }
}

TEST(ContestRules, ARunoffOfRankedBallots) {
    const std::vector<RankedBallots> ballots{{40, {0, 1}}, {35, {1, 2}}, {25, {2, 1}}};
    const auto contest = made({40, 35, 25}, 100, 1);
    const auto set = assertions_for(contest, {CountingRule::instant_runoff}, ballots);
    EXPECT_EQ(set.confirmable, Confirmable::by_sample);
    ASSERT_TRUE(set.ranked);
    EXPECT_EQ(set.ranked->elimination.back(), 1U);
    RuleTerms wrong{CountingRule::instant_runoff};
    wrong.reported_winner = 0;
    EXPECT_EQ(assertions_for(contest, wrong, ballots).confirmable, Confirmable::wrong_winner);
    const std::vector<RankedBallots> even{{50, {0}}, {50, {1}}};
    EXPECT_EQ(
        assertions_for(made({50, 50}, 100, 1), {CountingRule::instant_runoff}, even).confirmable,
        Confirmable::tied
    );
    EXPECT_EQ(
        assertions_for(made({50}, 100, 1), {CountingRule::instant_runoff}, even).confirmable,
        Confirmable::no_losers
    );
}

TEST(ContestRules, EveryAssertionIsASentenceInEveryLanguage) {
    const std::vector<Choice> choices{{"Ada", 3}, {"Bea", 2}, {"Cy", 1}};
    for (const auto kind :
         {AssertionKind::more_votes,
          AssertionKind::at_least_share,
          AssertionKind::less_than_share,
          AssertionKind::never_behind,
          AssertionKind::ahead_when_left,
          AssertionKind::higher_quotient}) {
        Assertion assertion{kind, 0, 1};
        assertion.standing = {0, 1, 2};
        for (const char* language : {"en", "es"}) {
            const auto text = said(sentence_of(assertion, choices), language);
            EXPECT_EQ(text.find('{'), std::string::npos) << text;
            EXPECT_NE(
                text.find(kind == AssertionKind::less_than_share ? "Bea" : "Ada"), std::string::npos
            ) << text;
        }
    }
}

}  // namespace
}  // namespace belfry::audit
