// Manifests of cards and totals of batches.
#include <algorithm>

#include "audit_verify/original.hpp"

namespace belfry::audit_verify {

namespace {

/// Rows below the header with something in them.
Rows body_of(const Rows& rows) {
    Rows out;
    for (std::size_t at = 1; at < rows.size(); ++at) {
        if (!is_blank(rows[at]) && key_of(rows[at][0]) != "endofworksheet") {
            out.push_back(rows[at]);
        }
    }
    return out;
}

std::int64_t count_in(const std::string& file, const std::string& cell) {
    const auto out = counted_number(cell);
    if (!out) {
        unreadable(file, "a whole number");
    }
    return *out;
}

std::string shelf(
    const std::vector<std::string>& row,
    std::optional<std::size_t> cart,
    std::optional<std::size_t> tray
) {
    const auto in_cart = bare_at(row, cart);
    const auto on_tray = bare_at(row, tray);
    if (in_cart.empty()) {
        return "tray " + on_tray;
    }
    return "cart " + in_cart + (on_tray.empty() ? "" : ", tray " + on_tray);
}

}  // namespace

std::vector<ManifestLine> read_manifest_lines(const Document& file) {
    const auto rows = any_table(file);
    if (rows.empty()) {
        unreadable(file.name, "a manifest");
    }
    const auto& header = rows[0];
    const auto jurisdiction = column(header, {"countyid", "county", "countyname", "jurisdiction"});
    const auto container = column(header, {"container", "storagelocation", "location"});
    const auto tray = column(header, {"tray#", "tray"});
    const auto cart = column(header, {"vbmcartcartnumber", "cart", "cartnumber"});
    const auto tabulator =
        column(header, {"tabulator", "scannerid", "tabulatornum", "tabulatornumber", "scanner"});
    const auto batch = column(header, {"batchname", "batchid", "batchnumber", "batch"});
    const auto cards = column(
        header,
        {"numberofballots",
         "numballots",
         "totalballots",
         "ballotcount",
         "numberofcards",
         "numcards",
         "recordid"}
    );
    if (!batch || !cards) {
        unreadable(file.name, "a column of batches and one of their ballots");
    }
    std::vector<ManifestLine> out;
    std::map<std::tuple<std::string, std::string, std::string>, Batch> known;
    std::int64_t all = 0;
    for (const auto& row : body_of(rows)) {
        const auto named = bare_at(row, batch);
        const auto begins_total = [](const std::string& text) {
            return key_of(text).starts_with("total");
        };
        if (begins_total(row[0]) && (*batch == 0 || named.empty() || begins_total(named))) {
            if (count_in(file.name, bare_at(row, cards)) != all) {
                unreadable(file.name, "a total of " + std::to_string(all));
            }
            continue;
        }
        ManifestLine line;
        line.jurisdiction = bare_at(row, jurisdiction);
        line.batch.container = tray || cart ? shelf(row, cart, tray) : bare_at(row, container);
        line.batch.tabulator = bare_at(row, tabulator);
        line.batch.name = named;
        line.batch.cards = count_in(file.name, bare_at(row, cards));
        if (named.empty()) {
            unreadable(file.name, "a name of each batch");
        }
        const auto [there, fresh] =
            known.emplace(std::tuple(line.jurisdiction, line.batch.tabulator, named), line.batch);
        if (there->second.cards != line.batch.cards ||
            there->second.container != line.batch.container) {
            unreadable(file.name, "one line for batch " + named);
        }
        if (fresh) {
            all += line.batch.cards;
            out.push_back(line);
        }
    }
    return out;
}

Tallies read_tallies(const Document& file) {
    const auto rows = any_table(file);
    if (rows.empty()) {
        unreadable(file.name, "totals of batches");
    }
    const auto& header = rows[0];
    const auto batch = column(header, {"batchname", "batch"});
    if (!batch) {
        unreadable(file.name, "a column of batches");
    }
    Tallies out;
    for (std::size_t at = 0; at < header.size(); ++at) {
        if (at != *batch) {
            out.choices.push_back(bare(header[at]));
        }
    }
    for (const auto& row : body_of(rows)) {
        const auto named = bare_at(row, batch);
        std::vector<std::optional<std::int64_t>> votes;
        for (std::size_t at = 0; at < header.size(); ++at) {
            if (at != *batch) {
                const auto text = bare_at(row, at);
                votes.push_back(
                    text.empty() ? std::nullopt : std::optional(count_in(file.name, text))
                );
            }
        }
        if (!key_of(named).starts_with("total")) {
            out.batches.emplace_back(named, votes);
        }
    }
    return out;
}

}  // namespace belfry::audit_verify
