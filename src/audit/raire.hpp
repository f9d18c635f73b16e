#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "audit/assertion.hpp"

/// RAIRE (Blom, Stuckey and Teague 2018): assertions that rule out every elimination order in which
/// somebody else wins an instant-runoff contest, as easy to audit as possible.
namespace belfry::audit {

/// How many ballots rank these choices in this order; the first is the most preferred.
struct RankedBallots {
    std::int64_t count = 0;
    std::vector<std::size_t> preferences;
};

/// How hard it is to audit that `winner_tally` > `loser_tally`; infinite where it is not.
using Difficulty = std::function<double(std::int64_t winner_tally, std::int64_t loser_tally)>;

/// N / (w − l).
[[nodiscard]] Difficulty one_on_margin(std::int64_t cards);

/// −ln(α) · 2 γ N / (w − l): cards of a super-simple comparison.
[[nodiscard]] Difficulty comparison_cards(std::int64_t cards, double risk_limit, double gamma);

/// (½ ln 2s − ln α) / ((w ln 2s + l ln(2 − 2s)) / N), s = w/(w + l): ballots of BRAVO.
[[nodiscard]] Difficulty polling_ballots(std::int64_t cards, double risk_limit);

struct RankedAssertion {
    Assertion assertion;
    double difficulty = 0.0;
    std::int64_t margin = 0;  ///< Votes.

    friend bool operator==(const RankedAssertion&, const RankedAssertion&) = default;
};

/// A branch of the tree of elimination orders, read from the winner down; how it is ruled out.
struct RuledOut {
    std::vector<std::size_t> suffix;  ///< The last to remain, in order; the final one wins.
    std::size_t assertion = 0;        ///< Into the assertions.
};

struct RaireResult {
    enum class State {
        assertions,    ///< These suffice.
        wrong_winner,  ///< Somebody else wins by these ballots.
        full_count,    ///< A tie stands in the way: only counting every ballot can tell.
        too_many,      ///< More elimination orders than the limit allows had to be looked at.
    };

    State state = State::assertions;
    std::vector<RankedAssertion> assertions;  ///< Hardest first.
    double difficulty = 0.0;                  ///< Of the hardest.
    std::vector<std::size_t> elimination;     ///< As the ballots say; the winner last.
    std::vector<RuledOut> proof;              ///< Every branch that another winner would need.
};

/// Elimination order by the ballots, the winner last; empty where two are tied for being last and
/// it matters who goes.
[[nodiscard]] std::optional<std::vector<std::size_t>> instant_runoff(
    std::size_t choices, std::span<const RankedBallots> ballots
);

/// `choices` ≤ 64. Nodes of the search beyond `most_nodes` end it as too_many.
[[nodiscard]] RaireResult raire(
    std::size_t choices,
    std::span<const RankedBallots> ballots,
    std::size_t winner,
    const Difficulty& difficulty,
    std::size_t most_nodes = 5'000'000
);

/// Whether `order` (eliminated first to winner) contradicts the assertion.
[[nodiscard]] bool contradicts(const Assertion& assertion, std::span<const std::size_t> order);

}  // namespace belfry::audit
