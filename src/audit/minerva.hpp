#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/contest.hpp"

/// Round-by-round ballot polling: Minerva (Zagórski et al. 2021) and Providence (Broadrick et al.
/// 2023). Both look at one pair; null hypothesis: a tie among its relevant ballots.
namespace belfry::audit {

/// Relevant ballots (for the winner or the loser) seen by the end of a round, all rounds together.
struct PollingRound {
    std::int64_t ballots = 0;
    std::int64_t winner = 0;
};

/// The smallest count for the winner among `ballots` of a first round at which it stops: the
/// likelihood ratio of the tails is at most the risk limit. Empty when even all of them would not
/// do.
[[nodiscard]] std::optional<std::int64_t> least_winner_count(
    std::int64_t ballots, double share, double risk_limit
);

/// The smallest number of relevant ballots in a first round that stops with probability at least
/// `certainty` if the reported share is true. The probability is a sawtooth in the size; this is
/// the smallest size of all, not the one from which all larger ones satisfy it.
[[nodiscard]] std::int64_t smallest_round(double share, double risk_limit, double certainty);

/// The smallest first round that can stop at all: every ballot of it is the winner's.
[[nodiscard]] std::int64_t smallest_round_that_can_stop(double share, double risk_limit);

/// Probability that a first round of `ballots` relevant ballots stops.
[[nodiscard]] double first_round_stops(std::int64_t ballots, double share, double risk_limit);

/// Minerva's p-value after each round. The sizes must have been fixed without regard to results.
/// Rounds hold cumulative counts; `risk_limit` decides what survives from round to round.
[[nodiscard]] std::vector<double> minerva_p_values(
    std::span<const PollingRound> rounds, double share, double risk_limit
);

/// The least cumulative winner counts at which Minerva stops at these cumulative sizes.
[[nodiscard]] std::vector<std::optional<std::int64_t>> minerva_least_counts(
    std::span<const std::int64_t> sizes, double share, double risk_limit
);

/// Probability that Minerva stops in a next round that ends at `size` cumulative relevant ballots,
/// after rounds that did not stop, if the reported share is true.
[[nodiscard]] double minerva_stops(
    std::span<const PollingRound> rounds, std::int64_t size, double share, double risk_limit
);

/// ⌊first · 1.5^rounds⌋: the size of the round after this many, as Arlo fixes it beforehand.
[[nodiscard]] std::int64_t minerva_next_round(std::int64_t first, int rounds);

/// Providence's p-value after the last of the rounds; their sizes may depend on what was seen.
[[nodiscard]] double providence_p_value(std::span<const PollingRound> rounds, double share);

/// Relevant ballots to draw in a further round of Providence so that it stops with probability
/// `certainty`; the smallest such number.
[[nodiscard]] std::int64_t further_providence_round(
    const PollingRound& seen, double share, double risk_limit, double certainty
);

/// Ballots of a first round (Minerva or Providence) that decides every pair with probability
/// `certainty` each: the largest of the pairs' sizes, each scaled to ballots. Empty for a contest
/// that is tied or without losers.
[[nodiscard]] std::optional<std::int64_t> first_round_ballots(
    const Contest& contest, double risk_limit, double certainty
);

/// Relevant ballots → ballots: the round that yields them on average, rounded up.
[[nodiscard]] std::int64_t scaled_to_ballots(
    std::int64_t relevant, std::int64_t cards, std::int64_t winner_votes, std::int64_t loser_votes
);

}  // namespace belfry::audit
