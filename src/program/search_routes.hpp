#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// One search over everything the caller may see.
void add_search_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
