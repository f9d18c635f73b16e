#pragma once

#include <span>

#include "transparency/live_values.hpp"

namespace belfry::web {

/// Which columns hold what the record disclosed, for the modules whose columns or documents are
/// named as the fields.
[[nodiscard]] std::span<const transparency::LiveTable> live_tables();

/// What the record sums of the modules' tables, because it is secret or too long to be shown.
[[nodiscard]] std::span<const record::Sums* const> live_sums();

}  // namespace belfry::web
