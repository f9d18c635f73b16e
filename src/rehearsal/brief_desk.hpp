#pragma once

#include "base/id.hpp"
#include "base/refusal.hpp"
#include "rehearsal/brief.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/run.hpp"

namespace belfry::rehearsal {

/// The brief of a run as far as it is. `goal`: with which probability the standard is to be held.
/// Refuses a run that is not there and a search.
[[nodiscard]] Result<Brief> brief_now(
    const Workshop& workshop, Id<Run> run, double goal, const program::Words& words
);

}  // namespace belfry::rehearsal
