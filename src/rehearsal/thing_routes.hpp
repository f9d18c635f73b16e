#pragma once

#include "http/route.hpp"
#include "program/services.hpp"
#include "rehearsal/plan.hpp"

namespace belfry::rehearsal {

/// Keeps a new plan, as the caller's act. Refuses what check_plan refuses.
[[nodiscard]] Result<http::Versioned<Plan>> make_plan(
    const program::Services& services, const http::Call& call, const PlanNew& wish
);

}  // namespace belfry::rehearsal
