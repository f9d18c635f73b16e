#pragma once

#include "program/city.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// The city; before the first run one without a name, at revision 0.
[[nodiscard]] City find_city(store::Connection& db);

void save_city(store::Connection& db, const City& city);

}  // namespace belfry::program
