#include "rehearsal/run_desk.hpp"

#include <algorithm>

#include "program/deed.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/search.hpp"
#include "rehearsal/thing_store.hpp"
#include "simulation/validation.hpp"

namespace belfry::rehearsal {

namespace {

/// The problems of one input, by the place it has in the wish.
void add_problems(
    json::Problems& all, const json::Path& path, const Result<void>& fits, const std::string& name
) {
    if (fits) {
        return;
    }
    for (auto problem : fits.error().problems) {
        problem.field = path.text() + '.' + problem.field;
        problem.advice = name + ": " + problem.advice;
        all.push_back(std::move(problem));
    }
}

Refusal::Problem unknown(const json::Path& path, const char* code, const char* advice) {
    return {path.text(), code, advice, {}};
}

/// What the run will see, read in one snapshot.
Result<StoredRun> inputs_of(store::Connection& db, const RunWish& wish, Day& day) {
    auto now = load_day(db);
    if (!now) {
        return std::unexpected(now.error());
    }
    day = std::move(*now);
    StoredRun run;
    json::Problems problems;
    for (std::size_t i = 0; i < wish.scenarios.size(); ++i) {
        const auto path = json::Path().member("scenarios").element(i);
        const auto found = find_scenario(db, {wish.scenarios[i]});
        if (wish.scenarios[i] == 0) {
            run.inputs.scenarios.push_back({0, ordinary_day().name, 0, {}});
        } else if (found) {
            add_problems(problems, path, check_scenario(*found, day.city), found->name);
            run.inputs.scenarios.push_back(as_seen(*found));
        } else {
            problems.push_back(unknown(path, "unknown_scenario", "There is no such scenario."));
        }
    }
    for (std::size_t i = 0; i < wish.plans.size(); ++i) {
        const auto path = json::Path().member("plans").element(i);
        const auto found = find_plan(db, {wish.plans[i]});
        if (wish.plans[i] == 0) {
            run.inputs.plans.push_back({0, no_plan().name, 0, {}, {}});
        } else if (found) {
            add_problems(problems, path, check_plan(*found, day.city), found->name);
            run.inputs.plans.push_back(as_seen(*found));
        } else {
            problems.push_back(unknown(path, "unknown_plan", "There is no such plan."));
        }
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    run.inputs.city = day.city.name;
    run.inputs.sites = static_cast<std::int64_t>(day.city.sites.size());
    for (const auto& site : day.city.sites) {
        run.inputs.voters += site.voters * site.copies.value_or(1);
    }
    run.city_sha256 = day.sha256;
    run.wish = wish;
    return run;
}

std::string job_kind(RunKind kind) {
    return kind == RunKind::comparison ? "rehearsal" : "optimization";
}

/// Stores the run and puts its work into the queue, in one act.
Result<Id<Run>> enqueue(
    const Workshop& workshop, std::optional<std::int64_t> by, StoredRun run, const std::string& city
) {
    const auto actor = by ? record::Actor::account(*by) : record::Actor::belfry();
    auto id = workshop.services.record.write(
        {actor, "run.create", {"run", 0}},
        [&](record::Writing& writing) -> Result<Id<Run>> {
            run.id = {writing.object().id};
            run.revision = writing.revision();
            run.created_at = writing.at();
            run.started_by = by;
            run.engine_version = simulation::engine_version;
            writing.set("kind", run.kind);
            writing.set("city_sha256", run.city_sha256);
            writing.set("wish", run.wish);
            auto job = workshop.queue.enqueue_in(
                writing, job_kind(run.kind), json::Object{{"run", run.id.value}}, by
            );
            if (!job) {
                return std::unexpected(job.error());
            }
            run.job = job->job.id.value;
            add_run(writing.db(), run, city);
            return run.id;
        }
    );
    workshop.queue.look();
    return id;
}

/// What the levers add to the plan has to be something that the engine takes.
Result<void> check_levers(const StoredRun& run, const simulation::City& city) {
    json::Problems problems;
    simulation::check_plan(
        for_engine(run.inputs.plans.front()), city, json::Path().member("plan"), problems
    );
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

}  // namespace

Result<Id<Run>> begin_comparison(
    const Workshop& workshop, std::optional<std::int64_t> by, const RunWish& wish
) {
    const auto whole = checked(wish);
    if (!whole) {
        return std::unexpected(whole.error());
    }
    Day day;
    auto run = workshop.services.database.read([&](store::Connection& db) {
        return inputs_of(db, *whole, day);
    });
    if (!run) {
        return std::unexpected(run.error());
    }
    return enqueue(workshop, by, std::move(*run), day.canonical);
}

Result<Id<Run>> begin_optimization(
    const Workshop& workshop, std::optional<std::int64_t> by, const OptimizationWish& wish
) {
    RunWish inputs{wish.scenarios, {wish.plan.value_or(0)}, wish.final_days, wish.seed, {}};
    if (inputs.scenarios.empty()) {
        inputs.scenarios.push_back(0);
    }
    Day day;
    auto run = workshop.services.database.read([&](store::Connection& db) {
        return inputs_of(db, inputs, day);
    });
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto whole = checked(wish, run->inputs.plans.front());
    if (!whole) {
        return std::unexpected(whole.error());
    }
    run->kind = RunKind::optimization;
    run->wish.days = whole->final_days;
    run->wish.seed = whole->seed;
    Optimization begun;
    begun.wish = *whole;
    begun.probability = whole->probability.value_or(0);
    run->optimization = std::move(begun);
    if (auto fits = check_levers(*run, day.city); !fits) {
        return std::unexpected(fits.error());
    }
    return enqueue(workshop, by, std::move(*run), day.canonical);
}

Result<StoredRun> run_to_work_on(const Workshop& workshop, Id<Run> id) {
    auto run =
        workshop.services.database.read([&](store::Connection& db) { return find_run(db, id); });
    if (!run) {
        return refuse(Refusal::Kind::not_found, "no_such_thing", "The run was deleted.");
    }
    if (run->engine_version == simulation::engine_version) {
        return std::move(*run);
    }
    run->engine_version = simulation::engine_version;
    const auto begun = workshop.services.record.write(
        {record::Actor::belfry(), "run.progress", {"run", id.value}},
        [&](record::Writing& writing) -> Result<void> {
            run->revision = writing.revision();
            begin_anew(writing.db(), *run);
            writing.set("engine_version", run->engine_version);
            return {};
        }
    );
    if (!begun) {
        return std::unexpected(begun.error());
    }
    return std::move(*run);
}

std::unexpected<Refusal> run_taken_over() {
    return refuse(Refusal::Kind::conflict, "run_taken_over", "Another server works on this run.");
}

Result<Id<Run>> repeat_run(
    const Workshop& workshop, std::optional<std::int64_t> by, const StoredRun& run
) {
    const auto city = workshop.services.database.read([&](store::Connection& db) {
        return json::canonical(json::write(city_of_run(db, run)));
    });
    auto again = run;
    if (again.optimization) {
        again.optimization = not_begun(*run.optimization);
    }
    return enqueue(workshop, by, std::move(again), city);
}

}  // namespace belfry::rehearsal
