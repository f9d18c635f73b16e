#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// Tasks: listed, added, changed, completed, reopened, nudged about, deleted.
void add_task_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
