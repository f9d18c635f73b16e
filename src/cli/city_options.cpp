#include "cli/city_options.hpp"

#include <CLI/CLI.hpp>

namespace belfry::cli {

namespace {

void add_election(CLI::App& app, CityWish& wish, const web::Place& place, const AddCommand& add) {
    auto* election = app.add_subcommand("election", "The Election Day to come");
    election->require_subcommand(1);
    add(*election, "show", "Say what is known of it", [&place](const Output& out) {
        return election_show(place, out);
    });
    auto* set =
        add(*election,
            "set",
            "Take over what a file says: the members of PATCH /api/v1/election",
            [&wish, &place](const Output& out) { return election_set(place, wish.file, out); });
    set->add_option("file", wish.file, "JSON; what it does not name stays")->required();
    auto* fit =
        add(*election,
            "fit",
            "Find arrivals or a service time in a log of a past election",
            [&wish, &place](const Output& out) { return election_fit(place, wish.fit, out); });
    fit->add_option("files", wish.fit.files, "Check-ins, services or voters' reports; turnouts")
        ->required();
    fit->add_option(
        "--turnout-of", wish.fit.turnout_of, "Which election of a table of turnouts is meant"
    );
    fit->add_option(
           "--date-order", wish.fit.date_order, "What stands first in dates such as 05/11/2024"
    )
        ->check(CLI::IsMember({"month", "day"}));
    fit->add_option("--use", wish.fit.use, "Have the election use what was found as this")
        ->check(CLI::IsMember(
            {"arrivals",
             "check_in",
             "check_in_on_paper",
             "marking",
             "device",
             "accessible_device",
             "scanning"}
        ));
}

}  // namespace

void add_city(CLI::App& app, CityWish& wish, const web::Place& place, const AddCommand& add) {
    add_election(app, wish, place, add);
}

}  // namespace belfry::cli
