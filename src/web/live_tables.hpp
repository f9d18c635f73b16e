#pragma once

#include <span>

#include "transparency/live_values.hpp"

namespace belfry::web {

/// Which columns hold what the record disclosed, for the modules whose columns or documents are
/// named as the fields.
[[nodiscard]] std::span<const transparency::LiveTable> live_tables();

}  // namespace belfry::web
