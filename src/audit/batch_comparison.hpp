#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/contest.hpp"

/// Batch comparison: the maximum across-contest relative overstatement (Stark 2009) with the
/// Kaplan–Markov bound, batches drawn in proportion to their error bounds.
namespace belfry::audit {

/// Votes of one batch of cards, by choice in the contest's order.
struct BatchTally {
    std::int64_t cards = 0;
    std::vector<double> votes;  ///< Combined batches may share cards: halves occur.
};

/// The contest, and which cards no batch tally covers.
struct BatchTerms {
    Contest contest;
    /// Votes that are still to be counted: each could be for a loser.
    std::int64_t pending = 0;
    /// Votes in the contest's totals that stand in no batch, over the votes each card allows.
    std::int64_t unauditable = 0;
    /// A winner needs more than half of all votes, or else the best two go on to a runoff.
    bool majority_or_runoff = false;
};

/// ⌈(votes of the contest − votes in batches) / votes allowed⌉; negative where batches hold more.
[[nodiscard]] std::int64_t unauditable_cards(
    const Contest& contest, std::span<const BatchTally> batches
);

/// u_b: the largest overstatement, relative to a pair's margin, that this batch could hide.
/// Infinite where pending and unauditable cards alone could change the outcome. 0 for an empty
/// batch.
[[nodiscard]] double batch_error_bound(const BatchTerms& terms, const BatchTally& reported);

/// e_b: the largest overstatement of any pair that the hand count of the batch shows; never
/// negative.
[[nodiscard]] double batch_error(
    const BatchTerms& terms, const BatchTally& reported, const BatchTally& counted
);

/// e_b with its sign: below 0 where the count was better for every winner than reported.
[[nodiscard]] double signed_batch_error(
    const BatchTerms& terms, const BatchTally& reported, const BatchTally& counted
);

/// Several batches that were counted as one: their sums. Its error is theirs together; drawn with
/// the bound of the batch that was drawn.
[[nodiscard]] BatchTally combined(std::span<const BatchTally> batches);

/// U = Σ u_b.
[[nodiscard]] double total_error_bound(
    const BatchTerms& terms, std::span<const BatchTally> batches
);

/// One batch as it was drawn; drawn twice, it stands here twice.
struct BatchDraw {
    double bound = 0.0;  ///< u_b
    double error = 0.0;  ///< e_b
};

/// p = Π (1 − 1/U) / (1 − e_b/u_b), at most 1. A batch whose error is its bound gives 1. Where U ≤
/// 1 the errors that batches can hide don't reach any margin: 0 once a batch was looked at. Errors
/// below 0 lower the bound, as in the original (Stark 2009); MACRO counts them as 0.
[[nodiscard]] double batch_p_value(double total_bound, std::span<const BatchDraw> draws);

/// ln α / ln(1 − 1/U): draws without error that meet the limit, not rounded.
[[nodiscard]] double batch_draws(double total_bound, double risk_limit);

/// Batches to draw in all: ⌈(ln α − ln p) / ln(1 − 1/U)⌉ + 1, at most `batches`.
[[nodiscard]] std::int64_t batch_sample(
    double total_bound, double risk_limit, double p_value, std::int64_t batches
);

}  // namespace belfry::audit
