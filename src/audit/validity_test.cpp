// Every method is held against what a risk limit promises: where the reported winner did not win, a
// full count is missed with probability at most α. 100,000 simulated audits each, at the boundary
// of the null hypothesis (a tie), looked at after every draw; a rejection rate over α + 3 σ fails.
#include <cmath>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include "audit/assertion.hpp"
#include "audit/batch_comparison.hpp"
#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "audit/hybrid.hpp"
#include "audit/minerva.hpp"
#include "audit/overstatement.hpp"

namespace belfry::audit {
namespace {

constexpr int audits = 100'000;

/// SplitMix64: the same numbers on every machine.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    std::size_t below(std::size_t end) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>((static_cast<Wide>(next()) * end) >> 64U);
    }

    bool coin() { return (next() >> 63U) != 0; }

    std::int64_t heads(std::int64_t flips) {
        std::int64_t out = 0;
        for (; flips >= 64; flips -= 64) {
            out += std::popcount(next());
        }
        return flips == 0 ? out
                          : out + std::popcount(next() >> (64U - static_cast<unsigned>(flips)));
    }

private:
    std::uint64_t state_;
};

template <class Audit>
void expect_valid(double risk_limit, Audit audit) {
    Numbers numbers(20'181'106);
    int confirmed = 0;
    for (int at = 0; at < audits; ++at) {
        confirmed += audit(numbers) ? 1 : 0;
    }
    const double sigma = std::sqrt(risk_limit * (1.0 - risk_limit) / audits);
    EXPECT_LE(static_cast<double>(confirmed) / audits, risk_limit + 3.0 * sigma);
}

/// Values of a population, drawn without replacement in random order, into a fresh test.
template <class MakeTest>
bool confirms(Numbers& numbers, std::vector<double>& values, std::size_t draws, MakeTest make) {
    auto test = make();
    for (std::size_t at = 0; at < draws; ++at) {
        std::swap(values[at], values[at + numbers.below(values.size() - at)]);
        test.push(values[at]);
    }
    return test.p_value() <= 0.05;
}

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
    const double none = no_error_value(1.0, 0.2);
    const TestTerms terms{100, 0.5, overstatement_upper(1.0, 0.2)};
    std::vector<double> values(100, none);
    std::fill_n(values.begin(), 8, 0.0);
    std::fill_n(values.begin() + 8, 4, none / 2.0);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / 100.0, 0.5, 1e-12);
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 24, [&] {
            return RiskTest(terms, cobra_adaptive({}, none));
        });
    });
    const std::vector<ComparisonRates> grid{
        {0.0, 1e-5, 0.0, 0.0}, {0.01, 1e-3, 0.0, 0.0}, {0.05, 1e-2, 0.0, 0.0}
    };
    expect_valid(0.05, [&](Numbers& numbers) {
        return confirms(numbers, values, 24, [&] { return DiversifiedTest(terms, grid, none); });
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
        return confirms(numbers, values, 80, [&] {
            return RiskTest(terms, shrink_trunc({0.52, 100.0, 0.0, 1e-6, -1.0}));
        });
    });
}

TEST(Validity, BatchesDrawnInProportion) {
    // Reported 600 to 400 in twenty batches of 50 cards; the errors of five batches make it a tie.
    const BatchTerms terms{{"c", 1000, 1, 1, {{"w", 600}, {"l", 400}}}};
    const BatchTally reported{50, {30.0, 20.0}};
    const double bound = batch_error_bound(terms, reported);
    const double total = 20.0 * bound;
    const double error = batch_error(terms, reported, {50, {10.0, 40.0}});
    EXPECT_NEAR(5.0 * error, 1.0, 1e-12);
    const double none = std::log1p(-1.0 / total);
    const double wrong = none - std::log1p(-error / bound);
    expect_valid(0.1, [&](Numbers& numbers) {
        double log_p = 0.0;
        for (int draw = 0; draw < 40; ++draw) {
            log_p += numbers.below(20) < 5 ? wrong : none;
            if (log_p <= std::log(0.1)) {
                return true;
            }
        }
        return false;
    });
    const std::vector<BatchDraw> draws{{bound, error}, {bound, 0.0}};
    EXPECT_NEAR(batch_p_value(total, draws), std::min(1.0, std::exp(none + wrong)), 1e-12);
}

TEST(Validity, HybridStrata) {
    // 400 cards with records, 200 without; reported 330 to 270, in truth 300 to 300.
    std::map<std::array<std::int64_t, 3>, bool> known;
    expect_valid(0.1, [&](Numbers& numbers) {
        HybridPair pair;
        pair.comparison = {400, 220, 180, 40};
        pair.polling = {200, 110, 90, 40};
        for (int draw = 0; draw < 40; ++draw) {
            pair.comparison.found.o2 += numbers.below(400) < 20 ? 1 : 0;
        }
        // Without replacement: 100 of the 200 are the winner's.
        std::size_t winners = 100;
        for (std::size_t draw = 0; draw < 40; ++draw) {
            if (numbers.below(200 - draw) < winners) {
                --winners;
                ++pair.polling.sampled_winner;
            } else {
                ++pair.polling.sampled_loser;
            }
        }
        const std::array key{
            pair.comparison.found.o2, pair.polling.sampled_winner, std::int64_t{0}
        };
        const auto [found, fresh] = known.try_emplace(key, false);
        if (fresh) {
            found->second = hybrid_p_value(pair, 0.1) <= 0.1;
        }
        return found->second;
    });
}

}  // namespace
}  // namespace belfry::audit
