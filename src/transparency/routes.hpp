#pragma once

#include "http/router.hpp"
#include "transparency/log.hpp"
#include "transparency/witnesses.hpp"

namespace belfry::transparency {

/// `/api/v1/log`: the log's name, keys and newest head, and its address, which can be changed.
void add_log_routes(http::Router& router, const Services& services, Log& log);

/// `/api/v1/witnesses`: peers, rounds and alarms; `/api/v1/log/epochs`.
void add_witness_routes(http::Router& router, const Services& services, Witnesses& witnesses);

}  // namespace belfry::transparency
