#pragma once

#include "http/route.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/run_store.hpp"

/// Runs as people ask for them: begun, watched, begun again, deleted.
namespace belfry::rehearsal {

/// Puts a comparison into the queue, with the city, the scenarios and plans as they are now.
/// Refuses by field what is not there and what the engine does not take.
[[nodiscard]] Result<Id<Run>> begin_comparison(
    const Workshop& workshop, std::optional<std::int64_t> by, const RunWish& wish
);

/// The same for a search.
[[nodiscard]] Result<Id<Run>> begin_optimization(
    const Workshop& workshop, std::optional<std::int64_t> by, const OptimizationWish& wish
);

/// The same run once more, with the inputs that it saw.
[[nodiscard]] Result<Id<Run>> repeat_run(
    const Workshop& workshop, std::optional<std::int64_t> by, const StoredRun& run
);

/// The run that a job is about. Sums of another version of the engine cannot be added to: then it
/// begins anew. Refuses one that was deleted.
[[nodiscard]] Result<StoredRun> run_to_work_on(const Workshop& workshop, Id<Run> id);

/// Another server has written results of this run.
[[nodiscard]] std::unexpected<Refusal> run_taken_over();

/// The run as it is now, in the reader's language.
[[nodiscard]] Result<Run> shown_run(
    const Workshop& workshop, Id<Run> id, const std::string& language
);

[[nodiscard]] std::vector<RunLine> run_lines(const Workshop& workshop);

}  // namespace belfry::rehearsal
