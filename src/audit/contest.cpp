#include "audit/contest.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace belfry::audit {

namespace {

Refusal::Problem problem(std::string field, std::string code, std::string advice) {
    return {std::move(field), std::move(code), std::move(advice), {}};
}

void check_choices(const Contest& contest, std::vector<Refusal::Problem>& problems) {
    std::set<std::string> names;
    std::int64_t votes = 0;
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        const auto& choice = contest.choices[at];
        const auto field = fmt::format("choices[{}]", at);
        if (choice.votes < 0 || choice.votes > contest.cards) {
            problems.push_back(problem(
                field + ".votes",
                "audit_votes_out_of_range",
                fmt::format("Give a number of votes from 0 to {}, the cards.", contest.cards)
            ));
            return;
        }
        if (!names.insert(choice.name).second) {
            problems.push_back(problem(
                field + ".name", "audit_choice_twice", "Give every choice a name of its own."
            ));
        }
        votes += choice.votes;
    }
    if (contest.votes_allowed >= 1 && votes > contest.cards * contest.votes_allowed) {
        problems.push_back(problem(
            "cards",
            "audit_more_votes_than_cards",
            fmt::format(
                "{} votes cannot stand on {} cards with {} votes each.",
                votes,
                contest.cards,
                contest.votes_allowed
            )
        ));
    }
}

}  // namespace

Result<void> check_contest(const Contest& contest) {
    std::vector<Refusal::Problem> problems;
    // More than all people have; sums of votes stay far from the limits of numbers.
    constexpr std::int64_t most_cards = 10'000'000'000;
    if (contest.cards < 1 || contest.cards > most_cards) {
        problems.push_back(problem(
            "cards", "audit_no_cards", "Give the number of cards, from 1 to 10,000,000,000."
        ));
    }
    if (contest.winners < 1) {
        problems.push_back(problem("winners", "audit_no_winners", "At least one choice must win."));
    }
    if (contest.votes_allowed < 1 || contest.votes_allowed > 1000) {
        problems.push_back(problem(
            "votes_allowed",
            "audit_votes_allowed",
            "Give how many marks a card may carry, 1 or more."
        ));
    }
    if (contest.choices.empty() ||
        contest.choices.size() < static_cast<std::size_t>(std::max(contest.winners, 0))) {
        problems.push_back(problem(
            "choices",
            "audit_too_few_choices",
            "Give at least as many choices as there are winners."
        ));
    }
    if (contest.cards <= most_cards) {
        check_choices(contest, problems);
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

Outcome outcome_of(const Contest& contest) {
    std::vector<std::size_t> order(contest.choices.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t at) {
        return std::pair(-contest.choices[at].votes, at);
    });
    const auto seats = std::min(static_cast<std::size_t>(contest.winners), order.size());
    Outcome out;
    out.winners.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(seats));
    out.losers.assign(order.begin() + static_cast<std::ptrdiff_t>(seats), order.end());
    if (out.losers.empty()) {
        out.standing = Standing::no_losers;
        return out;
    }
    for (const auto winner : out.winners) {
        for (const auto loser : out.losers) {
            const auto margin = contest.choices[winner].votes - contest.choices[loser].votes;
            out.pairs.push_back({winner, loser, margin});
        }
    }
    out.smallest_margin = std::ranges::min(out.pairs, {}, &Pair::margin).margin;
    out.diluted_margin =
        static_cast<double>(out.smallest_margin) / static_cast<double>(contest.cards);
    out.standing = out.smallest_margin > 0 ? Standing::decided : Standing::tied;
    return out;
}

}  // namespace belfry::audit
