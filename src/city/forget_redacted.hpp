#pragma once

#include "store/connection.hpp"

namespace belfry::city {

/// Takes what was redacted of places out of the cities that are kept to be put back: those from
/// before imports, and the city's own while the fictional one is loaded. Each field of which any
/// value was redacted is there as the place has it now, or blank when the place is gone.
void forget_redacted(store::Connection& db);

}  // namespace belfry::city
