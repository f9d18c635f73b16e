#include "audit/oneaudit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "audit/binomial.hpp"

namespace belfry::audit {

namespace {

/// How many of a group's cards have each value of the assorter.
struct ValueCounts {
    double winner = 0.0;
    double loser = 0.0;
    double other = 0.0;  ///< One half.
    double winner_value = 1.0;
    double loser_value = 0.0;
};

std::int64_t votes_of(const PoolTotals& pool, std::size_t choice) {
    return choice < pool.votes.size() ? pool.votes[choice] : 0;
}

std::optional<ValueCounts> counts_of(const Assertion& assertion, const PoolTotals& pool) {
    const auto cards = static_cast<double>(pool.cards);
    const auto valid =
        static_cast<double>(std::accumulate(pool.votes.begin(), pool.votes.end(), std::int64_t{0}));
    const auto winner = static_cast<double>(votes_of(pool, assertion.winner));
    const auto loser = static_cast<double>(votes_of(pool, assertion.loser));
    const double most = upper_bound(assertion);
    switch (assertion.kind) {
        case AssertionKind::more_votes:
            return ValueCounts{winner, loser, cards - winner - loser, most, 0.0};
        case AssertionKind::at_least_share:
            return ValueCounts{winner, valid - winner, cards - valid, most, 0.0};
        case AssertionKind::less_than_share:
            return ValueCounts{valid - loser, loser, cards - valid, most, 0.0};
        case AssertionKind::higher_quotient:
            return ValueCounts{winner, loser, cards - winner - loser, most, 0.0};
        case AssertionKind::never_behind:
        case AssertionKind::ahead_when_left:
            break;
    }
    return {};
}

}  // namespace

std::optional<double> pool_mean(const Assertion& assertion, const PoolTotals& pool) {
    const auto counts = counts_of(assertion, pool);
    if (!counts || pool.cards <= 0) {
        return {};
    }
    return (counts->winner * counts->winner_value + counts->loser * counts->loser_value +
            0.5 * counts->other) /
           static_cast<double>(pool.cards);
}

std::vector<Outlook> poll_outlook(const Assertion& assertion, const PoolTotals& all) {
    const auto counts = counts_of(assertion, all);
    if (!counts || all.cards <= 0) {
        return {};
    }
    const auto cards = static_cast<double>(all.cards);
    return {
        {counts->winner_value, counts->winner / cards},
        {counts->loser_value, counts->loser / cards},
        {0.5, counts->other / cards}
    };
}

std::vector<Outlook> pool_outlook(
    const Assertion& assertion, std::span<const PoolTotals> pools, const PoolOutlookTerms& terms
) {
    const double upper = upper_bound(assertion);
    auto all = static_cast<double>(terms.cards_with_records);
    for (const auto& pool : pools) {
        all += static_cast<double>(pool.cards);
    }
    std::map<double, double> rates;  // by the value of B
    const auto expect = [&](double overstatement, double cards) {
        if (cards > 0.0) {
            rates[overstatement_value(overstatement, upper, terms.margin)] += cards / all;
        }
    };
    for (const auto& pool : pools) {
        const auto mean = pool_mean(assertion, pool);
        const auto counts = counts_of(assertion, pool);
        if (mean && counts) {
            expect(*mean - counts->winner_value, counts->winner);
            expect(*mean - counts->loser_value, counts->loser);
            expect(*mean - 0.5, counts->other);
        }
    }
    const auto records = static_cast<double>(terms.cards_with_records);
    const auto& errors = terms.rates;
    expect(0.0, records * std::max(0.0, 1.0 - errors.o1 - errors.o2 - errors.u1 - errors.u2));
    expect(upper / 2.0, records * errors.o1);
    expect(upper, records * errors.o2);
    expect(-upper / 2.0, records * errors.u1);
    expect(-upper, records * errors.u2);
    std::vector<Outlook> out;
    for (const auto& [value, rate] : rates) {
        out.push_back({value, rate});
    }
    return out;
}

std::int64_t outlook_sample(
    std::span<const Outlook> outlook, double risk_limit, double certainty, std::int64_t cards
) {
    const double bet = best_bet(outlook, 0.5);
    double drift = 0.0;
    double square = 0.0;
    for (const auto& each : outlook) {
        const double step = std::log1p(bet * (each.value - 0.5));
        drift += each.rate * step;
        square += each.rate * step * step;
    }
    if (drift <= 0.0) {
        return cards;
    }
    const double wanted = -std::log(risk_limit);
    const double deviation = std::sqrt(std::max(0.0, square - drift * drift));
    // drift n − z deviation √n = wanted, solved for √n.
    const double z = certainty == 0.5 ? 0.0 : normal_quantile(certainty);
    const double root =
        (z * deviation + std::sqrt(z * z * deviation * deviation + 4.0 * drift * wanted)) /
        (2.0 * drift);
    return std::min(cards, static_cast<std::int64_t>(std::ceil(std::min(root * root, 9e15))));
}

}  // namespace belfry::audit
