#pragma once

#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::record {

/// Recomputes the whole log from its entries. Refuses `record_broken`, naming the first entry,
/// value, node or object that does not follow.
[[nodiscard]] Result<Record::Head> verify_log(store::Connection& db);

}  // namespace belfry::record
