#pragma once

#include "http/router.hpp"
#include "program/services.hpp"
#include "store/migration.hpp"

namespace belfry::program {

/// The tables of the programme.
[[nodiscard]] store::Migrations migrations();

/// Every route of the programme. For the composition root.
void add_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
