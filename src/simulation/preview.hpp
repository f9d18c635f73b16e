#pragma once

#include <span>
#include <vector>

#include "simulation/model.hpp"

namespace belfry::simulation {

/// One station seen alone: Poisson arrivals at a rate that changes from slot to slot, exponential
/// service.
struct PreviewStation {
    std::vector<double> arrivals_per_minute;  ///< By slot, until the close.
    double slot_minutes = 15;
    double line_at_opening = 0;  ///< Mean of a Poisson number.
    double service_minutes = 1;
    int servers = 1;
    double limit_minutes = 30;

    friend bool operator==(const PreviewStation&, const PreviewStation&) = default;
};

/// Means of the M(t)/M/c queue, to about 1e-6: its Kolmogorov equations are solved exactly but for
/// rounding and a rational function in the place of exp (chain_poles.hpp).
struct Preview {
    double mean_wait = 0;   ///< Of all who come.
    double share_over = 0;  ///< Of them who wait longer than the limit.
    double inside_at_close = 0;
    double line_at_close = 0;
    double minutes_to_clear = 0;  ///< From the close until the last has gone.
    std::vector<double> line;     ///< Mean people in line at the start of each slot.
    bool cut_off = false;         ///< More people than the calculation holds: unstable.

    friend bool operator==(const Preview&, const Preview&) = default;
};

[[nodiscard]] Preview preview(const PreviewStation& station);

/// Of all of them, in their order: the same to the bit, sooner. By so many threads.
[[nodiscard]] std::vector<Preview> previews(
    std::span<const PreviewStation> stations, unsigned threads
);

/// A station of the model on a usual day. Later stages are taken to see the first one's arrivals.
[[nodiscard]] PreviewStation preview_station(
    const Model& model, std::uint32_t site, std::uint32_t station
);

}  // namespace belfry::simulation
