#include "audit_files/raire_file.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "audit_files/known_cards.hpp"
#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

class RaireReader {
public:
    explicit RaireReader(const documents::Source& source)
        : file_(source.name()), known_(out_.cards, KnownCards::By::imprinted) {}

    bool row(const DelimitedRow& row) {
        if (!wanted_) {
            wanted_ = whole_number(cell(row, 0));
            if (row.fields.size() != 1 || !wanted_ || *wanted_ == 0 || *wanted_ > 10'000) {
                return refused(row.line, "The first line should be the number of contests.");
            }
            return true;
        }
        if (static_cast<std::int64_t>(places_.size()) < *wanted_) {
            return contest(row);
        }
        return ballot(row);
    }

    Result<ImportedCards> finish(
        const documents::Source& source, const documents::TableForm& form
    ) {
        if (!problem_ && (!wanted_ || static_cast<std::int64_t>(places_.size()) < *wanted_)) {
            refused(0, "The file ends before all its contests are named.");
        }
        if (problem_) {
            return std::unexpected(*problem_);
        }
        out_.summary.files.push_back(form_of(source, "RAIRE", form));
        summarise(out_);
        for (auto& contest : out_.summary.contests) {
            if (const auto winner = winners_.find(contest.name); winner != winners_.end()) {
                contest.reported_winner = winner->second;
            }
        }
        return std::move(out_);
    }

private:
    bool refused(std::size_t line, std::string advice, std::string_view column = {}) {
        problem_ = refuse_file(file_, line, column, std::move(advice)).error();
        return false;
    }

    bool contest(const DelimitedRow& row) {
        const auto count = whole_number(cell(row, 2));
        if (cell(row, 0) != "Contest" || cell(row, 1).empty() || !count || *count > 255 ||
            row.fields.size() < 3 + static_cast<std::size_t>(*count)) {
            return refused(
                row.line, "Here should stand “Contest,number,candidates,candidate,candidate,…”."
            );
        }
        audit::ContestHeader header{
            std::string(cell(row, 1)), 1, static_cast<int>(std::max<std::int64_t>(*count, 1)), {}
        };
        const auto end = 3 + static_cast<std::size_t>(*count);
        for (std::size_t at = 3; at < end; ++at) {
            const std::string candidate(cell(row, at));
            if (candidate.empty() ||
                std::ranges::find(header.choices, candidate) != header.choices.end()) {
                return refused(
                    row.line,
                    fmt::format(
                        "Candidate “{}” stands here twice or has no "
                        "number.",
                        candidate
                    )
                );
            }
            header.choices.push_back(candidate);
        }
        if (out_.cards.find_contest(header.name)) {
            return refused(row.line, "This contest stands further up already.", header.name);
        }
        places_[header.name] = out_.cards.add_contest(header);
        return terms(row, header, end);
    }

    /// "winner,w" and "informal,n", in any order; some files have neither.
    bool terms(const DelimitedRow& row, const audit::ContestHeader& header, std::size_t at) {
        for (; at < row.fields.size(); at += 2) {
            const auto key = cell(row, at);
            const auto value = cell(row, at + 1);
            if (key == "winner") {
                if (std::ranges::find(header.choices, value) == header.choices.end()) {
                    return refused(
                        row.line, fmt::format("The winner “{}” is no candidate.", value), "winner"
                    );
                }
                winners_[header.name] = value;
            } else if (key == "informal") {
                note(
                    NoteKind::noticed,
                    row.line,
                    "informal",
                    fmt::format("{} informal ballots are not in this file.", value)
                );
            } else if (!key.empty()) {
                return refused(row.line, fmt::format("“{}” is neither winner nor informal.", key));
            }
        }
        return true;
    }

    bool ballot(const DelimitedRow& row) {
        ++out_.summary.rows;
        const auto found = places_.find(std::string(cell(row, 0)));
        if (found == places_.end()) {
            return refused(
                row.line, fmt::format("No header names the contest “{}”.", cell(row, 0)), "contest"
            );
        }
        const auto id = cell(row, 1);
        if (id.empty()) {
            return refused(row.line, "The ballot has no name.", "ballot");
        }
        if (!rank(row, found->second)) {
            return false;
        }
        auto card = known_.find_or_remember(place_of(id));
        if (card && out_.cards.pattern_of(*card, found->second) != 0) {
            return repeated(row, *card, found->second);
        }
        if (!card) {
            card = out_.cards.add_card(place_of(id));
        }
        out_.cards.set_marks_of(*card, found->second, marks_);
        ++out_.summary.read;
        return true;
    }

    /// Where the card lies, when its name says so.
    static audit::CardNameView place_of(std::string_view id) {
        audit::CardNameView out;
        out.imprinted = id;
        const auto first = id.find('_');
        const auto last = id.rfind('_');
        const bool three = first != std::string_view::npos && last > first &&
                           std::ranges::count(id, '_') == 2 &&
                           id.find_first_not_of("0123456789_") == std::string_view::npos;
        if (three) {
            out.tabulator = id.substr(0, first);
            out.batch = id.substr(first + 1, last - first - 1);
            out.record = id.substr(last + 1);
        }
        return out;
    }

    bool rank(const DelimitedRow& row, std::size_t contest) {
        const auto& choices = out_.cards.contests()[contest].choices;
        marks_.assign(choices.size(), 0);
        std::uint8_t next = 0;
        for (std::size_t at = 2; at < row.fields.size(); ++at) {
            const auto candidate = cell(row, at);
            if (candidate.empty() && at + 1 == row.fields.size()) {
                break;  // A comma behind the last preference.
            }
            const auto found = std::ranges::find(choices, candidate);
            if (found == choices.end()) {
                return refused(
                    row.line,
                    fmt::format(
                        "“{}” is no candidate of contest {}.",
                        candidate,
                        out_.cards.contests()[contest].name
                    ),
                    fmt::format("preference {}", at - 1)
                );
            }
            auto& mark = marks_[static_cast<std::size_t>(found - choices.begin())];
            if (mark != 0) {
                ++out_.summary.repaired;
                note(
                    NoteKind::repaired,
                    row.line,
                    fmt::format("preference {}", at - 1),
                    fmt::format(
                        "Candidate {} stands here twice; the better place counts.", candidate
                    )
                );
                continue;
            }
            mark = ++next;
        }
        return true;
    }

    bool repeated(const DelimitedRow& row, std::size_t card, std::size_t contest) {
        if (*out_.cards.marks(card, contest) != marks_) {
            return refused(
                row.line,
                fmt::format("The ballot {} was read already, with other votes.", cell(row, 1)),
                "ballot"
            );
        }
        ++out_.summary.duplicates;
        out_.summary.put_aside(
            {NoteKind::set_aside,
             file_,
             row.line,
             "ballot",
             fmt::format(
                 "The ballot {} was read already, with the same votes; this line is left "
                 "out.",
                 cell(row, 1)
             )}
        );
        return true;
    }

    void note(NoteKind kind, std::size_t line, std::string_view column, std::string what) {
        out_.summary.note({kind, file_, line, std::string(column), std::move(what)});
    }

    std::string file_;
    ImportedCards out_;
    KnownCards known_;
    std::optional<std::int64_t> wanted_;
    std::unordered_map<std::string, std::size_t> places_;
    std::map<std::string, std::string> winners_;
    std::vector<std::uint8_t> marks_;
    std::optional<Refusal> problem_;
};

}  // namespace

Result<ImportedCards> read_raire(documents::Source& source) {
    auto form = documents::text_form_of(source);
    if (!form) {
        return std::unexpected(form.error());
    }
    // Ballots are short and of any length: the delimiter cannot be told from the widths of rows.
    form->delimiter = ",";
    RaireReader reader(source);
    auto read = documents::read_rows(source, std::move(*form), [&](const DelimitedRow& row) {
        return reader.row(row);
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    return reader.finish(source, {std::move(*read), {}, {}});
}

}  // namespace belfry::audit_files
