#pragma once

#include "http/router.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// Notes on steps.
void add_note_routes(http::Router& router, const Services& services);

/// Comments on steps, tasks, decisions and notes.
void add_comment_routes(http::Router& router, const Services& services);

}  // namespace belfry::program
