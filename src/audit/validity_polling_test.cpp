// Ballot polling: valid at the boundary of the null hypothesis (validity.hpp).
#include <algorithm>
#include <map>
#include <numeric>

#include "audit/assertion.hpp"
#include "audit/bravo.hpp"
#include "audit/martingale.hpp"
#include "audit/minerva.hpp"
#include "audit/validity.hpp"

namespace belfry::audit {
namespace {

using namespace validity;  // NOLINT(google-build-using-namespace): test support

TEST(Validity, BravoLookedAtAfterEveryBallot) {
    expect_valid(0.1, [](Numbers& numbers) {
        const double plus = std::log(1.2);
        const double minus = std::log(0.8);
        double height = 0.0;
        for (int ballot = 0; ballot < 300; ++ballot) {
            height += numbers.coin() ? plus : minus;
            if (height >= -std::log(0.1)) {
                return true;
            }
        }
        return false;
    });
    // The walk above is the function under test, ballot for ballot.
    EXPECT_NEAR(log_wald_ratio(60, 40, 7, 5), 7 * std::log(1.2) + 5 * std::log(0.8), 1e-12);
}

TEST(Validity, MinervaInThreeFixedRounds) {
    const std::vector<std::int64_t> sizes{60, 130, 260};
    const auto least = minerva_least_counts(sizes, 0.6, 0.1);
    expect_valid(0.1, [&](Numbers& numbers) {
        std::int64_t winner = 0;
        std::int64_t drawn = 0;
        for (std::size_t round = 0; round < sizes.size(); ++round) {
            winner += numbers.heads(sizes[round] - drawn);
            drawn = sizes[round];
            if (least[round] && winner >= *least[round]) {
                return true;
            }
        }
        return false;
    });
}

TEST(Validity, ProvidenceWithRoundsThatDependOnWhatWasSeen) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> next;
    std::map<std::array<std::int64_t, 4>, bool> ends;
    const auto over = [&](const std::vector<PollingRound>& rounds) {
        const auto& last = rounds.back();
        const auto before = rounds.size() < 2 ? PollingRound{} : rounds[rounds.size() - 2];
        const std::array key{before.ballots, before.winner, last.ballots, last.winner};
        const auto [found, fresh] = ends.try_emplace(key, false);
        if (fresh) {
            found->second = providence_p_value(rounds, 0.6) <= 0.1;
        }
        return found->second;
    };
    expect_valid(0.1, [&](Numbers& numbers) {
        std::vector<PollingRound> rounds;
        PollingRound seen;
        for (int round = 0; round < 3; ++round) {
            const auto [found, fresh] = next.try_emplace({seen.ballots, seen.winner}, 0);
            if (fresh) {
                found->second = std::clamp<std::int64_t>(
                    further_providence_round(seen, 0.6, 0.1, 0.7), 20, 400
                );
            }
            seen.ballots += found->second;
            seen.winner += numbers.heads(found->second);
            rounds.push_back(seen);
            if (over(rounds)) {
                return true;
            }
        }
        return false;
    });
}

TEST(Validity, PollingByBets) {
    std::vector<double> values(300, 0.5);
    std::fill_n(values.begin(), 120, 1.0);
    std::fill_n(values.begin() + 120, 120, 0.0);
    const TestTerms terms{300, 0.5, 1.0};
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 80, [&] {
            return RiskTest(terms, shrink_trunc({0.6, 50.0, 0.0, 1e-6, -1.0}));
        });
    });
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 80, [&] { return RiskTest(terms, agrapa({})); });
    });
}

TEST(Validity, BravoLookedAtAfterRounds) {
    const std::vector<std::int64_t> sizes{60, 130, 260};
    expect_valid(0.1, [&](Numbers& numbers) {
        std::int64_t winner = 0;
        std::int64_t drawn = 0;
        for (const auto size : sizes) {
            winner += numbers.heads(size - drawn);
            drawn = size;
            const auto least = bravo_least_count(size, 0.6, 0.1);
            if (least && winner >= *least) {
                return true;
            }
        }
        return false;
    });
}

/// Four hundredths of the cards on either side, the mean just one half.
std::vector<double> tied_values(const Assertion& assertion) {
    const double upper = upper_bound(assertion);
    // 200 cards: as many of the largest value as the ones of value 0 need to be made up for.
    std::vector<double> values(200, 0.5);
    const auto high = static_cast<std::size_t>(std::floor(60.0 / upper));
    const double wanted = 100.0 - static_cast<double>(high) * upper;
    std::fill_n(values.begin(), high, upper);
    auto left = 200 - high;
    const auto zeros = static_cast<std::size_t>(
        std::max(0.0, std::ceil((0.5 * static_cast<double>(left) - wanted) / 0.5))
    );
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(high), zeros, 0.0);
    return values;
}

TEST(Validity, EveryKindOfAssertion) {
    Assertion over{AssertionKind::at_least_share, 0, 0, 2.0 / 3.0};
    Assertion under{AssertionKind::less_than_share, 0, 0, 0.05};
    Assertion quotient{AssertionKind::higher_quotient, 0, 1};
    quotient.winner_divisor = 1;
    quotient.loser_divisor = 3;
    const Assertion ranked{AssertionKind::never_behind, 0, 1};
    for (const auto& assertion : {over, under, quotient, ranked}) {
        auto values = tied_values(assertion);
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 200.0;
        ASSERT_LE(mean, 0.5 + 1e-12);
        ASSERT_GE(mean, 0.5 - 0.01);
        const TestTerms terms{200, 0.5, upper_bound(assertion)};
        expect_valid(0.05, [&](Numbers& numbers) {
            return confirms(numbers, values, 100, [&] {
                return RiskTest(terms, shrink_trunc({0.55, 20.0, 0.0, 1e-6, -1.0}));
            });
        });
    }
}

TEST(Validity, KaplansTestsStoppedAtTheirBest) {
    const std::vector<double> kinds{1.0, 0.0, 0.5, 0.5};
    std::vector<double> drawn(60);
    const auto best = [](const std::vector<double>& p) {
        return std::ranges::min(p) <= 0.05;
    };
    expect_valid(0.05, [&](Numbers& numbers) {
        for (auto& value : drawn) {
            value = kinds[numbers.below(4)];
        }
        return best(kaplan_wald(drawn, 0.5, 0.1));
    });
    expect_valid(0.05, [&](Numbers& numbers) {
        for (auto& value : drawn) {
            value = kinds[numbers.below(4)];
        }
        return best(kaplan_markov_mean(drawn, 0.5, 0.1));
    });
    std::vector<double> population(100, 0.5);
    std::fill_n(population.begin(), 40, 1.0);
    std::fill_n(population.begin() + 40, 40, 0.0);
    expect_valid(0.05, [&](Numbers& numbers) {
        for (std::size_t at = 0; at < drawn.size(); ++at) {
            std::swap(population[at], population[at + numbers.below(population.size() - at)]);
        }
        return best(
            kaplan_kolmogorov(std::span(population).first(drawn.size()), {100, 0.5, 1.0}, 0.1)
        );
    });
}

}  // namespace
}  // namespace belfry::audit
