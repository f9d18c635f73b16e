#include "audit/contest_rules.hpp"

#include <numeric>

#include "json/json.hpp"

namespace belfry::audit {

namespace {

AssertionSet unconfirmed(Confirmable why) {
    AssertionSet out;
    out.confirmable = why;
    return out;
}

AssertionSet plurality(const Contest& contest) {
    const auto outcome = outcome_of(contest);
    if (outcome.standing != Standing::decided) {
        return unconfirmed(
            outcome.standing == Standing::tied ? Confirmable::tied : Confirmable::no_losers
        );
    }
    AssertionSet out;
    out.assertions = plurality_assertions(outcome);
    return out;
}

double all_votes(const Contest& contest) {
    return std::accumulate(
        contest.choices.begin(),
        contest.choices.end(),
        0.0,
        [](double sum, const Choice& choice) { return sum + static_cast<double>(choice.votes); }
    );
}

AssertionSet threshold(const Contest& contest, double share) {
    const double all = all_votes(contest);
    if (contest.choices.empty() || all <= 0.0) {
        return unconfirmed(Confirmable::no_losers);
    }
    // Exactly the share is not more than it, yet one vote apart from it: no sample can tell.
    if (static_cast<double>(contest.choices.front().votes) == share * all) {
        return unconfirmed(Confirmable::tied);
    }
    AssertionSet out;
    out.assertions.push_back(threshold_assertion(contest, 0, share));
    return out;
}

AssertionSet dhondt(const Contest& contest, double list_share) {
    AssertionSet out;
    auto entitled = contest;
    if (list_share > 0.0) {
        const double all = all_votes(contest);
        for (std::size_t at = 0; at < contest.choices.size(); ++at) {
            if (static_cast<double>(contest.choices[at].votes) == list_share * all) {
                return unconfirmed(Confirmable::tied);
            }
            out.assertions.push_back(threshold_assertion(contest, at, list_share));
            if (out.assertions.back().kind == AssertionKind::less_than_share) {
                entitled.choices[at].votes = 0;
            }
        }
    }
    if (all_votes(entitled) <= 0.0) {
        return unconfirmed(Confirmable::no_losers);
    }
    const auto quotients = dhondt_assertions(entitled, contest.winners);
    if (!quotients) {
        return unconfirmed(Confirmable::tied);
    }
    for (const auto& each : *quotients) {
        // A list without a right to seats is ruled out by its share already.
        const bool excluded =
            entitled.choices[each.loser].votes == 0 && contest.choices[each.loser].votes > 0;
        if (!excluded) {
            out.assertions.push_back(each);
        }
    }
    out.seats = dhondt_seats(entitled, contest.winners);
    return out;
}

Confirmable state_of(RaireResult::State state) {
    switch (state) {
        case RaireResult::State::assertions:
            return Confirmable::by_sample;
        case RaireResult::State::wrong_winner:
            return Confirmable::wrong_winner;
        case RaireResult::State::full_count:
            return Confirmable::full_count;
        case RaireResult::State::too_many:
            break;
    }
    return Confirmable::too_many_orders;
}

AssertionSet instant_runoff_assertions(
    const Contest& contest,
    const RuleTerms& terms,
    std::span<const RankedBallots> rankings,
    const Difficulty& difficulty
) {
    if (contest.choices.size() < 2) {
        return unconfirmed(Confirmable::no_losers);
    }
    auto winner = terms.reported_winner;
    if (!winner) {
        const auto order = instant_runoff(contest.choices.size(), rankings);
        if (!order) {
            return unconfirmed(Confirmable::tied);
        }
        winner = order->back();
    }
    AssertionSet out;
    out.ranked = raire(
        contest.choices.size(),
        rankings,
        *winner,
        difficulty ? difficulty : one_on_margin(contest.cards)
    );
    out.confirmable = state_of(out.ranked->state);
    for (const auto& each : out.ranked->assertions) {
        out.assertions.push_back(each.assertion);
    }
    return out;
}

}  // namespace

AssertionSet assertions_for(
    const Contest& contest,
    const RuleTerms& terms,
    std::span<const RankedBallots> rankings,
    const Difficulty& difficulty
) {
    switch (terms.rule) {
        case CountingRule::plurality:
        case CountingRule::approval:
            return plurality(contest);
        case CountingRule::threshold:
            return threshold(contest, terms.share);
        case CountingRule::instant_runoff:
            return instant_runoff_assertions(contest, terms, rankings, difficulty);
        case CountingRule::dhondt:
            return dhondt(contest, terms.list_share);
        case CountingRule::single_transferable_vote:
            break;
    }
    return unconfirmed(Confirmable::no_method);
}

Sentence sentence_of(Confirmable confirmable) {
    return {"audit.confirmable." + std::string(json::name_of(confirmable)), {}};
}

}  // namespace belfry::audit
