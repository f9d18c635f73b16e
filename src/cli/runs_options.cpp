#include "cli/runs_options.hpp"

#include <CLI/CLI.hpp>

namespace belfry::cli {

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

    auto* files =
        add(app, "export", "Write lists and results as files", [&place, &wish](const Output& out) {
            return export_rehearsal(place, wish, out);
        });
    files->add_option("what", wish.what, "runs, plans, scenarios, results")
        ->required()
        ->check(CLI::IsMember({"runs", "plans", "scenarios", "results"}));
    files->add_option("number", wish.number, "Of the run whose results are wanted");
    files->add_option("--format", wish.form, "csv, xlsx, json")
        ->check(CLI::IsMember({"csv", "xlsx", "json"}));
    files->add_option("--output", wish.file, "File; without it standard output");
    files->add_option("--language", wish.language, "en, es");
}

}  // namespace belfry::cli
