#include "rehearsal/result_reading.hpp"

#include <charconv>

#include "program/deed.hpp"
#include "program/limits.hpp"

namespace belfry::rehearsal {

Result<std::optional<std::int64_t>> id_in(const http::Call& call, std::string_view name) {
    const auto text = call.request.query_value(name).value_or("");
    if (text.empty()) {
        return std::optional<std::int64_t>();
    }
    std::int64_t id = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, id);
    if (read.ec != std::errc() || read.ptr != end || id < 0) {
        program::Checked fields;
        fields.problem(name, "not_a_number", "Give a number.");
        return std::unexpected(fields.result().error());
    }
    return std::optional(id);
}

Result<StoredRun> run_in(store::Connection& db, const http::Call& call) {
    auto run = find_run(db, call.id<Run>("run"));
    if (!run) {
        return program::no_such_thing();
    }
    return std::move(*run);
}

Result<CellResult> cell_in(store::Connection& db, const http::Call& call, std::string_view plan) {
    const auto scenario_id = id_in(call, "scenario");
    const auto plan_id = id_in(call, plan);
    if (!scenario_id || !plan_id) {
        return std::unexpected(!scenario_id ? scenario_id.error() : plan_id.error());
    }
    auto run = run_in(db, call);
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto key = cell_named(*run, *scenario_id, *plan_id);
    if (!key) {
        return std::unexpected(key.error());
    }
    return load_cell(db, *run, *key);
}

http::Route of_a_cell(http::Route route) {
    route.query.push_back(
        {"scenario", "Number of the scenario, 0 an ordinary day; else the run's first.", {}}
    );
    route.query.push_back({"plan", "Number of the plan, 0 none; else the run's first.", {}});
    return route;
}

void name_in_words(StoredRun& run, const program::Words& words) {
    for (auto& scenario : run.inputs.scenarios) {
        if (scenario.id == 0) {
            scenario.name = words.say("rehearsal.ordinary_day");
        }
    }
    for (auto& plan : run.inputs.plans) {
        if (plan.id == 0) {
            plan.name = words.say("rehearsal.no_plan");
        }
    }
}

}  // namespace belfry::rehearsal
