#pragma once

#include <optional>
#include <vector>

#include "release_packages/request.hpp"
#include "store/connection.hpp"

namespace belfry::release_packages {

/// Open ones first, by the day they are due; then the others, newest first.
[[nodiscard]] std::vector<RecordsRequest> list_requests(store::Connection& db);
[[nodiscard]] std::optional<RecordsRequest> find_request(
    store::Connection& db, Id<RecordsRequest> id
);

/// Adds it or writes over it.
void save_request(store::Connection& db, const RecordsRequest& request);

}  // namespace belfry::release_packages
