#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "audit/batch_comparison.hpp"

/// Fixed-percentage audits: a share of the batches counted by hand, whatever the margin. Most
/// states still ask for them. They find errors, but limit no risk: the report says so.
namespace belfry::audit {

/// What a law or rule asks for.
struct FixedShare {
    double share = 0.02;             ///< Of the batches.
    std::int64_t least_batches = 1;  ///< At least so many, if there are.
    std::int64_t least_cards = 0;    ///< Batches are added until they hold so many cards.

    friend bool operator==(const FixedShare&, const FixedShare&) = default;
};
BOOST_DESCRIBE_STRUCT(FixedShare, (), (share, least_batches, least_cards))

/// The batches to count, in the order they were drawn: Rivest's counter over 1 … batches, without
/// replacement. `cards` are those of each batch.
[[nodiscard]] std::vector<std::size_t> draw_fixed_share(
    std::string_view seed, std::span<const std::int64_t> cards, const FixedShare& terms
);

/// One choice in one batch that was counted by hand.
struct CountDifference {
    std::size_t batch = 0;
    std::size_t choice = 0;
    double reported = 0.0;
    double counted = 0.0;

    friend bool operator==(const CountDifference&, const CountDifference&) = default;
};
BOOST_DESCRIBE_STRUCT(CountDifference, (), (batch, choice, reported, counted))

/// What the hand counts showed.
struct FixedShareReport {
    std::int64_t batches = 0;
    std::int64_t cards = 0;
    std::int64_t batches_that_differ = 0;
    std::vector<CountDifference> differences;  ///< By batch, then choice; only those there are.
    /// Largest overstatement of any pair's margin in these batches together, in votes: what they
    /// alone would take off the margin. Never negative.
    double margin_lost = 0.0;

    friend bool operator==(const FixedShareReport&, const FixedShareReport&) = default;
};
BOOST_DESCRIBE_STRUCT(
    FixedShareReport, (), (batches, cards, batches_that_differ, differences, margin_lost)
)

/// `drawn` are places among `reported`; `counted` has a tally for each of them, in that order.
[[nodiscard]] FixedShareReport compare_fixed_share(
    const Contest& contest,
    std::span<const BatchTally> reported,
    std::span<const std::size_t> drawn,
    std::span<const BatchTally> counted
);

}  // namespace belfry::audit
