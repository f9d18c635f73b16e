#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

/// What a block of days gives to whoever adds it up.
struct BlockSink {
    /// One site on one day of the block.
    std::function<void(std::uint32_t day, std::uint32_t site, const SiteTally&, const DayMetrics&)>
        site;
    /// The whole city on one day of the block; uses of measures.
    std::function<void(
        std::uint32_t day,
        const SiteTally&,
        const DayMetrics&,
        const std::vector<std::int64_t>& uses
    )>
        city;
};

/// Simulates the days `first` … `first + count - 1` (count ≤ block_days).
void run_block(
    const Model& model,
    std::uint64_t seed,
    std::uint32_t first,
    std::uint32_t count,
    Lanes lanes,
    const BlockSink& sink
);

/// Dollars a plan costs before anything happens, and the price of each use of its measures.
[[nodiscard]] double fixed_cost(const Model& model);

}  // namespace belfry::simulation
