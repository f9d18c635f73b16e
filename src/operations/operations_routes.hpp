#pragma once

#include <functional>
#include <memory>

#include "http/router.hpp"
#include "jobs/job_routes.hpp"
#include "jobs/jobs.hpp"
#include "operations/backup.hpp"
#include "operations/doctor.hpp"
#include "operations/download_links.hpp"
#include "operations/drill.hpp"

namespace belfry::operations {

/// How Belfry is, for its administrators.
struct Status {
    std::vector<Finding> findings;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Status, (), (findings, version))

/// What making and trying backups needs.
struct Care {
    const Backups& backups;
    store::Database& database;
    record::Record& record;
    const Clock& clock;
    Random& random;
    store::Location location;
    store::Migrations migrations;
    std::filesystem::path scratch;  ///< What the names of places begin with that drills restore to.
    Alarm alarm = {};
};

/// The job that makes a backup as the settings say; its result is the Backup.
[[nodiscard]] jobs::Kind backup_job(const Care& care);

/// The job that tries the newest backup; its result is the Drill. Where backups are encrypted the
/// server could not open it, and so one is made and tried from what lies on the disk, while the
/// key of that file is still known.
[[nodiscard]] jobs::Kind drill_job(const Care& care);

struct Services {
    const Backups& backups;
    store::Database& database;
    record::Record& record;
    jobs::Jobs& jobs;
    jobs::Reading reading;
    std::function<std::vector<Observation>()> examine;
    std::string version;
    std::shared_ptr<DownloadLinks> downloads;
};

/// `/api/v1/backups`, `/api/v1/backup-downloads`, `/api/v1/backup-drills`,
/// `/api/v1/backup-settings` and
/// `/api/v1/administration/status`.
void add_routes(http::Router& router, const Services& services);

}  // namespace belfry::operations
