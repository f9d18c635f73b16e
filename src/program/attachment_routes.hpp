#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// Files on steps, tasks, decisions and notes: listed, uploaded, downloaded, deleted.
void add_attachment_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
