#pragma once

#include <string>
#include <vector>

#include "store/connection.hpp"

namespace belfry::store {

/// Every table, column, key and index of the database in words that are the same for both engines,
/// sorted: `task.due text`, `task primary key (id)`, `index task_by_step on task (step, state)`.
/// The search index is left out: each engine keeps it its own way. A test compares the two.
[[nodiscard]] std::vector<std::string> describe_schema(Connection& db);

}  // namespace belfry::store
