#include <CLI/CLI.hpp>

#include "cli/records.hpp"

namespace belfry::cli {

void add_records(CLI::App& app, const RecordsOptions& options, const AddCommand& on_data) {
    auto* records = app.add_subcommand(
        "records", "Public records: retention, legal holds, exemptions, redactions"
    );
    records->require_subcommand(1);
    auto& wish = options.wish;
    auto& place = options.place;
    auto* due = on_data(
        *records,
        "due",
        "List records whose period of retention is over or ends within 90 days",
        [&wish, &place](const Output& out) { return records_due(place, wish, out); }
    );
    due->add_flag("--all", wish.all, "Also those that are kept for longer");
    on_data(*records, "holds", "List legal holds", [&place](const Output& out) {
        return records_holds(place, out);
    });
    on_data(*records, "exemptions", "List exemptions and their state", [&place](const Output& out) {
        return records_exemptions(place, out);
    });
    on_data(*records, "redactions", "List redactions and their state", [&place](const Output& out) {
        return records_redactions(place, out);
    });
    auto* show = on_data(
        *records,
        "show",
        "Print every value that the record has of one object, and what retention and holds say",
        [&wish, &place](const Output& out) { return records_show(place, wish, out); }
    );
    show->add_option("object", wish.object, "Like task/12")->required();
    on_data(
        *records,
        "carry-out",
        "Carry out the redactions that two people approved and whose day has come",
        [&place](const Output& out) { return records_carry_out(place, out); }
    );
}

}  // namespace belfry::cli
