#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "program/deed.hpp"
#include "program/people.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/search.hpp"
#include "rehearsal/sentences.hpp"
#include "rehearsal/thing_store.hpp"

namespace belfry::rehearsal {

namespace {

RunState state_of(const std::optional<jobs::StoredJob>& job) {
    if (!job) {
        return RunState::failed;
    }
    switch (job->job.state) {
        case jobs::JobState::queued:
            return RunState::waiting;
        case jobs::JobState::running:
            return RunState::running;
        case jobs::JobState::done:
            return RunState::done;
        case jobs::JobState::cancelled:
            return RunState::cancelled;
        case jobs::JobState::failed:
            break;
    }
    return RunState::failed;
}

/// What the city, its scenarios and plans are now.
struct Present {
    std::string city_sha256;
    std::map<std::int64_t, Scenario> scenarios;
    std::map<std::int64_t, Plan> plans;
};

Present present(const Workshop& workshop, store::Connection& db) {
    Present now;
    if (const auto day = workshop.day->as_of(db); *day) {
        now.city_sha256 = (*day)->sha256;
    }
    for (auto& scenario : list_scenarios(db)) {
        now.scenarios.emplace(scenario.id.value, std::move(scenario));
    }
    for (auto& plan : list_plans(db)) {
        now.plans.emplace(plan.id.value, std::move(plan));
    }
    return now;
}

std::vector<InputChange> changes(const StoredRun& run, const Present& now) {
    std::vector<InputChange> out;
    if (run.city_sha256 != now.city_sha256) {
        out.push_back({"city", 0, run.inputs.city, now.city_sha256.empty()});
    }
    for (const auto& seen : run.inputs.scenarios) {
        const auto found = now.scenarios.find(seen.id);
        const bool gone = found == now.scenarios.end();
        if (seen.id != 0 && (gone || found->second.disruptions != seen.disruptions)) {
            out.push_back({"scenario", seen.id, seen.name, gone});
        }
    }
    for (const auto& seen : run.inputs.plans) {
        const auto found = now.plans.find(seen.id);
        const bool gone = found == now.plans.end();
        if (seen.id != 0 && (gone || found->second.measures != seen.measures ||
                             found->second.standard != seen.standard)) {
            out.push_back({"plan", seen.id, seen.name, gone});
        }
    }
    if (run.engine_version != simulation::engine_version) {
        out.push_back({"engine", 0, run.engine_version, false});
    }
    return out;
}

/// The names that a run without a scenario or plan has, in the reader's language.
std::string name_of(const program::Words& words, const SeenScenario& s) {
    return s.id == 0 ? words.say("rehearsal.ordinary_day") : s.name;
}

std::string name_of(const program::Words& words, const SeenPlan& p) {
    return p.id == 0 && p.measures.empty() ? words.say("rehearsal.no_plan") : p.name;
}

RunInputs inputs_of(const StoredRun& run, const program::Words& words) {
    RunInputs out{run.inputs.city, run.city_sha256, run.inputs.sites, run.inputs.voters, {}, {}};
    for (const auto& s : run.inputs.scenarios) {
        out.scenarios.push_back({s.id, name_of(words, s), s.revision, sha256_of(s)});
    }
    for (const auto& p : run.inputs.plans) {
        out.plans.push_back({p.id, name_of(words, p), p.revision, sha256_of(p)});
    }
    return out;
}

struct Days {
    std::int64_t done = 0;
    std::int64_t of = 0;
};

/// Of a comparison; what the queue knows is newer than what is stored.
Days days_of(
    const StoredRun& run,
    const std::vector<RunPart>& parts,
    const std::optional<jobs::StoredJob>& job
) {
    if (run.kind == RunKind::optimization) {
        return job ? Days{job->job.done, job->job.of} : Days{};
    }
    const auto plans = static_cast<std::int64_t>(run.inputs.plans.size());
    Days days;
    for (const auto& part : parts) {
        days.done += part.days * plans;
        days.of += (part.complete ? part.days : run.wish.days.value_or(0)) * plans;
    }
    if (job && job->job.state == jobs::JobState::running) {
        days.done = std::clamp(job->job.done, days.done, std::max(days.done, days.of));
    }
    return days;
}

std::string said(
    const text::Catalog& catalog, const std::string& language, const jobs::Message& m
) {
    if (m.key.empty()) {
        return {};
    }
    if (catalog.has(language, m.key) || catalog.has("en", m.key)) {
        return catalog.say(language, m.key, m.values);
    }
    const auto summary = m.values.find("summary");
    return summary == m.values.end() ? "" : summary->second;
}

}  // namespace

Result<Run> shown_run(const Workshop& workshop, Id<Run> id, const std::string& language) {
    const auto& services = workshop.services;
    return services.database.read([&](store::Connection& db) -> Result<Run> {
        auto stored = find_run(db, id);
        if (!stored) {
            return program::no_such_thing();
        }
        const auto job = workshop.queue.find({stored->job});
        const auto parts = parts_of(db, id);
        const program::Words words(services.catalog, language);
        const auto days = days_of(*stored, parts, job);
        Run run;
        run.id = id;
        run.kind = stored->kind;
        run.state = state_of(job);
        run.job = stored->job;
        run.days_done = days.done;
        run.days_of = days.of;
        if (job) {
            run.message = said(services.catalog, language, job->message);
            run.finished_at = job->job.finished_at;
        }
        run.started_by = accounts::person_of(stored->started_by);
        accounts::complete(accounts::PersonFinder(db), run.started_by);
        run.created_at = stored->created_at;
        run.days = stored->wish.days.value_or(0);
        run.seed = stored->wish.seed.value_or(0);
        run.half_width_minutes = stored->wish.half_width_minutes;
        run.confidence = confidence;
        run.engine_version = stored->engine_version;
        run.command = fmt::format("belfry rehearse --run {}", id.value);
        run.inputs = inputs_of(*stored, words);
        run.changed_since = changes(*stored, present(workshop, db));
        run.cells = cells_of(db, id);
        for (auto& cell : run.cells) {
            const auto part = std::ranges::find_if(parts, [&](const RunPart& p) {
                return stored->inputs.scenarios[p.scenario].id == cell.scenario;
            });
            cell.stopped_by_rule = part != parts.end() && part->complete && part->days < run.days;
        }
        for (const auto& part : parts) {
            run.paired.insert(run.paired.end(), part.pairs.begin(), part.pairs.end());
        }
        if (stored->optimization) {
            run.optimization = stored->optimization;
            say_in_words(*run.optimization, *stored, speech_of(words, city_of_run(db, *stored)));
        }
        run.revision = stored->revision;
        return run;
    });
}

std::vector<RunLine> run_lines(const Workshop& workshop) {
    constexpr std::int64_t most = 200;
    return workshop.services.database.read([&](store::Connection& db) {
        const auto people = program::everybody(db);
        const auto now = present(workshop, db);
        std::vector<RunLine> out;
        for (const auto& run : list_runs(db, most)) {
            const auto job = workshop.queue.find({run.job});
            const auto days = days_of(run, parts_of(db, run.id), job);
            RunLine line;
            line.id = run.id;
            line.kind = run.kind;
            line.state = state_of(job);
            line.days_done = days.done;
            line.days_of = days.of;
            line.started_by = accounts::person_of(run.started_by);
            accounts::complete(people, line.started_by);
            line.created_at = run.created_at;
            line.finished_at = job ? job->job.finished_at : std::nullopt;
            for (const auto& scenario : run.inputs.scenarios) {
                line.scenarios.push_back(scenario.name);
            }
            for (const auto& plan : run.inputs.plans) {
                line.plans.push_back(plan.name);
            }
            line.sites = run.inputs.sites;
            line.seed = run.wish.seed.value_or(0);
            line.changed = !changes(run, now).empty();
            line.city_sha256 = run.city_sha256;
            line.engine_version = run.engine_version;
            line.revision = run.revision;
            out.push_back(std::move(line));
        }
        return out;
    });
}

}  // namespace belfry::rehearsal
