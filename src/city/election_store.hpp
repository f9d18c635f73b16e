#pragma once

#include "city/election_edit.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// The election to come; until somebody describes it, the usual one on the city's next date, at
/// revision 0. The time zone is the one that was said, else the programme's city's, else that which
/// follows from the places (with_zone).
[[nodiscard]] Election load_election(store::Connection& db);

/// Keeps it as of `election.revision`, and says in the entry that is open what people say otherwise
/// than before. A time zone that nobody said is neither kept nor recorded.
void keep_election(record::Writing& writing, Election election);

/// Takes over what was said, in the entry that is open. Refuses what edited() refuses.
[[nodiscard]] Result<Election> change_election(record::Writing& writing, const ElectionEdit& edit);

}  // namespace belfry::city
