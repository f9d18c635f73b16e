// Batches and strata: valid at the boundary of the null hypothesis (validity.hpp).
#include <array>
#include <map>

#include "audit/batch_comparison.hpp"
#include "audit/hybrid.hpp"
#include "audit/stratified.hpp"
#include "audit/validity.hpp"

namespace belfry::audit {
namespace {

using namespace validity;  // NOLINT(google-build-using-namespace): test support

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
    // 400 cards with records, 200 without; reported 360 to 240, in truth 300 to 300: ten records
    // are wrong by two votes, and 50 of the other cards.
    std::map<std::array<std::int64_t, 3>, bool> known;
    expect_valid(0.1, [&](Numbers& numbers) {
        HybridPair pair;
        pair.comparison = {400, 240, 160, 60};
        pair.polling = {200, 120, 80, 20};
        for (int draw = 0; draw < 60; ++draw) {
            pair.comparison.found.o2 += numbers.below(400) < 10 ? 1 : 0;
        }
        // Without replacement: 70 of the 200 are the winner's.
        std::size_t winners = 70;
        for (std::size_t draw = 0; draw < 20; ++draw) {
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

/// Two strata of 120 and 80 cards; reported 118 to 82, in truth a tie; looked at three times, the
/// polled stratum drawn from as long as it brings luck.
TEST(Validity, StratifiedBetsThatFollowTheLuck) {
    const double margin = 36.0 / 200.0;
    const StratumReport compared{120, 1.0, {{1.0, 70.0 / 120.0}, {0.0, 50.0 / 120.0}}};
    const StratumReport polled{80, 1.0, {{1.0, 48.0 / 80.0}, {0.0, 32.0 / 80.0}}};
    const std::vector<StratumTerms> strata{
        compared_stratum(compared, margin, {0.01, 0.001, 0.0, 0.0}), polled_stratum(polled, margin)
    };
    // Ten records of the winner's are the loser's; of the others 40 are the winner's.
    std::vector<double> first(120, 1.0);
    std::fill_n(first.begin(), 10, 0.0);
    std::vector<double> second(80, 0.0);
    std::fill_n(second.begin(), 40, 1.0);
    // The capital at the true means is never under the smallest: only where it is enough has the
    // smallest to be found.
    const std::vector<double> truth{60.0 / 120.0, 40.0 / 80.0};
    expect_valid(0.05, [&](Numbers& numbers) {
        StratifiedTest test(strata);
        std::array<std::size_t, 2> drawn{};
        std::size_t from = 0;
        for (int look = 0; look < 3; ++look) {
            for (int card = 0; card < 30; ++card) {
                auto& values = from == 0 ? first : second;
                auto& at = drawn[from];
                std::swap(values[at], values[at + numbers.below(values.size() - at)]);
                test.push(from, values[at]);
                const bool lucky = from == 1 && values[at] == 1.0;
                ++at;
                from = lucky ? 1 : 1 - from;
                from = drawn[1] == second.size() ? 0 : from;
            }
            if (test.log_capital_at(truth) >= -std::log(0.05) && test.p_value() <= 0.05) {
                return true;
            }
        }
        return false;
    });
}

}  // namespace
}  // namespace belfry::audit
