#include "jobs/job_store.hpp"

#include <algorithm>
#include <span>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "base/check.hpp"
#include "base/embedded.hpp"

namespace belfry::jobs {

std::span<const EmbeddedFile> sql_files();

namespace {

constexpr std::string_view columns =
    "id, kind, input, state, done, total, message, message_values, result, asked_by, created_at,"
    " started_at, finished_at, cancel_asked, attempts";

json::Value json_at(const store::Row& row, int column) {
    if (row.is_null(column)) {
        return nullptr;
    }
    auto value = json::parse(row.text(column));
    check(value.has_value(), "a column of JSON holds something else");
    return std::move(*value);
}

JobState state_at(const store::Row& row, int column) {
    const auto state = json::named<JobState>(row.text(column));
    check(state.has_value(), "a job is in a state this program does not know");
    return *state;
}

StoredJob read_job(const store::Row& row) {
    StoredJob stored;
    auto& job = stored.job;
    job.id = row.get<Id<Job>>(0);
    job.kind = row.get<std::string>(1);
    stored.input = json_at(row, 2);
    job.state = state_at(row, 3);
    job.done = row.integer(4);
    job.of = row.integer(5);
    stored.message.key = row.get<std::string>(6);
    json::Problems problems;
    json::read(json_at(row, 7), stored.message.values, json::Path(), problems);
    job.result = json_at(row, 8);
    job.asked_by = accounts::person_of(row.get<std::optional<std::int64_t>>(9));
    job.created_at = row.get<Instant>(10);
    job.started_at = row.get<std::optional<Instant>>(11);
    job.finished_at = row.get<std::optional<Instant>>(12);
    stored.cancel_asked = row.integer(13) != 0;
    stored.attempts = row.integer(14);
    return stored;
}

std::optional<std::string> text_of(const json::Value& value) {
    return value.is_null() ? std::nullopt : std::optional(boost::json::serialize(value));
}

std::string values_of(const StoredJob& job) {
    return boost::json::serialize(json::write(job.message.values));
}

}  // namespace

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

std::optional<StoredJob> find_job(store::Connection& db, Id<Job> id) {
    return db.query_one(fmt::format("SELECT {} FROM job WHERE id = $1", columns), read_job, id);
}

std::vector<StoredJob> list_jobs(
    store::Connection& db, std::optional<std::int64_t> asked_by, std::int64_t most
) {
    if (asked_by) {
        return db.query(
            fmt::format(
                "SELECT {} FROM job WHERE asked_by = $1 ORDER BY id DESC LIMIT $2", columns
            ),
            read_job,
            *asked_by,
            most
        );
    }
    return db.query(
        fmt::format("SELECT {} FROM job ORDER BY id DESC LIMIT $1", columns), read_job, most
    );
}

void insert_job(store::Connection& db, const StoredJob& stored) {
    const auto& job = stored.job;
    db.execute(
        "INSERT INTO job (id, kind, input, state, done, total, message, message_values, result,"
        " asked_by, created_at, cancel_asked, attempts)"
        " VALUES ($1, $2, $3, 'queued', 0, 0, '', '{}', NULL, $4, $5, 0, 0)",
        job.id,
        job.kind,
        boost::json::serialize(stored.input),
        accounts::id_of(job.asked_by),
        job.created_at
    );
}

std::optional<Id<Job>> next_queued(store::Connection& db, const std::vector<std::string>& without) {
    struct Waiting {
        Id<Job> id;
        std::string kind;
    };

    const auto first_of_kinds = db.query(
        "SELECT min(id), kind FROM job WHERE state = 'queued' GROUP BY kind ORDER BY min(id)",
        [](const store::Row& row) { return Waiting{row.get<Id<Job>>(0), std::string(row.text(1))}; }
    );
    for (const auto& waiting : first_of_kinds) {
        if (std::ranges::find(without, waiting.kind) == without.end()) {
            return waiting.id;
        }
    }
    return {};
}

bool has_open(store::Connection& db, std::string_view kind) {
    return db.value<std::int64_t>(
               "SELECT count(*) FROM job WHERE kind = $1 AND state IN ('queued', 'running')", kind
           ) > 0;
}

bool start_job(store::Connection& db, Id<Job> id, Instant now, const Lease& lease) {
    return db.execute(
               "UPDATE job SET state = 'running', started_at = $2, lease_by = $3, lease_until = $4,"
               " attempts = attempts + 1 WHERE id = $1 AND state = 'queued'",
               id,
               now,
               lease.server,
               lease.until
           ) == 1;
}

bool keep_job(store::Connection& db, const StoredJob& stored, const Lease& lease) {
    return db.execute(
               "UPDATE job SET done = $2, total = $3, message = $4, message_values = $5,"
               " result = $6, lease_until = $7"
               " WHERE id = $1 AND state = 'running' AND lease_by = $8",
               stored.job.id,
               stored.job.done,
               stored.job.of,
               stored.message.key,
               values_of(stored),
               text_of(stored.job.result),
               lease.until,
               lease.server
           ) == 1;
}

bool end_job(store::Connection& db, const StoredJob& stored, std::string_view server) {
    return db.execute(
               "UPDATE job SET state = $2, done = $3, total = $4, message = $5,"
               " message_values = $6, result = $7, finished_at = $8, lease_by = NULL,"
               " lease_until = NULL WHERE id = $1 AND state = 'running' AND lease_by = $9",
               stored.job.id,
               json::name_of(stored.job.state),
               stored.job.done,
               stored.job.of,
               stored.message.key,
               values_of(stored),
               text_of(stored.job.result),
               stored.job.finished_at,
               server
           ) == 1;
}

bool requeue_job(store::Connection& db, Id<Job> id) {
    return db.execute(
               "UPDATE job SET state = 'queued', done = 0, total = 0, message = '',"
               " message_values = '{}', result = NULL, started_at = NULL, lease_by = NULL,"
               " lease_until = NULL WHERE id = $1 AND state = 'running'",
               id
           ) == 1;
}

std::vector<Id<Job>> abandoned(
    store::Connection& db, Instant now, Instant latest, std::string_view also
) {
    return db.query(
        "SELECT id FROM job WHERE state = 'running'"
        " AND (lease_until < $1 OR lease_until > $2 OR lease_by = $3) ORDER BY id",
        [](const store::Row& row) { return row.get<Id<Job>>(0); },
        now,
        latest,
        also
    );
}

bool cancel_queued(store::Connection& db, Id<Job> id, Instant now) {
    return db.execute(
               "UPDATE job SET state = 'cancelled', cancel_asked = 1, finished_at = $2"
               " WHERE id = $1 AND state = 'queued'",
               id,
               now
           ) == 1;
}

bool ask_to_cancel(store::Connection& db, Id<Job> id) {
    return db.execute("UPDATE job SET cancel_asked = 1 WHERE id = $1 AND state = 'running'", id) ==
           1;
}

std::vector<Id<Job>> to_be_cancelled(store::Connection& db, std::string_view server) {
    return db.query(
        "SELECT id FROM job WHERE state = 'running' AND cancel_asked = 1 AND lease_by = $1",
        [](const store::Row& row) { return row.get<Id<Job>>(0); },
        server
    );
}

std::optional<Instant> last_slot(store::Connection& db, std::string_view kind) {
    return db.value<Instant>("SELECT last_slot FROM job_schedule WHERE kind = $1", kind);
}

bool take_slot(store::Connection& db, std::string_view kind, Instant slot, Instant latest) {
    return db.execute(
               "INSERT INTO job_schedule (kind, last_slot) VALUES ($1, $2)"
               " ON CONFLICT (kind) DO UPDATE SET last_slot = excluded.last_slot"
               " WHERE job_schedule.last_slot < excluded.last_slot"
               " OR job_schedule.last_slot > $3",
               kind,
               slot,
               latest
           ) == 1;
}

}  // namespace belfry::jobs
