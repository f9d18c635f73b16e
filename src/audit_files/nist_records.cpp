#include "audit_files/nist_records.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace belfry::audit_files {

void NistCards::note(NoteKind kind, std::size_t line, std::string_view column, std::string what) {
    out_.summary.note({kind, file_, line, std::string(column), std::move(what)});
}

NistCards::Contest& NistCards::contest(const std::string& id) {
    const auto [found, fresh] = contests_.try_emplace(id);
    if (fresh) {
        // Under a name that no Election gives, until it is described.
        found->second.place = out_.cards.add_contest({"\x1f" + id, 1, 0, {}});
    }
    return found->second;
}

std::size_t NistCards::choice(Contest& contest, const NistSelection& selection) {
    auto id = selection.id;
    if (id.empty()) {
        const bool write_in = std::ranges::any_of(selection.positions, &NistPosition::write_in);
        id = write_in ? "Write-in" : fmt::format("Option {}", selection.option);
    }
    const auto found = contest.choices.find(id);
    if (found != contest.choices.end()) {
        return found->second;
    }
    return contest.choices[id] = out_.cards.choice(contest.place, id);
}

ContestRecord NistCards::record(const NistContestRecord& given) {
    auto& mine = contest(given.id);
    const bool overvoted = given.overvotes > 0 || given.says_overvoted;
    ContestRecord out{mine.place, {}, false};
    bool ranked = mine.ranks > 0;
    std::int64_t counted = 0;
    for (const auto& selection : given.selections) {
        const auto place = choice(mine, selection);
        std::int64_t best = 0;
        for (const auto& position : selection.positions) {
            const auto rank = position.rank > 0 ? position.rank : selection.rank;
            ranked = ranked || rank > 0;
            if (!position.indicated) {
                continue;
            }
            const bool unknown = position.allocable == "unknown";
            out_.summary.ambiguous += unknown ? 1 : 0;
            const bool refused =
                position.allocable == "no" || unknown || (selection.total && *selection.total == 0);
            // Of a ranked contest an overvote shows in the ranks themselves.
            if (refused && !(ranked && overvoted)) {
                continue;
            }
            if (position.votes > 1) {
                ++weighted_[given.id];
            }
            const auto here = std::clamp<std::int64_t>(rank, 1, 255);
            best = best == 0 ? here : std::min(best, here);
        }
        if (best > 0) {
            out.marks.resize(std::max(out.marks.size(), place + 1), 0);
            out.marks[place] = static_cast<std::uint8_t>(best);
            ++counted;
        }
        mine.ranks = ranked ? std::max(mine.ranks, static_cast<int>(best)) : 0;
    }
    out.overvoted = overvoted && !ranked;
    if (!overvoted && !ranked) {
        // Where the Election does not say how many votes are allowed, marks and blanks add up.
        const auto sum = std::clamp<std::int64_t>(counted + given.undervotes, 1, 255);
        out_.cards.allow(mine.place, static_cast<int>(sum), 0);
    }
    return out;
}

Result<void> NistCards::take(const NistCvr& cvr, std::size_t line) {
    ++out_.summary.rows;
    const auto current = std::ranges::find(cvr.snapshots, cvr.current, &NistSnapshot::id);
    if (current == cvr.snapshots.end()) {
        return refuse_file(
            file_,
            line,
            "CurrentSnapshotId",
            fmt::format("No snapshot of this record is called “{}”.", cvr.current)
        );
    }
    out_.summary.adjudicated += current->type == "modified" ? 1 : 0;
    std::vector<ContestRecord> votes;
    std::set<std::string_view> seen;
    for (const auto& each : current->contests) {
        if (each.id.empty() || !seen.insert(each.id).second) {
            return refuse_file(
                file_,
                line,
                "ContestId",
                fmt::format("A contest (“{}”) stands in the record twice or has no name.", each.id)
            );
        }
        votes.push_back(record(each));
    }
    const auto& number = cvr.sequence.empty() ? cvr.unique : cvr.sequence;
    const auto& printed = cvr.audit_id.empty() ? cvr.printed_id : cvr.audit_id;
    const RecordOrigin origin{file_, line, "CVR", static_cast<std::size_t>(out_.summary.rows - 1)};
    const auto kept = keeper_.keep(
        {cvr.device, cvr.batch, number.empty() ? printed : number, printed, cvr.style, {}, cvr.unit
        },
        votes,
        origin
    );
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (*kept && !cvr.sequence.empty() && !cvr.unique.empty()) {
        watch_label(cvr, origin);
    }
    return {};
}

/// Where cards have a number in their batch, the UniqueId is no more than a name of the record.
void NistCards::watch_label(const NistCvr& cvr, const RecordOrigin& origin) {
    const auto [first, fresh] = unique_.try_emplace(cvr.unique, origin.number);
    if (fresh) {
        return;
    }
    const auto element = fmt::format("CVR[{}]", first->second);
    ++out_.summary.repeated_labels;
    out_.summary.note(
        {NoteKind::noticed,
         file_,
         origin.line,
         origin.words(),
         fmt::format(
             "UniqueId {} is that of another record, too ({}). Both records are kept: a card is "
             "found by its device, batch and BatchSequenceId.",
             cvr.unique,
             element
         ),
         Repetition{Identifier::number, cvr.unique, file_, 0, element}}
    );
}

namespace {

/// "a / b" of what the identifiers stand for.
std::string joined(
    const std::vector<std::string>& ids, const std::unordered_map<std::string, std::string>& names
) {
    std::string out;
    for (const auto& id : ids) {
        const auto found = names.find(id);
        out += (out.empty() ? "" : " / ") + (found == names.end() ? id : found->second);
    }
    return out;
}

/// The name, with a number behind it where it was taken.
std::string unlike(std::set<std::string>& taken, const std::string& name) {
    auto out = name;
    for (int number = 2; !taken.insert(out).second; ++number) {
        out = fmt::format("{} ({})", name, number);
    }
    return out;
}

}  // namespace

void NistCards::describe(
    Contest& mine,
    const NistContest& given,
    const NistDefinitions& definitions,
    const std::string& name
) {
    // Every selection gets its place first, those that nobody chose behind the others. Names are
    // told apart in the order of the Election, whoever was chosen first.
    std::unordered_map<std::size_t, std::string> called;
    std::set<std::string> taken;
    for (const auto& selection : given.selections) {
        const auto place = choice(mine, {selection.id, 0, 0, {}, {}});
        auto text = selection.text.empty() ? joined(selection.candidates, definitions.names)
                                           : selection.text;
        if (text.empty()) {
            text = selection.write_in ? "Write-in" : selection.id;
        }
        called.try_emplace(place, unlike(taken, text));
    }
    const auto& before = out_.cards.contests()[mine.place];
    audit::ContestHeader header{name, before.votes_allowed, 0, {}};
    if (given.votes_allowed) {
        header.votes_allowed =
            static_cast<int>(std::clamp<std::int64_t>(*given.votes_allowed, 1, 255));
    }
    if (given.variation == "rcv") {
        header.ranks = std::max(mine.ranks, 1);
    }
    if (given.variation == "approval") {
        header.votes_allowed =
            static_cast<int>(std::clamp<std::size_t>(given.selections.size(), 1, 255));
    }
    for (std::size_t at = 0; at < before.choices.size(); ++at) {
        const auto found = called.find(at);
        header.choices.push_back(
            found == called.end() ? unlike(taken, before.choices[at]) : found->second
        );
    }
    out_.cards.describe_contest(mine.place, header);
}

std::string NistCards::unlike_others(const NistContest& given, std::size_t place, std::string name)
    const {
    const auto other = out_.cards.find_contest(name);
    return other && *other != place ? fmt::format("{} [{}]", name, given.id) : name;
}

ImportedCards NistCards::finish(const NistDefinitions& definitions, FileForm form) {
    std::map<std::string, int> namesakes;
    for (const auto& given : definitions.contests) {
        ++namesakes[given.name];
    }
    std::set<std::string> named;
    for (const auto& given : definitions.contests) {
        if (!named.insert(given.id).second) {
            note(NoteKind::noticed, 0, given.id, "The Election describes this contest twice.");
            continue;
        }
        auto name = given.name.empty() ? given.id : given.name;
        if (namesakes[given.name] > 1 && !given.party.empty()) {
            name = fmt::format("{} ({})", name, joined({given.party}, definitions.names));
        }
        auto& mine = contest(given.id);
        name = unlike_others(given, mine.place, std::move(name));
        describe(mine, given, definitions, name);
        constexpr std::array<std::string_view, 4> odd = {
            "cumulative", "range", "borda", "proportional"
        };
        if (std::ranges::find(odd, given.variation) != odd.end() || weighted_[given.id] > 0) {
            note(
                NoteKind::noticed,
                0,
                name,
                "A voter may give one choice several votes here; each mark is counted as one. No "
                "audit method of Belfry fits this contest."
            );
        }
    }
    for (auto& [id, mine] : contests_) {
        if (!named.contains(id)) {
            NistContest bare;
            bare.id = bare.name = id;
            bare.variation = mine.ranks > 0 ? "rcv" : "";
            describe(mine, bare, definitions, unlike_others(bare, mine.place, id));
            note(
                NoteKind::noticed,
                0,
                id,
                "The Election does not describe this contest; it is called by its identifier."
            );
        }
    }
    out_.summary.files.push_back(std::move(form));
    summarise(out_);
    return std::move(out_);
}

}  // namespace belfry::audit_files
