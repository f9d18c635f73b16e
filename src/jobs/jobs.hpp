#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "jobs/job.hpp"
#include "jobs/schedule.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

/// Work that takes longer than an answer may: queued in the database, done by a few threads, told
/// to browsers while it runs. docs/jobs.md.
namespace belfry::jobs {

/// A job as its handler sees it. Its functions may be called from any thread.
class Work {
public:
    virtual ~Work() = default;
    Work() = default;
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    Work(Work&&) = delete;
    Work& operator=(Work&&) = delete;

    [[nodiscard]] virtual Id<Job> id() const = 0;
    [[nodiscard]] virtual const json::Value& input() const = 0;

    /// Who asked for it; Belfry itself for the schedule.
    [[nodiscard]] virtual record::Actor actor() const = 0;

    /// Requested when somebody cancels or Belfry stops. A handler that is asked to stop returns
    /// what it has; a person who cancelled keeps it.
    [[nodiscard]] virtual std::stop_token stop() const = 0;

    /// How far it is. Cheap: readers hear of it twice a second, the database every ten seconds.
    virtual void progress(std::int64_t done, std::int64_t of, Message message = {}) = 0;

    /// What there is so far.
    virtual void partial(json::Value result) = 0;
};

/// What can be done, registered at start.
struct Kind {
    std::string name;        ///< `backup`; the catalog has its title as `job.<name>`.
    bool repeatable = true;  ///< Started again from the beginning after a restart; else failed.
    std::function<Result<json::Value>(Work&)> run;
    /// How many of this kind a server works on at a time; 0: as many as it has threads for. What
    /// takes hours must leave room for what takes seconds.
    std::size_t at_once = 0;
};

struct Settings {
    std::string server;  ///< Unlike that of any other server on the same database.
    std::size_t workers = 3;
    std::chrono::seconds lease{60};  ///< A server that is silent for this long has died.
    LocalTime local;
};

/// Who hears what the queue does; either may be absent.
struct Listeners {
    /// Progress of a job, at most twice a second for each: for browsers.
    std::function<void(const StoredJob&)> progress = {};
    /// An exception: kind of job and what it said. For the log.
    std::function<void(std::string_view, std::string_view)> failure = {};
};

/// The queue. Several servers may share it through one PostgreSQL: a job is done by one of them.
class Jobs {
public:
    Jobs(
        store::Database& database,
        record::Record& record,
        const Clock& clock,
        Settings settings,
        Listeners listeners = {}
    );
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;
    Jobs(Jobs&&) = delete;
    Jobs& operator=(Jobs&&) = delete;
    ~Jobs();

    /// Before start().
    void add(Kind kind);
    void repeat(Recurring recurring);

    /// Something quick that looks whether there is anything to do, and does it: too small for a job
    /// and the record. Called on every server, so it has to bear that.
    void chore(std::chrono::minutes every, std::function<void()> act);

    /// Picks up what a stop or crash left behind, then works until stop().
    void start();

    /// Asks what runs to stop and waits for it; it goes on at the next start when it is repeatable.
    void stop();

    /// An unknown kind is a bug.
    [[nodiscard]] Result<StoredJob> enqueue(
        std::string_view kind, json::Value input, std::optional<std::int64_t> asked_by
    );

    /// The same as a part of a write that is being made: a second entry, about the job. Whoever
    /// writes calls look() when it is durable.
    [[nodiscard]] Result<StoredJob> enqueue_in(
        record::Writing& writing,
        std::string_view kind,
        json::Value input,
        std::optional<std::int64_t> asked_by
    );
    void look();

    /// Refuses a job that is over.
    [[nodiscard]] Result<StoredJob> cancel(Id<Job> id, const record::Actor& actor);

    /// With the progress made since it was last written down, where it runs on this server.
    [[nodiscard]] std::optional<StoredJob> find(Id<Job> id);
    [[nodiscard]] std::vector<StoredJob> list(std::optional<std::int64_t> asked_by);

    /// One round of housekeeping: the schedule, abandoned jobs, cancellations, leases. The threads
    /// call it every few seconds; tests at will.
    void tick();

    /// Does the job that waits longest in the calling thread; false when none waits.
    bool run_next();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::jobs
