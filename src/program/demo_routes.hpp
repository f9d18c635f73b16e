#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// The fictional city: whether it is loaded, loading it, removing it.
void add_demo_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
