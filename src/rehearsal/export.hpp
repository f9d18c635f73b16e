#pragma once

#include <string>

#include "rehearsal/routes.hpp"
#include "rehearsal/run.hpp"

namespace belfry::rehearsal {

/// All results of a run as `json`, `csv` or `xlsx`: every site under every plan in every scenario.
/// Refuses a run that is not there and one without results.
[[nodiscard]] Result<std::string> export_results(
    const Workshop& workshop, Id<Run> id, const std::string& format, const std::string& language
);

}  // namespace belfry::rehearsal
