#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"

namespace belfry::audit {

/// How votes become an outcome.
enum class CountingRule {
    plurality,                 ///< The choices with the most votes win; one or several seats.
    approval,                  ///< The same, with a mark for every choice that a voter approves of.
    threshold,                 ///< The first choice needs more than a share of the valid votes.
    instant_runoff,            ///< Ranked choices, one winner.
    dhondt,                    ///< Seats in proportion, by highest averages.
    single_transferable_vote,  ///< Ranked choices, several seats.
};
BOOST_DESCRIBE_ENUM(
    CountingRule, plurality, approval, threshold, instant_runoff, dhondt, single_transferable_vote
)

/// What the voters could choose, and the votes reported for it.
struct Choice {
    std::string name;
    std::int64_t votes = 0;

    friend bool operator==(const Choice&, const Choice&) = default;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (name, votes))

/// A contest as it was reported.
struct Contest {
    std::string name;
    std::int64_t cards = 0;  ///< N: cards in the population the sample is drawn from.
    int winners = 1;         ///< How many are elected.
    int votes_allowed = 1;   ///< How many marks one card may carry.
    std::vector<Choice> choices;

    friend bool operator==(const Contest&, const Contest&) = default;
};
BOOST_DESCRIBE_STRUCT(Contest, (), (name, cards, winners, votes_allowed, choices))

/// Somebody who won against somebody who lost, by their places among the choices.
struct Pair {
    std::size_t winner = 0;
    std::size_t loser = 0;
    std::int64_t margin = 0;  ///< V_w − V_l, in votes.

    friend bool operator==(const Pair&, const Pair&) = default;
};

/// Whether a contest can be audited as it was reported, and if not, why.
enum class Standing {
    decided,    ///< Every winner has more votes than every loser.
    tied,       ///< A winner has no more votes than a loser: only a full count can tell.
    no_losers,  ///< Everybody won: nothing to audit.
};
BOOST_DESCRIBE_ENUM(Standing, decided, tied, no_losers)

/// Who won and lost by the reported votes.
struct Outcome {
    Standing standing = Standing::decided;
    std::vector<std::size_t> winners;
    std::vector<std::size_t> losers;
    std::vector<Pair> pairs;           ///< Every winner with every loser.
    std::int64_t smallest_margin = 0;  ///< Votes; 0 without losers.
    /// μ = smallest margin / N; 0 without losers.
    double diluted_margin = 0.0;
};

/// Refuses a contest without cards or choices, negative votes, fewer choices than winners, two
/// choices of one name, and more votes than its cards could carry.
[[nodiscard]] Result<void> check_contest(const Contest& contest);

/// The `winners` choices with the most votes win; equal votes are ordered as they were given.
[[nodiscard]] Outcome outcome_of(const Contest& contest);

/// γ: how many times larger than the reported margin the errors must be that would change it;
/// Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits".
inline constexpr double gamma_default = 1.03905;

}  // namespace belfry::audit
