#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// The history of one object, and everything that was done, from the permanent record.
void add_history_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
