#pragma once

#include <optional>

#include "simulation/rehearsal.hpp"

/// The same engine on all processes that mpirun started, each taking every n-th block of days: to
/// the bit the results of one process, whatever their number.
namespace belfry::simulation {

/// The process of rank 0 gets the whole result, the others get nothing. The stop rule sees the days
/// of all; Ctrl-C in one process ends all at the next look, or at once where no rule looks.
[[nodiscard]] std::optional<Rehearsal> rehearse_with_mpi(
    const Model& model, const RunOptions& options
);

/// For the optimiser, which runs in step in every process: each gets the whole result. `agreed` is
/// stopped in all processes together, after `interrupt` was in any of them.
[[nodiscard]] Engines engines_with_mpi(
    const std::stop_token& interrupt, const std::stop_source& agreed
);

/// Whether this process speaks for all.
[[nodiscard]] bool is_first_process();

}  // namespace belfry::simulation
