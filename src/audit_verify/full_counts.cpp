// Full hand counts: who won by them, and whether that is what was reported.
#include <algorithm>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"

namespace belfry::audit_verify {

namespace {

std::vector<std::string> winners_by_votes(
    const Contest& contest, const std::vector<std::int64_t>& votes, bool& tied
) {
    std::vector<std::string> out;
    double all = 0.0;
    for (const auto each : votes) {
        all += static_cast<double>(each);
    }
    if (contest.rule == "threshold") {
        if (static_cast<double>(votes[0]) > contest.share * all) {
            out.push_back(contest.choices[0]);
        }
        return out;
    }
    if (contest.rule == "dhondt") {
        std::vector<int> seats(votes.size(), 0);
        for (int seat = 0; seat < contest.winners; ++seat) {
            std::size_t best = 0;
            for (std::size_t at = 1; at < seats.size(); ++at) {
                if (votes[at] * (seats[best] + 1) > votes[best] * (seats[at] + 1)) {
                    best = at;
                }
            }
            ++seats[best];
        }
        for (std::size_t at = 0; at < seats.size(); ++at) {
            out.push_back(fmt::format("{}: {}", contest.choices[at], seats[at]));
        }
    } else {
        std::vector<std::pair<std::int64_t, std::size_t>> order;
        for (std::size_t at = 0; at < votes.size(); ++at) {
            order.emplace_back(-votes[at], at);
        }
        std::sort(order.begin(), order.end());
        const auto seats =
            std::min<std::size_t>(static_cast<std::size_t>(contest.winners), order.size());
        tied = seats < order.size() && order[seats - 1].first == order[seats].first;
        for (std::size_t at = 0; at < seats; ++at) {
            out.push_back(contest.choices[order[at].second]);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

void check_count(Facts& facts, const json::Value& body, const std::vector<std::string>& by) {
    only(body, {"contest", "winners", "votes", "same_outcome"});
    const auto name = text(body, "contest");
    const auto& contest = facts.contests[facts.contest(name)];
    if (facts.closed || !facts.full_counts.contains(name)) {
        differs("contest", "one whose full count was ordered", name);
    }
    needs_people(by, 2);
    std::vector<std::int64_t> votes;
    for (const auto& each : list(body, "votes")) {
        only(each, {"name", "votes"});
        if (votes.size() >= contest.choices.size()) {
            differs("votes", "one for each choice", "more");
        }
        same("votes.name", contest.choices[votes.size()], text(each, "name"));
        votes.push_back(whole(each, "votes"));
    }
    same(
        "votes",
        static_cast<std::int64_t>(contest.choices.size()),
        static_cast<std::int64_t>(votes.size())
    );
    auto winners = texts(body, "winners");
    bool tied = false;
    if (contest.rule == "instant_runoff") {
        same(
            "same_outcome",
            winners == std::vector{contest.reported_winner},
            flag(body, "same_outcome")
        );
    } else {
        const auto counted = winners_by_votes(contest, votes, tied);
        if (!tied) {
            same("winners", csv_row(counted), csv_row(winners));
        }
        bool reported_tie = false;
        same(
            "same_outcome",
            winners == winners_by_votes(contest, contest.votes, reported_tie),
            flag(body, "same_outcome")
        );
    }
    facts.counted[name] = flag(body, "same_outcome");
}

}  // namespace belfry::audit_verify
