#pragma once

#include <optional>

#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

/// Runs a rehearsal on all processes that mpirun started, each taking every n-th block of days. The
/// process of rank 0 gets the whole result, to the bit that of one process; the others get nothing.
/// A stop rule is not looked at: it would have to see all processes.
[[nodiscard]] std::optional<Rehearsal> rehearse_with_mpi(const Model& model, RunOptions options);

}  // namespace belfry::simulation
