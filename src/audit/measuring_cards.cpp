// Single cards: comparisons with their records, and bets.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "audit/comparison.hpp"
#include "audit/martingale.hpp"
#include "audit/measuring.hpp"
#include "audit/overstatement.hpp"
#include "audit/preparation.hpp"

namespace belfry::audit {

namespace {

/// The margin of a claim in votes of its population.
std::int64_t votes_of(const Claim& claim, std::int64_t population) {
    return std::llround(claim.margin * static_cast<double>(population));
}

CardReading hand_reading(const DrawnCard& card) {
    // People who cannot agree, like a card that is not there, count against every claim.
    return {card.marks, card.not_found || card.no_agreement, {}};
}

CardReading record_of_card(const AuditInputs& inputs, const SampleOf& sample, std::int64_t card) {
    return {inputs.marks(card, sample.number), !inputs.has_record(card), {}};
}

/// By how many votes a card overstated the margin of a claim: −2 to 2. Without a record, or
/// without the card, two.
int overstated_votes(
    const AuditInputs& inputs,
    const SampleOf& sample,
    const Assertion& assertion,
    const DrawnCard& card
) {
    if (card.not_found || !inputs.has_record(card.card)) {
        return 2;
    }
    const double half = overstatement(
        assertion,
        record_of_card(inputs, sample, card.card),
        hand_reading(card),
        inputs.terms.card_styles
    );
    return static_cast<int>(std::lround(2.0 * half));
}

void note(Discrepancies& found, int votes) {
    found.o1 += votes == 1 ? 1 : 0;
    found.o2 += votes == 2 ? 1 : 0;
    found.u1 += votes == -1 ? 1 : 0;
    found.u2 += votes == -2 ? 1 : 0;
}

std::vector<Assertion> assertions_of(const SampleOf& sample) {
    std::vector<Assertion> out;
    for (const auto& claim : sample.prepared->claims) {
        out.push_back(assertion_of(*sample.terms, claim));
    }
    return out;
}

TestTerms test_terms(const AuditInputs& inputs, const SampleOf& sample, double upper) {
    const double size = inputs.terms.with_replacement
                            ? without_end
                            : static_cast<double>(sample.prepared->population);
    return {size, 0.5, upper};
}

/// The record's value where cards without records stand for their group (ONEAudit).
CardReading pooled_record(
    const AuditInputs& inputs, const SampleOf& sample, const Assertion& assertion, std::int64_t card
) {
    auto reading = record_of_card(inputs, sample, card);
    const auto* const pool = sample.terms->method == AuditMethod::one_audit
                                 ? inputs.pool_of(card, sample.number)
                                 : nullptr;
    if (pool != nullptr) {
        reading.phantom = false;
        reading.pool_mean = pool_mean(assertion, *pool);
    }
    return reading;
}

double bet_on_comparison(const AuditInputs& inputs, const SampleOf& sample, const Claim& claim) {
    const auto assertion = assertion_of(*sample.terms, claim);
    const double upper = upper_bound(assertion);
    const double most = overstatement_upper(upper, claim.margin);
    const double no_error = no_error_value(upper, claim.margin);
    auto bettor = sample.terms->method == AuditMethod::one_audit
                      ? outlook_bet(one_audit_outlook(inputs, *sample.prepared, claim))
                      : cobra_adaptive(ComparisonRates{}, no_error);
    RiskTest test(test_terms(inputs, sample, most), std::move(bettor));
    for (const auto& card : sample.cards) {
        const double over = overstatement(
            assertion,
            pooled_record(inputs, sample, assertion, card.card),
            hand_reading(card),
            inputs.terms.card_styles
        );
        const double value = overstatement_value(over, upper, claim.margin);
        test.push(std::clamp(value, 0.0, most));
    }
    return test.p_value();
}

double bet_on_polling(const AuditInputs& inputs, const SampleOf& sample, const Claim& claim) {
    const auto assertion = assertion_of(*sample.terms, claim);
    const double mean = (claim.margin + 1.0) / 2.0;
    RiskTest test(test_terms(inputs, sample, upper_bound(assertion)), shrink_trunc({.eta = mean}));
    for (const auto& card : sample.cards) {
        test.push(hand_value(assertion, hand_reading(card), inputs.terms.card_styles));
    }
    return test.p_value();
}

}  // namespace

std::vector<Outlook> one_audit_outlook(
    const AuditInputs& inputs, const PreparedContest& contest, const Claim& claim
) {
    const auto number = inputs.contest_number(contest.contest);
    const auto& terms = inputs.contests.contests[number];
    std::map<const PoolTotals*, std::int64_t> pooled;
    std::int64_t recorded = 0;
    const auto cards = cards_of(inputs, number).cards;
    for (const auto card : cards) {
        recorded += inputs.has_record(card) ? 1 : 0;
        if (const auto* const pool = inputs.pool_of(card, number)) {
            ++pooled[pool];
        }
    }
    std::vector<PoolTotals> pools;
    auto others = static_cast<std::int64_t>(cards.size());
    for (const auto& [pool, count] : pooled) {
        pools.push_back(*pool);
        others -= count;
    }
    PoolOutlookTerms outlook{claim.margin, others, {}};
    // Phantoms, and cards of which nothing is known, are one-vote overstatements.
    outlook.rates.o1 += static_cast<double>(others - recorded) /
                        static_cast<double>(std::max<std::int64_t>(1, others));
    return pool_outlook(assertion_of(terms, claim), pools, outlook);
}

void measure_comparison(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    const auto assertions = assertions_of(sample);
    const auto population = sample.prepared->population;
    std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
    for (const auto& claim : sample.prepared->claims) {
        smallest = std::min(smallest, votes_of(claim, population));
        risk.claims.push_back({claim.words, 1.0, Discrepancies{}});
    }
    ComparisonTerms terms{inputs.terms.risk_limit, 0.0, inputs.terms.gamma};
    terms.diluted_margin = static_cast<double>(smallest) / static_cast<double>(population);
    KaplanMarkov whole(terms, smallest);
    for (const auto& card : sample.cards) {
        double largest = 0.0;
        for (std::size_t at = 0; at < assertions.size(); ++at) {
            const int votes = overstated_votes(inputs, sample, assertions[at], card);
            const auto margin = votes_of(sample.prepared->claims[at], population);
            largest = std::max(largest, static_cast<double>(votes) / static_cast<double>(margin));
            note(*risk.claims[at].found, votes);
        }
        whole.push(largest);
    }
    risk.p_value = std::min(1.0, whole.p_value());
    for (std::size_t at = 0; at < assertions.size(); ++at) {
        auto own = terms;
        own.diluted_margin = sample.prepared->claims[at].margin;
        risk.claims[at].p_value = kaplan_markov(own, risk.draws, *risk.claims[at].found);
    }
}

void measure_bets(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    const auto assertions = assertions_of(sample);
    const bool polling = sample.terms->method == AuditMethod::alpha;
    risk.p_value = 0.0;
    for (std::size_t at = 0; at < assertions.size(); ++at) {
        const auto& claim = sample.prepared->claims[at];
        ClaimRisk out{claim.words, 1.0, {}};
        out.p_value = polling ? bet_on_polling(inputs, sample, claim)
                              : bet_on_comparison(inputs, sample, claim);
        const bool counts_votes = !polling && upper_bound(assertions[at]) == 1.0 &&
                                  sample.terms->method == AuditMethod::betting_comparison;
        if (counts_votes) {
            out.found = Discrepancies{};
            for (const auto& card : sample.cards) {
                note(*out.found, overstated_votes(inputs, sample, assertions[at], card));
            }
        }
        risk.p_value = std::max(risk.p_value, out.p_value);
        risk.claims.push_back(std::move(out));
    }
}

}  // namespace belfry::audit
