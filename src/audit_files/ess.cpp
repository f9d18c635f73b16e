#include "audit_files/ess.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "audit_files/card_keeper.hpp"
#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

/// Where a record's card lies, as a Ballots table says.
struct Place {
    std::string batch;
    std::string tabulator;
    std::string imprinted;
    std::string group;
    std::string style;
    std::string turn;  ///< Among the cards of its batch, from 1.
    RecordOrigin origin;
    bool used = false;
};

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char each) { return each >= '0' && each <= '9'; });
}

bool is_word(std::string_view text, std::string_view word) {
    return plain_name(text) == word;
}

/// Columns that say something of a card; every other one is a contest.
bool is_about_cards(std::string_view spelled) {
    constexpr std::array<std::string_view, 19> names = {
        "castvoterecord",
        "batch",
        "ballotstatus",
        "originalballotexception",
        "remainingballotexception",
        "writeintype",
        "resultsreport",
        "ballotstyle",
        "reportinggroup",
        "tabulatorcvr",
        "auditnumber",
        "type",
        "pollplace",
        "pollplaceid",
        "precinct",
        "precinctid",
        "machine",
        "adjudicatedby",
        ""
    };
    return std::ranges::find(names, plain_name(spelled)) != names.end();
}

/// A table with rows above its header and a footer below.
class Framed {
public:
    Framed(documents::Source& source, Summary& summary)
        : table(source, summary), source_(source), summary_(summary) {}

    TableReader table;

    /// Calls `header` and `record` for what lies between; both may refuse through the table.
    Result<void> read(
        std::string format,
        const std::function<void(const Columns&)>& header,
        const std::function<void(const DelimitedRow&)>& record
    ) {
        const auto above = rows_above();
        if (!above) {
            return std::unexpected(above.error());
        }
        std::int64_t rows = 0;
        const auto row_or_footer = [&](const DelimitedRow& row) {
            if (cell(row, 0).starts_with("Total")) {
                footer(row, rows);
            } else {
                ++rows;
                record(row);
            }
        };
        return table.read(std::move(format), header, row_or_footer, *above);
    }

private:
    Result<std::size_t> rows_above() {
        std::size_t above = 0;
        bool found = false;
        const auto read = documents::read_table(source_, [&](const DelimitedRow& row) {
            found = is_word(row.fields.front(), "castvoterecord");
            above += found ? 0 : 1;
            return !found && above < 50;
        });
        if (!read) {
            return std::unexpected(read.error());
        }
        if (!found) {
            return refuse_file(
                source_.name(),
                0,
                "",
                "This is no ES&S table: no header row begins with “Cast Vote Record”."
            );
        }
        return above;
    }

    /// "Total : 7", in one cell or two.
    void footer(const DelimitedRow& row, std::int64_t rows) {
        --summary_.rows;
        const auto first = cell(row, 0);
        const auto colon = first.find(':');
        const auto said = whole_number(
            colon == std::string_view::npos ? cell(row, 1)
                                            : documents::without_guard(first.substr(colon + 1))
        );
        if (said && *said != rows) {
            table.refuse(
                row.line,
                "",
                fmt::format(
                    "The last row says {} records, but {} stand above it. Export the table again.",
                    *said,
                    rows
                )
            );
        }
    }

    documents::Source& source_;
    Summary& summary_;
};

class EssReader {
public:
    EssReader() : keeper_(out_, "Cast Vote Record", "Tabulator CVR") {}

    Result<void> ballots(documents::Source& source) {
        const auto rows = out_.summary.rows;
        Framed framed(source, out_.summary);
        auto& table = framed.table;
        const auto read = framed.read(
            "ES&S ballots",
            [&](const Columns&) {
                static_cast<void>(table.need("Batch", {"batch"}));
                static_cast<void>(table.need("Tabulator CVR", {"tabulatorcvr"}));
            },
            [&](const DelimitedRow& row) { place(source, table, row); }
        );
        out_.summary.rows = rows;  // These rows are no records.
        return read;
    }

    /// Numbers go through the whole election: a card's place in its batch is its turn among the
    /// batch's numbers, those without a record included.
    void give_turns() {
        std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>>
            batches;
        for (const auto& [number, place] : places_) {
            batches[{place.tabulator, place.batch}].push_back(number);
        }
        for (auto& [batch, numbers] : batches) {
            std::ranges::sort(numbers, {}, [](std::string_view number) {
                const auto zeros = std::min(number.find_first_not_of('0'), number.size());
                return std::tuple(number.size() - zeros, number.substr(zeros), number);
            });
            for (std::size_t at = 0; at < numbers.size(); ++at) {
                places_.find(std::string(numbers[at]))->second.turn = std::to_string(at + 1);
            }
        }
    }

    Result<void> records(documents::Source& source) {
        Framed framed(source, out_.summary);
        auto& table = framed.table;
        return framed.read(
            "ES&S records",
            [&](const Columns& columns) { header(table, columns); },
            [&](const DelimitedRow& row) { card(source, table, row); }
        );
    }

    ImportedCards finish(bool has_ballots) {
        const auto idle =
            std::ranges::count_if(places_, [](const auto& place) { return !place.second.used; });
        if (has_ballots && idle > 0) {
            note(fmt::format(
                "{} cards of the Ballots tables have no record: an audit has to treat them as "
                "cards without one.",
                idle
            ));
        }
        if (without_place_ > 0 && has_ballots) {
            note(fmt::format(
                "{} records stand in no Ballots table: where their cards lie is not known.",
                without_place_
            ));
        }
        if (!has_ballots) {
            note("No Ballots table was given: in which batch the cards lie is not known.");
        }
        note("Choices are known from the records alone: one that nobody chose is not listed.");
        summarise(out_);
        return std::move(out_);
    }

private:
    void note(std::string what) {
        out_.summary.note({NoteKind::noticed, "", 0, "", std::move(what)});
    }

    /// Ten digits, the first four of them the tabulator's, or sixteen hexadecimal ones that say
    /// nothing of it.
    std::string printed(TableReader& table, const DelimitedRow& row) {
        std::string text(cell(row, table.columns().find({"tabulatorcvr"})));
        if (is_digits(text) && text.size() < 10) {
            text.insert(0, 10 - text.size(), '0');
            ++out_.summary.repaired;
            table.note(
                NoteKind::repaired,
                row.line,
                "Tabulator CVR",
                fmt::format("A spreadsheet cut the zeros in front; read as {}.", text)
            );
        }
        return text;
    }

    static std::string tabulator_of(
        const TableReader& table, const DelimitedRow& row, const std::string& printed
    ) {
        const auto machine = cell(row, table.columns().find({"machine"}));
        if (!machine.empty()) {
            return std::string(machine);
        }
        return is_digits(printed) && printed.size() == 10 ? printed.substr(0, 4) : std::string();
    }

    /// The cast vote record's number; empty where the row was refused for want of one.
    static std::string number_of(TableReader& table, const DelimitedRow& row) {
        std::string number(cell(row, table.columns().find({"castvoterecord"})));
        if (!is_digits(number)) {
            table.refuse(
                row.line,
                "Cast Vote Record",
                fmt::format("“{}” is no number of a cast vote record.", number)
            );
            number.clear();
        }
        return number;
    }

    void place(documents::Source& source, TableReader& table, const DelimitedRow& row) {
        const auto number = number_of(table, row);
        if (number.empty()) {
            return;
        }
        Place place;
        place.batch = cell(row, table.columns().find({"batch"}));
        place.imprinted = printed(table, row);
        place.tabulator = tabulator_of(table, row, place.imprinted);
        place.group = cell(row, table.columns().find({"reportinggroup"}));
        place.style = cell(row, table.columns().find({"ballotstyle"}));
        place.origin = {source.name(), row.line, {}, 0};
        if (place.batch.empty() || place.imprinted.empty()) {
            table.refuse(
                row.line,
                place.batch.empty() ? "Batch" : "Tabulator CVR",
                "The cell is blank; without it the card cannot be found."
            );
            return;
        }
        const auto [found, fresh] = places_.try_emplace(number, place);
        if (fresh) {
            return;
        }
        const auto& first = found->second.origin;
        const auto where = first.file == source.name()
                               ? first.words()
                               : fmt::format("{} of {}", first.words(), first.file);
        const bool same =
            found->second.batch == place.batch && found->second.imprinted == place.imprinted;
        if (!same) {
            table.refuse(
                row.line,
                "Cast Vote Record",
                fmt::format(
                    "Record {} stands in the tables already ({}), at another place. Export the "
                    "Ballots table again.",
                    number,
                    where
                )
            );
            return;
        }
        out_.summary.note(
            {NoteKind::noticed,
             std::string(source.name()),
             row.line,
             "Cast Vote Record",
             fmt::format(
                 "Record {} stands in the tables already ({}), at the same place.", number, where
             ),
             Repetition{Identifier::number, number, std::string(first.file), first.line, {}}}
        );
    }

    void header(TableReader& table, const Columns& columns) {
        contests_.clear();
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const auto& spelled = columns.spelled()[at];
            if (is_about_cards(spelled)) {
                continue;
            }
            const auto contest = out_.cards.add_contest({spelled, 1, 0, {}});
            contests_.emplace_back(at, contest);
            const auto places = std::ranges::count(
                contests_, contest, &std::pair<std::size_t, std::size_t>::second
            );
            out_.cards.allow(contest, static_cast<int>(std::min<std::ptrdiff_t>(places, 255)), 0);
        }
        if (contests_.empty()) {
            table.refuse(1, "", "No contest stands in the header, behind “Ballot Style”.");
        }
    }

    void card(documents::Source& source, TableReader& table, const DelimitedRow& row) {
        if (row.fields.size() <= contests_.back().first) {
            table.refuse(
                row.line,
                "",
                fmt::format(
                    "This row has {} cells; the header has {}. Export the records again.",
                    row.fields.size(),
                    table.columns().size()
                )
            );
            return;
        }
        const auto number = number_of(table, row);
        if (number.empty()) {
            return;
        }
        Place alone;
        const auto found = places_.find(number);
        if (found == places_.end()) {
            ++without_place_;
            alone.batch = cell(row, table.columns().find({"batch"}));
            alone.imprinted = printed(table, row);
            alone.tabulator = tabulator_of(table, row, alone.imprinted);
            alone.group = cell(row, table.columns().find({"reportinggroup"}));
        } else {
            found->second.used = true;
        }
        const auto& place = found == places_.end() ? alone : found->second;
        const auto style = cell(row, table.columns().find({"ballotstyle"}));
        const auto precinct = cell(row, table.columns().find({"precinct", "precinctid"}));
        const auto kept = keeper_.keep(
            {place.tabulator,
             place.batch,
             place.turn.empty() ? number : place.turn,
             place.imprinted,
             style.empty() ? std::string_view(place.style) : style,
             place.group,
             precinct},
            votes(row),
            {source.name(), row.line, {}, 0}
        );
        if (!kept) {
            table.refuse(kept.error());
        }
    }

    std::vector<ContestRecord> votes(const DelimitedRow& row) {
        std::vector<ContestRecord> out;
        for (const auto& [at, contest] : contests_) {
            const auto text = cell(row, at);
            if (text.empty()) {
                continue;
            }
            auto mine = std::ranges::find(out, contest, &ContestRecord::contest);
            if (mine == out.end()) {
                out.push_back({contest, {}, false});
                mine = out.end() - 1;
            }
            if (is_word(text, "overvote")) {
                mine->overvoted = true;
            } else if (!is_word(text, "undervote")) {
                const auto choice = out_.cards.choice(contest, text);
                mine->marks.resize(std::max(mine->marks.size(), choice + 1), 0);
                mine->marks[choice] = 1;
            }
        }
        return out;
    }

    ImportedCards out_;
    CardKeeper keeper_;
    std::unordered_map<std::string, Place> places_;
    std::vector<std::pair<std::size_t, std::size_t>> contests_;  ///< Column and contest.
    std::int64_t without_place_ = 0;
};

}  // namespace

Result<ImportedCards> read_ess(
    std::span<documents::Source* const> records, std::span<documents::Source* const> ballots
) {
    if (records.empty()) {
        return refuse_file(
            ballots.empty() ? "" : ballots.front()->name(),
            0,
            "",
            "This is a Ballots table: it says where cards lie. Add the table of records, too."
        );
    }
    EssReader reader;
    for (auto* source : ballots) {
        if (const auto read = reader.ballots(*source); !read) {
            return std::unexpected(read.error());
        }
    }
    reader.give_turns();
    for (auto* source : records) {
        if (const auto read = reader.records(*source); !read) {
            return std::unexpected(read.error());
        }
    }
    return reader.finish(!ballots.empty());
}

}  // namespace belfry::audit_files
