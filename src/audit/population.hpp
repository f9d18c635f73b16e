#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "audit/cards.hpp"
#include "audit/hash_sampler.hpp"
#include "audit/oneaudit.hpp"

/// Card-style data done safely. A contest is sampled from the cards whose records hold it, which is
/// sound only because the number of cards that hold it is bounded from elsewhere (pollbooks, mailed
/// envelopes): for every card that the bound allows and no record shows, a phantom stands in the
/// population, and a phantom that is drawn counts against the winner (Bañuelos and Stark 2012).
namespace belfry::audit {

/// What bounds a contest's population.
struct CardBound {
    std::int64_t cards = 0;  ///< At most so many cards hold the contest; never from the records.
    /// False: every card of the pile is in the population, whatever its record holds; `cards` is
    /// then the number of cards in the pile.
    bool use_style = true;
};

/// One assertion over a population.
struct AssertionMean {
    double mean = 0.5;    ///< Of A by the records, pools and phantoms.
    double margin = 0.0;  ///< v = 2 mean − 1.
    double upper = 1.0;   ///< u of the assorter.

    [[nodiscard]] double no_error() const { return no_error_value(upper, margin); }
};

/// A contest's population.
struct Population {
    std::int64_t records = 0;          ///< Cards with a record of their own in it.
    std::int64_t pooled = 0;           ///< Cards of pools.
    std::int64_t phantoms = 0;         ///< Cards that the bound allows and nothing shows.
    std::vector<AssertionMean> means;  ///< In the order of the assertions.

    [[nodiscard]] std::int64_t cards() const { return records + pooled + phantoms; }
};

/// The population of a contest and the means of its assertions. `pools` are the groups of cards
/// that the table has no records of; of cards in the table that belong to a pool the record is not
/// used. Refuses more cards with the contest than the bound, and assertions about rankings with
/// pools.
[[nodiscard]] Result<Population> population_of(
    const CardTable& table,
    std::size_t contest,
    const CardBound& bound,
    std::span<const Assertion> assertions,
    std::span<const PoolTotals> pools = {}
);

/// Which contests each card of a table holds, then phantoms: a phantom stands for a missing card of
/// every contest that lacks more than those before it.
[[nodiscard]] CardStyles styles_of(
    const CardTable& table,
    std::span<const std::size_t> contests,
    std::span<const std::int64_t> phantoms
);

}  // namespace belfry::audit
