#pragma once

#include "city/election_edit.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// The election to come; until somebody describes it, the usual one on the city's next date and in
/// its time zone, at revision 0.
[[nodiscard]] Election load_election(store::Connection& db);

void save_election(store::Connection& db, const Election& election);

/// Takes over what was said, in the entry that is open. Refuses what edited() refuses.
[[nodiscard]] Result<Election> change_election(record::Writing& writing, const ElectionEdit& edit);

}  // namespace belfry::city
