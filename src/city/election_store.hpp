#pragma once

#include "city/election.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// The election to come; until somebody describes it, the usual one on the city's next date and in
/// its time zone, at revision 0.
[[nodiscard]] Election load_election(store::Connection& db);

void save_election(store::Connection& db, const Election& election);

}  // namespace belfry::city
