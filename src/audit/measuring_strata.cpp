// Some cards are compared with their records, the others are polled.
#include <algorithm>
#include <cmath>

#include "audit/drawing.hpp"
#include "audit/measuring.hpp"
#include "audit/overstatement.hpp"
#include "audit/preparation.hpp"

namespace belfry::audit {

namespace {

bool marked(const std::optional<std::vector<std::uint8_t>>& marks, std::size_t choice) {
    return marks && choice < marks->size() && (*marks)[choice] != 0;
}

bool against(const DrawnCard& card) {
    return card.not_found || card.no_agreement;
}

/// By how many votes a compared card overstated the margin of a pair: two without card or record.
int overstated_votes(
    const AuditInputs& inputs, const SampleOf& sample, const Assertion& pair, const DrawnCard& card
) {
    if (card.not_found || !inputs.has_record(card.card)) {
        return 2;
    }
    const double half = overstatement(
        pair,
        {inputs.marks(card.card, sample.number), false, {}},
        {card.marks, card.no_agreement, {}},
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

HybridPair hybrid_pair(const AuditInputs& inputs, const SampleOf& sample, const Pair& pair) {
    auto out = reported_strata(inputs, sample.number, pair);
    const Assertion assertion{AssertionKind::more_votes, pair.winner, pair.loser};
    for (const auto& card : sample.cards) {
        if (!card.polled) {
            ++out.comparison.drawn;
            note(out.comparison.found, overstated_votes(inputs, sample, assertion, card));
            continue;
        }
        ++out.polling.drawn;
        out.polling.sampled_winner += !against(card) && marked(card.marks, pair.winner) ? 1 : 0;
        out.polling.sampled_loser += against(card) || marked(card.marks, pair.loser) ? 1 : 0;
    }
    return out;
}

/// How often each value of the assorter was reported, by votes alone: where there are more votes
/// than cards, some cards have both.
StratumReport report_of(std::int64_t cards, std::int64_t winner, std::int64_t loser) {
    const auto both = std::max<std::int64_t>(0, winner + loser - cards);
    const auto all = static_cast<double>(cards);
    const double ones = static_cast<double>(winner - both) / all;
    const double zeros = static_cast<double>(loser - both) / all;
    return {all, 1.0, {{1.0, ones}, {0.5, 1.0 - ones - zeros}, {0.0, zeros}}};
}

Pair pair_of(const ContestTerms& terms, const Claim& claim) {
    const auto assertion = assertion_of(terms, claim);
    return {assertion.winner, assertion.loser, 0};
}

}  // namespace

HybridPair reported_strata(const AuditInputs& inputs, std::size_t contest, const Pair& pair) {
    const auto& choices = inputs.contests.contests[contest].choices;
    const auto strata = strata_of(inputs, contest);
    HybridPair out;
    out.gamma = inputs.terms.gamma;
    out.comparison.cards = strata.compared;
    out.polling.cards = strata.polled;
    for (const auto card : cards_of(inputs, contest, Stratum::compared).cards) {
        const auto marks = inputs.marks(card, contest);
        out.comparison.winner += marked(marks, pair.winner) ? 1 : 0;
        out.comparison.loser += marked(marks, pair.loser) ? 1 : 0;
    }
    out.polling.winner = choices[pair.winner].votes - out.comparison.winner;
    out.polling.loser = choices[pair.loser].votes - out.comparison.loser;
    return out;
}

std::vector<StratumTerms> strata_for(
    const AuditInputs& inputs, const PreparedContest& contest, const Claim& claim
) {
    const auto number = inputs.contest_number(contest.contest);
    const auto pair = pair_of(inputs.contests.contests[number], claim);
    const auto both = reported_strata(inputs, number, pair);
    const auto& compared = both.comparison;
    const auto& polled = both.polling;
    return {
        compared_stratum(
            report_of(compared.cards, compared.winner, compared.loser), claim.margin, {}
        ),
        polled_stratum(report_of(polled.cards, polled.winner, polled.loser), claim.margin)
    };
}

void measure_hybrid(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    risk.p_value = 0.0;
    for (const auto& claim : sample.prepared->claims) {
        const auto pair = hybrid_pair(inputs, sample, pair_of(*sample.terms, claim));
        const double p = std::min(1.0, hybrid_p_value(pair, inputs.terms.risk_limit));
        risk.claims.push_back({claim.words, p, pair.comparison.found});
        risk.p_value = std::max(risk.p_value, p);
    }
}

void measure_stratified(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    risk.p_value = 0.0;
    for (const auto& claim : sample.prepared->claims) {
        const auto assertion = assertion_of(*sample.terms, claim);
        StratifiedTest test(strata_for(inputs, *sample.prepared, claim));
        Discrepancies found;
        for (const auto& card : sample.cards) {
            if (card.polled) {
                const CardReading hand{card.marks, against(card), {}};
                test.push(1, hand_value(assertion, hand, inputs.terms.card_styles));
                continue;
            }
            const int votes = overstated_votes(inputs, sample, assertion, card);
            note(found, votes);
            test.push(0, 1.0 - votes / 2.0);
        }
        risk.claims.push_back({claim.words, test.p_value(), found});
        risk.p_value = std::max(risk.p_value, risk.claims.back().p_value);
    }
}

}  // namespace belfry::audit
