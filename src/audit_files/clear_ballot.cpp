#include "audit_files/clear_ballot.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "audit_files/card_keeper.hpp"
#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

struct VoteColumn {
    std::size_t at = 0;
    std::size_t contest = 0;
    std::size_t choice = 0;
};

/// "Choice_1_1:Contest 1:Vote For 1:Choice 1-1:Non-Partisan", taken apart. Contests and choices may
/// have colons of their own.
struct ChoiceTitle {
    std::string contest;
    int votes_allowed = 1;
    std::string choice;
};

std::optional<ChoiceTitle> choice_title(std::string_view text) {
    constexpr std::string_view key = ":Vote For ";
    const auto first = text.find(':');
    const auto terms = text.rfind(key);
    if (!text.starts_with("Choice_") || first == std::string_view::npos ||
        terms == std::string_view::npos || terms <= first) {
        return {};
    }
    ChoiceTitle out;
    out.contest = text.substr(first + 1, terms - first - 1);
    auto rest = text.substr(terms + key.size());
    const auto number = std::from_chars(rest.data(), rest.data() + rest.size(), out.votes_allowed);
    rest.remove_prefix(static_cast<std::size_t>(number.ptr - rest.data()));
    if (number.ec != std::errc() || out.votes_allowed < 1 || out.votes_allowed > 255 ||
        !rest.starts_with(':')) {
        return {};
    }
    rest.remove_prefix(1);
    out.choice = rest.substr(0, rest.rfind(':'));
    return out;
}

class ClearBallotReader {
public:
    explicit ClearBallotReader(documents::Source& source)
        : source_(source), table_(source, out_.summary), keeper_(out_, "BoxPosition", "BallotID") {}

    Result<ImportedCards> read() {
        const auto done = table_.read(
            "Clear Ballot CSV",
            [this](const Columns& columns) { header(columns); },
            [this](const DelimitedRow& row) { card(row); }
        );
        if (!done) {
            return std::unexpected(done.error());
        }
        numbers_.note(out_.summary, source_.name(), "RowNumber");
        summarise(out_);
        return std::move(out_);
    }

private:
    void header(const Columns& columns) {
        box_ = table_.need("BoxID", {"boxid"});
        position_ = table_.need("BoxPosition", {"boxposition"});
        ballot_ = table_.need("BallotID", {"ballotid"});
        scanner_ = table_.need("ScanComputerName", {"scancomputername"});
        number_ = columns.find({"rownumber"});
        style_ = columns.find({"ballotstyleid"});
        precinct_ = columns.find({"precinctid"});
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const auto& spelled = columns.spelled()[at];
            if (!spelled.starts_with("Choice_")) {
                continue;
            }
            const auto title = choice_title(spelled);
            if (!title) {
                table_.refuse(
                    1,
                    spelled,
                    "A column of votes is called “Choice_<id>:<contest>:Vote For <n>:<choice>:"
                    "<party>”."
                );
                return;
            }
            add_column(at, *title);
        }
        if (votes_.empty()) {
            table_.refuse(1, "", "No column of votes (“Choice_…”) stands in the header.");
        }
    }

    void add_column(std::size_t at, const ChoiceTitle& title) {
        const auto contest = out_.cards.add_contest({title.contest, title.votes_allowed, 0, {}});
        auto name = title.choice;
        const auto stands = [&] {
            const auto& there = out_.cards.contests()[contest].choices;
            return std::ranges::find(there, name) != there.end();
        };
        for (int number = 2; stands(); ++number) {
            name = fmt::format("{} ({})", title.choice, number);
        }
        if (name != title.choice) {
            table_.note(
                NoteKind::repaired,
                1,
                title.contest,
                fmt::format(
                    "The choice “{}” stands here twice; the second is called “{}”.",
                    title.choice,
                    name
                )
            );
        }
        votes_.push_back({at, contest, out_.cards.choice(contest, name)});
    }

    void card(const DelimitedRow& row) {
        if (row.fields.size() <= votes_.back().at) {
            table_.refuse(
                row.line,
                "",
                fmt::format(
                    "This row has {} cells; the header has {}. Export the records again.",
                    row.fields.size(),
                    table_.columns().size()
                )
            );
            return;
        }
        std::vector<ContestRecord> record;
        if (!read_votes(row, record)) {
            return;
        }
        const auto kept = keeper_.keep(
            {cell(row, scanner_),
             cell(row, box_),
             cell(row, position_),
             cell(row, ballot_),
             cell(row, style_),
             {},
             cell(row, precinct_)},
            record,
            {source_.name(), row.line, {}, 0}
        );
        if (!kept) {
            table_.refuse(kept.error());
        } else if (*kept) {
            numbers_.add(cell(row, number_), row.line);
        }
    }

    bool read_votes(const DelimitedRow& row, std::vector<ContestRecord>& record) {
        std::vector<std::size_t> blanks(out_.cards.contests().size(), 0);
        std::vector<std::vector<std::uint8_t>> marks(out_.cards.contests().size());
        for (const auto& column : votes_) {
            const auto text = cell(row, column.at);
            const auto& header = out_.cards.contests()[column.contest];
            if (text.empty()) {
                ++blanks[column.contest];
                continue;
            }
            if (text != "0" && text != "1") {
                table_.refuse(
                    row.line,
                    table_.columns().spelled()[column.at],
                    fmt::format("“{}” is neither 0, 1 nor blank (not on this card).", text)
                );
                return false;
            }
            marks[column.contest].resize(header.choices.size(), 0);
            marks[column.contest][column.choice] = text == "1" ? 1 : 0;
        }
        for (std::size_t contest = 0; contest < marks.size(); ++contest) {
            if (marks[contest].empty()) {
                continue;
            }
            if (blanks[contest] > 0) {
                table_.refuse(
                    row.line,
                    out_.cards.contests()[contest].name,
                    "Some choices of this contest are blank and others are not: it cannot be told "
                    "whether it is on this card. Export the records again."
                );
                return false;
            }
            record.push_back({contest, std::move(marks[contest]), false});
        }
        return true;
    }

    documents::Source& source_;
    ImportedCards out_;
    TableReader table_;
    CardKeeper keeper_;
    RowNumbers numbers_;
    std::size_t box_ = 0;
    std::size_t position_ = 0;
    std::size_t ballot_ = 0;
    std::size_t scanner_ = 0;
    std::optional<std::size_t> number_;
    std::optional<std::size_t> style_;
    std::optional<std::size_t> precinct_;
    std::vector<VoteColumn> votes_;
};

}  // namespace

Result<ImportedCards> read_clear_ballot(documents::Source& source) {
    return ClearBallotReader(source).read();
}

}  // namespace belfry::audit_files
