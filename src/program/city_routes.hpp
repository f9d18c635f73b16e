#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// The city's name, state, time zone and next election.
void add_city_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
