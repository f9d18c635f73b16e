#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/comparison.hpp"
#include "audit/contest.hpp"

/// One card's record against its reading by hand, for pairs of a winner and a loser.
namespace belfry::audit {

/// What a record says of a choice. Some machines say only that a contest was over- or undervoted.
enum class RecordMark : std::uint8_t { none, vote, overvote, undervote };

/// A card as the machine recorded it.
struct CardRecord {
    bool exists = true;             ///< No record at all: as much is lost as a card can lose.
    std::vector<RecordMark> marks;  ///< By choice; empty: the record does not hold the contest.
};

/// A card as people read it.
struct HandReading {
    bool found = true;                ///< A card that can't be found loses as much as it can.
    std::vector<std::uint8_t> marks;  ///< By choice, 1 for a vote; empty: no vote in the contest.
};

/// By how many votes the record overstated the pair's margin, −2 to 2: (r_w − r_l) − (a_w − a_l).
/// An overvote that the hand reading confirms is no error; otherwise it counts as a vote for both.
[[nodiscard]] int pair_discrepancy(
    const Contest& contest, const Pair& pair, const CardRecord& record, const HandReading& hand
);

/// The worst that a card does to any pair.
struct CardDiscrepancy {
    int votes = 0;  ///< The largest over the pairs, −2 to 2.
    /// The largest of votes / margin over the pairs; not always the pair with the most votes. A
    /// tied pair that a card overstates has no bound: infinity.
    double relative = 0.0;

    friend bool operator==(const CardDiscrepancy&, const CardDiscrepancy&) = default;
};

[[nodiscard]] CardDiscrepancy card_discrepancy(
    const Contest& contest,
    const Outcome& outcome,
    const CardRecord& record,
    const HandReading& hand
);

/// Adds a card that was drawn `times` times.
void add(Discrepancies& to, const CardDiscrepancy& card, std::int64_t times);

/// A card in the sample.
struct ComparedCard {
    CardDiscrepancy discrepancy;
    std::int64_t times = 1;  ///< How often it was drawn.
};

/// The risk that is left after these cards: the Kaplan–Markov bound with each card's own relative
/// error, every draw counted. 1 for a tie, 0 without losers; understatements count nothing. As many
/// draws as there are cards are no full count, since cards are drawn with replacement: the bound
/// stays what it is.
[[nodiscard]] double comparison_risk(
    const Contest& contest, std::span<const ComparedCard> cards, double gamma = gamma_default
);

}  // namespace belfry::audit
