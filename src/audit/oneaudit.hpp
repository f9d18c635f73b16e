#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "audit/assertion.hpp"
#include "audit/overstatement.hpp"

/// ONEAudit (Stark 2023): cards of which only the totals of a group are known — a batch, a
/// precinct, a group withheld for secrecy, all cards without machine records — are compared one by
/// one with the group's average.
namespace belfry::audit {

/// What was reported of a group of cards.
struct PoolTotals {
    std::int64_t cards = 0;  ///< All cards of the group, also those without the contest.
    /// Cards that hold the contest; empty where nobody knows: then all of them may.
    std::optional<std::int64_t> cards_with_contest = {};
    std::vector<std::int64_t> votes;  ///< By choice.

    friend bool operator==(const PoolTotals&, const PoolTotals&) = default;
};

/// The assorter's mean over the group's cards as reported; cards without a vote, or without the
/// contest, count one half. Empty for assertions about rankings, which totals don't tell, and for a
/// group without cards. Thresholds take each vote for a valid card: one vote for each card only.
[[nodiscard]] std::optional<double> pool_mean(const Assertion& assertion, const PoolTotals& pool);

/// Values of a card's overstatement assorter, and how often they are to be expected.
struct PoolOutlookTerms {
    double margin = 0.0;                  ///< v over the whole population.
    std::int64_t cards_with_records = 0;  ///< Cards that have records of their own.
    ComparisonRates rates;                ///< Their errors.
};

/// What the cards of the pools and those with records are expected to show if the reports are
/// right. Pools of one mean count as one; rates sum to 1.
[[nodiscard]] std::vector<Outlook> pool_outlook(
    const Assertion& assertion, std::span<const PoolTotals> pools, const PoolOutlookTerms& terms
);

/// How often a card shows each of the assorter's values if the totals are right; rates sum to 1.
/// Empty where pool_mean is.
[[nodiscard]] std::vector<Outlook> poll_outlook(const Assertion& assertion, const PoolTotals& all);

/// Cards until a test that bets for this outlook meets the limit: the sum of the logarithms is
/// taken as normal, and reaches the limit with probability `certainty`. `cards` where it never
/// does.
[[nodiscard]] std::int64_t outlook_sample(
    std::span<const Outlook> outlook, double risk_limit, double certainty, std::int64_t cards
);

}  // namespace belfry::audit
