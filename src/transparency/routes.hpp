#pragma once

#include "http/router.hpp"
#include "jobs/job_routes.hpp"
#include "transparency/log.hpp"
#include "transparency/witnesses.hpp"

namespace belfry::transparency {

/// `/api/v1/log`: the log's name, keys and newest head, and its address, which can be changed.
void add_log_routes(http::Router& router, const Services& services, Log& log);

/// The job that asks every witness now; its result is the Round.
[[nodiscard]] jobs::Kind round_job(Witnesses& witnesses);

/// Where rounds are begun that somebody asks for.
struct Queue {
    jobs::Jobs& jobs;
    jobs::Reading reading;
};

/// `/api/v1/witnesses`: peers, rounds and alarms; `/api/v1/log/epochs`.
void add_witness_routes(
    http::Router& router, const Services& services, Witnesses& witnesses, const Queue& queue
);

}  // namespace belfry::transparency
