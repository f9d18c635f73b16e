#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// The ten steps: listed, read, their owner, status and date set.
void add_step_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
