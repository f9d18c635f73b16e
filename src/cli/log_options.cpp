#include <CLI/CLI.hpp>

#include "cli/log.hpp"

namespace belfry::cli {

namespace {

void add_verify(CLI::App& log, const LogOptions& options, const AddCommand& on_data) {
    auto& wish = options.wish;
    auto& place = options.place;
    auto* verify = on_data(
        log,
        "verify",
        "Recompute the log and hold every live value to it; or check a checkpoint or a proof",
        [&wish, &place](const Output& out) { return log_verify(place, wish, out); }
    );
    verify->add_option("--checkpoint", wish.checkpoint, "File with a checkpoint");
    verify->add_option(
        "--against",
        wish.against,
        "File with an older checkpoint of the same log: do both show two histories?"
    );
    verify->add_option(
        "--proof", wish.proof, "File with a proof (.tlog-proof, or the one an alarm keeps)"
    );
    verify->add_option("--document", wish.document, "The document that it proves");
    verify->add_option("--code", wish.code, "Text of a code (BELFRY-1;…): is it the document's?");
    verify->add_option("--key", wish.key, "Key of the log it is from; then no data are needed");
    verify->add_option(
        "--witness", wish.witnesses, "Key of a witness that counts; may be repeated"
    );
    verify->footer(R"(
Examples:
  belfry log verify                                  this city's whole record and its values
  belfry log verify --checkpoint kept.txt            and that it goes on from what was kept
  belfry log verify --proof 4.tlog-proof --document 4.html --key vote.city.example/belfry/log+…
                                                     somebody else's document, without a network
  belfry log verify --checkpoint submitted.txt --against held.txt --proof proof.txt --key …
                                                     what an alarm keeps: is it a fork?
  belfry log verify --code 'BELFRY-1;…' --document 4.html
                                                     is it the page of this code; with data, also
                                                     whether the city published it; elsewhere add
                                                     --proof and --key

Ends with 5 when something does not follow.)");
}

}  // namespace

void add_log(CLI::App& app, const LogOptions& options, const AddCommand& on_data) {
    auto* log = app.add_subcommand("log", "The permanent record as a log that others can verify");
    log->require_subcommand(1);
    auto& wish = options.wish;
    auto& place = options.place;
    on_data(*log, "checkpoint", "Print the newest signed checkpoint", [&place](const Output& out) {
        return log_checkpoint(place, out);
    });
    on_data(*log, "key", "Print the keys that others check with", [&place](const Output& out) {
        return log_key(place, out);
    });
    auto* prove = on_data(
        *log,
        "prove",
        "Write the proof that a document was published, or that an entry is in the log",
        [&wish, &place](const Output& out) { return log_prove(place, wish, out); }
    );
    prove->add_option("document", wish.document, "File, byte for byte as it was published");
    prove->add_option("--entry", wish.entry, "Number of an entry of the record, from 1");
    prove->add_option("--output", wish.output, "File; standard output without");
    add_verify(*log, options, on_data);
    on_data(
        *log,
        "new-epoch",
        "After entries were lost: go on under a new name, and record what they were",
        [&place](const Output& out) { return log_new_epoch(place, out); }
    );
    auto* address = on_data(
        *log,
        "address",
        "Say where the public pages are; the log is named after the host",
        [&wish, &place](const Output& out) { return log_address(place, wish, out); }
    );
    address->add_option("address", wish.address, "https://vote.city.example")->required();
}

}  // namespace belfry::cli
