#include "rehearsal/reproduction.hpp"

#include <fmt/format.h>

#include "city/stored_json.hpp"
#include "jobs/job_store.hpp"
#include "program/deed.hpp"
#include "rehearsal/comparison.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/results.hpp"
#include "rehearsal/search.hpp"

namespace belfry::rehearsal {

namespace {

Result<StoredRun> made_by_this_engine(store::Connection& db, Id<Run> id) {
    auto run = find_run(db, id);
    if (!run) {
        return program::no_such_thing();
    }
    if (run->engine_version != simulation::engine_version) {
        return refuse(
            Refusal::Kind::conflict,
            "engine_changed",
            fmt::format(
                "This run was made by version {} of the engine, and this is version {}. Its "
                "numbers cannot be had again bit for bit.",
                run->engine_version,
                simulation::engine_version
            )
        );
    }
    return std::move(*run);
}

Result<StoredRun> comparison(store::Connection& db, Id<Run> id) {
    auto run = made_by_this_engine(db, id);
    if (!run) {
        return run;
    }
    if (auto any = cell_named(*run, {}, {}); !any) {
        return std::unexpected(any.error());
    }
    return run;
}

Result<StoredRun> finished_search(store::Connection& db, Id<Run> id) {
    auto run = made_by_this_engine(db, id);
    if (!run) {
        return run;
    }
    if (!run->optimization) {
        return refuse(
            Refusal::Kind::conflict,
            "run_is_no_optimization",
            "This run compared plans; it found none."
        );
    }
    const auto job = jobs::find_job(db, {run->job});
    if (!job || job->job.state != jobs::JobState::done) {
        return refuse(
            Refusal::Kind::conflict,
            "search_not_finished",
            "This search did not come to its end. Only a finished one can be had again bit for bit."
        );
    }
    return run;
}

/// As it lies in the database, so that what was read from there compares with what is new.
std::string sha256_as_stored(const Optimization& search) {
    return sha256_of(city::for_column(city::from_column<Optimization>(city::for_column(search))));
}

}  // namespace

Result<std::vector<Reproduction>> reproduce(
    store::Database& database, Id<Run> id, const Again& again
) {
    const auto run = database.read([&](store::Connection& db) { return comparison(db, id); });
    if (!run) {
        return std::unexpected(run.error());
    }
    std::vector<Reproduction> out;
    const auto& scenarios = run->inputs.scenarios;
    const auto& plans = run->inputs.plans;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        for (std::size_t p = 0; p < plans.size(); ++p) {
            const auto stored = database.read([&](store::Connection& db) {
                return load_cell(db, *run, {id, s, p});
            });
            if (!stored) {
                return std::unexpected(stored.error());
            }
            simulation::RunOptions options;
            options.days = stored->sums.days;
            options.seed = static_cast<std::uint64_t>(run->wish.seed.value_or(1));
            options.threads = again.threads;
            options.cancel = again.cancel;
            if (again.progress) {
                options.progress = [&](const simulation::Progress& progress) {
                    const auto cells = static_cast<std::int64_t>(s * plans.size() + p);
                    again.progress(
                        cells * progress.of + progress.days,
                        static_cast<std::int64_t>(scenarios.size() * plans.size()) * progress.of
                    );
                };
            }
            const auto result = simulation::rehearse(stored->model, options);
            Reproduction one;
            one.scenario = scenarios[s].name;
            one.plan = plans[p].name;
            one.days = stored->sums.days;
            one.sha256 = sha256_of(bytes_of(stored->sums));
            one.again_sha256 = sha256_of(bytes_of(result));
            one.equal = one.sha256 == one.again_sha256;
            one.figures = cell_of(stored->model, result);
            one.figures.scenario = scenarios[s].id;
            one.figures.plan = plans[p].id;
            one.figures.sha256 = one.again_sha256;
            out.push_back(std::move(one));
        }
    }
    return out;
}

Result<SearchAgain> search_again(store::Database& database, Id<Run> id, const Again& again) {
    const auto run = database.read([&](store::Connection& db) { return finished_search(db, id); });
    if (!run) {
        return std::unexpected(run.error());
    }
    auto request = request_of(*run, database.read([&](store::Connection& db) {
        return city_of_run(db, *run);
    }));
    SearchAgain out;
    out.found = not_begun(*run->optimization);
    request.threads = again.threads;
    request.cancel = again.cancel;
    request.progress = [&](const simulation::OptimiseProgress& progress) {
        add_step(out.found, progress);
        if (again.progress) {
            again.progress(progress.plans, 0);
        }
    };
    const auto found = simulation::optimise(request);
    if (!found) {
        return std::unexpected(found.error());
    }
    put_found(*found, request, out.found);
    out.sha256 = sha256_as_stored(*run->optimization);
    out.again_sha256 = sha256_as_stored(out.found);
    out.equal = out.sha256 == out.again_sha256;
    return out;
}

}  // namespace belfry::rehearsal
