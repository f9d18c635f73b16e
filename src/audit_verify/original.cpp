#include "audit_verify/original.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace belfry::audit_verify {

std::size_t Race::choice(const std::string& called) {
    const auto found = std::find(choices.begin(), choices.end(), called);
    if (found == choices.end()) {
        choices.push_back(called);
        return choices.size() - 1;
    }
    return static_cast<std::size_t>(found - choices.begin());
}

void Vote::mark(std::size_t choice, int rank) {
    for (auto& [marked, best] : ranks) {
        if (marked == choice) {
            best = std::min(best, rank);
            return;
        }
    }
    ranks.emplace_back(choice, rank);
    std::sort(ranks.begin(), ranks.end());
}

std::size_t Slips::race(const std::string& name) {
    for (std::size_t at = 0; at < races.size(); ++at) {
        if (races[at].name == name) {
            return at;
        }
    }
    races.emplace_back().name = name;
    return races.size() - 1;
}

const Vote* Slips::vote(std::size_t at, std::size_t race) const {
    for (const auto& [which, vote] : slips_[at].votes) {
        if (which == race) {
            return vote;
        }
    }
    return nullptr;
}

void Slips::keep(const Slip& slip, bool by_print) {
    Kept kept{slip, {}};
    kept.name.votes.clear();
    for (const auto& [race, vote] : slip.votes) {
        kept.votes.emplace_back(race, &*votes_.insert(vote).first);
    }
    const auto& name = by_print ? slip.imprinted : slip.number;
    if (!name.empty()) {
        const auto key = by_print ? std::tuple(std::string(), std::string(), name)
                                  : std::tuple(slip.tabulator, slip.batch, name);
        const auto [found, fresh] = known_.emplace(key, slips_.size());
        if (!fresh) {
            if (slips_[found->second].votes != kept.votes) {
                unreadable(name, "one record of the card " + name);
            }
            return;
        }
    }
    slips_.push_back(std::move(kept));
}

namespace {

/// What the rows of a table say it is.
enum class Sort { dominion_csv, ess_records, ess_ballots, hart_scans, clear_ballot, raire, other };

Sort sort_of_table(const Document& file) {
    const auto rows = any_table(file);
    const auto names = [](const std::vector<std::string>& row, const std::string& key) {
        return column(row, {key}).has_value();
    };
    if (rows.size() >= 4 && names(rows[3], "tabulatornum") && names(rows[3], "batchid") &&
        names(rows[3], "recordid")) {
        return Sort::dominion_csv;
    }
    if (rows.size() >= 2 && rows[0].size() == 1 && rows[1][0] == "Contest") {
        return Sort::raire;
    }
    if (!rows.empty() && key_of(rows[0][0]).starts_with("#formatversion")) {
        return Sort::hart_scans;
    }
    for (std::size_t at = 0; at < std::min<std::size_t>(rows.size(), 10); ++at) {
        if (key_of(rows[at][0]) == "castvoterecord") {
            return names(rows[at], "batch") && names(rows[at], "ballotstatus") ? Sort::ess_ballots
                                                                               : Sort::ess_records;
        }
    }
    if (!rows.empty() && names(rows[0], "boxid") && names(rows[0], "boxposition") &&
        names(rows[0], "ballotid")) {
        return Sort::clear_ballot;
    }
    return Sort::other;
}

/// The documents of an export, by what they are.
struct Export {
    std::vector<Document> dominion_json;
    std::vector<Document> nist;
    std::vector<Document> hart_cards;
    std::map<Sort, std::vector<Document>> tables;

    void add(const Document& file);
    [[nodiscard]] Slips read() const;

    [[nodiscard]] const std::vector<Document>& of(Sort sort) const {
        static const std::vector<Document> none;
        const auto found = tables.find(sort);
        return found == tables.end() ? none : found->second;
    }
};

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void Export::add(const Document& file) {
    if (file.bytes.empty() || (is_zip(file.bytes) && !is_workbook(file))) {
        return;  // An archive in an archive is not looked into.
    }
    std::string beginning;
    if (!is_zip(file.bytes)) {
        try {
            beginning = in_utf8({file.name, file.bytes.substr(0, 65'536)});
        } catch (const Mismatch&) {
            return;  // A picture, or a note of the operating system.
        }
        beginning.erase(0, std::min(beginning.find_first_not_of(" \t\r\n"), beginning.size()));
    }
    if (beginning.starts_with('{')) {
        if (says(beginning, "\"Sessions\"") || says(beginning, "\"List\"")) {
            dominion_json.push_back(file);
        } else if (says(beginning, "CVRSnapshot") || says(beginning, "\"CVR.") ||
                   says(beginning, "CVR.CastVoteRecordReport")) {
            nist.push_back(file);
        }
    } else if (beginning.starts_with('<')) {
        if (says(beginning, "CastVoteRecordReport")) {
            nist.push_back(file);
        } else if (says(beginning, "<Cvr ") || says(beginning, "<Cvr>")) {
            hart_cards.push_back(file);
        }
    } else {
        tables[sort_of_table(file)].push_back(file);
    }
}

Slips Export::read() const {
    if (!dominion_json.empty()) {
        return audit_verify::dominion_json(dominion_json);
    }
    if (!nist.empty()) {
        auto text = in_utf8(nist[0]);
        const auto first = text.find_first_not_of(" \t\r\n");
        return text[first] == '<' ? nist_xml(nist[0]) : nist_json(nist[0]);
    }
    if (!hart_cards.empty()) {
        return hart(hart_cards, of(Sort::hart_scans));
    }
    if (!of(Sort::ess_records).empty()) {
        return ess(of(Sort::ess_records), of(Sort::ess_ballots));
    }
    for (const auto& [sort, read] :
         {std::pair(Sort::dominion_csv, &dominion_csv),
          std::pair(Sort::clear_ballot, &clear_ballot),
          std::pair(Sort::raire, &raire)}) {
        if (!of(sort).empty()) {
            return read(of(sort)[0]);
        }
    }
    unreadable("original", "a file of records");
}

}  // namespace

bool is_dominion_csv(const Document& file) {
    const bool table = !is_zip(file.bytes) || is_workbook(file);
    return table && sort_of_table(file) == Sort::dominion_csv;
}

Slips read_slips(const Document& file) {
    Export all;
    if (is_zip(file.bytes) && !is_workbook(file)) {
        for (const auto& member : zip_members(file)) {
            all.add(member);
        }
    } else {
        all.add(file);
    }
    return all.read();
}

}  // namespace belfry::audit_verify
