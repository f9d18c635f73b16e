#include <CLI/CLI.hpp>

#include "cli/releases.hpp"

namespace belfry::cli {

void add_releases(
    CLI::App& app, const ReleaseOptions& options, const AddCommand& plain, const AddCommand& on_data
) {
    auto& records = *app.get_subcommand("records");
    auto& wish = options.wish;
    auto& place = options.place;
    auto* verify = plain(
        records,
        "verify",
        "Check a release package: that nothing was altered, and what is withheld and why",
        [&wish](const Output& out) { return records_verify(wish, out); }
    );
    verify->add_option("package", wish.package, "Zip file")->required();
    verify->add_option(
        "--key", wish.key, "Key of the city's log; without it the one that the package names"
    );
    verify->add_option(
        "--witness", wish.witnesses, "Key of a witness that counts; may be repeated"
    );
    verify->footer(R"(
Examples:
  belfry records verify package.zip --key vote.city.example/belfry/log+1a2b3c4d+A…
  belfry records verify package.zip                  less: anybody can sign with a key of their own

Needs no data and no network. Ends with 5 when something does not follow.)");
    on_data(
        records,
        "requests",
        "What was asked for, by when it is due, and how far it is",
        [&place](const Output& out) { return records_requests(place, out); }
    );
    auto* package = on_data(
        records,
        "package",
        "Write a package that was made for a request, with proofs",
        [&wish, &place](const Output& out) { return records_package(place, wish, out); }
    );
    package->add_option("request", wish.request, "Number of the request")->required();
    package->add_option("--number", wish.number, "Of its packages; without it the newest");
    package->add_option("--output", wish.output, "Zip file")->required();
}

}  // namespace belfry::cli
