#pragma once

#include <vector>

#include "http/router.hpp"
#include "program/search.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// One search over everything the caller may see.
void add_search_routes(http::Router& router, const Services& services, std::vector<Finder> finders);

}  // namespace belfry::program
