#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// A person's inbox: listed, marked as read. Nobody sees another's.
void add_inbox_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
