// Dominion's CSV: four rows of headings, then a card a row.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "audit_verify/original.hpp"

namespace belfry::audit_verify {

namespace {

/// A heading in one line.
std::string heading(const std::string& cell) {
    std::string out;
    char before = ' ';
    for (const char c : bare(cell)) {
        if (c == '\r' || (c == '\n' && before != '\r')) {
            out += ' ';
        } else if (c != '\n') {
            out += c;
        }
        before = c;
    }
    return out;
}

/// The key counts in whatever case.
int number_behind(const std::string& text, const std::string& key, int otherwise) {
    const auto small = [](std::string letters) {
        for (char& c : letters) {
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return letters;
    };
    const auto at = small(text).find(small(key));
    int out = otherwise;
    if (at != std::string::npos) {
        const char* const from = text.data() + at + key.size();
        std::from_chars(from, text.data() + text.size(), out);
    }
    return std::clamp(out, 0, 255);
}

/// One column of votes.
struct Column {
    std::size_t at = 0;
    std::size_t race = 0;
    std::size_t choice = 0;
    int rank = 1;
};

class DominionTable {
public:
    explicit DominionTable(const Document& file) : file_(file.name), rows_(any_table(file)) {}

    Slips read() {
        if (rows_.size() < 4) {
            unreadable(file_, "four rows of headings");
        }
        headings();
        for (std::size_t at = 4; at < rows_.size(); ++at) {
            if (!is_blank(rows_[at])) {
                row(rows_[at]);
            }
        }
        return std::move(out_);
    }

private:
    void headings();
    void heading_of(std::size_t at, const std::string& title);
    void row(const std::vector<std::string>& cells);
    void totals(const std::vector<std::string>& cells);
    std::map<std::size_t, Vote> votes(const std::vector<std::string>& cells) const;

    [[nodiscard]] std::string of(const std::vector<std::string>& cells, const std::string& key)
        const {
        return bare_at(cells, named_.at(key));
    }

    std::string file_;
    Rows rows_;
    std::vector<std::string> names_;  ///< Of the columns before the votes.
    std::map<std::string, std::optional<std::size_t>> named_;
    std::string called_;  ///< The contest of the last column.
    int ranks_ = 0;
    std::vector<Column> columns_;
    Slips out_;
};

void DominionTable::headings() {
    const auto& titles = rows_[1];
    std::size_t first = 0;
    while (first < titles.size() && heading(titles[first]).empty()) {
        ++first;
    }
    names_.assign(
        rows_[3].begin(),
        rows_[3].begin() + static_cast<std::ptrdiff_t>(std::min(first, rows_[3].size()))
    );
    for (auto at = first; at < titles.size(); ++at) {
        const auto title = heading(titles[at]);
        if (!title.empty()) {
            if (at >= rows_[2].size() || heading(rows_[2][at]).empty()) {
                unreadable(file_, "a choice below " + title);
            }
            heading_of(at, title);
        }
    }
    if (columns_.empty()) {
        unreadable(file_, "contests in the second row");
    }
    for (const auto* const key :
         {"tabulatornum",
          "batchid",
          "recordid",
          "imprintedid",
          "uniquevotingidentifier",
          "ballottype"}) {
        named_[key] = column(names_, {key});
    }
}

void DominionTable::heading_of(std::size_t at, const std::string& title) {
    const auto bracket = title.rfind('(');
    const auto terms = bracket == std::string::npos ? "" : title.substr(bracket);
    const bool has_terms = terms.find('=') != std::string::npos;
    const auto called = bare(has_terms ? title.substr(0, bracket) : title);
    const int ranks = number_behind(terms, "Number of ranks=", 0);
    const int allowed =
        number_behind(terms, "Vote For=", number_behind(terms, "Number of positions=", 1));
    const bool goes_on = !columns_.empty() && columns_.back().at + 1 == at && called_ == called &&
                         out_.races.back().allowed == allowed && ranks_ == ranks;
    called_ = called;
    ranks_ = ranks;
    if (!goes_on) {
        auto name = called;
        const auto taken = [&] {
            return std::any_of(out_.races.begin(), out_.races.end(), [&](const Race& race) {
                return race.name == name;
            });
        };
        for (int number = 2; taken(); ++number) {
            name = fmt::format("{} ({})", called, number);
        }
        out_.races.push_back({name, allowed, ranks > 0, {}});
    }
    Column column{at, out_.races.size() - 1, 0, 1};
    auto choice = heading(rows_[2][at]);
    if (const auto behind = choice.rfind('('); ranks > 0 && behind != std::string::npos) {
        column.rank = std::max(1, number_behind(choice.substr(behind), "(", 1));
        choice = bare(choice.substr(0, behind));
    }
    // One name twice is two people.
    auto& race = out_.races.back();
    auto name = choice;
    for (int number = 2;; ++number) {
        column.choice = race.choice(name);
        const bool stands = std::any_of(columns_.begin(), columns_.end(), [&](const Column& each) {
            return each.race == column.race && each.choice == column.choice &&
                   each.rank == column.rank;
        });
        if (!stands) {
            break;
        }
        name = fmt::format("{} ({})", choice, number);
    }
    columns_.push_back(column);
}

std::map<std::size_t, Vote> DominionTable::votes(const std::vector<std::string>& cells) const {
    std::map<std::size_t, Vote> out;
    std::map<std::size_t, std::pair<int, int>> filled;  // Cells, blank ones.
    for (const auto& each : columns_) {
        const auto text = bare_at(cells, each.at);
        auto& [all, blank] = filled[each.race];
        ++all;
        blank += text.empty() ? 1 : 0;
        if (text == "1") {
            out[each.race].mark(each.choice, each.rank);
        } else if (!text.empty() && text != "0") {
            unreadable(file_, "0, 1 or nothing for a vote");
        }
    }
    for (const auto& [race, counts] : filled) {
        const auto [all, blank] = counts;
        if (blank > 0 && blank < all) {
            unreadable(file_, "a contest that is on the card or is not");
        }
        if (blank == 0) {
            out[race];  // On the card, perhaps without a vote.
        }
    }
    return out;
}

void DominionTable::totals(const std::vector<std::string>& cells) {
    for (const auto& each : columns_) {
        const auto text = bare_at(cells, each.at);
        if (text.empty()) {
            continue;
        }
        const auto number = counted_number(text);
        if (!number) {
            unreadable(file_, "a total");
        }
        auto& votes = out_.withheld[each.race];
        votes.resize(out_.races[each.race].choices.size(), 0);
        votes[each.choice] += each.rank == 1 ? *number : 0;
    }
}

void DominionTable::row(const std::vector<std::string>& cells) {
    if (cells.size() <= columns_.back().at) {
        unreadable(file_, "as many cells in a row as there are headings");
    }
    for (auto at = columns_.back().at + 1; at < cells.size(); ++at) {
        if (!bare(cells[at]).empty()) {
            unreadable(file_, "no vote without a contest above it");
        }
    }
    if (bare(cells[0]).starts_with("Redacted")) {
        totals(cells);
        return;
    }
    Slip slip;
    slip.tabulator = of(cells, "tabulatornum");
    slip.batch = of(cells, "batchid");
    slip.number = of(cells, "recordid");
    slip.number = slip.number == "X" ? "" : slip.number;
    slip.imprinted = of(cells, "imprintedid");
    if (slip.imprinted.empty()) {
        slip.imprinted = of(cells, "uniquevotingidentifier");
    }
    slip.style = of(cells, "ballottype");
    slip.votes = votes(cells);
    out_.keep(slip, false);
}

}  // namespace

Slips dominion_csv(const Document& file) {
    return DominionTable(file).read();
}

}  // namespace belfry::audit_verify
