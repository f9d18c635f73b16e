#include "audit/measuring.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "audit/drawing.hpp"
#include "audit/preparation.hpp"
#include "base/check.hpp"

namespace belfry::audit {

namespace {

/// Fills in what a person saw of the contest on a drawn card.
void read_card(DrawnCard& card, const ItemProgress& item, const ContestTerms& contest) {
    if (item.stage == ItemStage::not_found) {
        card.not_found = true;
        return;
    }
    check(item.stage == ItemStage::settled, "cards are read before they are measured");
    for (const auto& reading : item.reading) {
        if (reading.contest == contest.name) {
            card.no_agreement = reading.sight == Sight::cannot_agree;
            card.marks = hand_marks(contest, reading);
        }
    }
}

/// All cards of the population were read: what the hand readings say is the truth.
bool everything_read(const SampleOf& sample) {
    std::set<std::int64_t> read;
    for (const auto& card : sample.cards) {
        if (!card.not_found && !card.no_agreement) {
            read.insert(card.card);
        }
    }
    return static_cast<std::int64_t>(read.size()) == sample.prepared->population;
}

bool claim_holds_by_hand(const AuditInputs& inputs, const SampleOf& sample, const Claim& claim) {
    const auto assertion = assertion_of(*sample.terms, claim);
    std::map<std::int64_t, double> values;
    for (const auto& card : sample.cards) {
        values[card.card] =
            hand_value(assertion, {card.marks, false, {}}, inputs.terms.card_styles);
    }
    double sum = 0.0;
    for (const auto& [card, value] : values) {
        sum += value;
    }
    return sum > 0.5 * static_cast<double>(values.size());
}

/// With every card read by hand there is no risk left, one way or the other.
void settle_everything(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    risk.p_value = 0.0;
    for (std::size_t at = 0; at < risk.claims.size(); ++at) {
        const bool holds = claim_holds_by_hand(inputs, sample, sample.prepared->claims[at]);
        risk.claims[at].p_value = holds ? 0.0 : 1.0;
        risk.p_value = std::max(risk.p_value, risk.claims[at].p_value);
    }
}

void measure_cards(const AuditInputs& inputs, const SampleOf& sample, ContestRisk& risk) {
    switch (sample.terms->method) {
        case AuditMethod::comparison:
            measure_comparison(inputs, sample, risk);
            break;
        case AuditMethod::betting_comparison:
        case AuditMethod::one_audit:
        case AuditMethod::alpha:
            measure_bets(inputs, sample, risk);
            break;
        case AuditMethod::hybrid:
            measure_hybrid(inputs, sample, risk);
            break;
        case AuditMethod::stratified:
            measure_stratified(inputs, sample, risk);
            break;
        default:
            measure_polling(inputs, sample, risk);
            break;
    }
    if (everything_read(sample)) {
        settle_everything(inputs, sample, risk);
    }
}

void count_draws(const Progress& progress, ContestRisk& risk) {
    std::set<std::int64_t> items;
    for (const auto& round : progress.rounds) {
        for (const auto& draw : round.draws) {
            if (draw.contest != risk.contest) {
                continue;
            }
            for (const auto& pick : draw.picks) {
                ++risk.draws;
                items.insert(pick.item);
                risk.not_found += progress.find(pick.item)->stage == ItemStage::not_found ? 1 : 0;
            }
        }
    }
    risk.items = static_cast<std::int64_t>(items.size());
}

ContestRisk measure_one(const AuditInputs& inputs, const Progress& progress, std::size_t contest) {
    const auto& terms = inputs.contests.contests[contest];
    ContestRisk risk;
    risk.contest = terms.name;
    risk.method = terms.method;
    risk.formula = formula_name(terms.method);
    count_draws(progress, risk);
    if (counts_batches(terms.method)) {
        measure_batches(inputs, progress, contest, risk);
    } else {
        measure_cards(inputs, sample_of(inputs, progress, contest), risk);
    }
    if (terms.method == AuditMethod::fixed_percentage) {
        risk.verdict = Verdict::reported_only;
        return risk;
    }
    risk.verdict = risk.p_value <= inputs.terms.risk_limit ? Verdict::confirmed : Verdict::more;
    if (risk.verdict == Verdict::more) {
        const auto next = further_round(inputs, progress, risk);
        risk.next = next.draws;
        risk.next_rule = next.rule;
        if (risk.next <= risk.draws) {
            risk.next = 0;
            risk.next_rule = "no further draws are possible";
            risk.verdict = Verdict::full_count;
        }
    }
    return risk;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> hand_marks(
    const ContestTerms& contest, const ContestReading& reading
) {
    if (reading.sight == Sight::not_on_card) {
        return {};
    }
    std::vector<std::uint8_t> marks(contest.choices.size(), 0);
    if (reading.sight != Sight::marked) {
        return marks;
    }
    const bool ranked = contest.rule == CountingRule::instant_runoff;
    if (!ranked && static_cast<int>(reading.votes.size()) > contest.votes_allowed) {
        return marks;
    }
    std::multimap<std::int64_t, std::size_t> by_rank;
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        const auto found = reading.votes.find(contest.choices[at].name);
        if (found != reading.votes.end()) {
            by_rank.emplace(found->second, at);
        }
    }
    std::uint8_t rank = 1;
    for (const auto& [given, choice] : by_rank) {
        if (ranked && by_rank.count(given) > 1) {
            break;  // Two choices of one rank: what follows cannot be counted.
        }
        marks[choice] = rank;
        rank = static_cast<std::uint8_t>(rank + (ranked ? 1 : 0));
    }
    return marks;
}

SampleOf sample_of(const AuditInputs& inputs, const Progress& progress, std::size_t contest) {
    SampleOf out;
    out.number = contest;
    out.terms = &inputs.contests.contests[contest];
    out.prepared = &progress.preparation->contests[contest];
    for (const auto& round : progress.rounds) {
        for (const auto& draw : round.draws) {
            if (draw.contest != out.terms->name) {
                continue;
            }
            for (const auto& pick : draw.picks) {
                const auto& item = *progress.find(pick.item);
                DrawnCard card;
                card.item = pick.item;
                card.card = card_of(inputs, item.item);
                card.round = round.round;
                card.polled = draw.stratum == "polled";
                read_card(card, item, *out.terms);
                out.cards.push_back(std::move(card));
            }
        }
    }
    return out;
}

Measurement measure(const AuditInputs& inputs, const Progress& progress) {
    Measurement out;
    out.round = progress.rounds.back().round;
    for (std::size_t at = 0; at < inputs.contests.contests.size(); ++at) {
        const auto& contest = progress.preparation->contests[at];
        if (contest.standing == Auditability::decided &&
            !progress.full_counts.contains(contest.contest)) {
            out.contests.push_back(measure_one(inputs, progress, at));
        }
    }
    return out;
}

}  // namespace belfry::audit
