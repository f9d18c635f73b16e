// .raire: rankings, a ballot a line.
#include <algorithm>

#include "audit_verify/original.hpp"

namespace belfry::audit_verify {

namespace {

/// "tabulator_batch_card" says where the card lies.
Slip slip_of(const std::string& id) {
    Slip out;
    out.imprinted = id;
    const auto first = id.find('_');
    const auto last = id.rfind('_');
    if (first != std::string::npos && first < last && std::count(id.begin(), id.end(), '_') == 2 &&
        id.find_first_not_of("0123456789_") == std::string::npos) {
        out.tabulator = id.substr(0, first);
        out.batch = id.substr(first + 1, last - first - 1);
        out.number = id.substr(last + 1);
    }
    return out;
}

Vote ranking(const std::string& file, const std::vector<std::string>& row, const Race& race) {
    Vote out;
    int rank = 0;
    for (std::size_t at = 2; at < row.size(); ++at) {
        const auto name = bare(row[at]);
        if (name.empty() && at + 1 == row.size()) {
            break;
        }
        const auto found = std::find(race.choices.begin(), race.choices.end(), name);
        if (found == race.choices.end()) {
            unreadable(file, "a candidate of the contest");
        }
        const auto choice = static_cast<std::size_t>(found - race.choices.begin());
        const bool again = std::any_of(out.ranks.begin(), out.ranks.end(), [&](const auto& each) {
            return each.first == choice;
        });
        if (!again) {
            out.mark(choice, ++rank);
        }
    }
    return out;
}

}  // namespace

Slips raire(const Document& file) {
    const auto rows = any_table(file, true);
    const auto contests = rows.empty() ? std::nullopt : counted_number(bare(rows[0][0]));
    if (!contests || static_cast<std::int64_t>(rows.size()) <= *contests) {
        unreadable(file.name, "the number of contests, and a line for each");
    }
    Slips out;
    const auto header = static_cast<std::size_t>(*contests);
    for (std::size_t at = 1; at <= header; ++at) {
        const auto count = counted_number(bare_at(rows[at], 2));
        if (bare(rows[at][0]) != "Contest" || !count || *count > 255 ||
            static_cast<std::int64_t>(rows[at].size()) < 3 + *count) {
            unreadable(file.name, "Contest,number,candidates,candidate,…");
        }
        auto& race = out.races[out.race(bare(rows[at][1]))];
        race.ranked = true;
        for (std::size_t choice = 3; choice < 3 + static_cast<std::size_t>(*count); ++choice) {
            race.choices.push_back(bare(rows[at][choice]));
        }
    }
    // A card's contests stand on lines of their own.
    std::vector<Slip> slips;
    std::map<std::string, std::size_t> known;
    for (auto at = header + 1; at < rows.size(); ++at) {
        const auto& row = rows[at];
        const auto contest = bare(row[0]);
        const auto race = out.race(contest);
        const auto id = bare_at(row, 1);
        if (race >= header || id.empty()) {
            unreadable(file.name, "a ballot of one of the contests");
        }
        const auto [found, fresh] = known.emplace(id, slips.size());
        if (fresh) {
            slips.push_back(slip_of(id));
        }
        const auto vote = ranking(file.name, row, out.races[race]);
        const auto [stands, placed] = slips[found->second].votes.emplace(race, vote);
        if (!placed && stands->second != vote) {
            unreadable(file.name, "one ranking of the ballot " + id);
        }
    }
    for (const auto& slip : slips) {
        out.keep(slip, true);
    }
    return out;
}

}  // namespace belfry::audit_verify
