#include "cli/plan_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/runs.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::cli {

namespace {

/// What columns of lists mean, where they do not say so themselves.
void add_columns(CLI::App& command, ColumnWish& wish) {
    command
        .add_option(
            "--column",
            wish.columns,
            "What a column means, MEANING=COLUMN, as in registered_voters=REG_VOTERS or "
            "registered_voters=#5, the fifth column; ignored=COLUMN leaves it out. Once for each"
        )
        ->allow_extra_args(false);
    command
        .add_option(
            "--sheet", wish.sheets, "Of a workbook only this sheet. Several, or all without"
        )
        ->allow_extra_args(false);
    command.add_option("--mapping", wish.mapping, "Read what columns mean from this file");
    command.add_option(
        "--save-mapping", wish.save_mapping, "Write what the columns mean here, for --mapping"
    );
}

}  // namespace

void add_import(CLI::App& app, const ImportOptions& options, const AddCommand& on_data) {
    auto& wish = options.wish;
    auto& place = options.place;
    auto* lists = on_data(
        app,
        "import",
        "Bring in polling places and precincts from lists",
        [&wish, &place](const Output& out) { return import(place, wish, out); }
    );
    lists
        ->add_option(
            "files", wish.files, "CSV, TSV, XLSX, GeoJSON, VIP 5 XML, VIP 3 text, or zips of these"
        )
        ->required();
    lists
        ->add_option(
            "--absent",
            wish.absent,
            "What becomes of places that the files do not name; by default they go where the files "
            "name at least half of all"
        )
        ->check(CLI::IsMember({"keep", "remove"}));
    lists->add_option("--rows", wish.rows, "Write what became of each row here, as CSV");
    lists->add_option(
        "--changes", wish.changes, "Write what is added, changed and removed here, as CSV"
    );
    add_columns(*lists, wish.columns);
    lists->add_flag("--dry-run", wish.dry_run, "Say what would happen, and change nothing");
    lists->footer(R"(
What columns mean is found out by their headings and contents, said for each, and remembered with
the import for the next list with the same headings. Where that is wrong:
  belfry import places.csv --dry-run                what it would be
  belfry import places.csv --column place_name=Hall --column registered_voters=Reg2022
  belfry import workbook.xlsx --sheet "Election Day" --save-mapping columns.json
  belfry import next-year.xlsx --mapping columns.json)");
    auto* undo = on_data(
        app,
        "import-undo",
        "Put back what was there before the last import",
        [&wish, &place](const Output& out) { return undo_import(place, wish.undone, out); }
    );
    undo->add_option("import", wish.undone, "Its number, as `import` said it")->required();
}

void add_plans(CLI::App& app, const ProtocolOptions& options, const AddCommand& on_data) {
    auto* plans = app.add_subcommand("plans", "Contingency plans");
    plans->require_subcommand(1);
    auto& wish = options.wish;
    auto& place = options.place;
    auto* print = on_data(
        *plans,
        "protocol",
        "Print the emergency protocol of a plan: who does what on which trigger",
        [&wish, &place](const Output& out) { return plan_protocol(place, wish, out); }
    );
    print->add_option("plan", wish.plan, "The plan's number")->required();
    print->add_option("--site", wish.site, "One polling place, by its number; all without");
    print->add_option("--language", wish.language, "Of the cards")
        ->check(CLI::IsMember({"en", "es"}));
    print->add_option("--format", wish.format, "What to write")
        ->check(CLI::IsMember({"html", "docx", "json"}));
    print->add_option("--paper", wish.paper, "Its size")->check(CLI::IsMember({"letter", "a4"}));
    print->add_flag("--sets", wish.sets, "Each place's pages one after the other");
    print->add_option("--output", wish.output, "File; standard output without");
}

void add_rehearsal(CLI::App& app, const RehearseOptions& options, const AddCommand& on_data) {
    auto& wish = options.wish;
    auto& place = options.place;
    auto* days = on_data(
        app,
        "rehearse",
        "Simulate Election Day: a city, what goes wrong, and a plan",
        [&wish, &place](const Output& out) {
            return wish.run > 0 ? rehearse_again(place, wish.run, wish.threads, out)
                                : rehearse(place, wish, out);
        }
    );
    days->add_option(
        "--city",
        wish.city,
        "City: a file, a folder with sites.csv and precincts.csv, or a preset's own. Without it, "
        "that "
        "of the data"
    );
    add_columns(*days, wish.columns);
    days->add_option("--run", wish.run, "A run of the data once more: are the bits the same?");
    days->add_option(
        "--scenario",
        wish.scenarios,
        "Scenario: a file, or a preset (see presets). Several: all plans are compared in each"
    );
    days->add_option(
        "--plan",
        wish.plans,
        "Plan: a file, what was done in a preset, or `none`. Several are compared on the same days"
    );
    days->add_option("--days", wish.days, "How many days")
        ->check(CLI::Range(1U, simulation::most_days));
    days->add_option("--seed", wish.seed, "Equal seeds give equal days");
    days->add_option("--threads", wish.threads, "0: as many as the machine has")
        ->check(CLI::Range(0U, 1024U));
    days->add_option("--confidence", wish.confidence, "Of every interval")
        ->check(CLI::Range(0.5, 0.9999));
    days->add_option("--until", wish.half_width, "Stop when the mean wait is known to ± minutes")
        ->check(CLI::Range(0.0, 1000.0));
    days->add_flag("--city-only", wish.city_only, "Leave out the sites");
    days->footer(R"(
Examples:
  belfry rehearse --city lists/ --scenario outage.json --plan paper.json
  belfry rehearse --city lists/ --column registered_voters=REG_VOTERS
                                                    where a heading does not say it
  belfry rehearse --city lists/ --scenario outage.json --plan none --plan paper.json
                                                    with and without, on the same days
  belfry rehearse --scenario outage.json --data ./data
                                                    the city that was imported
  belfry rehearse --run 17 --data ./data            a stored run once more, bit for bit)");
}

void add_optimiser(CLI::App& app, OptimiseWish& wish, const AddCommand& add) {
    add(app, "presets", "Real incidents to rehearse", [](const Output& out) {
        return list_presets(out);
    });
    auto* search =
        add(app,
            "optimise",
            "Find the cheapest plan with which every polling place holds the standard",
            [&wish](const Output& out) { return optimise(wish, out); });
    search->add_option("--city", wish.city, "City: a file, or a preset's own")->required();
    search->add_option("--scenario", wish.scenarios, "What may go wrong; the plan must do in each")
        ->required();
    search->add_option("--plan", wish.plan, "The measures, with their costs")->required();
    search->add_option("--lever", wish.levers, "How many of a measure: MEASURE=LEAST..MOST");
    search->add_option("--site-lever", wish.site_levers, "The same, a number for each site");
    search->add_option("--probability", wish.probability, "With which all sites shall hold it")
        ->check(CLI::Range(0.01, 0.9999));
    search->add_option("--indifference", wish.indifference, "So much less is as good")
        ->check(CLI::Range(0.0001, 0.5));
    search->add_option("--days", wish.days, "For each plan")
        ->check(CLI::Range(16U, simulation::most_days));
    search->add_option("--final-days", wish.final_days, "For the plan that is recommended")
        ->check(CLI::Range(16U, simulation::most_days));
    search->add_option("--seed", wish.seed, "Equal seeds give equal days");
    search->add_option("--threads", wish.threads, "0: as many as the machine has")
        ->check(CLI::Range(0U, 1024U));
}

}  // namespace belfry::cli
