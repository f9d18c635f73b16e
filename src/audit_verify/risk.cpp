// The risk after a round, from the readings alone.
#include "audit_verify/risk.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace belfry::audit_verify {

namespace {

/// A drawn card, as the formulas see it.
struct Seen {
    std::int64_t place = 0;
    int round = 1;
    bool polled = false;
    bool lost = false;      ///< Not found, or a phantom.
    bool disputed = false;  ///< People cannot agree.
    Marks marks;            ///< By hand.
    bool recorded = false;
    Marks record;
};

/// Marks out of a reading: too many count for nobody, ranks are closed up to the first tie.
Marks by_hand(const Contest& contest, const Sight& sight) {
    if (sight.sight == "not_on_card") {
        return {};
    }
    std::vector<int> marks(contest.choices.size(), 0);
    if (sight.sight != "marked") {
        return marks;
    }
    if (contest.rule != "instant_runoff") {
        if (static_cast<int>(sight.votes.size()) > contest.votes_allowed) {
            return marks;
        }
        for (std::size_t at = 0; at < marks.size(); ++at) {
            marks[at] = sight.votes.contains(contest.choices[at]) ? 1 : 0;
        }
        return marks;
    }
    int next = 1;
    for (std::int64_t rank = 0; rank <= 1000; ++rank) {
        std::vector<std::size_t> here;
        for (std::size_t at = 0; at < marks.size(); ++at) {
            const auto vote = sight.votes.find(contest.choices[at]);
            if (vote != sight.votes.end() && vote->second == rank) {
                here.push_back(at);
            }
        }
        if (here.size() > 1) {
            break;
        }
        if (here.size() == 1) {
            marks[here[0]] = next++;
        }
    }
    return marks;
}

/// Everything drawn for a contest, in the order of rounds; within a round as drawn.
std::vector<Seen> seen_of(const Facts& facts, std::size_t contest) {
    const auto& name = facts.contests[contest].name;
    std::vector<Seen> out;
    for (const auto& [key, draws] : facts.draws) {
        if (key.substr(0, key.find('\x1f')) != name) {
            continue;
        }
        for (const auto& draw : draws) {
            Seen seen;
            seen.place = draw.place;
            seen.round = draw.round;
            seen.polled = key.ends_with("polled");
            const auto& item = facts.items[static_cast<std::size_t>(draw.item - 1)];
            seen.lost = item.state == "lost";
            if (!seen.lost) {
                const auto& sight = item.reading.at(name);
                seen.disputed = sight.sight == "cannot_agree";
                seen.marks = by_hand(facts.contests[contest], sight);
            }
            if (draw.place < static_cast<std::int64_t>(facts.cards.size())) {
                const auto& card = facts.cards[static_cast<std::size_t>(draw.place)];
                seen.recorded = card.recorded;
                seen.record = card.marks[contest];
            }
            out.push_back(seen);
        }
    }
    // Rounds one after the other, each in the order it was drawn in.
    std::vector<Seen> in_order;
    for (int round = 1; round <= facts.rounds; ++round) {
        std::copy_if(out.begin(), out.end(), std::back_inserter(in_order), [&](const Seen& seen) {
            return seen.round == round;
        });
    }
    return in_order;
}

/// A claim's value by hand. With card styles, a card whose record has the contest and which does
/// not counts nothing.
double hand(const Facts& facts, const Claim& claim, const Seen& seen, bool expected) {
    if (seen.lost || seen.disputed) {
        return 0.0;
    }
    if (!seen.marks && facts.styles && expected) {
        return 0.0;
    }
    return assorted(claim, seen.marks);
}

/// By how many votes the record overstated the claim.
int overstated(const Facts& facts, const Claim& claim, const Seen& seen) {
    if (seen.lost || !seen.recorded) {
        return 2;
    }
    const double over =
        assorted(claim, seen.record) - hand(facts, claim, seen, seen.record.has_value());
    return static_cast<int>(std::lround(2.0 * over));
}

void count_error(Errors& errors, int votes) {
    errors.o1 += votes == 1;
    errors.o2 += votes == 2;
    errors.u1 += votes == -1;
    errors.u2 += votes == -2;
}

Risks comparison(const Facts& facts, std::size_t contest, const std::vector<Seen>& sample) {
    const auto& prepared = facts.prepared[contest];
    const auto cards = static_cast<double>(prepared.population);
    Risks out;
    std::vector<double> margins;
    for (const auto& claim : prepared.claims) {
        margins.push_back(std::round(claim.margin * cards));
        out.errors.emplace_back();
    }
    const double smallest = *std::min_element(margins.begin(), margins.end());
    const double u = 2.0 * facts.gamma * cards / smallest;
    long double p = 1.0L;
    for (const auto& seen : sample) {
        double relative = 0.0;
        for (std::size_t at = 0; at < margins.size(); ++at) {
            const int votes = overstated(facts, prepared.claims[at], seen);
            relative = std::max(relative, votes / margins[at]);
            count_error(out.errors[at], votes);
        }
        p *= (1.0L - 1.0L / u) / (1.0L - relative * smallest / (2.0 * facts.gamma));
    }
    out.p = static_cast<double>(std::min(1.0L, p));
    for (std::size_t at = 0; at < margins.size(); ++at) {
        const auto& e = out.errors[at];
        const double half = 1.0 / (2.0 * facts.gamma);
        const auto power = [](double base, std::int64_t times) {
            return std::pow(static_cast<long double>(base), -static_cast<long double>(times));
        };
        const long double own =
            std::pow(
                1.0L - prepared.claims[at].margin * half, static_cast<long double>(sample.size())
            ) *
            power(1.0 - half, e.o1) * power(1.0 - 2.0 * half, e.o2) * power(1.0 + half, e.u1) *
            power(1.0 + 2.0 * half, e.u2);
        out.claims.push_back(static_cast<double>(std::min(1.0L, own)));
    }
    return out;
}

/// What a ONEAudit may expect of the values of a claim: each group's cards by their votes, the
/// others without error but for the usual rates, phantoms as one-vote overstatements.
std::vector<Expected> expected_of(const Facts& facts, std::size_t contest, const Claim& claim) {
    const double upper = most(claim);
    const auto value = [&](double over) {
        return (1.0 - over / upper) / (2.0 - claim.margin / upper);
    };
    const auto& population = facts.populations[contest];
    const auto all = static_cast<double>(population.size());
    std::set<const Pool*> pools;
    double others = all;
    double recorded = 0.0;
    for (const auto place : population) {
        const auto* const pool = pool_of(facts, contest, place);
        if (pool != nullptr) {
            pools.insert(pool);
            others -= 1.0;
        } else if (place < static_cast<std::int64_t>(facts.cards.size())) {
            recorded += facts.cards[static_cast<std::size_t>(place)].recorded ? 1.0 : 0.0;
        }
    }
    std::vector<Expected> out;
    for (const auto* const pool : pools) {
        double valid = 0.0;
        for (const auto votes : pool->votes) {
            valid += static_cast<double>(votes);
        }
        double winner = static_cast<double>(pool->votes[claim.winner]);
        double loser = static_cast<double>(pool->votes[claim.loser]);
        if (claim.kind == "at_least_share") {
            loser = valid - winner;
        } else if (claim.kind == "less_than_share") {
            winner = valid - loser;
        }
        const double mean = pool_mean(claim, *pool);
        out.push_back({value(mean - upper), winner / all});
        out.push_back({value(mean), loser / all});
        out.push_back({value(mean - 0.5), (static_cast<double>(pool->cards) - winner - loser) / all}
        );
    }
    const double one = 0.001 + (others - recorded) / std::max(1.0, others);
    const double two = 0.0001;
    const double share = others / all;
    out.push_back({value(0.0), std::max(0.0, 1.0 - one - two) * share});
    out.push_back({value(upper / 2.0), one * share});
    out.push_back({value(upper), two * share});
    return out;
}

Risks bets(const Facts& facts, std::size_t contest, const std::vector<Seen>& sample) {
    const auto& prepared = facts.prepared[contest];
    const auto& method = facts.contests[contest].method;
    const double size = facts.replacement ? 0.0 : static_cast<double>(prepared.population);
    Risks out;
    for (const auto& claim : prepared.claims) {
        const double upper = most(claim);
        const double right = 1.0 / (2.0 - claim.margin / upper);
        const double ceiling = method == "alpha" ? upper : 2.0 * right;
        Bets test(
            size,
            ceiling,
            method == "betting_comparison" ? adaptive(right)
            : method == "one_audit"        ? expecting(expected_of(facts, contest, claim))
                                           : shrinking((claim.margin + 1.0) / 2.0)
        );
        Errors errors;
        for (const auto& seen : sample) {
            if (method == "alpha") {
                test.add(hand(facts, claim, seen, true));
                continue;
            }
            // A card without a record, like a phantom, is one that should hold the contest.
            const auto* const pool =
                method == "one_audit" ? pool_of(facts, contest, seen.place) : nullptr;
            double reported = pool == nullptr ? 0.5 : pool_mean(claim, *pool);
            bool expected = true;
            if (seen.recorded) {
                reported = assorted(claim, seen.record);
                expected = seen.record.has_value();
            }
            const double over = reported - hand(facts, claim, seen, expected);
            test.add(std::clamp((1.0 - over / upper) * right, 0.0, ceiling));
            count_error(errors, overstated(facts, claim, seen));
        }
        out.errors.push_back(errors);
        out.claims.push_back(test.p_value());
        out.p = std::max(out.p, out.claims.back());
    }
    return out;
}

bool marked(const Seen& seen, std::size_t choice) {
    return seen.marks && (*seen.marks)[choice] != 0;
}

Risks polling(const Facts& facts, std::size_t contest, const std::vector<Seen>& sample) {
    const auto& terms = facts.contests[contest];
    Risks out;
    for (const auto& claim : facts.prepared[contest].claims) {
        const auto winner = static_cast<double>(terms.votes[claim.winner]);
        const auto loser = static_cast<double>(terms.votes[claim.loser]);
        const double share = winner / (winner + loser);
        std::vector<Count> rounds;
        int last = 0;
        long double ratio = 1.0L;
        for (const auto& seen : sample) {
            if (seen.round != last) {
                rounds.push_back(rounds.empty() ? Count{} : rounds.back());
                last = seen.round;
            }
            const bool against = seen.lost || seen.disputed;
            const bool for_winner = !against && marked(seen, claim.winner);
            const bool for_loser = against || marked(seen, claim.loser);
            ratio *= for_winner ? 2.0L * share : 1.0L;
            ratio *= for_loser ? 2.0L * (1.0L - share) : 1.0L;
            if (for_winner != for_loser) {
                ++rounds.back().ballots;
                rounds.back().winner += for_winner ? 1 : 0;
            }
        }
        double p = 1.0;
        if (terms.method == "bravo") {
            p = ratio > 0.0L ? static_cast<double>(std::min(1.0L, 1.0L / ratio)) : 1.0;
        } else if (share >= 1.0) {
            const auto& end = rounds.back();
            p = end.winner == end.ballots ? std::pow(0.5, static_cast<double>(end.ballots)) : 1.0;
        } else if (terms.method == "minerva") {
            p = minerva(rounds, share, facts.risk_limit);
        } else {
            p = providence(rounds, share);
        }
        out.claims.push_back(p);
        out.p = std::max(out.p, p);
    }
    return out;
}

/// What was reported in both strata of a claim about two choices.
Hybrid strata_of(const Facts& facts, std::size_t contest, const Claim& claim) {
    const auto& terms = facts.contests[contest];
    Hybrid both;
    both.gamma = facts.gamma;
    for (const auto place : facts.populations[contest]) {
        const bool real = place < static_cast<std::int64_t>(facts.cards.size());
        const auto* const card = real ? &facts.cards[static_cast<std::size_t>(place)] : nullptr;
        if (card == nullptr ||
            !facts.with_records.contains(facts.batches[card->batch].jurisdiction)) {
            ++both.polled_cards;
            continue;
        }
        ++both.compared_cards;
        if (card->marks[contest]) {
            both.compared_winner += (*card->marks[contest])[claim.winner] != 0;
            both.compared_loser += (*card->marks[contest])[claim.loser] != 0;
        }
    }
    both.polled_winner = terms.votes[claim.winner] - both.compared_winner;
    both.polled_loser = terms.votes[claim.loser] - both.compared_loser;
    return both;
}

Risks hybrid(const Facts& facts, std::size_t contest, const std::vector<Seen>& sample) {
    Risks out;
    for (const auto& claim : facts.prepared[contest].claims) {
        auto both = strata_of(facts, contest, claim);
        Errors errors;
        for (const auto& seen : sample) {
            if (!seen.polled) {
                ++both.compared_drawn;
                count_error(errors, overstated(facts, claim, seen));
                continue;
            }
            const bool against = seen.lost || seen.disputed;
            ++both.polled_drawn;
            both.seen_winner += !against && marked(seen, claim.winner);
            both.seen_loser += against || marked(seen, claim.loser);
        }
        both.o1 = errors.o1;
        both.o2 = errors.o2;
        both.u1 = errors.u1;
        both.u2 = errors.u2;
        out.errors.push_back(errors);
        out.claims.push_back(suite(both, facts.risk_limit));
        out.p = std::max(out.p, out.claims.back());
    }
    return out;
}

/// Rates of 1, one half and 0 by votes alone: where there are more votes than cards, some have
/// both.
std::vector<double> rates_of(std::int64_t cards, std::int64_t winner, std::int64_t loser) {
    const auto both = std::max<std::int64_t>(0, winner + loser - cards);
    const auto all = static_cast<double>(cards);
    const double ones = static_cast<double>(winner - both) / all;
    const double zeros = static_cast<double>(loser - both) / all;
    return {ones, 1.0 - ones - zeros, zeros};
}

Risks by_strata(const Facts& facts, std::size_t contest, const std::vector<Seen>& sample) {
    Risks out;
    for (const auto& claim : facts.prepared[contest].claims) {
        const auto both = strata_of(facts, contest, claim);
        const auto records =
            rates_of(both.compared_cards, both.compared_winner, both.compared_loser);
        const auto polls = rates_of(both.polled_cards, both.polled_winner, both.polled_loser);
        // The values of compared cards are 1 − o, of polled cards what people read.
        Part compared;
        compared.cards = static_cast<double>(both.compared_cards);
        compared.upper = 2.0;
        compared.offset = 1.0 - (records[0] + records[1] / 2.0);
        compared.guess = 1.0 - claim.margin / 2.0;
        compared.expected = {
            {1.0, 1.0 - 0.001 - 0.0001}, {0.5, 0.001}, {0.0, 0.0001}, {1.5, 0.0}, {2.0, 0.0}
        };
        compared.weight = 1000.0;
        Part polled;
        polled.cards = static_cast<double>(both.polled_cards);
        polled.guess = std::clamp(polls[0] + polls[1] / 2.0 - claim.margin / 2.0, 1e-3, 1.0);
        polled.expected = {{1.0, polls[0]}, {0.5, polls[1]}, {0.0, polls[2]}};
        polled.weight = 50.0;
        Errors errors;
        for (const auto& seen : sample) {
            if (seen.polled) {
                polled.add(hand(facts, claim, seen, true));
            } else {
                const int votes = overstated(facts, claim, seen);
                count_error(errors, votes);
                compared.add(1.0 - votes / 2.0);
            }
        }
        out.errors.push_back(errors);
        out.claims.push_back(stratified(compared, polled));
        out.p = std::max(out.p, out.claims.back());
    }
    return out;
}

/// With every card of the population read, the readings are the truth.
void settle_when_complete(
    const Facts& facts, std::size_t contest, const std::vector<Seen>& sample, Risks& risks
) {
    std::map<std::int64_t, const Seen*> read;
    for (const auto& seen : sample) {
        if (!seen.lost && !seen.disputed) {
            read[seen.place] = &seen;
        }
    }
    const auto& prepared = facts.prepared[contest];
    if (static_cast<std::int64_t>(read.size()) != prepared.population) {
        return;
    }
    risks.p = 0.0;
    for (std::size_t at = 0; at < prepared.claims.size(); ++at) {
        double sum = 0.0;
        for (const auto& [place, seen] : read) {
            sum += hand(facts, prepared.claims[at], *seen, facts.styles);
        }
        risks.claims[at] = sum > 0.5 * static_cast<double>(prepared.population) ? 0.0 : 1.0;
        risks.p = std::max(risks.p, risks.claims[at]);
    }
}

Risks batches(const Facts& facts, std::size_t contest) {
    const auto& terms = facts.contests[contest];
    const double u = facts.prepared[contest].error_bound;
    Risks out;
    long double p = 1.0L;
    std::map<std::int64_t, double> errors;
    bool lost = false;
    for (const auto& draw : facts.draws.at(terms.name + "\x1f")) {
        const auto batch = static_cast<std::size_t>(draw.place);
        const auto& item = facts.items[static_cast<std::size_t>(draw.item - 1)];
        const double bound = batch_bound(facts, contest, batch);
        double error = bound;
        if (item.state == "lost") {
            lost = true;
        } else {
            std::vector<std::int64_t> counted;
            const auto& votes = item.reading.at(terms.name).votes;
            for (const auto& choice : terms.choices) {
                counted.push_back(votes.contains(choice) ? votes.at(choice) : 0);
            }
            error = batch_error(facts, contest, batch, counted);
        }
        if (errors.emplace(draw.item, error).second) {
            out.claims.push_back(0.0);
        }
        const double taint = bound > 0.0 ? error / bound : 0.0;
        p = taint >= 1.0 || p > 1e300L ? 1e301L : p * (1.0L - 1.0L / u) / (1.0L - taint);
    }
    out.p = static_cast<double>(std::min(1.0L, p));
    if (errors.size() == batches_with(facts, contest).size() && !lost) {
        double sum = 0.0;
        for (const auto& [item, error] : errors) {
            sum += error;
        }
        out.p = sum < 1.0 ? 0.0 : 1.0;
    }
    std::fill(out.claims.begin(), out.claims.end(), out.p);
    return out;
}

}  // namespace

Risks risks_of(const Facts& facts, std::size_t contest) {
    const auto& method = facts.contests[contest].method;
    if (method == "batch_comparison") {
        return batches(facts, contest);
    }
    const auto sample = seen_of(facts, contest);
    auto out = method == "comparison"   ? comparison(facts, contest, sample)
               : method == "hybrid"     ? hybrid(facts, contest, sample)
               : method == "stratified" ? by_strata(facts, contest, sample)
               : method == "bravo" || method == "minerva" || method == "providence"
                   ? polling(facts, contest, sample)
                   : bets(facts, contest, sample);
    settle_when_complete(facts, contest, sample, out);
    return out;
}

}  // namespace belfry::audit_verify
