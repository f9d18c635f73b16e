#pragma once

#include <functional>

#include "base/refusal.hpp"
#include "json/json.hpp"

namespace belfry::rehearsal {

/// Does long work in a thread that, like all that it starts, gives way to those that answer people:
/// so it may use every core. Comes back when it is done; what it throws is thrown here.
[[nodiscard]] Result<json::Value> in_background(const std::function<Result<json::Value>()>& work);

}  // namespace belfry::rehearsal
