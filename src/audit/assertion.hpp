#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "audit/contest.hpp"
#include "audit/sentence.hpp"

/// Assertions (SHANGRLA, Stark 2020): an outcome is right if each of some averages over the cards
/// is over one half.
namespace belfry::audit {

/// One card's marks in one contest: for each choice 0, or the rank it was given (1 for a plain
/// vote).
using Marks = std::span<const std::uint8_t>;

enum class AssertionKind {
    more_votes,       ///< The winner has more votes than the loser.
    at_least_share,   ///< The winner has more than `share` of the valid votes.
    less_than_share,  ///< The loser has less than `share` of the valid votes.
    never_behind,     ///< NEB: the winner's first ranks beat all ballots that prefer the loser.
    ahead_when_left,  ///< NEN: among `standing` the winner is ahead of the loser.
    higher_quotient,  ///< D'Hondt: the winner's last seat beats the loser's next.
};
BOOST_DESCRIBE_ENUM(
    AssertionKind,
    more_votes,
    at_least_share,
    less_than_share,
    never_behind,
    ahead_when_left,
    higher_quotient
)

struct Assertion {
    AssertionKind kind = AssertionKind::more_votes;
    std::size_t winner = 0;
    std::size_t loser = 0;
    double share = 0.5;                      ///< Of the two threshold kinds.
    std::vector<std::size_t> standing = {};  ///< Of ahead_when_left, ascending.
    int winner_divisor = 1;                  ///< Of higher_quotient: seats the winner holds by it.
    int loser_divisor = 1;

    friend bool operator==(const Assertion&, const Assertion&) = default;
};

/// A(card), in [0, upper_bound]; one half for a card that says nothing of the assertion.
[[nodiscard]] double assort(const Assertion& assertion, Marks marks);

[[nodiscard]] double upper_bound(const Assertion& assertion);

/// What it says, for a person: "Ada is ahead of Bea when only these are left: Ada, Bea, Cy."
[[nodiscard]] Sentence sentence_of(const Assertion& assertion, const std::vector<Choice>& choices);

/// The same in English.
[[nodiscard]] std::string in_words(const Assertion& assertion, const std::vector<Choice>& choices);

/// Plurality, approval and several winners: one assertion for each pair.
[[nodiscard]] std::vector<Assertion> plurality_assertions(const Outcome& outcome);

/// Whether a choice reached a share of the valid votes, in the direction the votes say.
[[nodiscard]] Assertion threshold_assertion(
    const Contest& contest, std::size_t choice, double share
);

/// Seats by D'Hondt: for every two parties, the first one's last won quotient against the second
/// one's first lost. Empty without a decision between the last seat and the next (a tie).
[[nodiscard]] std::optional<std::vector<Assertion>> dhondt_assertions(
    const Contest& contest, int seats
);

/// Seats of each choice by D'Hondt; equal quotients go to the earlier choice.
[[nodiscard]] std::vector<int> dhondt_seats(const Contest& contest, int seats);

/// A card as it was reported, and as it was read by hand.
struct CardReading {
    /// Empty: the record does not hold the contest.
    std::optional<std::vector<std::uint8_t>> marks;
    bool phantom = false;  ///< No record, or no card: it stands for one that should be there.
    std::optional<double> pool_mean = {};  ///< A(cvr) of a card that is known by its pool only.
};

/// o = A(cvr) − A(mvr). A phantom record counts one half, a card that cannot be found 0. With card
/// styles a card that lacks the contest counts 0 where its record holds it, where it stands for a
/// phantom, and in a pool: the card that is missing could be anywhere. Without styles it counts one
/// half.
[[nodiscard]] double overstatement(
    const Assertion& assertion, const CardReading& cvr, const CardReading& mvr, bool use_style
);

/// A reading by hand alone: A(mvr).
[[nodiscard]] double hand_value(const Assertion& assertion, const CardReading& mvr, bool use_style);

}  // namespace belfry::audit
