#include "audit/stratified.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "audit/random_numbers.hpp"

namespace belfry::audit {
namespace {

StratumReport report(double cards, double winner, double loser) {
    return {
        cards,
        1.0,
        {{1.0, winner / cards}, {0.0, loser / cards}, {0.5, 1.0 - (winner + loser) / cards}}
    };
}

/// 1,000 cards with records (550 : 430), 500 without (260 : 220): a margin of 160.
std::vector<StratumTerms> two_strata() {
    const double margin = 160.0 / 1500.0;
    return {
        compared_stratum(report(1000, 550, 430), margin, {}),
        polled_stratum(report(500, 260, 220), margin)
    };
}

/// The capital at given means, by the definition alone.
double capital(
    const std::vector<StratumTerms>& strata,
    const std::vector<std::vector<double>>& values,
    const std::vector<double>& bets,
    const std::vector<double>& means
) {
    // Shares of the capital, and what they stake of each bet.
    constexpr std::array<std::pair<double, double>, 3> parts{{{0.7, 1.0}, {0.15, 0.3}, {0.15, 0.0}}
    };
    double out = 0.0;
    for (std::size_t at = 0; at < strata.size(); ++at) {
        double capital = 0.0;
        for (const auto& [share, stake] : parts) {
            double product = share;
            double sum = 0.0;
            double drawn = 0.0;
            for (const double value : values[at]) {
                const double null = (strata[at].cards * (means[at] + strata[at].offset) - sum) /
                                    (strata[at].cards - drawn);
                product *= 1.0 - stake * bets[at] + stake * bets[at] * value / null;
                sum += value;
                drawn += 1.0;
            }
            capital += product;
        }
        out += std::log(capital);
    }
    return out;
}

TEST(Stratified, TheSmallestCapitalIsThatOfAFineGrid) {
    auto strata = two_strata();
    for (auto& stratum : strata) {
        stratum.outlook_weight = 0.0;  // Bets that never change can be written down.
    }
    std::vector<double> bets;
    for (const auto& stratum : strata) {
        bets.push_back(best_bet(stratum.outlook, stratum.null_guess) * stratum.null_guess);
    }
    Numbers numbers(3);
    for (int trial = 0; trial < 20; ++trial) {
        StratifiedTest test(strata);
        std::vector<std::vector<double>> values(2);
        for (int draw = 0; draw < 40; ++draw) {
            values[0].push_back(numbers.below(50) == 0 ? 0.5 : 1.0);
            values[1].push_back(std::array{0.0, 0.5, 1.0, 1.0}[numbers.below(4)]);
            test.push(0, values[0].back());
            test.push(1, values[1].back());
        }
        double least = 1e9;
        for (double mean = 0.2; mean <= 0.8; mean += 1e-4) {
            const double other = (0.5 * 1500.0 - 1000.0 * mean) / 500.0;
            if (other > 0.15 && other < 0.95) {
                least = std::min(least, capital(strata, values, bets, {mean, other}));
            }
        }
        EXPECT_NEAR(test.log_capital(), least, 1e-4);
        EXPECT_LE(test.log_capital(), least + 1e-7);
    }
}

TEST(Stratified, OneStratumIsTheSameTestWithoutStrata) {
    auto only = polled_stratum(report(400, 230, 150), 0.2);
    only.outlook_weight = 0.0;
    const double bet = best_bet(only.outlook, only.null_guess) * only.null_guess;
    StratifiedTest test({only});
    Numbers numbers(9);
    std::vector<double> values;
    for (int draw = 0; draw < 100; ++draw) {
        values.push_back(std::array{0.0, 0.5, 1.0}[numbers.below(3)]);
        test.push(0, values.back());
    }
    EXPECT_NEAR(test.log_capital(), capital({only}, {values}, {bet}, {0.5}), 1e-8);
}

TEST(Stratified, ASplitThatGivesAStratumMoreThanItShowsTakesNoMoreThanWasStaked) {
    auto strata = two_strata();
    StratifiedTest test(strata);
    for (int draw = 0; draw < 300; ++draw) {
        test.push(0, draw % 100 == 0 ? 0.5 : 1.0);
        test.push(1, draw % 20 == 0 ? 0.0 : 1.0);
    }
    // Against a mean of 0.8 among the compared cards, of which 0.55 was reported and seen.
    EXPECT_GT(test.log_capital_at({0.8, 0.0}), std::log(0.15));
}

TEST(Stratified, TheOrderOfTheStrataInTheSampleDoesNotMatter) {
    StratifiedTest one(two_strata());
    StratifiedTest other(two_strata());
    Numbers numbers(2);
    std::vector<double> first;
    std::vector<double> second;
    for (int draw = 0; draw < 60; ++draw) {
        first.push_back(numbers.below(30) == 0 ? 0.5 : 1.0);
        second.push_back(numbers.coin() ? 1.0 : 0.0);
        one.push(0, first.back());
        one.push(1, second.back());
    }
    for (const double value : second) {
        other.push(1, value);
    }
    for (const double value : first) {
        other.push(0, value);
    }
    EXPECT_DOUBLE_EQ(one.log_capital(), other.log_capital());
}

TEST(Stratified, CertainOutcomesAreSeen) {
    // Every card looked at, the mean over one half: no split of one half is left.
    std::vector<StratumTerms> strata{
        polled_stratum(report(4, 3, 1), 0.5), polled_stratum(report(4, 3, 1), 0.5)
    };
    StratifiedTest right(strata);
    StratifiedTest wrong(strata);
    for (const double value : {1.0, 1.0, 0.0, 1.0}) {
        for (const std::size_t stratum : {0U, 1U}) {
            right.push(stratum, value);
            wrong.push(stratum, 1.0 - value);
        }
    }
    EXPECT_EQ(right.p_value(), 0.0);
    EXPECT_EQ(wrong.p_value(), 1.0);
    EXPECT_EQ(StratifiedTest(strata).p_value(), 1.0);
}

TEST(Stratified, AStratumThatWasNotLookedAtCountsAgainstTheWinner) {
    StratifiedTest test(two_strata());
    for (int draw = 0; draw < 400; ++draw) {
        test.push(0, 1.0);
    }
    // The 500 other cards could all be the loser's: more than the margin.
    EXPECT_EQ(test.p_value(), 1.0);
}

TEST(Stratified, ManyStrataAreOneTest) {
    const double margin = 0.1;
    std::vector<StratumTerms> strata;
    for (int at = 0; at < 5; ++at) {
        strata.push_back(polled_stratum(report(300, 160, 130), margin));
    }
    StratifiedTest test(strata);
    for (int draw = 0; draw < 60; ++draw) {
        for (std::size_t at = 0; at < 5; ++at) {
            test.push(at, draw % 20 == 0 ? 0.0 : 1.0);
        }
    }
    EXPECT_LT(test.p_value(), 1e-6);
}

/// Draws of a stratum that keep as close to its outlook as whole cards can.
class Evenly {
public:
    explicit Evenly(const StratumTerms& terms)
        : outlook_(terms.outlook), due_(outlook_.size(), 0.0) {}

    double next() {
        for (std::size_t at = 0; at < due_.size(); ++at) {
            due_[at] += outlook_[at].rate;
        }
        const auto most = std::ranges::max_element(due_);
        *most -= 1.0;
        return outlook_[static_cast<std::size_t>(most - due_.begin())].value;
    }

private:
    std::vector<Outlook> outlook_;
    std::vector<double> due_;
};

/// ln of the capital of the test itself after a sample that is just like the outlook.
double capital_of_an_even_sample(
    const std::vector<StratumTerms>& strata, const std::vector<std::int64_t>& sizes
) {
    StratifiedTest test(strata);
    for (std::size_t at = 0; at < strata.size(); ++at) {
        Evenly draws(strata[at]);
        for (std::int64_t card = 0; card < sizes[at]; ++card) {
            test.push(at, draws.next());
        }
    }
    return test.log_capital();
}

TEST(Stratified, ASampleOfThatSizeAndJustLikeTheReportMeetsTheLimit) {
    const double wanted = -std::log(0.05);
    for (const double scale : {1.0, 4.0, 30.0}) {
        for (const double lead : {0.06, 0.12, 0.3}) {
            const auto strata_of = [&](double first, double second) {
                const auto stratum = [&](double cards) {
                    return report(cards, cards * (0.5 + lead / 2), cards * (0.5 - lead / 2));
                };
                // Errors so rare that none is due: whole cards could not follow their rate.
                return std::vector{
                    compared_stratum(stratum(first), lead, {0.0, 0.0, 0.0, 0.0}),
                    polled_stratum(stratum(second), lead)
                };
            };
            const auto strata = strata_of(1000.0 * scale, 500.0 * scale);
            const auto sizes = stratified_sample(strata, 0.05);
            if (sizes.empty()) {
                continue;
            }
            auto fewer = sizes;
            for (auto& size : fewer) {
                size = size * 4 / 5;
            }
            // A few cards more or less are what whole cards and the bets that learn make.
            EXPECT_GT(capital_of_an_even_sample(strata, sizes), 0.85 * wanted)
                << scale << " × 1,500 cards, lead " << lead;
            EXPECT_LT(capital_of_an_even_sample(strata, fewer), wanted)
                << scale << " × 1,500 cards, lead " << lead;
        }
    }
}

TEST(Stratified, SizesSplitCardsInProportionAndGrowWithTheMarginsEnd) {
    const auto wide = stratified_sample(two_strata(), 0.05);
    ASSERT_EQ(wide.size(), 2U);
    EXPECT_NEAR(static_cast<double>(wide[0]), 2.0 * static_cast<double>(wide[1]), 2.0);
    const auto sure = stratified_sample(two_strata(), 0.05, 1.2816);
    EXPECT_TRUE(sure.empty() || sure[0] > wide[0]);
    // A sample just like the outlook and of this size meets the limit.
    const double close = 2.0 / 1500.0;
    EXPECT_TRUE(stratified_sample(
                    {compared_stratum(report(1000, 500, 499), close, {}),
                     polled_stratum(report(500, 250, 249), close)},
                    0.05
    )
                    .empty());
}

}  // namespace
}  // namespace belfry::audit
