// Ballot comparison, styles, phantoms and pools: valid at the boundary of the null hypothesis
// (validity.hpp).
#include <array>
#include <numeric>

#include "audit/comparison.hpp"
#include "audit/discrepancy.hpp"
#include "audit/hash_sampler.hpp"
#include "audit/oneaudit.hpp"
#include "audit/validity.hpp"

namespace belfry::audit {
namespace {

using namespace validity;  // NOLINT(google-build-using-namespace): test support

TEST(Validity, SuperSimpleComparison) {
    // 1,000 cards, reported margin 100; 50 cards gave a vote to the winner that was the loser's.
    const ComparisonTerms terms{0.05, 0.1, gamma_default};
    const auto none = log_kaplan_markov(terms, 1, {});
    const auto wrong = log_kaplan_markov(terms, 1, {0, 1, 0, 0});
    expect_valid(0.05, [&](Numbers& numbers) {
        double log_p = 0.0;
        for (int draw = 0; draw < 100; ++draw) {
            log_p += numbers.below(1000) < 50 ? wrong : none;
            if (log_p <= std::log(0.05)) {
                return true;
            }
        }
        return false;
    });
}

/// Overstatement values of 400 cards whose reported margin of 40 is none: one- and two-vote errors.
std::vector<double> tied_comparison(double no_error, int two_votes) {
    std::vector<double> values(400, no_error);
    int errors = 40;
    std::size_t at = 0;
    for (int each = 0; each < two_votes; ++each, errors -= 2) {
        values[at++] = 0.0;
    }
    for (; errors > 0; --errors) {
        values[at++] = no_error / 2.0;
    }
    return values;
}

TEST(Validity, BettingComparisonsWithoutReplacement) {
    const double none = no_error_value(1.0, 0.1);
    const TestTerms terms{400, 0.5, overstatement_upper(1.0, 0.1)};
    auto values = tied_comparison(none, 20);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / 400.0, 0.5, 1e-12);
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 70, [&] {
            return RiskTest(terms, optimal_comparison(1e-4));
        });
    });
    values = tied_comparison(none, 5);
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 70, [&] {
            return RiskTest(terms, cobra_fixed({0.01, 0.001, 0.0, 0.0}, none));
        });
    });
}

TEST(Validity, AdaptiveAndDiversifiedBets) {
    const double none = no_error_value(1.0, 0.4);
    const TestTerms terms{60, 0.5, overstatement_upper(1.0, 0.4)};
    std::vector<double> values(60, none);
    std::fill_n(values.begin(), 10, 0.0);
    std::fill_n(values.begin() + 10, 4, none / 2.0);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / 60.0, 0.5, 1e-12);
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 18, [&] {
            return RiskTest(terms, cobra_adaptive({}, none));
        });
    });
    const std::vector<ComparisonRates> grid{
        {0.0, 1e-5, 0.0, 0.0}, {0.01, 1e-3, 0.0, 0.0}, {0.05, 1e-2, 0.0, 0.0}
    };
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 18, [&] { return DiversifiedTest(terms, grid, none); });
    });
}

TEST(Validity, StylesPhantomsAndRecordsMadeToDeceive) {
    // The contest is on 200 cards (the trusted bound). Records show it on 190: 100 for the winner,
    // 70 for the loser, 20 blank; ten cards that hold it have records that do not, all for the
    // loser; so ten phantoms are added. Twenty records of the winner's are the loser's votes.
    // In truth both have 90: winner 100 − 20 + 10, loser 70 + 10 + 10.
    const Assertion assertion{AssertionKind::more_votes, 0, 1};
    const std::vector<std::uint8_t> winner{1, 0};
    const std::vector<std::uint8_t> loser{0, 1};
    const std::vector<std::uint8_t> blank{0, 0};
    std::vector<std::pair<CardReading, CardReading>> cards;
    const auto add = [&](std::size_t count, const CardReading& cvr, const CardReading& mvr) {
        cards.insert(cards.end(), count, {cvr, mvr});
    };
    add(80, {winner}, {winner});
    add(10, {winner}, {loser});
    add(10, {winner}, {std::nullopt});  // A record that holds the contest, a card that does not.
    add(70, {loser}, {loser});
    add(20, {blank}, {blank});
    add(10, {std::nullopt, true}, {std::nullopt, true});
    double reported = 0.0;
    for (const auto& [cvr, mvr] : cards) {
        reported += cvr.phantom ? 0.5 : assort(assertion, *cvr.marks);
    }
    const double margin = 2.0 * reported / static_cast<double>(cards.size()) - 1.0;
    std::vector<double> values;
    double mean = 0.0;
    for (const auto& [cvr, mvr] : cards) {
        values.push_back(overstatement_value(overstatement(assertion, cvr, mvr, true), 1.0, margin)
        );
        mean += values.back() / static_cast<double>(cards.size());
    }
    ASSERT_LE(mean, 0.5 + 1e-12);
    const TestTerms terms{200, 0.5, overstatement_upper(1.0, margin)};
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 60, [&] {
            return RiskTest(terms, cobra_fixed({}, no_error_value(1.0, margin)));
        });
    });
}

TEST(Validity, PooledCards) {
    // Two pools of 100 cards known by their totals only; in truth a tie.
    const Assertion assertion{AssertionKind::more_votes, 0, 1};
    const std::vector<std::uint8_t> winner{1, 0};
    const std::vector<std::uint8_t> loser{0, 1};
    const double margin = 0.1;
    CardReading first;
    first.pool_mean = 0.65;
    CardReading second;
    second.pool_mean = 0.45;
    std::vector<double> values;
    for (std::size_t card = 0; card < 200; ++card) {
        const auto& cvr = card < 100 ? first : second;
        const bool for_winner = card < 60 || (card >= 100 && card < 140);
        const CardReading mvr{for_winner ? winner : loser};
        values.push_back(overstatement_value(overstatement(assertion, cvr, mvr, true), 1.0, margin)
        );
    }
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / 200.0, 0.5, 1e-12);
    const TestTerms terms{200, 0.5, overstatement_upper(1.0, margin)};
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 120, [&] {
            return RiskTest(terms, shrink_trunc({0.6, 10.0, 0.0, 1e-6, -1.0}));
        });
    });
}

TEST(Validity, WithheldCardsBesideRecordsWithTheBetMadeForThem) {
    // 60 cards known by their pool (33 to 24 reported), 140 with records (75 to 60): a margin
    // of 24. In truth twelve cards of either kind were taken from the loser.
    const Assertion assertion{AssertionKind::more_votes, 0, 1};
    const std::vector<std::uint8_t> winner{1, 0};
    const std::vector<std::uint8_t> loser{0, 1};
    const std::vector<std::uint8_t> blank{0, 0};
    const std::vector<PoolTotals> pools{{60, {}, {33, 24}}};
    const double margin = 24.0 / 200.0;
    CardReading pooled;
    pooled.pool_mean = pool_mean(assertion, pools[0]);
    std::vector<double> values;
    const auto add = [&](int count, const CardReading& cvr, const CardReading& mvr) {
        const double error = overstatement(assertion, cvr, mvr, true);
        values.insert(
            values.end(), static_cast<std::size_t>(count), overstatement_value(error, 1.0, margin)
        );
    };
    add(27, pooled, {winner});
    add(30, pooled, {loser});
    add(3, pooled, {blank});
    add(69, {winner}, {winner});
    add(6, {winner}, {loser});
    add(60, {loser}, {loser});
    add(5, {blank}, {blank});
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 200.0;
    ASSERT_NEAR(mean, 0.5, 1e-12);
    const TestTerms terms{200, 0.5, overstatement_upper(1.0, margin)};
    const auto outlook = pool_outlook(assertion, pools, {margin, 140, {0.01, 0.001, 0.0, 0.0}});
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 60, [&] { return RiskTest(terms, outlook_bet(outlook)); });
    });
}

TEST(Validity, PhantomsInASuperSimpleComparison) {
    // 500 cards by the bound, 480 records; the 20 that no record shows are the loser's, and 15
    // records of the winner's are too: reported 250 to 200, in truth 235 to 235.
    const Contest contest{"c", 500, 1, 1, {{"w", 250}, {"l", 200}}};
    const auto outcome = outcome_of(contest);
    const CardRecord winner{true, {RecordMark::vote, RecordMark::none}};
    const auto none = card_discrepancy(contest, outcome, winner, {true, {1, 0}});
    const auto wrong = card_discrepancy(contest, outcome, winner, {true, {0, 1}});
    const auto phantom = card_discrepancy(contest, outcome, {false, {}}, {true, {0, 1}});
    EXPECT_EQ(phantom.votes, 2);
    const ComparisonTerms terms{0.05, outcome.diluted_margin, gamma_default};
    expect_valid(0.05, [&](Numbers& numbers) {
        KaplanMarkov bound(terms, outcome.smallest_margin);
        for (int draw = 0; draw < 100; ++draw) {
            const auto card = numbers.below(500);
            bound.push((card < 15 ? wrong : card < 35 ? phantom : none).relative);
            if (bound.p_value() <= 0.05) {
                return true;
            }
        }
        return false;
    });
}

/// Contests that share a sample: which cards count for whom hangs on what else is on them.
TEST(Validity, ContestsThatShareASample) {
    // Contest 0 on all of 80 cards (a tie), contest 1 on the 40 that are mostly the winner's: cards
    // that contest 1 had drawn must not count for contest 0 beyond its own threshold.
    CardStyles styles;
    styles.contests_of = {{0, 1}, {0}};
    std::vector<double> values;
    for (std::size_t card = 0; card < 80; ++card) {
        styles.style_of.push_back(card < 40 ? 0 : 1);
        values.push_back(card < 30 || (card >= 70) ? 1.0 : 0.0);
    }
    ASSERT_DOUBLE_EQ(std::accumulate(values.begin(), values.end(), 0.0), 40.0);
    const TestTerms terms{80, 0.5, 1.0};
    const std::vector<std::size_t> sizes{20, 20};
    std::vector<Wide> numbers_of_cards(80);
    expect_valid(0.05, [&](Numbers& numbers) {
        for (auto& number : numbers_of_cards) {
            std::array<std::byte, 32> digest{};
            const auto drawn = numbers.next();
            for (std::size_t at = 0; at < 8; ++at) {
                digest[at] = static_cast<std::byte>(drawn >> (56 - 8 * at));
            }
            number = Wide(digest);
        }
        const auto sample = sample_contests(numbers_of_cards, styles, sizes);
        RiskTest test(terms, fixed_alternative(0.7));
        for (const auto card : sample.cards) {
            if (numbers_of_cards[card] <= *sample.thresholds[0]) {
                test.push(values[card]);
            }
        }
        return test.p_value() <= 0.05;
    });
}

}  // namespace
}  // namespace belfry::audit
