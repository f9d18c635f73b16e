#include "audit_files/dominion_csv.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <ranges>

#include <fmt/format.h>

#include "audit_files/record_watch.hpp"
#include "audit_files/spellings.hpp"
#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using audit::CardNameView;
using documents::DelimitedRow;
using documents::without_guard;

/// "Mayor (Vote For=1)", "Mayor (Number of positions=1, Number of ranks=4)"; line ends inside are
/// blanks.
struct ContestTitle {
    std::string name;
    int votes_allowed = 1;  ///< 0 where what stands there is no number.
    int ranks = 0;
    bool says_votes = true;

    /// Whether two columns are of one contest.
    [[nodiscard]] bool goes_with(const ContestTitle& other) const {
        return name == other.name && votes_allowed == other.votes_allowed && ranks == other.ranks;
    }
};

/// Empty without the key, in whatever case; 0 where no number follows it.
std::optional<int> number_after(std::string_view text, std::string_view key) {
    const auto small = [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
    };
    const auto found = std::ranges::search(text, key, {}, small, small);
    if (found.empty()) {
        return {};
    }
    int out = 0;
    std::from_chars(std::to_address(found.end()), text.data() + text.size(), out);
    return std::clamp(out, 0, 255);
}

/// A line end of any kind is one blank.
std::string one_line(std::string_view cell) {
    std::string out;
    for (const char each : without_guard(cell)) {
        if (each != '\n' || !out.ends_with('\r')) {
            out += each;
        } else {
            out.back() = ' ';
        }
    }
    std::ranges::replace_if(out, [](char each) { return each == '\n' || each == '\r'; }, ' ');
    return out;
}

ContestTitle title_of(std::string_view cell) {
    const auto text = one_line(cell);
    ContestTitle out;
    const auto bracket = text.rfind('(');
    const auto terms =
        bracket == std::string::npos ? std::string_view() : std::string_view(text).substr(bracket);
    out.ranks = number_after(terms, "Number of ranks=").value_or(0);
    auto votes = number_after(terms, "Vote For=");
    votes = votes ? votes : number_after(terms, "Number of positions=");
    out.says_votes = votes.has_value();
    out.votes_allowed = votes.value_or(1);
    const bool has_terms = terms.find('=') != std::string_view::npos;
    out.name =
        std::string(without_guard(has_terms ? std::string_view(text).substr(0, bracket) : text));
    return out;
}

bool lies_in(std::string_view text, std::string_view part) {
    const std::less_equal<const char*> before;
    return before(text.data(), part.data()) &&
           before(part.data() + part.size(), text.data() + text.size());
}

/// The text from the beginning of one part to the end of another behind it.
std::string_view from_to(std::string_view first, std::string_view last) {
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// Neighbouring columns of one contest. What their cells say together is read once and remembered
/// by its spelling: a contest has few ways to be marked, and a file millions of rows.
struct Run {
    std::size_t contest = 0;
    std::size_t first = 0;
    std::vector<std::size_t> choices;  ///< Of each column.
    std::vector<std::uint8_t> ranks;
    Spellings patterns;

    [[nodiscard]] std::size_t end() const { return first + choices.size(); }
};

class DominionCsvReader {
public:
    explicit DominionCsvReader(const documents::Source& source)
        : file_(source.name()), watch_(out_) {}

    /// False ends the reading: `problem` says why.
    bool row(const DelimitedRow& row) {
        if (row.unclosed_quote) {
            return refused(row.line, "", "A quotation mark is opened here and never closed.");
        }
        switch (seen_++) {
            case 0:
                version_ = cell(row, 1);
                return true;
            case 1:
                for (const auto& each : row.fields) {
                    titles_.push_back(title_of(each));
                }
                return true;
            case 2:
                for (const auto& each : row.fields) {
                    choices_.push_back(one_line(each));
                }
                return true;
            case 3:
                return header(row);
            default:
                return card(row);
        }
    }

    Result<ImportedCards> finish(
        const documents::Source& source, const documents::TableForm& form
    ) {
        if (problem_) {
            return std::unexpected(*problem_);
        }
        if (seen_ < 4) {
            return refuse_file(
                file_,
                0,
                "",
                "This is not a Dominion CVR export: it needs four header rows (election and "
                "version; contests; choices; names of the columns)."
            );
        }
        if (out_.summary.rows == 0) {
            return refuse_file(file_, 0, "", "The file ends after its header: it holds no record.");
        }
        if (form.text.replaced > 0) {
            note(NoteKind::repaired, 0, "", "Bytes that stand for no character became “\uFFFD”.");
        }
        numbers_.note(out_.summary, file_, "CvrNumber");
        out_.summary.files.push_back(form_of(source, "Dominion CSV " + version_, form));
        summarise(out_);
        return std::move(out_);
    }

private:
    bool refused(std::size_t line, std::string_view column, std::string advice) {
        problem_ = refuse_file(file_, line, column, std::move(advice)).error();
        return false;
    }

    void note(NoteKind kind, std::size_t line, std::string_view column, std::string what) {
        out_.summary.note({kind, file_, line, std::string(column), std::move(what)});
    }

    bool header(const DelimitedRow& row) {
        // Votes begin where the row of contests has its first title.
        while (first_vote_ < titles_.size() && titles_[first_vote_].name.empty()) {
            ++first_vote_;
        }
        columns_ = Columns(
            {row.fields.begin(),
             row.fields.begin() +
                 static_cast<std::ptrdiff_t>(std::min(first_vote_, row.fields.size()))}
        );
        for (const auto* wanted : {"CvrNumber", "TabulatorNum", "BatchId", "RecordId"}) {
            if (std::ranges::find(columns_.spelled(), wanted) == columns_.spelled().end()) {
                return refused(
                    row.line,
                    wanted,
                    fmt::format(
                        "The fourth row must name the column {}. It names: {}.",
                        wanted,
                        fmt::join(columns_.spelled(), ", ")
                    )
                );
            }
        }
        number_ = columns_.find({"cvrnumber"});
        tabulator_ = columns_.find({"tabulatornum"});
        batch_ = columns_.find({"batchid"});
        record_ = columns_.find({"recordid"});
        imprinted_ = columns_.find({"imprintedid"});
        voting_id_ = columns_.find({"uniquevotingidentifier"});
        style_ = columns_.find({"ballottype"});
        group_ = columns_.find({"countinggroup"});
        precinct_ = columns_.find({"precinctportion"});
        for (const auto& spelled : columns_.spelled()) {
            const Columns known(
                {"CvrNumber",
                 "TabulatorNum",
                 "BatchId",
                 "RecordId",
                 "ImprintedId",
                 "UniqueVotingIdentifier",
                 "BallotType",
                 "CountingGroup",
                 "PrecinctPortion"}
            );
            if (std::ranges::find(known.spelled(), spelled) == known.spelled().end()) {
                note(NoteKind::noticed, row.line, spelled, "This column is not read.");
            }
        }
        return add_runs();
    }

    bool add_runs() {
        if (first_vote_ >= titles_.size() || choices_.size() < titles_.size()) {
            return refused(
                2, "", "The second and third row must name a contest and a choice for each column."
            );
        }
        for (auto at = first_vote_; at < titles_.size(); ++at) {
            if (titles_[at].name.empty()) {
                continue;
            }
            if (choices_[at].empty()) {
                return refused(3, titles_[at].name, "A choice of this contest has no name.");
            }
            if (titles_[at].votes_allowed < 1) {
                return refused(
                    2,
                    titles_[at].name,
                    "How many votes the contest allows is no number from 1 on: “(Vote For=1)”."
                );
            }
            const bool goes_on = !runs_.empty() && runs_.back().end() == at &&
                                 titles_[at].goes_with(titles_[at - 1]);
            if (!goes_on) {
                runs_.emplace_back().first = at;
                runs_.back().contest = add_contest(titles_[at]);
            }
            add_column(runs_.back(), at);
        }
        codes_.resize(runs_.size());
        width_ = runs_.back().end();
        return true;
    }

    /// Two contests of one name are told apart by a number.
    std::size_t add_contest(const ContestTitle& title) {
        auto name = title.name;
        for (int number = 2; out_.cards.find_contest(name); ++number) {
            name = fmt::format("{} ({})", title.name, number);
        }
        if (name != title.name) {
            note(
                NoteKind::repaired,
                2,
                title.name,
                fmt::format("Another contest has this name; this one is called “{}”.", name)
            );
        }
        if (!title.says_votes) {
            note(
                NoteKind::noticed,
                2,
                name,
                "The file does not say how many votes this contest allows; one is taken."
            );
        }
        return out_.cards.add_contest({name, title.votes_allowed, title.ranks, {}});
    }

    void add_column(Run& run, std::size_t at) {
        auto choice = choices_[at];
        std::uint8_t rank = 1;
        if (const auto bracket = choice.rfind('(');
            titles_[at].ranks > 0 && bracket != std::string::npos) {
            // "Aaron Brockett(2)": the rank stands behind the name.
            rank = static_cast<std::uint8_t>(
                std::max(number_after(choice.substr(bracket), "(").value_or(1), 1)
            );
            choice = std::string(without_guard(std::string_view(choice).substr(0, bracket)));
        }
        const auto stands = [&](const std::string& name) {
            const auto& there = out_.cards.contests()[run.contest].choices;
            const auto found = std::ranges::find(there, name);
            const auto place = static_cast<std::size_t>(found - there.begin());
            for (std::size_t column = 0; column < run.choices.size(); ++column) {
                if (run.choices[column] == place && run.ranks[column] == rank) {
                    return true;
                }
            }
            return false;
        };
        auto name = choice;
        for (int number = 2; stands(name); ++number) {
            name = fmt::format("{} ({})", choice, number);
        }
        if (name != choice) {
            note(
                NoteKind::repaired,
                3,
                titles_[at].name,
                fmt::format(
                    "The choice “{}” stands here twice; the second is called “{}”.", choice, name
                )
            );
        }
        run.choices.push_back(out_.cards.choice(run.contest, name));
        run.ranks.push_back(rank);
    }

    bool card(const DelimitedRow& row) {
        const auto first = cell(row, 0);
        if (first.empty() && std::ranges::all_of(row.fields, [](std::string_view field) {
                return without_guard(field).empty();
            })) {
            return true;  // Blanks that a spreadsheet left below the last record.
        }
        ++out_.summary.rows;
        if (row.fields.size() < width_) {
            return refused(
                row.line,
                "",
                fmt::format(
                    "This row has {} cells; the header has {}. Export the records again.",
                    row.fields.size(),
                    width_
                )
            );
        }
        for (auto at = width_; at < row.fields.size(); ++at) {
            if (!without_guard(row.fields[at]).empty()) {
                return refused(
                    row.line,
                    "",
                    fmt::format(
                        "Cell {} holds “{}”, but no contest stands above it.",
                        at + 1,
                        row.fields[at]
                    )
                );
            }
        }
        if (first.starts_with("Redacted")) {
            return withheld(row);
        }
        auto imprinted = cell(row, imprinted_);
        printed_column_ = "ImprintedId";
        if (imprinted.empty()) {
            imprinted = cell(row, voting_id_);
            printed_column_ = "UniqueVotingIdentifier";
        }
        const auto record = cell(row, record_);
        const CardNameView name{
            cell(row, tabulator_),
            cell(row, batch_),
            record == "X" ? std::string_view() : record,
            imprinted,
            cell(row, style_),
            cell(row, group_),
            cell(row, precinct_)
        };
        if (name.tabulator.empty() || name.batch.empty()) {
            return refused(
                row.line,
                "BatchId",
                "The row does not say its TabulatorNum and BatchId. A row of totals is no card: "
                "take it out; otherwise export the records again."
            );
        }
        watch_.foresee(name);
        return read_marks(row) && keep(row, name);
    }

    bool keep(const DelimitedRow& row, const CardNameView& name) {
        const RecordOrigin origin{file_, row.line, {}, 0};
        if (const auto before = watch_.at_place(name)) {
            return repeated(origin, name, *before);
        }
        watch_.keep(name, origin, printed_column_);
        numbers_.add(cell(row, number_), row.line);
        out_.cards.add_card(name);
        for (std::size_t at = 0; at < runs_.size(); ++at) {
            if (codes_[at] != 0) {
                out_.cards.set_pattern(runs_[at].contest, codes_[at]);
            }
        }
        ++out_.summary.read;
        return true;
    }

    bool repeated(const RecordOrigin& origin, const CardNameView& name, std::size_t before) {
        const bool same = std::ranges::all_of(
            std::views::iota(std::size_t{0}, runs_.size()),
            [&](std::size_t at) {
                return codes_[at] == out_.cards.pattern_of(before, runs_[at].contest);
            }
        );
        if (!same) {
            problem_ = watch_.refuse_repeated(before, name, origin, "RecordId").error();
            return false;
        }
        watch_.set_aside(before, name, origin, "RecordId");
        return true;
    }

    /// Fills codes_ with the pattern of each run, 0 for a contest that is not on the card.
    bool read_marks(const DelimitedRow& row) {
        for (std::size_t at = 0; at < runs_.size(); ++at) {
            auto& run = runs_[at];
            const auto& first = row.fields[run.first];
            const auto& last = row.fields[run.end() - 1];
            // Cells that had to be rewritten lie elsewhere.
            const bool together = lies_in(row.raw, first) && lies_in(row.raw, last);
            const auto spelling = together ? from_to(first, last) : std::string_view();
            if (const auto known = together ? run.patterns.find(spelling) : std::nullopt) {
                codes_[at] = *known;
                continue;
            }
            const auto code = read_run(row, run);
            if (!code) {
                return false;
            }
            codes_[at] = *code;
            constexpr std::size_t most_remembered = 100'000;
            if (together && run.patterns.size() < most_remembered) {
                run.patterns.add(spelling, *code);
            }
        }
        return true;
    }

    std::optional<std::uint32_t> read_run(const DelimitedRow& row, const Run& run) {
        const auto& header = out_.cards.contests()[run.contest];
        std::vector<std::uint8_t> marks(header.choices.size(), 0);
        std::size_t blanks = 0;
        for (std::size_t column = 0; column < run.choices.size(); ++column) {
            const auto text = without_guard(row.fields[run.first + column]);
            blanks += text.empty() ? 1U : 0U;
            if (!text.empty() && text != "0" && text != "1") {
                refused(
                    row.line,
                    header.name,
                    fmt::format(
                        "“{}” for {} is neither 0, 1 nor blank (not on this card).",
                        text,
                        header.choices[run.choices[column]]
                    )
                );
                return {};
            }
            auto& mark = marks[run.choices[column]];
            if (text == "1" && (mark == 0 || run.ranks[column] < mark)) {
                mark = run.ranks[column];
            }
        }
        if (blanks == run.choices.size()) {
            return 0;
        }
        if (blanks > 0) {
            refused(
                row.line,
                header.name,
                "Some choices of this contest are blank and others are not: it cannot be told "
                "whether it is on this card. Export the records again."
            );
            return {};
        }
        return out_.cards.pattern(run.contest, marks);
    }

    /// A row of totals in the place of records that the county withheld.
    bool withheld(const DelimitedRow& row) {
        WithheldTotals totals{std::string(cell(row, style_)), row.line, {}};
        totals.votes.resize(out_.cards.contests().size());
        for (const auto& run : runs_) {
            const auto& header = out_.cards.contests()[run.contest];
            for (std::size_t column = 0; column < run.choices.size(); ++column) {
                const auto text = without_guard(row.fields[run.first + column]);
                if (text.empty()) {
                    continue;
                }
                const auto votes = whole_number(text);
                if (!votes) {
                    return refused(
                        row.line,
                        header.name,
                        fmt::format("“{}” is no total: it should be a whole number.", text)
                    );
                }
                auto& into = totals.votes[run.contest];
                if (!into) {
                    into.emplace(header.choices.size(), 0);
                }
                // Of ranked contests first ranks are counted, as for cards.
                (*into)[run.choices[column]] += run.ranks[column] == 1 ? *votes : 0;
            }
        }
        out_.summary.put_aside(
            {NoteKind::set_aside,
             file_,
             row.line,
             "CvrNumber",
             fmt::format(
                 "A row of totals for cards of ballot type {} whose records were withheld; it is "
                 "no card. How many cards there are, the ballot manifest says.",
                 totals.style
             )}
        );
        out_.withheld.push_back(std::move(totals));
        return true;
    }

    std::string file_;
    std::string version_;
    std::size_t seen_ = 0;
    std::vector<ContestTitle> titles_;
    std::vector<std::string> choices_;
    Columns columns_;
    std::optional<std::size_t> number_, tabulator_, batch_, record_, imprinted_, voting_id_, style_,
        group_, precinct_;
    std::string_view printed_column_;
    std::size_t first_vote_ = 0;
    std::size_t width_ = 0;
    std::vector<Run> runs_;
    std::vector<std::uint32_t> codes_;
    ImportedCards out_;
    RecordWatch watch_;
    RowNumbers numbers_;
    std::optional<Refusal> problem_;
};

}  // namespace

Result<ImportedCards> read_dominion_csv(documents::Source& source) {
    DominionCsvReader reader(source);
    const auto form =
        documents::read_table(source, [&](const DelimitedRow& row) { return reader.row(row); });
    if (!form) {
        return std::unexpected(form.error());
    }
    return reader.finish(source, *form);
}

}  // namespace belfry::audit_files
