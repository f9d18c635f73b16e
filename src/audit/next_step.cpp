// What comes next, and where contests end.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "audit/progress.hpp"

namespace belfry::audit {

namespace {

NextStep before_the_seed(const Progress& progress) {
    const auto count = [&](FileRole role) {
        return std::ranges::count(progress.files, role, &CommittedFile::role);
    };
    if (progress.events == 0) {
        return {{"audit.next.open", {}}, "belfry audit init"};
    }
    if (count(FileRole::contests) == 0) {
        return {{"audit.next.contests", {}}, "belfry audit commit --contests"};
    }
    if (count(FileRole::manifest) <
        static_cast<std::ptrdiff_t>(progress.terms.jurisdictions.size())) {
        return {{"audit.next.manifests", {}}, "belfry audit commit --manifest"};
    }
    if (!progress.preparation) {
        return {{"audit.next.commitments", {}}, "belfry audit commit --close"};
    }
    return {{"audit.next.seed", {}}, "belfry audit seed"};
}

NextStep for_open_item(const ItemProgress& item, std::size_t open) {
    const auto number = item.item.item;
    switch (item.stage) {
        case ItemStage::differing:
            return {
                {"audit.next.settle", {{"item", std::to_string(number)}}},
                "belfry audit enter --agreement"
            };
        case ItemStage::looked_once:
            return {
                {"audit.next.look_again", {{"item", std::to_string(number)}}}, "belfry audit enter"
            };
        case ItemStage::both_read:
            return {
                {"audit.next.open_readings", {{"item", std::to_string(number)}}},
                "belfry audit status"
            };
        default:
            return {{"audit.next.read", {{"count", std::to_string(open)}}}, "belfry audit enter"};
    }
}

Verdict before_measuring(const Progress& progress, const PreparedContest& contest) {
    switch (contest.standing) {
        case Auditability::no_losers:
            return Verdict::nothing_to_audit;
        case Auditability::tied:
        case Auditability::unreachable:
            return Verdict::full_count;
        case Auditability::decided:
            break;
    }
    const auto* const risk = risk_of(progress, contest.contest);
    return risk != nullptr ? risk->verdict : Verdict::more;
}

}  // namespace

std::vector<const ItemProgress*> open_items(const Progress& progress) {
    // A contest that is counted in full needs no more single cards.
    std::vector<const ItemProgress*> out;
    for (const auto& each : progress.items) {
        const bool needed = std::ranges::any_of(each.item.contests, [&](const auto& contest) {
            return !progress.full_counts.contains(contest);
        });
        if (needed && each.stage != ItemStage::settled && each.stage != ItemStage::not_found) {
            out.push_back(&each);
        }
    }
    return out;
}

const ContestRisk* risk_of(const Progress& progress, std::string_view contest) {
    if (!progress.measurement) {
        return nullptr;
    }
    const auto found =
        std::ranges::find(progress.measurement->contests, contest, &ContestRisk::contest);
    return found == progress.measurement->contests.end() ? nullptr : &*found;
}

Closing closing_of(const Progress& progress) {
    Closing out;
    for (const auto& contest : progress.preparation->contests) {
        Conclusion end{contest.contest, before_measuring(progress, contest), 1.0};
        if (const auto* const risk = risk_of(progress, contest.contest)) {
            end.p_value = risk->p_value;
        }
        if (progress.full_counts.contains(contest.contest)) {
            end.verdict = Verdict::full_count;
        }
        if (const auto found = progress.counted.find(contest.contest);
            found != progress.counted.end()) {
            end.verdict =
                found->second.same_outcome ? Verdict::counted_same : Verdict::counted_other;
        }
        out.contests.push_back(std::move(end));
    }
    return out;
}

NextStep next_step(const Progress& progress) {
    if (progress.seed.empty()) {
        return before_the_seed(progress);
    }
    if (progress.closing) {
        return progress.signatures.empty()
                   ? NextStep{{"audit.next.sign", {}}, "belfry audit sign"}
                   : NextStep{{"audit.next.publish", {}}, "belfry audit report"};
    }
    const auto ends = closing_of(progress);
    if (progress.rounds.empty() &&
        std::ranges::find(ends.contests, Verdict::more, &Conclusion::verdict) !=
            ends.contests.end()) {
        return {{"audit.next.first_round", {}}, "belfry audit draw"};
    }
    if (const auto open = open_items(progress); !open.empty()) {
        return for_open_item(*open.front(), open.size());
    }
    if (!progress.rounds.empty() && !progress.measurement) {
        return {{"audit.next.measure", {}}, "belfry audit measure"};
    }
    for (const auto& each : ends.contests) {
        if (each.verdict == Verdict::full_count) {
            return {
                {"audit.next.full_count", {{"contest", each.contest}}}, "belfry audit full-count"
            };
        }
        if (each.verdict == Verdict::more) {
            return {{"audit.next.another_round", {{"contest", each.contest}}}, "belfry audit draw"};
        }
    }
    return {{"audit.next.close", {}}, "belfry audit close"};
}

Result<void> check_reading(const DrawnItem& item, const Reading& reading) {
    std::set<std::string> read;
    for (const auto& each : reading) {
        const bool asked = std::ranges::find(item.contests, each.contest) != item.contests.end();
        if (!asked || !read.insert(each.contest).second) {
            return refuse(
                Refusal::Kind::invalid,
                "audit_reading_contest",
                fmt::format("“{}” is not asked of item {}, or twice.", each.contest, item.item)
            );
        }
        const bool batch = item.position == 0;
        const bool has_votes = !each.votes.empty();
        const bool fits =
            batch ? each.sight == Sight::counted
                  : each.sight != Sight::counted && has_votes == (each.sight == Sight::marked);
        const auto most = batch ? std::int64_t{1} << 50 : 250;
        const bool in_range = std::ranges::all_of(each.votes, [&](const auto& vote) {
            return vote.second >= (batch ? 0 : 1) && vote.second <= most;
        });
        if (!fits || !in_range) {
            return refuse(
                Refusal::Kind::invalid,
                "audit_reading_form",
                fmt::format(
                    "The reading of {} on item {} does not fit: a card has marks with ranks from "
                    "1, or is blank, overvoted, not_on_card or cannot_agree; a batch has counts.",
                    each.contest,
                    item.item
                )
            );
        }
    }
    if (read.size() != item.contests.size()) {
        return refuse(
            Refusal::Kind::invalid,
            "audit_reading_missing",
            fmt::format(
                "Item {} has to be read for {} contests; the reading holds {}.",
                item.item,
                item.contests.size(),
                read.size()
            )
        );
    }
    return {};
}

}  // namespace belfry::audit
