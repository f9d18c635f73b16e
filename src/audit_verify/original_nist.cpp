// NIST SP 1500-103: one report in XML or JSON.
#include <algorithm>

#include <fmt/format.h>

#include "audit_verify/original_json.hpp"
#include "audit_verify/original_xml.hpp"

namespace belfry::audit_verify {

namespace {

/// An object of the report in either spelling.
class Node {
public:
    explicit Node(const json::Value* json) : json_(json) {}

    explicit Node(pugi::xml_node xml) : xml_(xml) {}

    /// The text of a member, without outer blanks.
    [[nodiscard]] std::string text(std::string_view name) const {
        return bare(json_ != nullptr ? words_in(*json_, name) : child_words(xml_, name));
    }

    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise) const {
        if (json_ != nullptr) {
            return number_in(*json_, name, otherwise);
        }
        const auto words = text(name);
        const auto out = words.empty() ? std::optional(otherwise) : counted_number(words);
        if (!out) {
            unreadable("report", "a whole number as " + std::string(name));
        }
        return *out;
    }

    [[nodiscard]] bool has(std::string_view name) const {
        return json_ != nullptr ? inside(*json_, name) != nullptr
                                : !children_of(xml_, name).empty();
    }

    [[nodiscard]] bool is_true(std::string_view name) const {
        if (json_ != nullptr) {
            const auto* const value = inside(*json_, name);
            return value != nullptr && value->as_bool();
        }
        const auto words = text(name);
        return words == "true" || words == "1";
    }

    [[nodiscard]] std::string id() const {
        return json_ != nullptr ? words_in(*json_, "@id") : attribute_of(xml_, "ObjectId");
    }

    [[nodiscard]] std::vector<Node> parts(std::string_view name) const {
        std::vector<Node> out;
        if (json_ != nullptr) {
            for (const auto* const each : each_in(*json_, name)) {
                out.emplace_back(each);
            }
            return out;
        }
        for (const auto& each : children_of(xml_, name)) {
            out.emplace_back(each);
        }
        return out;
    }

    /// A list of texts; XML parts them by blanks.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> out;
        if (json_ != nullptr) {
            for (const auto* const each : each_in(*json_, name)) {
                out.push_back(words_of(*each));
            }
            return out;
        }
        for (const auto& each : children_of(xml_, name)) {
            std::string word;
            for (const char c : words_of(each) + " ") {
                if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                    word += c;
                } else if (!word.empty()) {
                    out.push_back(word);
                    word.clear();
                }
            }
        }
        return out;
    }

private:
    const json::Value* json_ = nullptr;
    pugi::xml_node xml_;
};

/// The name, with a number behind it where it was taken.
std::string unlike(std::set<std::string>& taken, const std::string& name) {
    auto out = name;
    for (int again = 2; !taken.insert(out).second; ++again) {
        out = fmt::format("{} ({})", name, again);
    }
    return out;
}

class Report {
public:
    explicit Report(const Node& report) : report_(report) {
        for (const auto& party : report.parts("Party")) {
            names_[party.id()] = party.text("Name");
        }
        for (const auto& election : report.parts("Election")) {
            for (const auto& candidate : election.parts("Candidate")) {
                names_[candidate.id()] = candidate.text("Name");
            }
        }
    }

    Slips read();

private:
    struct Known {
        std::size_t race = 0;
        bool ranked = false;
        std::map<std::string, std::size_t> choices;
    };

    Known& known(const std::string& id) {
        const auto [found, fresh] = known_.emplace(id, Known());
        if (fresh) {
            found->second.race = out_.race("\x1f" + id);
        }
        return found->second;
    }

    std::size_t choice(Known& contest, const std::string& id) {
        const auto found = contest.choices.find(id);
        return found != contest.choices.end()
                   ? found->second
                   : contest.choices[id] = out_.races[contest.race].choice(id);
    }

    void record(const Node& cvr);
    void contest_record(const Node& given, Slip& slip);
    void name_contests();
    void describe(Known& contest, const Node& given, const std::string& name);
    [[nodiscard]] std::string joined(const std::vector<std::string>& ids) const;
    [[nodiscard]] std::string free_name(const std::string& name, const std::string& id) const;

    Node report_;
    std::map<std::string, std::string> names_;  ///< Of candidates and parties.
    std::map<std::string, Known> known_;
    Slips out_;
};

std::int64_t rank_of(const Node& position, const Node& selection) {
    const auto own = position.number("Rank", 0);
    return own > 0 ? own : selection.number("Rank", 0);
}

void Report::contest_record(const Node& given, Slip& slip) {
    const auto id = given.text("ContestId");
    auto& contest = known(id);
    bool overvoted = given.number("Overvotes", 0) > 0;
    for (const auto& status : given.texts("Status")) {
        overvoted = overvoted || status == "overvoted";
    }
    const auto selections = given.parts("CVRContestSelection");
    for (const auto& selection : selections) {
        for (const auto& position : selection.parts("SelectionPosition")) {
            contest.ranked = contest.ranked || rank_of(position, selection) > 0;
        }
    }
    Vote vote;
    for (const auto& selection : selections) {
        auto called = selection.text("ContestSelectionId");
        const auto positions = selection.parts("SelectionPosition");
        if (called.empty()) {
            const bool write_in =
                std::any_of(positions.begin(), positions.end(), [](const Node& p) {
                    return p.has("CVRWriteIn");
                });
            called = write_in ? "Write-in"
                              : fmt::format("Option {}", selection.number("OptionPosition", 0));
        }
        const auto place = choice(contest, called);
        for (const auto& position : positions) {
            const auto allocable = position.text("IsAllocable");
            const bool none = allocable == "no" || allocable == "unknown" ||
                              selection.number("TotalNumberVotes", 1) == 0;
            // Of a ranked contest an overvote shows in the ranks.
            if (position.text("HasIndication") == "yes" &&
                (!none || (contest.ranked && overvoted))) {
                vote.mark(
                    place,
                    static_cast<int>(std::clamp<std::int64_t>(rank_of(position, selection), 1, 255))
                );
            }
        }
    }
    if (overvoted && !contest.ranked) {
        vote = {true, {}};
    } else if (!contest.ranked) {
        auto& race = out_.races[contest.race];
        const auto all =
            static_cast<std::int64_t>(vote.ranks.size()) + given.number("Undervotes", 0);
        race.allowed = std::max(race.allowed, std::min<std::int64_t>(all, 255));
    }
    if (id.empty() || !slip.votes.emplace(contest.race, vote).second) {
        unreadable("report", "each contest once in a record");
    }
}

void Report::record(const Node& cvr) {
    const auto current = cvr.text("CurrentSnapshotId");
    const auto snapshots = cvr.parts("CVRSnapshot");
    const auto found = std::find_if(snapshots.begin(), snapshots.end(), [&](const Node& snapshot) {
        return snapshot.id() == current;
    });
    if (found == snapshots.end()) {
        unreadable("report", "the snapshot " + current);
    }
    Slip slip;
    slip.tabulator = cvr.text("CreatingDeviceId");
    slip.batch = cvr.text("BatchId");
    slip.imprinted = cvr.text("BallotAuditId");
    if (slip.imprinted.empty()) {
        slip.imprinted = cvr.text("BallotPrePrintedId");
    }
    for (const auto& number :
         {cvr.text("BatchSequenceId"), cvr.text("UniqueId"), std::string(slip.imprinted)}) {
        slip.number = slip.number.empty() ? number : slip.number;
    }
    slip.style = cvr.text("BallotStyleId");
    for (const auto& contest : found->parts("CVRContest")) {
        contest_record(contest, slip);
    }
    out_.keep(slip, false);
}

std::string Report::joined(const std::vector<std::string>& ids) const {
    std::string out;
    for (const auto& id : ids) {
        const auto found = names_.find(id);
        out += (out.empty() ? "" : " / ") + (found == names_.end() ? id : found->second);
    }
    return out;
}

/// With the identifier behind it where another contest has the name.
std::string Report::free_name(const std::string& name, const std::string& id) const {
    const auto& races = out_.races;
    const bool taken = std::any_of(races.begin(), races.end(), [&](const Race& race) {
        return race.name == name;
    });
    return taken ? fmt::format("{} [{}]", name, id) : name;
}

void Report::describe(Known& contest, const Node& given, const std::string& name) {
    std::map<std::size_t, std::string> called;
    std::set<std::string> taken;
    const auto selections = given.parts("ContestSelection");
    for (const auto& selection : selections) {
        const auto place = choice(contest, selection.id());
        auto ids = selection.texts("CandidateIds");
        for (const auto& party : selection.texts("PartyIds")) {
            ids.push_back(party);
        }
        auto text = selection.text("Selection");
        text = text.empty() ? joined(ids) : text;
        if (text.empty()) {
            text = selection.is_true("IsWriteIn") ? "Write-in" : selection.id();
        }
        called.emplace(place, unlike(taken, text));
    }
    auto& race = out_.races[contest.race];
    race.name = name;
    race.ranked = given.text("VoteVariation") == "rcv";
    if (given.has("VotesAllowed")) {
        race.allowed = std::clamp<std::int64_t>(given.number("VotesAllowed", 1), 1, 255);
    }
    if (given.text("VoteVariation") == "approval") {
        race.allowed = std::clamp<std::int64_t>(std::ssize(selections), 1, 255);
    }
    for (std::size_t at = 0; at < race.choices.size(); ++at) {
        const auto found = called.find(at);
        race.choices[at] = found == called.end() ? unlike(taken, race.choices[at]) : found->second;
    }
}

void Report::name_contests() {
    std::vector<Node> described;
    std::map<std::string, int> namesakes;
    for (const auto& election : report_.parts("Election")) {
        for (const auto& contest : election.parts("Contest")) {
            described.push_back(contest);
            ++namesakes[contest.text("Name")];
        }
    }
    std::set<std::string> named;
    for (const auto& given : described) {
        const auto id = given.id();
        if (!named.insert(id).second) {
            continue;
        }
        auto name = given.text("Name");
        const auto party = given.text("PrimaryPartyId");
        const bool namesake = namesakes[name] > 1 && !party.empty();
        name = name.empty() ? id : name;
        name = namesake ? fmt::format("{} ({})", name, joined({party})) : name;
        auto& contest = known(id);
        describe(contest, given, free_name(name, id));
    }
    for (auto& [id, contest] : known_) {
        if (!named.contains(id)) {
            auto& race = out_.races[contest.race];
            race.name = free_name(id, id);
            race.ranked = contest.ranked;
        }
    }
}

Slips Report::read() {
    for (const auto& cvr : report_.parts("CVR")) {
        record(cvr);
    }
    name_contests();
    return std::move(out_);
}

}  // namespace

Slips nist_json(const Document& file) {
    const auto whole = parsed(file);
    return Report(Node(&whole)).read();
}

Slips nist_xml(const Document& file) {
    const auto document = parsed_xml(file);
    const auto reports = children_of(document, "CastVoteRecordReport");
    if (reports.size() != 1) {
        unreadable(file.name, "a CastVoteRecordReport");
    }
    return Report(Node(reports[0])).read();
}

}  // namespace belfry::audit_verify
