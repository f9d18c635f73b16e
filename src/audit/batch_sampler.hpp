#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/consistent_sampler.hpp"

namespace belfry::audit {

/// A batch that can be drawn, in the order in which the system lists them.
struct DrawableBatch {
    std::string jurisdiction;
    std::string batch;
    double bound = 0.0;  ///< u_b; a batch is drawn in proportion to it.
};

struct BatchPick {
    std::string ticket;     ///< A number for the batch and how often it was drawn; trimmed to 18.
    std::size_t index = 0;  ///< Into the batches.

    friend bool operator==(const BatchPick&, const BatchPick&) = default;
};

/// Draws with probability proportional to the error bound (PPEB), as Arlo does with NumPy's
/// generator. Give the batches that hold the contest and no others. When the rounds together ask
/// for as many draws as there are batches, or a bound is infinite, every one that was not drawn
/// before is taken, in order of names. Empty where no batch has a bound.
[[nodiscard]] std::vector<BatchPick> draw_batches(
    std::string_view seed,
    std::span<const DrawableBatch> batches,
    std::span<const std::size_t> drawn_before,
    std::size_t count
);

}  // namespace belfry::audit
