#pragma once

#include "http/router.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

namespace belfry::portal {

/// `/api/v1/public-pages`: what the city publishes, and its change.
void add_routes(http::Router& router, store::Database& database, record::Record& record);

}  // namespace belfry::portal
