#include "audit/full_count.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "audit/assertion.hpp"

namespace belfry::audit {

namespace {

std::int64_t total_of(const std::vector<Choice>& choices) {
    return std::accumulate(
        choices.begin(),
        choices.end(),
        std::int64_t{0},
        [](std::int64_t sum, const Choice& choice) { return sum + choice.votes; }
    );
}

std::unexpected<Refusal> refuse_count(const ContestTerms& contest, std::string_view what) {
    return refuse(
        Refusal::Kind::invalid, "audit_full_count_votes", fmt::format("{}: {}", contest.name, what)
    );
}

}  // namespace

std::vector<std::string> winners_of(const ContestTerms& contest) {
    std::vector<std::string> out;
    switch (contest.rule) {
        case CountingRule::instant_runoff:
            out.push_back(contest.reported_winner.value_or(""));
            break;
        case CountingRule::threshold:
            if (static_cast<double>(contest.choices[0].votes) >
                contest.share.value_or(0.5) * static_cast<double>(total_of(contest.choices))) {
                out.push_back(contest.choices[0].name);
            }
            break;
        case CountingRule::dhondt: {
            const auto seats = dhondt_seats(reported(contest, contest.cards), contest.winners);
            for (std::size_t at = 0; at < seats.size(); ++at) {
                out.push_back(fmt::format("{}: {}", contest.choices[at].name, seats[at]));
            }
            break;
        }
        case CountingRule::plurality:
        case CountingRule::approval:
        case CountingRule::single_transferable_vote:
            for (const auto winner : outcome_of(reported(contest, contest.cards)).winners) {
                out.push_back(contest.choices[winner].name);
            }
            break;
    }
    std::ranges::sort(out);
    return out;
}

Result<FullCountRecorded> judge_full_count(const ContestTerms& contest, FullCountRecorded counted) {
    auto by_hand = contest;
    for (auto& choice : by_hand.choices) {
        const auto found = std::ranges::find(counted.votes, choice.name, &Choice::name);
        if (found == counted.votes.end() || found->votes < 0) {
            return refuse_count(contest, fmt::format("give the votes of “{}”.", choice.name));
        }
        choice.votes = found->votes;
    }
    if (counted.votes.size() != contest.choices.size()) {
        return refuse_count(contest, "votes are given for somebody who is no choice, or twice.");
    }
    counted.votes = by_hand.choices;
    const bool tied =
        (contest.rule == CountingRule::plurality || contest.rule == CountingRule::approval) &&
        outcome_of(reported(by_hand, contest.cards)).standing == Standing::tied;
    if (contest.rule == CountingRule::instant_runoff || tied) {
        if (counted.winners.empty()) {
            return refuse_count(
                contest,
                tied ? "the count is tied; say who won by lot." : "say who won by the rounds."
            );
        }
        std::ranges::sort(counted.winners);
    } else {
        counted.winners = winners_of(by_hand);
    }
    counted.same_outcome = counted.winners == winners_of(contest);
    return counted;
}

}  // namespace belfry::audit
