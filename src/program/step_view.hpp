#pragma once

#include <vector>

#include "program/step.hpp"
#include "program/words.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// The board: all ten steps as they stand on `today`, in the reader's language.
[[nodiscard]] std::vector<StepSummary> step_summaries(
    store::Connection& db, const Words& words, Date today
);

/// One step with all that its page says.
[[nodiscard]] StepDetail step_detail(
    store::Connection& db, const Words& words, Date today, int step
);

}  // namespace belfry::program
