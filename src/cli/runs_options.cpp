#include "cli/runs_options.hpp"

#include <CLI/CLI.hpp>

#include "rehearsal/run.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::cli {

namespace {

void add_compare(CLI::App& plans, const RunsOptions& options, const AddCommand& add) {
    auto& place = options.place;
    auto& wish = options.compared;
    auto* compare =
        add(plans,
            "compare",
            "Rehearse plans in scenarios on the same days; nothing is stored",
            [&place, &wish](const Output& out) { return compare_plans(place, wish, out); });
    compare->add_option("plans", wish.plans, "Their numbers; 0 is no plan")
        ->required()
        ->expected(1, static_cast<int>(rehearsal::most_plans));
    compare->add_option("--scenario", wish.scenarios, "Numbers; 0, or none, is an ordinary day");
    compare->add_option("--days", wish.days, "How many days")
        ->check(CLI::Range(simulation::block_days, simulation::most_days));
    compare->add_option("--seed", wish.seed, "Equal seeds give equal days");
    compare->add_option("--threads", wish.threads, "0: as many as the machine has")
        ->check(CLI::Range(0U, 1024U));
    compare->add_option("--language", wish.language, "Of what Belfry names: en, es")
        ->check(CLI::IsMember({"en", "es"}));
    compare->footer(R"(
Example:
  belfry plans compare 0 3 4 --scenario 7 --scenario 8 --data ./data
                                                    no plan, plan 3 and plan 4 in two scenarios)");
}

}  // namespace

void add_runs(CLI::App& app, const RunsOptions& options, const AddCommand& add) {
    auto& place = options.place;
    auto& wish = options.wish;
    auto* plans = app.get_subcommand("plans");
    add(*plans, "list", "All of them, read back in words", [&place](const Output& out) {
        return list_plans(place, out);
    });
    const auto add_one = [&](const char* name, const char* what, auto act) {
        auto* command = add(*plans, name, what, [&place, &wish, act](const Output& out) {
            return act(place, wish.number, out);
        });
        command->add_option("number", wish.number, "The plan's number")->required();
    };
    add_one("show", "One of them", show_plan);
    add_one("export", "One as a file that `rehearse --plan` takes", export_plan);

    add_compare(*plans, options, add);

    auto* files =
        add(app, "export", "Write lists and results as files", [&place, &wish](const Output& out) {
            return export_rehearsal(place, wish, out);
        });
    files->add_option("what", wish.what, "runs, plans, scenarios, results, chart")
        ->required()
        ->check(CLI::IsMember({"runs", "plans", "scenarios", "results", "chart"}));
    files->add_option("number", wish.number, "Of the run whose results or chart are wanted");
    files->add_option("--chart", wish.chart, "matrix, cost-risk, sites, site-NUMBER: a site's day");
    files->add_option(
        "--scenario", wish.scenario, "Of a chart of sites: its number, 0 a usual day"
    );
    files->add_option("--plan", wish.plan, "Likewise; 0 no plan. Without it the run's first");
    files->add_option("--format", wish.form, "csv, xlsx, json; of charts svg, png")
        ->check(CLI::IsMember({"csv", "xlsx", "json", "svg", "png"}));
    files->add_option("--output", wish.file, "File; without it standard output");
    files->add_option("--language", wish.language, "en, es")->check(CLI::IsMember({"en", "es"}));
}

}  // namespace belfry::cli
