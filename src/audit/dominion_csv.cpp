#include "audit/dominion_csv.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace belfry::audit {

namespace {

using documents::DelimitedRow;
using documents::without_guard;

/// What a column of votes is about.
struct VoteColumn {
    std::size_t contest = 0;
    std::size_t choice = 0;
    std::uint8_t rank = 1;
};

/// Columns of the fourth header row that say which card a row is; absent ones have no place.
struct CardColumns {
    std::optional<std::size_t> tabulator;
    std::optional<std::size_t> batch;
    std::optional<std::size_t> record;
    std::optional<std::size_t> imprinted;
    std::optional<std::size_t> style;
};

std::string text_at(const std::vector<std::string_view>& fields, std::optional<std::size_t> at) {
    return at && *at < fields.size() ? std::string(without_guard(fields[*at])) : std::string();
}

/// "Mayor (Vote For=1)", "Mayor (Number of positions=1, Number of ranks=4)"; line ends inside are
/// blanks.
struct ContestTitle {
    std::string name;
    int votes_allowed = 1;
    int ranks = 0;
};

int number_after(std::string_view text, std::string_view key, int otherwise) {
    const auto at = text.find(key);
    if (at == std::string_view::npos) {
        return otherwise;
    }
    int out = otherwise;
    const auto rest = text.substr(at + key.size());
    std::from_chars(rest.data(), rest.data() + rest.size(), out);
    return out;
}

ContestTitle title_of(std::string_view cell) {
    std::string text(without_guard(cell));
    std::ranges::replace(text, '\n', ' ');
    std::erase(text, '\r');
    ContestTitle out;
    const auto bracket = text.rfind('(');
    const auto terms =
        bracket == std::string::npos ? std::string_view() : std::string_view(text).substr(bracket);
    out.ranks = number_after(terms, "Number of ranks=", 0);
    out.votes_allowed =
        number_after(terms, "Vote For=", number_after(terms, "Number of positions=", 1));
    const bool has_terms = terms.find('=') != std::string_view::npos;
    out.name =
        std::string(without_guard(has_terms ? std::string_view(text).substr(0, bracket) : text));
    return out;
}

class Reader {
public:
    explicit Reader(std::string_view file) : file_(file) {}

    /// False ends the reading: `problem` says why.
    bool row(const DelimitedRow& row) {
        const auto number = seen_++;
        if (number == 0) {
            out_.summary.format =
                "Dominion CSV " +
                (row.fields.size() > 1 ? std::string(without_guard(row.fields[1])) : "");
        } else if (number == 1) {
            for (const auto& cell : row.fields) {
                titles_.push_back(title_of(cell));
            }
        } else if (number == 2) {
            choices_.assign(row.fields.begin(), row.fields.end());
        } else if (number == 3) {
            return header(row);
        } else {
            return card(row);
        }
        return true;
    }

    Result<ImportedCards> finish(documents::TextForm form) {
        if (problem_) {
            return std::unexpected(*problem_);
        }
        if (seen_ < 4) {
            return refuse_file(
                file_,
                0,
                "",
                "This is not a Dominion CVR export: it needs four header rows (election and "
                "version; "
                "contests; choices; names of the columns)."
            );
        }
        out_.summary.form = std::move(form);
        return std::move(out_);
    }

private:
    bool refused(std::size_t line, std::string_view column, std::string advice) {
        problem_ = refuse_file(file_, line, column, std::move(advice)).error();
        return false;
    }

    bool header(const DelimitedRow& row) {
        const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
            for (std::size_t at = 0; at < row.fields.size(); ++at) {
                if (without_guard(row.fields[at]) == name) {
                    return at;
                }
            }
            return {};
        };
        card_ = {
            find("TabulatorNum"),
            find("BatchId"),
            find("RecordId"),
            find("ImprintedId"),
            find("BallotType")
        };
        if (!card_.imprinted) {
            card_.imprinted = find("UniqueVotingIdentifier");
        }
        if (!find("CvrNumber") || !card_.tabulator || !card_.batch || !card_.record) {
            return refused(
                row.line,
                "",
                "The fourth row must name the columns CvrNumber, TabulatorNum, BatchId and "
                "RecordId."
            );
        }
        // Votes begin where the row of contests has its first title.
        while (first_vote_ < titles_.size() && titles_[first_vote_].name.empty()) {
            ++first_vote_;
        }
        if (first_vote_ >= titles_.size() || choices_.size() < titles_.size()) {
            return refused(
                2, "", "The second and third row must name a contest and a choice for each column."
            );
        }
        for (auto at = first_vote_; at < titles_.size(); ++at) {
            add_column(at);
        }
        return true;
    }

    void add_column(std::size_t at) {
        const auto& title = titles_[at];
        std::string choice(without_guard(choices_[at]));
        std::ranges::replace(choice, '\n', ' ');
        VoteColumn column;
        if (title.ranks > 0) {
            // "Aaron Brockett(2)": the rank stands behind the name.
            if (const auto bracket = choice.rfind('('); bracket != std::string::npos) {
                column.rank = static_cast<std::uint8_t>(std::clamp(
                    number_after(std::string_view(choice).substr(bracket), "(", 1), 1, 255
                ));
                choice = std::string(without_guard(std::string_view(choice).substr(0, bracket)));
            }
        }
        column.contest = out_.cards.add_contest({title.name, title.votes_allowed, title.ranks, {}});
        column.choice = out_.cards.choice(column.contest, choice);
        columns_.push_back(column);
    }

    bool card(const DelimitedRow& row) {
        ++out_.summary.rows;
        const auto& fields = row.fields;
        const auto first = fields.empty() ? std::string_view() : without_guard(fields.front());
        if (first.starts_with("Redacted")) {
            out_.summary.note(
                row.line,
                "CvrNumber",
                "A row of totals for cards whose records the county withheld (ballot type " +
                    text_at(fields, card_.style) + "); it is no card."
            );
            ++out_.summary.set_aside;
            return true;
        }
        const auto wanted = first_vote_ + columns_.size();
        if (fields.size() < wanted) {
            return refused(
                row.line,
                "",
                fmt::format(
                    "This row has {} cells; the header has {}. Export the records again.",
                    fields.size(),
                    wanted
                )
            );
        }
        const CardName name{
            text_at(fields, card_.tabulator),
            text_at(fields, card_.batch),
            text_at(fields, card_.record),
            text_at(fields, card_.imprinted),
            text_at(fields, card_.style)
        };
        const auto key = fmt::format("{}\x1f{}\x1f{}", name.tabulator, name.batch, name.record);
        if (name.record != "X" && !known_.insert(key).second) {
            out_.summary.note(
                row.line,
                "RecordId",
                fmt::format(
                    "Tabulator {}, batch {}, record {} stands in the file already; this row is "
                    "left out.",
                    name.tabulator,
                    name.batch,
                    name.record
                )
            );
            ++out_.summary.set_aside;
            return true;
        }
        return marks(row, name);
    }

    bool marks(const DelimitedRow& row, const CardName& name) {
        static_cast<void>(out_.cards.add_card(name));
        std::map<std::size_t, std::vector<std::uint8_t>> by_contest;
        for (std::size_t at = 0; at < columns_.size(); ++at) {
            const auto cell = without_guard(row.fields[first_vote_ + at]);
            if (cell.empty()) {
                continue;
            }
            const auto& column = columns_[at];
            if (cell != "0" && cell != "1") {
                return refused(
                    row.line,
                    out_.cards.contests()[column.contest].name,
                    fmt::format("“{}” is neither 0, 1 nor blank (not on this card).", cell)
                );
            }
            auto& marks = by_contest[column.contest];
            marks.resize(out_.cards.contests()[column.contest].choices.size(), 0);
            if (cell == "1" && (marks[column.choice] == 0 || column.rank < marks[column.choice])) {
                marks[column.choice] = column.rank;
            }
        }
        for (const auto& [contest, marked] : by_contest) {
            out_.cards.set_marks(contest, marked);
        }
        ++out_.summary.read;
        return true;
    }

    std::string_view file_;
    std::size_t seen_ = 0;
    std::vector<ContestTitle> titles_;
    std::vector<std::string> choices_;
    CardColumns card_;
    std::size_t first_vote_ = 0;
    std::vector<VoteColumn> columns_;
    std::set<std::string> known_;
    ImportedCards out_;
    std::optional<Refusal> problem_;
};

}  // namespace

Result<ImportedCards> read_dominion_csv(std::string bytes, std::string_view file) {
    auto text = documents::plain_text(std::move(bytes), file);
    if (!text) {
        return std::unexpected(text.error());
    }
    Reader reader(file);
    documents::read_rows(text->text, ',', [&](const DelimitedRow& row) { return reader.row(row); });
    return reader.finish(std::move(text->form));
}

}  // namespace belfry::audit
