#pragma once

#include "jobs/jobs.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/run_store.hpp"

/// The work of a comparison: every plan in every scenario, a few days first, then more and more.
namespace belfry::rehearsal {

/// The figures of one cell.
[[nodiscard]] RunCell cell_of(
    const simulation::Model& model, const simulation::Rehearsal& rehearsal
);

/// Goes on with a run where it was left, storing what there is after each part. Stops between
/// blocks of days when asked to; what was stored stays.
[[nodiscard]] Result<json::Value> work_on_comparison(const Workshop& workshop, jobs::Work& work);

}  // namespace belfry::rehearsal
