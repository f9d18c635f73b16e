#pragma once

#include <string>
#include <string_view>

#include "audit/progress.hpp"

namespace belfry::audit {

/// Takes in what an event says, once its place in the sequence is known to be right, or refuses it
/// and changes nothing. Part of `advance`; nobody else calls it.
[[nodiscard]] Result<void> take_event(Progress& progress, const Event& event);

/// Refuses a step that is out of order, and says what comes next.
[[nodiscard]] std::unexpected<Refusal> out_of_order(const Progress& progress, std::string_view why);

}  // namespace belfry::audit
