#include "audit/population.hpp"

#include <gtest/gtest.h>

namespace belfry::audit {
namespace {

const Assertion ada_over_bea{AssertionKind::more_votes, 0, 1};

/// Two contests; the first on the first `with` of ten cards: six for Ada, then for Bea.
CardTable ten_cards(std::size_t with) {
    CardTable out;
    out.add_contest({"Mayor", 1, 0, {"Ada", "Bea"}});
    out.add_contest({"Tax", 1, 0, {"yes", "no"}});
    for (std::size_t card = 0; card < 10; ++card) {
        out.add_card({"T1", "B1", std::to_string(card), "", "S"});
        if (card < with) {
            const std::vector<std::uint8_t> marks{
                card < 6 ? std::uint8_t{1} : std::uint8_t{0},
                card < 6 ? std::uint8_t{0} : std::uint8_t{1}
            };
            out.set_marks(0, marks);
        }
        const std::vector<std::uint8_t> yes{1, 0};
        out.set_marks(1, yes);
    }
    return out;
}

TEST(Population, TheBoundAndNotTheRecordsSaysHowManyCardsThereAre) {
    const auto table = ten_cards(8);
    const auto made = population_of(table, 0, {10}, std::span(&ada_over_bea, 1));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->records, 8);
    EXPECT_EQ(made->phantoms, 2);
    EXPECT_EQ(made->cards(), 10);
    // 6 − 2 votes among ten cards: phantoms count one half.
    EXPECT_DOUBLE_EQ(made->means[0].margin, 0.4);
}

TEST(Population, MoreRecordsThanTheBoundAreRefused) {
    const auto table = ten_cards(8);
    const auto made = population_of(table, 0, {7}, std::span(&ada_over_bea, 1));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, "audit_more_cards_than_bound");
    EXPECT_NE(made.error().summary.find("Mayor"), std::string::npos);
}

TEST(Population, NeitherPhantomsNorForeignCardsHelpTheWinner) {
    const std::vector<std::uint8_t> ada{1, 0};
    const CardReading phantom{std::nullopt, true};
    const CardReading foreign{std::nullopt};  // A card without the contest.
    const CardReading record{ada};
    // A phantom that was drawn: no card can be its. One that is offered must hold the contest.
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, phantom, phantom, true), 0.5);
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, phantom, foreign, true), 0.5);
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, phantom, record, true), -0.5);
    // A card that can't be found, and one that is not what its record says.
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, record, phantom, true), 1.0);
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, record, foreign, true), 1.0);
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, record, foreign, false), 0.5);
    // The same in a pool.
    CardReading pooled;
    pooled.pool_mean = 0.6;
    EXPECT_DOUBLE_EQ(overstatement(ada_over_bea, pooled, foreign, true), 0.6);
    EXPECT_NEAR(overstatement(ada_over_bea, pooled, foreign, false), 0.1, 1e-15);
}

TEST(Population, WithoutStylesEveryCardOfThePileIsInIt) {
    const auto table = ten_cards(8);
    const auto made = population_of(table, 0, {12, false}, std::span(&ada_over_bea, 1));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->records, 10);
    EXPECT_EQ(made->phantoms, 2);
    EXPECT_NEAR(made->means[0].margin, 4.0 / 12.0, 1e-15);
}

TEST(Population, WithheldCardsCountWithTheirPool) {
    auto table = ten_cards(8);
    // Two more cards whose records are withheld: what they show must not be used.
    for (int card = 0; card < 2; ++card) {
        table.add_card({"T1", "B2", "", "", "S"});
        const std::vector<std::uint8_t> ada{1, 0};
        table.set_marks(0, ada);
        table.set_pool(0);
    }
    const PoolTotals pool{5, 4, {1, 3}};
    const auto made =
        population_of(table, 0, {13}, std::span(&ada_over_bea, 1), std::span(&pool, 1));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->records, 8);
    EXPECT_EQ(made->pooled, 5);
    // 13 may hold it, 8 + 4 are shown to.
    EXPECT_EQ(made->phantoms, 1);
    EXPECT_NEAR(made->means[0].margin, (4.0 - 2.0) / 14.0, 1e-15);
    const Assertion ranked{AssertionKind::never_behind, 0, 1};
    EXPECT_FALSE(population_of(table, 0, {13}, std::span(&ranked, 1), std::span(&pool, 1)));
}

TEST(Population, PhantomsStandForEveryContestThatLacksCards) {
    const auto table = ten_cards(8);
    const std::vector<std::size_t> contests{0, 1};
    const std::vector<std::int64_t> phantoms{2, 1};
    const auto styles = styles_of(table, contests, phantoms);
    ASSERT_EQ(styles.style_of.size(), 12U);
    const auto on = [&](std::size_t card) {
        return styles.contests_of[styles.style_of[card]];
    };
    EXPECT_EQ(on(0), (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(on(9), (std::vector<std::uint32_t>{1}));
    EXPECT_EQ(on(10), (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(on(11), (std::vector<std::uint32_t>{0}));
}

TEST(OneAudit, PoolMeansAreTheMeansOfItsCards) {
    // 50 cards: 20 for the first, 15 for the second, 5 for the third, 10 blank.
    const PoolTotals pool{50, {}, {20, 15, 5}};
    EXPECT_DOUBLE_EQ(*pool_mean({AssertionKind::more_votes, 0, 1}, pool), 0.55);
    Assertion share{AssertionKind::at_least_share, 0, 0, 0.4};
    EXPECT_DOUBLE_EQ(*pool_mean(share, pool), (20.0 / 0.8 + 5.0) / 50.0);
    Assertion less{AssertionKind::less_than_share, 0, 1, 0.4};
    EXPECT_DOUBLE_EQ(*pool_mean(less, pool), (25.0 / 1.2 + 5.0) / 50.0);
    Assertion quotient{AssertionKind::higher_quotient, 0, 1};
    quotient.winner_divisor = 2;
    quotient.loser_divisor = 3;
    EXPECT_DOUBLE_EQ(
        *pool_mean(quotient, pool), 0.5 + (20.0 * (3.0 / 2.0) / 2.0 - 15.0 / 2.0) / 50.0
    );
    EXPECT_FALSE(pool_mean({AssertionKind::ahead_when_left, 0, 1}, pool));
    EXPECT_FALSE(pool_mean({AssertionKind::more_votes, 0, 1}, PoolTotals{}));
}

TEST(OneAudit, TheOutlookAddsUpAndItsMeanIsTheMarginsValue) {
    const std::vector<PoolTotals> pools{{100, {}, {60, 30}}, {200, {}, {90, 95}}};
    const Assertion assertion{AssertionKind::more_votes, 0, 1};
    // 700 cards with records: 400 to 250.
    const double margin = (60.0 - 30.0 + 90.0 - 95.0 + 150.0) / 1000.0;
    const auto outlook = pool_outlook(assertion, pools, {margin, 700, {0.0, 0.0, 0.0, 0.0}});
    double rates = 0.0;
    double mean = 0.0;
    for (const auto& each : outlook) {
        rates += each.rate;
        mean += each.rate * each.value;
    }
    EXPECT_NEAR(rates, 1.0, 1e-12);
    // No card is overstated on average.
    EXPECT_NEAR(mean, no_error_value(1.0, margin), 1e-12);
    EXPECT_LT(outlook_sample(outlook, 0.05, 0.5, 1000), outlook_sample(outlook, 0.05, 0.9, 1000));
    EXPECT_EQ(outlook_sample(pool_outlook(assertion, pools, {0.0, 0, {}}), 0.05, 0.9, 300), 300);
}

}  // namespace
}  // namespace belfry::audit
