#pragma once

#include <optional>
#include <string>

#include "accounts/gate.hpp"
#include "accounts/services.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"
#include "jobs/jobs.hpp"
#include "operations/doctor.hpp"
#include "program/services.hpp"
#include "record/follower.hpp"
#include "transparency/log.hpp"
#include "transparency/witnesses.hpp"
#include "web/application.hpp"
#include "web/house.hpp"
#include "web/standing.hpp"

/// Every module, each in one line: its routes and its jobs.
namespace belfry::web {

/// What the modules are wired with.
struct Wiring {
    House& house;
    accounts::Services& accounts;
    program::Services& program;
    accounts::AccountGate& gate;
    record::Follower& follower;
    const Standing& standing;
    http::Metrics& metrics;
    jobs::Jobs& queue;
    const text::Catalog& catalog;
    const Settings& settings;
    const transparency::Services& log_services;
    transparency::Log& log;
    transparency::Witnesses& witnesses;
    const std::string& document;  ///< Filled once all routes are there.
};

void add_routes(http::Router& router, const Wiring& all);

/// Kinds of long work and when they come back by themselves.
void add_jobs(const Wiring& all);

/// The API document of the routes.
[[nodiscard]] std::string document_of(const http::Router& router, const std::string& version);

/// Empty until the city is set up.
[[nodiscard]] std::optional<std::string> city_name(store::Database& database);

/// How long witnesses are left between two rounds: a minute on Election Day in the city.
[[nodiscard]] std::chrono::seconds pace_of_witnesses(store::Database& database, Instant now);

/// Puts an alarm about a log into each administrator's inbox.
void tell_administrators(record::Writing& writing, const transparency::Alarm& alarm);

[[nodiscard]] jobs::LocalTime city_time(store::Database& database);

/// `/healthz`, `/metrics`, `/api/v1/openapi.json`, `/api/v1/events`.
void add_service_routes(http::Router& router, const Wiring& all);

}  // namespace belfry::web
