#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/contest.hpp"

/// BRAVO ballot polling (Lindeman, Stark and Yates 2012): Wald's sequential test for every pair of
/// a winner and a loser.
namespace belfry::audit {

/// What the sampled ballots showed: votes by choice in the contest's order. A ballot that could
/// not be found counts for every loser.
struct PollingSample {
    std::int64_t ballots = 0;
    std::vector<std::int64_t> votes;
    std::int64_t not_found = 0;
};

/// The risk that one pair still carries.
struct PairRisk {
    Pair pair;
    double p_value = 1.0;  ///< At most 1.
};

/// ln of Wald's likelihood ratio x_w ln(2s) + x_l ln(2(1 − s)), s = V_w / (V_w + V_l). Without
/// votes for the loser: −∞ as soon as one is seen.
[[nodiscard]] double log_wald_ratio(
    std::int64_t winner_votes,
    std::int64_t loser_votes,
    std::int64_t sampled_winner,
    std::int64_t sampled_loser
);

/// One risk for each pair. Where as many votes were seen as all cards can carry (cards times votes
/// allowed) the contest was counted in full and the risk is 0.
[[nodiscard]] std::vector<PairRisk> bravo_risks(
    const Contest& contest, const PollingSample& sample
);

/// Average sample number from here on, with Wald's approximation; the largest over the pairs.
/// Empty for a contest that is tied or without losers, and where some pair is already decided.
[[nodiscard]] std::optional<std::int64_t> bravo_average_size(
    const Contest& contest, const PollingSample& sample, double risk_limit
);

/// Where a poll stands; each but `open` ends it.
enum class PollingState {
    open,       ///< Some pair's risk is over the limit.
    over,       ///< Every pair's risk is at most the limit.
    counted,    ///< As many votes were seen as all cards can carry.
    tied,       ///< No sample can tell: a full count is needed.
    no_losers,  ///< Nothing to audit.
};
BOOST_DESCRIBE_ENUM(PollingState, open, over, counted, tied, no_losers)

[[nodiscard]] PollingState bravo_state(
    const Contest& contest, const PollingSample& sample, double risk_limit
);

/// Shares of all ballots and what was seen for one pair.
struct PollingPair {
    double winner_share = 0.0;  ///< Of all cards.
    double loser_share = 0.0;   ///< Of all cards.
    std::int64_t sampled_winner = 0;
    std::int64_t sampled_loser = 0;
};

/// Ballots after which the test is over with probability `certainty` in one round (Lindeman's
/// normal approximation, then stepped to the exact binomial quantile). 0: over already.
[[nodiscard]] std::int64_t bravo_quantile_size(
    const PollingPair& pair, double risk_limit, double certainty, std::int64_t cards
);

/// The largest of the pairs' quantile sizes from here on, at most the contest's cards. All of them
/// for a tie; 1 where no loser has a vote; 0 without losers and where the test is over.
[[nodiscard]] std::int64_t bravo_further_size(
    const Contest& contest, const PollingSample& sample, double risk_limit, double certainty
);

/// Probability that the test is over after `size` ballots, by the normal approximation.
[[nodiscard]] double bravo_probability_at(
    const PollingPair& pair, double risk_limit, std::int64_t size
);

/// BRAVO looked at only when a round of `ballots` relevant ballots ends: the fewest votes for the
/// winner that stop it. Empty where even all of them do not.
[[nodiscard]] std::optional<std::int64_t> bravo_least_count(
    std::int64_t ballots, double share, double risk_limit
);

/// The smallest first round of relevant ballots that then stops with probability `certainty`.
[[nodiscard]] std::int64_t bravo_smallest_round(double share, double risk_limit, double certainty);

/// The exact distribution of the stopping time of BRAVO looked at after every ballot, for a
/// two-choice contest of share `share`: element n is P[over after exactly n ballots], n ≤ most.
[[nodiscard]] std::vector<double> bravo_stopping_times(
    double share, double risk_limit, std::int64_t most
);

}  // namespace belfry::audit
