#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "audit/comparison.hpp"

/// SUITE (Ottoboni, Stark, Lindeman and McBurnett 2018): cards with machine records are compared,
/// the others polled; Fisher's combination, maximised over how an error is split between the two.
namespace belfry::audit {

/// The part of the cards that have machine records, for one pair.
struct ComparisonStratum {
    std::int64_t cards = 0;   ///< N₁
    std::int64_t winner = 0;  ///< Reported votes in the stratum.
    std::int64_t loser = 0;
    std::int64_t drawn = 0;  ///< n₁
    Discrepancies found = {};
};

/// The part without, for one pair; sampled without replacement.
struct PollingStratum {
    std::int64_t cards = 0;  ///< N₂
    std::int64_t winner = 0;
    std::int64_t loser = 0;
    std::int64_t drawn = 0;  ///< n₂
    std::int64_t sampled_winner = 0;
    std::int64_t sampled_loser = 0;
};

/// p₁(λ): the comparison stratum overstates the overall margin by at least λ of it; 1 where that is
/// more than the bound can be used for (the bracket is not positive).
[[nodiscard]] double comparison_stratum_p(
    const ComparisonStratum& stratum, std::int64_t overall_margin, double lambda, double gamma
);

/// p₂(λ′) with λ′ the share of the overall margin charged to the polling stratum: the inverse of
/// the likelihood ratio of the reported counts to the best of those that overstate so much.
[[nodiscard]] double polling_stratum_p(
    const PollingStratum& stratum, std::int64_t overall_margin, double share
);

/// The same for a sample (w, l, u) of a population of `cards` whose true margin is at most
/// `null_margin`: 1 / max likelihood relative to `reported` winner and loser votes.
[[nodiscard]] double trihypergeometric_p(const PollingStratum& stratum, double null_margin);

/// Fisher's combination of two p-values: P[χ²₄ ≥ −2 (ln p₁ + ln p₂)].
[[nodiscard]] double fisher_combined(double p_first, double p_second);

/// Both strata, and the terms of the audit.
struct HybridPair {
    ComparisonStratum comparison;
    PollingStratum polling;
    double gamma = gamma_default;

    [[nodiscard]] std::int64_t margin() const {
        return comparison.winner - comparison.loser + polling.winner - polling.loser;
    }
};

/// The largest combined p-value over every way to split the error, λ and 1 − λ. Steps of λ of 0.05,
/// refined until the modulus of continuity shows that no value between the steps changes the answer
/// at the limit.
[[nodiscard]] double hybrid_p_value(const HybridPair& pair, double risk_limit);

/// The largest risk over the pairs of the contest. A stratum of which as many cards were drawn as
/// it has is no exception: the comparison stratum is drawn with replacement, the polling stratum's
/// likelihood is right for a full count too.
[[nodiscard]] double hybrid_risk(std::span<const HybridPair> pairs, double risk_limit);

/// Cards to draw from both strata in a first round, in proportion to their sizes: the p-value that
/// samples like the reported counts would give is bracketed by doubling and bisected into
/// [0.8 α, α].
struct HybridSize {
    std::int64_t comparison = 0;
    std::int64_t polling = 0;

    friend bool operator==(const HybridSize&, const HybridSize&) = default;
};

/// `deviations`: so many standard deviations fewer votes for the winner are taken in the polled
/// sample than it would show on average; 0 is the average. Empty where only a full count of a
/// stratum would do.
[[nodiscard]] std::optional<HybridSize> hybrid_sample(
    const HybridPair& pair, double risk_limit, double deviations = 0.0
);

/// The p-value if `total` cards in all were drawn: like the reported counts at first, later like
/// what was seen so far.
[[nodiscard]] double hybrid_p_if_drawn(
    const HybridPair& pair, double risk_limit, std::int64_t total, double deviations = 0.0
);

}  // namespace belfry::audit
