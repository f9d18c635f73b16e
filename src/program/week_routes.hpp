#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// The first screen, and that its reader has seen it.
void add_week_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
