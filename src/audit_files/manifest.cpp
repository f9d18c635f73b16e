#include "audit_files/manifest.hpp"

#include <map>
#include <tuple>

#include <fmt/format.h>

#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

class ManifestReader {
public:
    explicit ManifestReader(documents::Source& source)
        : source_(source), table_(source, out_.summary) {}

    Result<Manifest> read() {
        const auto done = table_.read(
            "Ballot manifest",
            [this](const Columns& columns) { header(columns); },
            [this](const DelimitedRow& row) { batch(row); }
        );
        if (!done) {
            return std::unexpected(done.error());
        }
        if (out_.batches.empty()) {
            return refuse_file(source_.name(), 0, "", "The manifest lists no batch.");
        }
        if (padded_ > 0) {
            table_.note(
                NoteKind::repaired,
                0,
                "",
                fmt::format("Blanks around {} names were taken off.", padded_)
            );
        }
        out_.summary.repaired += padded_;
        out_.summary.format = out_.summary.files.front().format;
        return std::move(out_);
    }

private:
    void header(const Columns& columns) {
        jurisdiction_ = columns.find({"countyid", "county", "countyname", "jurisdiction"});
        container_ = columns.find({"container", "storagelocation", "location"});
        tray_ = columns.find({"tray#", "tray"});
        cart_ = columns.find({"vbmcartcartnumber", "cart", "cartnumber"});
        tabulator_ =
            columns.find({"tabulator", "scannerid", "tabulatornum", "tabulatornumber", "scanner"});
        batch_ = table_.need("Batch Name", {"batchname", "batchid", "batchnumber", "batch"});
        // Boulder's export has the number of cards under RecordId.
        cards_ = table_.need(
            "Number of Ballots",
            {"numberofballots",
             "numballots",
             "totalballots",
             "ballotcount",
             "numberofcards",
             "numcards",
             "recordid"}
        );
        for (const auto& spelled : columns.spelled()) {
            if (!spelled.empty() && spelled != columns.spelled()[batch_] &&
                spelled != columns.spelled()[cards_] && !is_read(columns, spelled)) {
                table_.note(NoteKind::noticed, 1, spelled, "This column is not read.");
            }
        }
    }

    [[nodiscard]] bool is_read(const Columns& columns, const std::string& spelled) const {
        for (const auto& place : {jurisdiction_, container_, tray_, cart_, tabulator_}) {
            if (place && columns.spelled()[*place] == spelled) {
                return true;
            }
        }
        return false;
    }

    /// The cell, counting blanks that had to be taken off.
    std::string name(const DelimitedRow& row, std::optional<std::size_t> column) {
        const auto text = cell(row, column);
        if (column && *column < row.fields.size()) {
            const auto& raw = row.fields[*column];
            padded_ += !text.empty() && (raw.front() == ' ' || raw.back() == ' ') ? 1 : 0;
        }
        return std::string(text);
    }

    void batch(const DelimitedRow& row) {
        const auto first = cell(row, 0);
        const auto named = cell(row, batch_);
        if (plain_name(first).starts_with("total") &&
            (batch_ == 0 || named.empty() || plain_name(named).starts_with("total"))) {
            total(row);
            return;
        }
        ManifestBatch out;
        out.jurisdiction = name(row, jurisdiction_);
        out.container = name(row, container_);
        if (tray_ || cart_) {
            const auto cart = name(row, cart_);
            const auto tray = name(row, tray_);
            out.container = cart.empty()   ? fmt::format("tray {}", tray)
                            : tray.empty() ? fmt::format("cart {}", cart)
                                           : fmt::format("cart {}, tray {}", cart, tray);
        }
        out.tabulator = name(row, tabulator_);
        out.batch = name(row, batch_);
        out.line = row.line;
        if (out.batch.empty()) {
            table_.refuse(row.line, table_.columns().spelled()[batch_], "The batch has no name.");
            return;
        }
        out.cards = table_.number(row, cards_);
        if (!table_.refused()) {
            keep(row, std::move(out));
        }
    }

    void keep(const DelimitedRow& row, ManifestBatch batch) {
        constexpr std::int64_t most_cards = 1'000'000'000;
        if (batch.cards > most_cards) {
            table_.refuse(
                row.line, table_.columns().spelled()[cards_], "No batch has so many cards."
            );
            return;
        }
        const auto [found, fresh] = known_.try_emplace(
            {batch.jurisdiction, batch.tabulator, batch.batch}, out_.batches.size()
        );
        if (!fresh) {
            const auto& there = out_.batches[found->second];
            if (there.cards != batch.cards || there.container != batch.container) {
                table_.refuse(
                    row.line,
                    table_.columns().spelled()[batch_],
                    fmt::format(
                        "Batch {} stands on line {} already, with {} cards at “{}”. Each batch "
                        "needs a name of its own.",
                        batch.batch,
                        there.line,
                        there.cards,
                        there.container
                    )
                );
                return;
            }
            ++out_.summary.duplicates;
            out_.summary.put_aside(
                {NoteKind::set_aside,
                 std::string(source_.name()),
                 row.line,
                 table_.columns().spelled()[batch_],
                 fmt::format(
                     "Batch {} stands on line {} already, just so; this row is left out.",
                     batch.batch,
                     there.line
                 )}
            );
            return;
        }
        if (batch.cards == 0) {
            table_.note(
                NoteKind::noticed,
                row.line,
                table_.columns().spelled()[cards_],
                fmt::format("Batch {} has no cards.", batch.batch)
            );
        }
        out_.cards += batch.cards;
        out_.summary.cards = out_.cards;
        ++out_.summary.read;
        out_.batches.push_back(std::move(batch));
    }

    void total(const DelimitedRow& row) {
        const auto said = table_.number(row, cards_);
        if (table_.refused()) {
            return;
        }
        if (said != out_.cards) {
            table_.refuse(
                row.line,
                table_.columns().spelled()[cards_],
                fmt::format("The total is {}, but the batches add up to {}.", said, out_.cards)
            );
            return;
        }
        out_.summary.put_aside(
            {NoteKind::set_aside,
             std::string(source_.name()),
             row.line,
             "",
             "A row of totals; it agrees with the batches."}
        );
    }

    documents::Source& source_;
    Manifest out_;
    TableReader table_;
    std::optional<std::size_t> jurisdiction_, container_, tray_, cart_, tabulator_;
    std::size_t batch_ = 0;
    std::size_t cards_ = 0;
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known_;
    std::int64_t padded_ = 0;
};

}  // namespace

Result<Manifest> read_manifest(documents::Source& source) {
    return ManifestReader(source).read();
}

}  // namespace belfry::audit_files
