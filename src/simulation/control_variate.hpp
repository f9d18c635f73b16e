#pragma once

#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

/// The city's mean wait, plainly and with a control variate.
struct ControlledWait {
    Estimate plain;
    Estimate controlled;     ///< 99 % intervals, both.
    double correlation = 0;  ///< Between the day's wait and its control.
};

/// The control is the first station of every site alone on a usual day with exponential service,
/// simulated on the same draws: its mean is known without simulation (preview.hpp), and what
/// luck did to it, luck did to the city's waits too. Without Poisson arrivals the mean is not exact
/// and the plain estimate is given twice.
[[nodiscard]] ControlledWait controlled_wait(
    const Model& model, const RunOptions& options, const Engines& engines = {}
);

}  // namespace belfry::simulation
