#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// Decisions: listed, asked for, changed, approved, declined, asked back, answered, withdrawn.
void add_decision_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
