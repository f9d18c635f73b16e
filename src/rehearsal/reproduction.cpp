#include "rehearsal/reproduction.hpp"

#include <fmt/format.h>

#include "program/deed.hpp"
#include "rehearsal/comparison.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/results.hpp"

namespace belfry::rehearsal {

namespace {

Result<StoredRun> reproducible(store::Connection& db, Id<Run> id) {
    auto run = find_run(db, id);
    if (!run) {
        return program::no_such_thing();
    }
    if (auto any = cell_named(*run, {}, {}); !any) {
        return std::unexpected(any.error());
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

}  // namespace

Result<std::vector<Reproduction>> reproduce(
    store::Database& database, Id<Run> id, const Again& again
) {
    const auto run = database.read([&](store::Connection& db) { return reproducible(db, id); });
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

}  // namespace belfry::rehearsal
