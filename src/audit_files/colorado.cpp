#include "audit_files/colorado.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

/// `"A","B"`: a list inside a cell, quoted once more.
std::vector<std::string> list_in(std::string_view text) {
    std::vector<std::string> out;
    documents::read_rows(text, ',', [&](const DelimitedRow& row) {
        for (const auto field : row.fields) {
            if (const auto one = documents::without_guard(field); !one.empty()) {
                out.emplace_back(one);
            }
        }
        return true;
    });
    return out;
}

/// Cells of a row, by names.
class Row {
public:
    Row(TableReader& table, const DelimitedRow& row) : table_(table), row_(row) {}

    [[nodiscard]] std::string text(std::string_view wanted) const {
        return std::string(cell(row_, place(wanted)));
    }

    /// A list of quoted texts inside a cell. Its own quotes are not what a spreadsheet put around
    /// it.
    [[nodiscard]] std::vector<std::string> list(std::string_view wanted) const {
        const auto at = place(wanted);
        return at < row_.fields.size() ? list_in(row_.fields[at]) : std::vector<std::string>();
    }

    [[nodiscard]] std::int64_t number(std::string_view wanted) const {
        return table_.number(row_, place(wanted));
    }

    [[nodiscard]] int small_number(std::string_view wanted) const {
        const auto out = number(wanted);
        if (out > 255) {
            table_.refuse(row_.line, wanted, fmt::format("{} is too large.", out));
        }
        return static_cast<int>(std::min<std::int64_t>(out, 255));
    }

    /// "0.03", or "3%", which is the same.
    [[nodiscard]] double share(std::string_view wanted) const {
        auto text = cell(row_, place(wanted));
        const bool percent = text.ends_with('%');
        if (percent) {
            text.remove_suffix(1);
        }
        double out = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
        if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
            table_.refuse(row_.line, wanted, fmt::format("“{}” is no number.", text));
        }
        return percent ? out / 100 : out;
    }

    [[nodiscard]] std::size_t line() const { return row_.line; }

private:
    [[nodiscard]] std::size_t place(std::string_view wanted) const {
        const auto name = plain_name(wanted);
        return table_.need(wanted, {name});
    }

    TableReader& table_;
    const DelimitedRow& row_;
};

/// Reads a table whose every row becomes a value.
template <class Out>
Result<Out> read_all(
    documents::Source& source,
    std::string format,
    std::initializer_list<std::string_view> needed,
    const std::function<void(Out&, TableReader&, const Row&)>& add,
    std::size_t skip = 0
) {
    Out out;
    TableReader table(source, out.summary);
    const auto done = table.read(
        std::move(format),
        [&](const Columns&) {
            for (const auto wanted : needed) {
                const auto name = plain_name(wanted);
                static_cast<void>(table.need(wanted, {name}));
            }
        },
        [&](const DelimitedRow& row) {
            add(out, table, Row(table, row));
            ++out.summary.read;
        },
        skip
    );
    if (!done) {
        return std::unexpected(done.error());
    }
    out.summary.format = out.summary.files.front().format;
    return out;
}

}  // namespace

Result<ColoradoContests> read_colorado_contests(documents::Source& source) {
    return read_all<ColoradoContests>(
        source,
        "Colorado contests of a round",
        {"contest_name",
         "winners_allowed",
         "ballot_card_count",
         "winners",
         "min_margin",
         "risk_limit",
         "gamma",
         "optimistic_samples_to_audit"},
        [](ColoradoContests& out, TableReader&, const Row& row) {
            out.contests.push_back(
                {row.text("contest_name"),
                 row.text("audit_reason"),
                 row.text("random_audit_status"),
                 row.small_number("winners_allowed"),
                 row.number("ballot_card_count"),
                 row.number("contest_ballot_card_count"),
                 row.list("winners"),
                 row.number("min_margin"),
                 row.share("risk_limit"),
                 row.number("audited_sample_count"),
                 row.number("two_vote_over_count"),
                 row.number("one_vote_over_count"),
                 row.number("one_vote_under_count"),
                 row.number("two_vote_under_count"),
                 row.number("disagreement_count"),
                 row.share("gamma"),
                 row.number("optimistic_samples_to_audit"),
                 row.number("estimated_samples_to_audit")}
            );
        }
    );
}

Result<ColoradoSelections> read_colorado_selection(documents::Source& source) {
    return read_all<ColoradoSelections>(
        source,
        "Colorado selection of records",
        {"min_margin", "contest_name", "contest_cvr_ids"},
        [](ColoradoSelections& out, TableReader& table, const Row& row) {
            ColoradoSelection mine{row.text("contest_name"), row.number("min_margin"), {}};
            auto text = row.text("contest_cvr_ids");
            if (text.size() < 2 || text.front() != '[' || text.back() != ']') {
                table.refuse(
                    row.line(), "contest_cvr_ids", "This is no list of numbers in brackets."
                );
                return;
            }
            for (const auto& each : list_in(text.substr(1, text.size() - 2))) {
                const auto id = whole_number(each);
                if (!id) {
                    table.refuse(
                        row.line(), "contest_cvr_ids", fmt::format("“{}” is no number.", each)
                    );
                    return;
                }
                mine.cvr_ids.push_back(*id);
            }
            out.contests.push_back(std::move(mine));
        }
    );
}

Result<ColoradoTargets> read_colorado_targets(documents::Source& source) {
    return read_all<ColoradoTargets>(
        source,
        "Colorado target contests",
        {"County", "Contest", "Contest Margin", "Risk Limit"},
        [](ColoradoTargets& out, TableReader& table, const Row& row) {
            ColoradoTarget mine{
                row.text("County"),
                row.text("Contest"),
                row.small_number("Vote For"),
                row.number("Lowest Winner"),
                row.number("Highest Loser"),
                row.number("Contest Margin"),
                row.share("Diluted Margin"),
                row.share("Risk Limit"),
                row.number("Estimated # of CVRs to audit"),
                row.number("# of CVRs"),
                row.text("Remarks")
            };
            if (mine.margin != mine.lowest_winner - mine.highest_loser) {
                table.note(
                    NoteKind::noticed,
                    row.line(),
                    "Contest Margin",
                    fmt::format(
                        "{} is not {} less {}.", mine.margin, mine.lowest_winner, mine.highest_loser
                    )
                );
            }
            out.contests.push_back(std::move(mine));
        },
        1
    );
}

Result<BatchCounts> read_batch_counts(documents::Source& source) {
    return read_all<BatchCounts>(
        source,
        "Batch counts by manifest and records",
        {"county_name", "scanner_id", "batch_id", "count_per_manifest", "count_per_cvr_file"},
        [](BatchCounts& out, TableReader& table, const Row& row) {
            BatchCount mine{
                row.text("county_name"),
                row.text("scanner_id"),
                row.text("batch_id"),
                row.number("count_per_manifest"),
                row.number("count_per_cvr_file")
            };
            if (mine.per_manifest != mine.per_records) {
                table.note(
                    NoteKind::noticed,
                    row.line(),
                    "difference",
                    fmt::format(
                        "{}, scanner {}, batch {}: {} cards by the manifest, {} records.",
                        mine.county,
                        mine.scanner,
                        mine.batch,
                        mine.per_manifest,
                        mine.per_records
                    )
                );
            }
            out.summary.cards += mine.per_records;
            out.batches.push_back(std::move(mine));
        }
    );
}

Result<CanonicalContests> read_canonical_contests(documents::Source& source) {
    return read_all<CanonicalContests>(
        source,
        "Colorado canonical contests",
        {"CountyName", "ContestName", "ContestChoices"},
        [](CanonicalContests& out, TableReader& table, const Row& row) {
            CanonicalContest mine{row.text("CountyName"), row.text("ContestName"), {}};
            mine.choices = row.list("ContestChoices");
            if (mine.contest.empty() || mine.choices.empty()) {
                table.refuse(
                    row.line(),
                    mine.contest.empty() ? "ContestName" : "ContestChoices",
                    "The cell is blank."
                );
                return;
            }
            out.contests.push_back(std::move(mine));
        }
    );
}

}  // namespace belfry::audit_files
