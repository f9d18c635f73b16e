#include "rehearsal/export.hpp"

#include "program/deed.hpp"
#include "rehearsal/result_reading.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/wide_table.hpp"

namespace belfry::rehearsal {

namespace {

/// Calls `each` with what every cell of the run came to, one at a time in memory.
template <class Each>
Result<void> for_each_cell(
    const Workshop& workshop, Id<Run> id, const program::Words& words, Each each
) {
    return workshop.services.database.read([&](store::Connection& db) -> Result<void> {
        auto run = find_run(db, id);
        if (!run) {
            return program::no_such_thing();
        }
        if (auto first = cell_named(*run, {}, {}); !first) {
            return std::unexpected(first.error());
        }
        name_in_words(*run, words);
        for (std::size_t s = 0; s < run->inputs.scenarios.size(); ++s) {
            for (std::size_t p = 0; p < run->inputs.plans.size(); ++p) {
                const auto cell = load_cell(db, *run, {id, s, p});
                if (!cell) {
                    return std::unexpected(cell.error());
                }
                each(run->inputs.scenarios[s], run->inputs.plans[p], sites_of(db, *cell));
            }
        }
        return {};
    });
}

Result<std::string> as_json(const Workshop& workshop, Id<Run> id, const program::Words& words) {
    const auto run = shown_run(workshop, id, words.language());
    if (!run) {
        return std::unexpected(run.error());
    }
    auto text = "{\"run\":" + json::canonical(json::write(*run)) + ",\"sites\":[";
    if (run->kind == RunKind::optimization) {
        return text + "]}\n";
    }
    bool first = true;
    const auto added = for_each_cell(
        workshop,
        id,
        words,
        [&](const SeenScenario& scenario, const SeenPlan& plan, const std::vector<RunSite>& sites) {
            text += first ? "\n" : ",\n";
            first = false;
            text += json::canonical(json::Object{
                {"scenario", scenario.id}, {"plan", plan.id}, {"sites", json::write(sites)}
            });
        }
    );
    if (!added) {
        return std::unexpected(added.error());
    }
    return text + "]}\n";
}

Result<documents::Table> as_table(
    const Workshop& workshop, Id<Run> id, const program::Words& words
) {
    documents::Table all;
    const auto added = for_each_cell(
        workshop,
        id,
        words,
        [&](const SeenScenario& scenario, const SeenPlan& plan, const std::vector<RunSite>& sites) {
            auto table = wide_table(sites);
            if (all.columns.empty()) {
                all.columns = {"scenario", "plan"};
                all.columns.insert(all.columns.end(), table.columns.begin(), table.columns.end());
            }
            for (auto& row : table.rows) {
                row.insert(row.begin(), {scenario.name, plan.name});
                all.rows.push_back(std::move(row));
            }
        }
    );
    if (!added) {
        return std::unexpected(added.error());
    }
    all.name = "run-" + std::to_string(id.value);
    return all;
}

}  // namespace

Result<std::string> export_results(
    const Workshop& workshop, Id<Run> id, const std::string& format, const std::string& language
) {
    const program::Words words(workshop.services.catalog, language);
    if (format == "json") {
        return as_json(workshop, id, words);
    }
    const auto table = as_table(workshop, id, words);
    if (!table) {
        return std::unexpected(table.error());
    }
    return format == "csv" ? documents::to_csv(*table) : documents::to_xlsx(*table);
}

}  // namespace belfry::rehearsal
