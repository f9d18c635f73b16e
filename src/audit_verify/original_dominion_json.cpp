// Dominion's JSON: sessions of cards, and lists of what their numbers stand for.
#include <algorithm>
#include <charconv>

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "audit_verify/original.hpp"
#include "audit_verify/original_json.hpp"

namespace belfry::audit_verify {

namespace {

struct Listed {
    std::int64_t id = 0;
    std::string name;
    std::int64_t contest = 0;
    std::int64_t vote_for = 1;
    std::int64_t ranks = 0;
    bool disabled = false;
};

struct Lists {
    std::map<std::int64_t, Listed> contests;
    std::vector<Listed> candidates;
    std::map<std::int64_t, std::string> ballot_types;
};

/// "a/b/BallotTypeManifest.json" → "BallotTypeManifest".
std::string stem(std::string name) {
    name.erase(0, name.find_last_of("/\\") + 1);
    return name.substr(0, name.rfind('.'));
}

void add_list(Lists& into, const Document& file, const json::Array& list) {
    std::set<std::string> keys;
    if (!list.empty() && list[0].is_object()) {
        for (const auto& each : list[0].get_object()) {
            keys.emplace(each.key());
        }
    }
    for (const auto& each : list) {
        Listed entry;
        entry.id = number_in(each, "Id", 0);
        entry.name = words_in(each, "Description");
        entry.contest = number_in(each, "ContestId", 0);
        entry.vote_for = number_in(each, "VoteFor", 1);
        entry.ranks = number_in(each, "NumOfRanks", 0);
        const auto* const disabled = inside(each, "Disabled");
        entry.disabled = disabled != nullptr &&
                         (disabled->is_bool() ? disabled->get_bool() : number_of(*disabled) != 0);
        if (keys.contains("VoteFor")) {
            into.contests[entry.id] = entry;
        } else if (keys.contains("ContestId") && keys.contains("Type")) {
            into.candidates.push_back(entry);
        } else if (keys.contains("BallotTypeId") || keys.contains("PrecinctId")) {
            continue;
        } else if (stem(file.name) == "BallotTypeManifest") {
            into.ballot_types[entry.id] = entry.name;
        }
    }
}

class DominionSessions {
public:
    explicit DominionSessions(const Lists& lists) : lists_(lists) {
        for (const auto& [id, contest] : lists.contests) {
            if (!contest.disabled) {
                add(id, contest, true);
            }
        }
        for (const auto& candidate : lists.candidates) {
            if (known_.contains(candidate.contest)) {
                add_choice(known_[candidate.contest], candidate.id, candidate.name);
            }
        }
    }

    void session(const json::Value& session);

    Slips slips;

private:
    struct Known {
        std::size_t race = 0;
        bool listed = false;
        std::int64_t ranks = 0;
        std::map<std::int64_t, std::size_t> choices;
    };

    void add(std::int64_t id, const Listed& contest, bool listed) {
        auto name = contest.name;
        const auto& there = slips.races;
        if (std::any_of(there.begin(), there.end(), [&](const Race& r) {
                return r.name == name;
            })) {
            name = fmt::format("{} [{}]", name, id);
        }
        auto& known = known_[id];
        known.race = slips.race(name);
        known.listed = listed;
        known.ranks = contest.ranks;
        slips.races[known.race].allowed = std::clamp<std::int64_t>(contest.vote_for, 0, 255);
        slips.races[known.race].ranked = contest.ranks > 0;
    }

    std::size_t add_choice(Known& known, std::int64_t id, std::string name) {
        auto& race = slips.races[known.race];
        if (std::find(race.choices.begin(), race.choices.end(), name) != race.choices.end()) {
            name = fmt::format("{} [{}]", name, id);
        }
        return known.choices[id] = race.choice(name);
    }

    void contest(const json::Value& given, Slip& slip);

    const Lists& lists_;
    std::map<std::int64_t, Known> known_;
};

void DominionSessions::contest(const json::Value& given, Slip& slip) {
    const auto id = number_in(given, "Id", 0);
    if (!known_.contains(id)) {
        add(id, {id, fmt::format("Contest {}", id), 0, 1, 0, false}, false);
    }
    auto& known = known_[id];
    Vote vote;
    for (const auto* const mark : each_in(given, "Marks")) {
        const auto* const counts = inside(*mark, "IsVote");
        if (counts != nullptr && !counts->as_bool()) {
            continue;
        }
        const auto rank = number_in(*mark, "Rank", 1);
        if (!known.listed && rank > 1) {
            known.ranks = std::max(known.ranks, rank);
            slips.races[known.race].ranked = true;
        }
        const auto candidate = number_in(*mark, "CandidateId", 0);
        const auto found = known.choices.find(candidate);
        const auto choice =
            found != known.choices.end()
                ? found->second
                : add_choice(known, candidate, fmt::format("Candidate {}", candidate));
        vote.mark(
            choice, known.ranks > 0 ? static_cast<int>(std::clamp<std::int64_t>(rank, 1, 255)) : 1
        );
    }
    auto& race = slips.races[known.race];
    const auto votes = static_cast<std::int64_t>(vote.ranks.size());
    const auto over = number_in(given, "Overvotes", 0);
    const auto* const under = inside(given, "Undervotes");
    if (!known.listed && known.ranks == 0 && under != nullptr && over == 0) {
        race.allowed =
            std::max(race.allowed, std::min<std::int64_t>(votes + number_of(*under), 255));
    }
    if (known.ranks == 0 && over > 0 && (!known.listed || votes <= race.allowed)) {
        vote = {true, {}};
    }
    if (!slip.votes.emplace(known.race, vote).second) {
        unreadable("Sessions", "a contest once in a session");
    }
}

/// The last number in an image's name, without zeros in front.
std::string last_number(const std::string& image) {
    std::string out;
    std::string number;
    for (const char c : image + "-") {
        if (c >= '0' && c <= '9') {
            number += c;
        } else if (!number.empty()) {
            out = number;
            number.clear();
        }
    }
    while (out.size() > 1 && out[0] == '0') {
        out.erase(0, 1);
    }
    return out;
}

void DominionSessions::session(const json::Value& session) {
    const auto current = [&](const char* which) -> const json::Value* {
        const auto* const record = inside(session, which);
        const auto* const says =
            record == nullptr || record->is_null() ? nullptr : inside(*record, "IsCurrent");
        return says != nullptr && says->as_bool() ? record : nullptr;
    };
    const auto* const modified = current("Modified");
    const auto* const record = modified != nullptr ? modified : current("Original");
    if (record == nullptr) {
        return;
    }
    Slip slip;
    slip.tabulator = words_in(session, "TabulatorId");
    slip.batch = words_in(session, "BatchId");
    slip.number = words_in(session, "RecordId");
    if (slip.number == "X") {
        slip.number = last_number(words_in(session, "ImageMask"));
    }
    slip.imprinted = words_in(session, "UniqueVotingIdentifier");
    if (slip.imprinted.empty()) {
        slip.imprinted = fmt::format("{}-{}-{}", slip.tabulator, slip.batch, slip.number);
    }
    const auto type = number_in(*record, "BallotTypeId", 0);
    const auto named = lists_.ballot_types.find(type);
    slip.style = named == lists_.ballot_types.end() ? std::to_string(type) : named->second;
    for (const auto* const given : each_in(*record, "Contests")) {
        contest(*given, slip);
    }
    for (const auto* const card : each_in(*record, "Cards")) {
        for (const auto* const given : each_in(*card, "Contests")) {
            contest(*given, slip);
        }
    }
    slips.keep(slip, false);
}

}  // namespace

Slips dominion_json(const std::vector<Document>& files) {
    Lists lists;
    for (const auto& file : files) {
        const auto whole = parsed(file);
        if (inside(whole, "Sessions") == nullptr && inside(whole, "List") != nullptr) {
            add_list(lists, file, whole.at("List").as_array());
        }
    }
    DominionSessions out(lists);
    for (const auto& file : files) {
        const auto whole = parsed(file);
        for (const auto* const session : each_in(whole, "Sessions")) {
            out.session(*session);
        }
    }
    return std::move(out.slips);
}

}  // namespace belfry::audit_verify
