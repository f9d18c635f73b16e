#pragma once

#include "jobs/jobs.hpp"
#include "rehearsal/phrases.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/run_store.hpp"

/// The work of a search for the cheapest plan.
namespace belfry::rehearsal {

/// Refuses, by field, wishes out of range and levers that are none; fills in what was not said. A
/// lever without a measure gets one of its kind in `plan`.
[[nodiscard]] Result<OptimizationWish> checked(OptimizationWish wish, SeenPlan& plan);

/// What the engine is asked, as the run began.
[[nodiscard]] simulation::OptimiseRequest request_of(const StoredRun& run, simulation::City city);

/// The same search before its first step.
[[nodiscard]] Optimization not_begun(const Optimization& search);

void add_step(Optimization& search, const simulation::OptimiseProgress& progress);

/// What the engine found for `request`, with names instead of ids.
void put_found(
    const simulation::Optimised& found,
    const simulation::OptimiseRequest& request,
    Optimization& search
);

/// Searches, telling how far it is; what was found is stored in the run, also when it is stopped.
/// Begun again after a restart it goes on where it was (search_journal.hpp).
[[nodiscard]] Result<json::Value> work_on_optimization(const Workshop& workshop, jobs::Work& work);

/// Puts into words, in the reader's language, what a search found.
void say_in_words(Optimization& found, const StoredRun& run, const Speech& speech);

}  // namespace belfry::rehearsal
