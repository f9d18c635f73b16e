#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "audit/raire.hpp"

/// How votes become an outcome, and what has to be shown for that outcome to be right.
namespace belfry::audit {

struct RuleTerms {
    CountingRule rule = CountingRule::plurality;
    double share = 0.5;       ///< Of the threshold.
    double list_share = 0.0;  ///< D'Hondt: lists under this share of the votes get no seat.
    /// Of an instant runoff; empty: whom the rankings elect.
    std::optional<std::size_t> reported_winner = {};
};

/// Whether samples can confirm an outcome, and if not, why.
enum class Confirmable {
    by_sample,        ///< If every assertion is true the outcome is right.
    tied,             ///< Only a full count can tell.
    no_losers,        ///< Nothing to audit.
    wrong_winner,     ///< The ballots given say that somebody else won.
    full_count,       ///< Some other order of elimination is a tie away.
    too_many_orders,  ///< The search for assertions was given up.
    no_method,        ///< No method is known that is proven for this rule: a full count is advised.
};
BOOST_DESCRIBE_ENUM(
    Confirmable, by_sample, tied, no_losers, wrong_winner, full_count, too_many_orders, no_method
)

struct AssertionSet {
    Confirmable confirmable = Confirmable::by_sample;
    std::vector<Assertion> assertions;
    std::optional<RaireResult> ranked = {};  ///< Of instant runoffs: with the proof.
    std::vector<int> seats = {};             ///< Of D'Hondt, by choice.
};

/// The assertions for a contest. `rankings` are the ballots of an instant runoff; `difficulty` says
/// how hard one of its assertions is to audit (without it: cards over margin).
[[nodiscard]] AssertionSet assertions_for(
    const Contest& contest,
    const RuleTerms& terms,
    std::span<const RankedBallots> rankings = {},
    const Difficulty& difficulty = {}
);

/// For a person: what the state means, and what to do.
[[nodiscard]] Sentence sentence_of(Confirmable confirmable);

}  // namespace belfry::audit
