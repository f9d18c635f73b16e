#include "jobs/jobs.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "base/bug.hpp"
#include "base/check.hpp"
#include "jobs/job_store.hpp"
#include "jobs/running.hpp"

namespace belfry::jobs {

namespace {

constexpr std::chrono::seconds between_ticks{5};

/// An exception that says that somebody else was quicker, or that there is nothing to do.
std::unexpected<Refusal> taken() {
    return refuse(
        Refusal::Kind::conflict, "job_not_there", "The job is no longer there to be done."
    );
}

record::Deed entry_of(std::optional<std::int64_t> asked_by) {
    const auto actor = asked_by ? record::Actor::account(*asked_by) : record::Actor::belfry();
    return {actor, "job.enqueue", {"job", 0}};
}

/// The job of the entry that is open.
StoredJob insert(
    record::Writing& writing,
    std::string_view kind,
    json::Value input,
    std::optional<std::int64_t> asked_by
) {
    StoredJob made;
    made.job.id = {writing.object().id};
    made.job.kind = kind;
    made.job.created_at = writing.at();
    made.job.asked_by = accounts::person_of(asked_by);
    made.input = std::move(input);
    insert_job(writing.db(), made);
    writing.set("kind", made.job.kind);
    return made;
}

Result<void> done_when(bool happened) {
    if (!happened) {
        return taken();
    }
    return {};
}

}  // namespace

struct Jobs::Inside {
    store::Database& database;
    record::Record& record;
    const Clock& clock;
    const Settings settings;
    const Listeners listeners;
    const Instant began;
    std::map<std::string, Kind, std::less<>> kinds = {};
    std::vector<Recurring> recurring = {};

    struct Chore {
        std::chrono::minutes every;
        std::function<void()> act;
        std::optional<std::chrono::steady_clock::time_point> last = {};
    };

    std::vector<Chore> chores = {};

    std::mutex taking = {};  ///< One thread at a time looks for work, so that `at_once` holds.
    std::mutex mutex = {};
    std::condition_variable_any changed = {};
    bool news = false;
    Instant leases_kept = {};
    std::map<std::int64_t, std::shared_ptr<Running>> running = {};
    std::vector<std::jthread> threads = {};

    Lease lease() const { return {settings.server, clock.now() + settings.lease}; }

    /// One act on one job through the record; false when the job was no longer as expected.
    template <class Act>
    bool write(std::string_view verb, Id<Job> id, const record::Actor& actor, Act act) {
        return record
            .write(
                {actor, fmt::format("job.{}", verb), {"job", id.value}},
                [&](record::Writing& w) -> Result<void> { return done_when(act(w)); }
            )
            .has_value();
    }

    void wake() {
        {
            const std::scoped_lock lock(mutex);
            news = true;
        }
        changed.notify_all();
    }

    void rest(const std::stop_token& stop, const std::function<bool()>& enough) {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, stop, between_ticks, enough);
    }

    void report(std::string_view kind, std::string_view what) const {
        if (listeners.failure) {
            listeners.failure(kind, what);
        }
    }

    std::optional<StoredJob> stored(Id<Job> id) {
        return database.read([&](store::Connection& db) { return find_job(db, id); });
    }

    std::shared_ptr<Running> running_job(Id<Job> id) {
        const std::scoped_lock lock(mutex);
        const auto found = running.find(id.value);
        return found == running.end() ? nullptr : found->second;
    }

    std::vector<std::string> full_kinds();
    std::shared_ptr<Running> take();
    void work_on(Running& job);
    Result<json::Value> outcome_of(Running& job);
    void finish(Running& job, const Result<json::Value>& outcome);
    void resume(std::string_view also);
    void give_up(Id<Job> id);
    void follow_schedule();
    void follow(const Recurring& what);
    void do_chores();
    void keep_leases();
    void heed_cancellations();
    void guarded(const std::function<void()>& act);
};

/// Housekeeping goes on when the database fails for a moment.
void Jobs::Inside::guarded(const std::function<void()>& act) {
    try {
        act();
    } catch (const std::exception& error) {
        report("housekeeping", error.what());
    }
}

/// Those of which this server works on as many as it may.
std::vector<std::string> Jobs::Inside::full_kinds() {
    std::map<std::string, std::size_t> busy;
    const std::scoped_lock lock(mutex);
    for (const auto& [id, job] : running) {
        ++busy[job->now().job.kind];
    }
    std::vector<std::string> full;
    for (const auto& [name, kind] : kinds) {
        if (kind.at_once > 0 && busy[name] >= kind.at_once) {
            full.push_back(name);
        }
    }
    return full;
}

std::shared_ptr<Running> Jobs::Inside::take() {
    const std::scoped_lock alone(taking);
    const auto without = full_kinds();
    // Another server may be quicker; then the next one is tried, but not for ever.
    for (int attempt = 0; attempt < 16; ++attempt) {
        const auto id =
            database.read([&](store::Connection& db) { return next_queued(db, without); });
        if (!id) {
            return nullptr;
        }
        const auto started = write("start", *id, record::Actor::belfry(), [&](record::Writing& w) {
            if (!start_job(w.db(), *id, w.at(), lease())) {
                return false;
            }
            w.set("state", JobState::running);
            return true;
        });
        if (!started) {
            continue;
        }
        auto job = std::make_shared<Running>(*stored(*id), clock, listeners.progress);
        const std::scoped_lock lock(mutex);
        running[id->value] = job;
        return job;
    }
    return nullptr;
}

Result<json::Value> Jobs::Inside::outcome_of(Running& job) {
    const auto kind = kinds.find(job.now().job.kind);
    if (kind == kinds.end()) {
        return refuse(
            Refusal::Kind::invalid, "job_kind_unknown", "This Belfry does not know how to do that."
        );
    }
    try {
        const BugsAreThrown alone;
        return kind->second.run(job);
    } catch (const store::DiskFull&) {
        return refuse(Refusal::Kind::conflict, "disk_full", "The disk is full.");
    } catch (const std::exception& error) {
        report(kind->first, error.what());
        return refuse(
            Refusal::Kind::conflict, "job_failed", "It failed. The server's log says more."
        );
    }
}

void Jobs::Inside::finish(Running& job, const Result<json::Value>& outcome) {
    auto ended = job.now();
    const bool cancelled = stored(job.id()).value_or(StoredJob()).cancel_asked;
    const auto kind = kinds.find(ended.job.kind);
    const bool repeatable = kind != kinds.end() && kind->second.repeatable;
    if (job.stop().stop_requested() && !cancelled && repeatable) {
        write("resume", job.id(), record::Actor::belfry(), [&](record::Writing& w) {
            w.set("state", JobState::queued);
            return requeue_job(w.db(), job.id());
        });
        return;
    }
    if (outcome) {
        ended.job.state = cancelled ? JobState::cancelled : JobState::done;
        ended.job.result = *outcome;
        ended.message = {};
    } else {
        ended.job.state = cancelled ? JobState::cancelled : JobState::failed;
        ended.message = {"error." + outcome.error().code, {{"summary", outcome.error().summary}}};
    }
    write("finish", job.id(), record::Actor::belfry(), [&](record::Writing& w) {
        ended.job.finished_at = w.at();
        w.set("state", ended.job.state);
        return end_job(w.db(), ended, settings.server);
    });
}

void Jobs::Inside::work_on(Running& job) {
    const auto outcome = outcome_of(job);
    guarded([&] { finish(job, outcome); });
    const std::scoped_lock lock(mutex);
    running.erase(job.id().value);
}

/// Jobs whose server died, or (`also`) whose server is this one before it stopped.
void Jobs::Inside::resume(std::string_view also) {
    // A lease that ends later than any server gives one is from before the clock was put back.
    constexpr std::chrono::minutes slack{10};
    const auto now = clock.now();
    const auto left = database.read([&](store::Connection& db) {
        return abandoned(db, now, now + settings.lease + slack, also);
    });
    for (const auto id : left) {
        if (!running_job(id)) {
            give_up(id);
        }
    }
}

void Jobs::Inside::give_up(Id<Job> id) {
    auto job = stored(id);
    const auto kind = kinds.find(job->job.kind);
    if (job->cancel_asked || kind == kinds.end() || !kind->second.repeatable) {
        const bool cancelled = job->cancel_asked;
        write("interrupt", id, record::Actor::belfry(), [&](record::Writing& w) {
            if (!requeue_job(w.db(), id) || !start_job(w.db(), id, w.at(), lease())) {
                return false;
            }
            job->job.state = cancelled ? JobState::cancelled : JobState::failed;
            job->job.finished_at = w.at();
            job->message =
                cancelled
                    ? Message()
                    : Message{"error.job_interrupted", {{"summary", "Interrupted by a restart."}}};
            w.set("state", job->job.state);
            return end_job(w.db(), *job, settings.server);
        });
        return;
    }
    write("resume", id, record::Actor::belfry(), [&](record::Writing& w) {
        w.set("state", JobState::queued);
        return requeue_job(w.db(), id);
    });
}

void Jobs::Inside::follow(const Recurring& what) {
    const auto now = clock.now();
    const auto rhythm = what.rhythm_now ? what.rhythm_now() : what.rhythm;
    const auto slot = latest_slot(rhythm, settings.local, now);
    // A slot that lies further ahead is from before the clock was put back; one that lies a little
    // ahead has been done, and is not done twice.
    const auto latest = now + rhythm.every.value_or(std::chrono::hours(26));
    const auto last = database.read([&](store::Connection& db) {
        return last_slot(db, what.kind).value_or(began);
    });
    if ((slot <= last && last <= latest) || now - slot > what.grace ||
        (what.worth_it && !what.worth_it())) {
        return;
    }
    const auto enqueued = record.write(
        {record::Actor::belfry(), "job.enqueue", {"job", 0}},
        [&](record::Writing& w) -> Result<void> {
            if (!take_slot(w.db(), what.kind, slot, latest) || has_open(w.db(), what.kind)) {
                return taken();
            }
            StoredJob job;
            job.job.id = {w.object().id};
            job.job.kind = what.kind;
            job.job.created_at = w.at();
            insert_job(w.db(), job);
            w.set("kind", what.kind);
            return {};
        }
    );
    if (enqueued) {
        wake();
    }
}

void Jobs::Inside::follow_schedule() {
    for (const auto& what : recurring) {
        guarded([&] { follow(what); });
    }
}

void Jobs::Inside::do_chores() {
    const auto now = clock.monotonic();
    for (auto& chore : chores) {
        if (!chore.last || now - *chore.last >= chore.every) {
            chore.last = now;
            guarded(chore.act);
        }
    }
}

void Jobs::Inside::keep_leases() {
    std::vector<std::shared_ptr<Running>> mine;
    {
        const std::scoped_lock lock(mutex);
        if (clock.now() - leases_kept < settings.lease / 3) {
            return;
        }
        leases_kept = clock.now();
        for (const auto& [id, job] : running) {
            mine.push_back(job);
        }
    }
    for (const auto& job : mine) {
        write("progress", job->id(), record::Actor::belfry(), [&](record::Writing& w) {
            return keep_job(w.db(), job->now(), lease());
        });
    }
}

void Jobs::Inside::heed_cancellations() {
    const auto ids =
        database.read([&](store::Connection& db) { return to_be_cancelled(db, settings.server); });
    for (const auto id : ids) {
        if (const auto job = running_job(id)) {
            job->request_stop();
        }
    }
}

Jobs::Jobs(
    store::Database& database,
    record::Record& record,
    const Clock& clock,
    Settings settings,
    Listeners listeners
)
    : inside_(new Inside{
          database, record, clock, std::move(settings), std::move(listeners), clock.now()
      }) {
}

Jobs::~Jobs() {
    stop();
}

void Jobs::add(Kind kind) {
    const auto name = kind.name;
    check(inside_->kinds.emplace(name, std::move(kind)).second, "two kinds of job have one name");
}

void Jobs::repeat(Recurring recurring) {
    check(inside_->kinds.contains(recurring.kind), "the schedule names an unknown kind of job");
    inside_->recurring.push_back(std::move(recurring));
}

void Jobs::chore(std::chrono::minutes every, std::function<void()> act) {
    inside_->chores.push_back({every, std::move(act)});
}

void Jobs::start() {
    auto& in = *inside_;
    // With SQLite nobody else can have been working; with PostgreSQL others' leases say so.
    in.resume(in.settings.server);
    in.threads.emplace_back([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            tick();
            inside_->rest(stop, [] { return false; });
        }
    });
    for (std::size_t i = 0; i < in.settings.workers; ++i) {
        in.threads.emplace_back([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                bool worked = false;
                inside_->guarded([&] { worked = run_next(); });
                if (!worked) {
                    inside_->rest(stop, [this] { return std::exchange(inside_->news, false); });
                }
            }
        });
    }
}

void Jobs::stop() {
    auto& in = *inside_;
    for (auto& thread : in.threads) {
        thread.request_stop();
    }
    {
        const std::scoped_lock lock(in.mutex);
        for (const auto& [id, job] : in.running) {
            job->request_stop();
        }
    }
    in.threads.clear();
}

Result<StoredJob> Jobs::enqueue(
    std::string_view kind, json::Value input, std::optional<std::int64_t> asked_by
) {
    check(inside_->kinds.contains(kind), "a job of an unknown kind");
    auto job =
        inside_->record.write(entry_of(asked_by), [&](record::Writing& w) -> Result<StoredJob> {
            return insert(w, kind, std::move(input), asked_by);
        });
    inside_->wake();
    return job;
}

Result<StoredJob> Jobs::enqueue_in(
    record::Writing& writing,
    std::string_view kind,
    json::Value input,
    std::optional<std::int64_t> asked_by
) {
    check(inside_->kinds.contains(kind), "a job of an unknown kind");
    if (auto opened = writing.also(entry_of(asked_by)); !opened) {
        return std::unexpected(opened.error());
    }
    return insert(writing, kind, std::move(input), asked_by);
}

void Jobs::look() {
    inside_->wake();
}

Result<StoredJob> Jobs::cancel(Id<Job> id, const record::Actor& actor) {
    auto& in = *inside_;
    const auto asked = in.record.write(
        {actor, "job.cancel", {"job", id.value}},
        [&](record::Writing& w) -> Result<void> {
            if (cancel_queued(w.db(), id, w.at()) || ask_to_cancel(w.db(), id)) {
                w.set("cancel_asked", true);
                return {};
            }
            return refuse(Refusal::Kind::conflict, "job_is_over", "This work is over already.");
        }
    );
    if (!asked) {
        return std::unexpected(asked.error());
    }
    if (const auto job = in.running_job(id)) {
        job->request_stop();
    }
    return *find(id);
}

std::optional<StoredJob> Jobs::find(Id<Job> id) {
    auto job = inside_->stored(id);
    if (job && job->job.state == JobState::running) {
        if (const auto live = inside_->running_job(id)) {
            const auto now = live->now();
            job->job.done = now.job.done;
            job->job.of = now.job.of;
            job->job.result = now.job.result;
            job->message = now.message;
        }
    }
    return job;
}

std::vector<StoredJob> Jobs::list(std::optional<std::int64_t> asked_by) {
    constexpr std::int64_t most = 200;
    return inside_->database.read([&](store::Connection& db) {
        return list_jobs(db, asked_by, most);
    });
}

void Jobs::tick() {
    auto& in = *inside_;
    in.follow_schedule();
    in.do_chores();
    in.guarded([&] { in.resume({}); });
    in.guarded([&] { in.heed_cancellations(); });
    in.guarded([&] { in.keep_leases(); });
}

bool Jobs::run_next() {
    const auto job = inside_->take();
    if (!job) {
        return false;
    }
    inside_->work_on(*job);
    return true;
}

}  // namespace belfry::jobs
