// Holds SUITE's search for the worst split of the error against the definition, point by point.
#include "audit/hybrid.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <gtest/gtest.h>

#include "audit/random_numbers.hpp"

namespace belfry::audit {
namespace {

/// Fisher's combination by the distribution that it is defined with.
double combined_at(const HybridPair& pair, double lambda) {
    const double first = comparison_stratum_p(pair.comparison, pair.margin(), lambda, pair.gamma);
    const double second = polling_stratum_p(pair.polling, pair.margin(), 1.0 - lambda);
    if (first <= 0.0 || second <= 0.0) {
        return 0.0;
    }
    const double statistic = -2.0 * (std::log(first) + std::log(second));
    return cdf(complement(boost::math::chi_squared(4.0), std::max(0.0, statistic)));
}

double chi_squared_at(double p) {
    return quantile(complement(boost::math::chi_squared(4.0), std::max(p, 1e-300)));
}

/// Every point of every grid.
double slow_p_value(const HybridPair& pair, double risk_limit) {
    const auto margin = static_cast<double>(pair.margin());
    const auto first = static_cast<double>(pair.comparison.winner - pair.comparison.loser);
    const auto second = static_cast<double>(pair.polling.winner - pair.polling.loser);
    const auto first_cards = static_cast<double>(pair.comparison.cards);
    const auto second_cards = static_cast<double>(pair.polling.cards);
    double from = std::max(first - first_cards, margin - (second + second_cards)) / margin;
    double to = std::min(first + first_cards, margin - (second - second_cards)) / margin;
    double step = 0.05;
    double most = 0.0;
    double where = 0.0;
    const auto& seen = pair.polling;
    const auto others = seen.drawn - seen.sampled_winner - seen.sampled_loser;
    for (int round = 0; round < 13; ++round) {
        for (std::int64_t at = 0; from + static_cast<double>(at) * step < to + step; ++at) {
            const double lambda = from + static_cast<double>(at) * step;
            if (const double p = combined_at(pair, lambda); p > most) {
                most = p;
                where = lambda;
            }
        }
        const double moved = margin * step;
        const double modulus = 2.0 * static_cast<double>(seen.sampled_winner + seen.sampled_loser) *
                                   std::log1p(moved) +
                               2.0 * static_cast<double>(others) * std::log1p(2.0 * moved) +
                               2.0 * static_cast<double>(pair.comparison.drawn) *
                                   std::log1p(moved / (2.0 * first_cards * pair.gamma));
        if (most > risk_limit ||
            modulus <= std::abs(chi_squared_at(most) - chi_squared_at(risk_limit))) {
            break;
        }
        from = where - 2.0 * step;
        to = where + 2.0 * step;
        step /= 10.0;
    }
    return most;
}

/// Strata of any kind: close and clear, with luck of either kind and errors of every kind.
HybridPair any_pair(Numbers& numbers) {
    const auto number = [&](std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(numbers.below(static_cast<std::size_t>(high - low)));
    };
    HybridPair out;
    for (;;) {
        out.comparison.cards = number(300, 3000);
        out.polling.cards = number(100, 1500);
        out.comparison.winner = number(out.comparison.cards / 3, out.comparison.cards * 2 / 3);
        out.comparison.loser = number(0, out.comparison.cards - out.comparison.winner);
        out.polling.winner = number(out.polling.cards / 4, out.polling.cards * 2 / 3);
        out.polling.loser = number(0, out.polling.cards - out.polling.winner);
        if (out.margin() > 20) {
            break;
        }
    }
    out.comparison.drawn = number(0, 200);
    if (out.comparison.drawn > 10 && numbers.coin()) {
        out.comparison.found = {number(0, 3), number(0, 2), number(0, 3), number(0, 2)};
    }
    out.polling.drawn = number(0, 60);
    for (std::int64_t card = 0; card < out.polling.drawn; ++card) {
        const auto mark = number(0, out.polling.cards);
        out.polling.sampled_winner += mark < out.polling.winner ? 1 : 0;
        out.polling.sampled_loser += mark >= out.polling.cards - out.polling.loser ? 1 : 0;
    }
    return out;
}

TEST(Hybrid, TheLargestRiskIsThatOfEveryPointOfTheGrid) {
    Numbers numbers(41);
    int small = 0;
    for (int trial = 0; trial < 60; ++trial) {
        const auto pair = any_pair(numbers);
        const double slow = slow_p_value(pair, 0.05);
        EXPECT_NEAR(hybrid_p_value(pair, 0.05), slow, 1e-9 + 1e-7 * slow)
            << "trial " << trial << ", margin " << pair.margin();
        small += slow <= 0.05 ? 1 : 0;
    }
    EXPECT_GT(small, 5);  // Where the grid is refined.
}

/// ln of the likelihood by its factors.
double log_likelihood(const PollingStratum& stratum, double winner, double margin) {
    double out = 0.0;
    const auto falling = [&](double from, std::int64_t count) {
        for (std::int64_t at = 0; at < count; ++at) {
            out += std::log(from - static_cast<double>(at));
        }
    };
    falling(winner, stratum.sampled_winner);
    falling(winner - margin, stratum.sampled_loser);
    falling(
        static_cast<double>(stratum.cards) - 2.0 * winner + margin,
        stratum.drawn - stratum.sampled_winner - stratum.sampled_loser
    );
    return out;
}

TEST(Hybrid, ThePolledStratumsRiskIsTheBestOfAllVotesWithThatMargin) {
    Numbers numbers(5);
    for (int trial = 0; trial < 40; ++trial) {
        auto stratum = any_pair(numbers).polling;
        stratum.sampled_loser = std::min(stratum.sampled_loser, stratum.loser);
        const auto margin = static_cast<double>(stratum.winner - stratum.loser);
        for (const double null_margin : {margin - 40.0, margin / 2.0, 0.0, -15.0}) {
            const auto others = stratum.drawn - stratum.sampled_winner - stratum.sampled_loser;
            const double low = std::max(
                {static_cast<double>(stratum.sampled_winner),
                 static_cast<double>(stratum.sampled_loser) + null_margin,
                 null_margin,
                 0.0}
            );
            const double high = (static_cast<double>(stratum.cards - others) + null_margin) / 2.0;
            double best = -1e300;
            for (double winner = low; winner <= high; winner += 0.05) {
                best = std::max(best, log_likelihood(stratum, winner, null_margin));
            }
            if (low > high) {
                continue;
            }
            const double reported =
                log_likelihood(stratum, static_cast<double>(stratum.winner), margin);
            const double expected = std::min(1.0, std::exp(best - reported));
            const double ours = trihypergeometric_p(stratum, null_margin);
            EXPECT_GE(ours, expected * (1.0 - 1e-9));
            EXPECT_LE(ours, expected * 1.002);  // Between the steps there may be more.
        }
    }
}

TEST(Hybrid, TheComparedStratumsRiskIsTheFormulaAlsoWhereLittleOrAllIsCharged) {
    // 1,000 cards, a margin of 100 over all; one understatement seen in 50 draws.
    const ComparisonStratum stratum{1000, 550, 450, 50, {0, 0, 1, 0}};
    const double lower = 1.0 / (1.0 + 1.0 / (2.0 * gamma_default));
    EXPECT_DOUBLE_EQ(comparison_stratum_p(stratum, 100, 0.0, gamma_default), lower);
    EXPECT_DOUBLE_EQ(
        comparison_stratum_p(stratum, 100, 1.0, gamma_default),
        std::pow(1.0 - 100.0 / (2000.0 * gamma_default), 50) * lower
    );
    EXPECT_EQ(comparison_stratum_p(stratum, 100, -1.0, gamma_default), 1.0);
    // More error than cards can hold: the bound says nothing.
    EXPECT_EQ(comparison_stratum_p(stratum, 100, 25.0, gamma_default), 1.0);
}

}  // namespace
}  // namespace belfry::audit
