#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jobs/job.hpp"
#include "store/connection.hpp"
#include "store/migration.hpp"

/// How jobs lie in the database. What changes one gives false when it was no longer as expected.
namespace belfry::jobs {

[[nodiscard]] store::Migrations migrations();

[[nodiscard]] std::optional<StoredJob> find_job(store::Connection& db, Id<Job> id);

/// Newest first. With `asked_by`, only those that this account asked for.
[[nodiscard]] std::vector<StoredJob> list_jobs(
    store::Connection& db, std::optional<std::int64_t> asked_by, std::int64_t most
);

void insert_job(store::Connection& db, const StoredJob& job);

/// The one that waits longest and is of none of these kinds.
[[nodiscard]] std::optional<Id<Job>> next_queued(
    store::Connection& db, const std::vector<std::string>& without
);

/// Whether one of this kind waits or runs.
[[nodiscard]] bool has_open(store::Connection& db, std::string_view kind);

/// Whose turn it is to work on a job, and until when others leave it alone.
struct Lease {
    std::string server;
    Instant until;
};

[[nodiscard]] bool start_job(store::Connection& db, Id<Job> id, Instant now, const Lease& lease);

/// Keeps the lease and writes down how far it is.
[[nodiscard]] bool keep_job(store::Connection& db, const StoredJob& job, const Lease& lease);

/// Only when `server` still has the lease.
[[nodiscard]] bool end_job(store::Connection& db, const StoredJob& job, std::string_view server);

/// Back into the queue, to be started from the beginning.
[[nodiscard]] bool requeue_job(store::Connection& db, Id<Job> id);

/// A job that is running although nobody works on it: its lease is over at `now`, ends after
/// `latest` (the clock was put back), or is held by `also`.
[[nodiscard]] std::vector<Id<Job>> abandoned(
    store::Connection& db, Instant now, Instant latest, std::string_view also
);

/// A job that runs nowhere ends; false when it runs or is over.
[[nodiscard]] bool cancel_queued(store::Connection& db, Id<Job> id, Instant now);

[[nodiscard]] bool ask_to_cancel(store::Connection& db, Id<Job> id);

/// Of those that `server` works on, the ones somebody wants stopped.
[[nodiscard]] std::vector<Id<Job>> to_be_cancelled(store::Connection& db, std::string_view server);

/// When this kind was last started by the schedule.
[[nodiscard]] std::optional<Instant> last_slot(store::Connection& db, std::string_view kind);

/// Takes the slot; false when another server had it first. One after `latest` does not count: the
/// clock was put back.
[[nodiscard]] bool take_slot(
    store::Connection& db, std::string_view kind, Instant slot, Instant latest
);

}  // namespace belfry::jobs
