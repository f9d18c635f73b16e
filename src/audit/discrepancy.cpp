#include "audit/discrepancy.hpp"

#include <algorithm>
#include <limits>

namespace belfry::audit {

namespace {

constexpr int most_lost = 2;

RecordMark recorded(const CardRecord& record, std::size_t choice) {
    return choice < record.marks.size() ? record.marks[choice] : RecordMark::none;
}

int read(const HandReading& hand, std::size_t choice) {
    return choice < hand.marks.size() && hand.marks[choice] != 0 ? 1 : 0;
}

int votes_of(RecordMark mark) {
    return mark == RecordMark::vote || mark == RecordMark::overvote ? 1 : 0;
}

bool overvoted(const Contest& contest, const HandReading& hand) {
    return std::ranges::count_if(hand.marks, [](std::uint8_t mark) { return mark != 0; }) >
           contest.votes_allowed;
}

}  // namespace

int pair_discrepancy(
    const Contest& contest, const Pair& pair, const CardRecord& record, const HandReading& hand
) {
    if (!record.exists || !hand.found) {
        return most_lost;
    }
    const auto winner = recorded(record, pair.winner);
    const auto loser = recorded(record, pair.loser);
    if ((winner == RecordMark::overvote || loser == RecordMark::overvote) &&
        overvoted(contest, hand)) {
        return 0;
    }
    return votes_of(winner) - votes_of(loser) - (read(hand, pair.winner) - read(hand, pair.loser));
}

CardDiscrepancy card_discrepancy(
    const Contest& contest,
    const Outcome& outcome,
    const CardRecord& record,
    const HandReading& hand
) {
    if (outcome.pairs.empty()) {
        return {};
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CardDiscrepancy out{-most_lost, -infinity};
    for (const auto& pair : outcome.pairs) {
        const int votes = pair_discrepancy(contest, pair, record, hand);
        out.votes = std::max(out.votes, votes);
        const double relative = votes == 0 ? 0.0
                                : pair.margin == 0
                                    ? (votes > 0 ? infinity : 0.0)
                                    : static_cast<double>(votes) / static_cast<double>(pair.margin);
        out.relative = std::max(out.relative, relative);
    }
    return out;
}

void add(Discrepancies& to, const CardDiscrepancy& card, std::int64_t times) {
    switch (card.votes) {
        case 2:
            to.o2 += times;
            break;
        case 1:
            to.o1 += times;
            break;
        case -1:
            to.u1 += times;
            break;
        case -2:
            to.u2 += times;
            break;
        default:
            break;
    }
}

double comparison_risk(const Contest& contest, std::span<const ComparedCard> cards, double gamma) {
    const auto outcome = outcome_of(contest);
    if (outcome.standing == Standing::tied) {
        return 1.0;
    }
    if (outcome.standing == Standing::no_losers) {
        return 0.0;
    }
    KaplanMarkov bound({0.05, outcome.diluted_margin, gamma}, outcome.smallest_margin);
    for (const auto& card : cards) {
        bound.push(card.discrepancy.relative, card.times);
    }
    return bound.p_value();
}

}  // namespace belfry::audit
