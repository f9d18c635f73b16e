#pragma once

#include <functional>

#include "http/router.hpp"
#include "jobs/job_routes.hpp"
#include "jobs/jobs.hpp"
#include "operations/backup.hpp"
#include "operations/doctor.hpp"

namespace belfry::operations {

/// How Belfry is, for its administrators.
struct Status {
    std::vector<Finding> findings;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Status, (), (findings, version))

/// Backups that are kept when a new one is made each night.
inline constexpr std::size_t backups_kept = 14;

/// The job that makes a backup; its result is the Backup.
[[nodiscard]] jobs::Kind backup_job(
    const Backups& backups, store::Database& database, const Clock& clock
);

struct Services {
    const Backups& backups;
    jobs::Jobs& jobs;
    jobs::Reading reading;
    std::function<std::vector<Observation>()> examine;
    std::string version;
};

/// `/api/v1/backups` and `/api/v1/administration/status`.
void add_routes(http::Router& router, const Services& services);

}  // namespace belfry::operations
