#include "audit_verify/formulas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace belfry::audit_verify {

long double chance(std::int64_t k, std::int64_t n, long double p) {
    if (k < 0 || k > n) {
        return 0.0L;
    }
    if (p >= 1.0L) {
        return k == n ? 1.0L : 0.0L;
    }
    const auto count = static_cast<long double>(n);
    const auto hits = static_cast<long double>(k);
    return std::exp(
        std::lgamma(count + 1.0L) - std::lgamma(hits + 1.0L) - std::lgamma(count - hits + 1.0L) +
        hits * std::log(p) + (count - hits) * std::log1p(-p)
    );
}

long double chance_from(std::int64_t k, std::int64_t n, long double p) {
    long double sum = 0.0L;
    for (auto hits = n; hits >= std::max<std::int64_t>(k, 0); --hits) {
        sum += chance(hits, n, p);
    }
    return sum;
}

namespace {

/// Chance of each cumulative count for the winner, of audits that have not stopped.
using Ongoing = std::vector<long double>;

Ongoing after(const Ongoing& before, std::int64_t drawn, long double share) {
    Ongoing out(before.size() + static_cast<std::size_t>(drawn), 0.0L);
    std::vector<long double> more;
    for (std::int64_t k = 0; k <= drawn; ++k) {
        more.push_back(chance(k, drawn, share));
    }
    for (std::size_t had = 0; had < before.size(); ++had) {
        for (std::size_t k = 0; before[had] > 0.0L && k < more.size(); ++k) {
            out[had + k] += before[had] * more[k];
        }
    }
    return out;
}

long double upwards(const Ongoing& of, std::int64_t from) {
    long double sum = 0.0L;
    for (auto at = static_cast<std::int64_t>(of.size()) - 1; at >= std::max<std::int64_t>(from, 0);
         --at) {
        sum += of[static_cast<std::size_t>(at)];
    }
    return sum;
}

}  // namespace

double minerva(const std::vector<Count>& rounds, double share, double risk_limit) {
    Ongoing reported{1.0L};
    Ongoing tied{1.0L};
    std::int64_t drawn = 0;
    long double p = 1.0L;
    for (const auto& round : rounds) {
        reported = after(reported, round.ballots - drawn, share);
        tied = after(tied, round.ballots - drawn, 0.5L);
        drawn = round.ballots;
        const auto below = upwards(reported, round.winner);
        p = below > 0.0L ? upwards(tied, round.winner) / below
                         : (round.winner > drawn / 2 ? 0.0L : 1.0L);
        // What would have stopped here goes on no further: from the least count that stops.
        long double above_reported = 0.0L;
        long double above_tied = 0.0L;
        std::int64_t least = drawn + 1;
        for (auto count = drawn; count >= 0; --count) {
            above_reported += reported[static_cast<std::size_t>(count)];
            above_tied += tied[static_cast<std::size_t>(count)];
            if (above_reported > 0.0L && risk_limit * above_reported >= above_tied) {
                least = count;
            }
        }
        for (auto count = least; count <= drawn; ++count) {
            reported[static_cast<std::size_t>(count)] = 0.0L;
            tied[static_cast<std::size_t>(count)] = 0.0L;
        }
    }
    return static_cast<double>(std::min(1.0L, p));
}

double providence(const std::vector<Count>& rounds, double share) {
    const auto last = rounds.back();
    const auto before = rounds.size() < 2 ? Count{} : rounds[rounds.size() - 2];
    const auto winner = static_cast<long double>(before.winner);
    const auto loser = static_cast<long double>(before.ballots - before.winner);
    const auto ratio = std::exp(
        winner * (std::log(0.5L) - std::log(static_cast<long double>(share))) +
        loser * (std::log(0.5L) - std::log1p(-static_cast<long double>(share)))
    );
    const auto drawn = last.ballots - before.ballots;
    const auto more = last.winner - before.winner;
    const auto tail = chance_from(more, drawn, 0.5L) / chance_from(more, drawn, share);
    return static_cast<double>(std::min(1.0L, ratio * tail));
}

void Bets::add(double value) {
    const auto before = static_cast<double>(values_.size());
    const double mean = size_ > 0.0 ? (size_ * 0.5 - sum_) / (size_ - before) : 0.5;
    if (mean < -1e-12) {
        certain_ = true;
    }
    const bool idle = std::abs(mean) < 1e-12 || std::abs(upper_ - mean) < 1e-12 || mean > upper_;
    if (!idle && !certain_) {
        const double bet = std::clamp(bet_(*this, mean), 0.0, 1.0 / mean);
        log_capital_ += std::log1p(static_cast<long double>(bet) * (value - mean));
    }
    values_.push_back(value);
    sum_ += value;
    if (mean <= upper_) {
        best_ = std::max(best_, log_capital_);
    }
}

double Bets::p_value() const {
    // More was seen than the null allows the whole population.
    const bool over = size_ > 0.0 && sum_ > size_ * 0.5 + 1e-12 * size_;
    return certain_ || over ? 0.0 : static_cast<double>(std::exp(-best_));
}

double kelly(const std::vector<Expected>& expected, double mean) {
    if (mean <= 0.0) {
        return 0.0;
    }
    // The growth of the capital per draw rises, then falls: halve between the two.
    const auto slope = [&](double bet) {
        long double sum = 0.0L;
        for (const auto& [value, rate] : expected) {
            sum += static_cast<long double>(rate) * (value - mean) / (1.0 + bet * (value - mean));
        }
        return sum;
    };
    double low = 0.0;
    double high = (1.0 - 1e-12) / mean;
    if (slope(high) >= 0.0L) {
        return high;
    }
    for (int step = 0; step < 100; ++step) {
        const double middle = (low + high) / 2.0;
        (slope(middle) > 0.0L ? low : high) = middle;
    }
    return low;
}

Bets::Bet expecting(std::vector<Expected> expected) {
    return
        [expected = std::move(expected), at = -1.0, bet = 0.0](const Bets&, double mean) mutable {
            if (std::abs(mean - at) > 1e-3 * at) {
                at = mean;
                bet = kelly(expected, mean);
            }
            return bet;
        };
}

namespace {

/// What COBRA has learnt of errors, and the bet that it holds.
struct Learnt {
    Errors counts;
    std::size_t told = 0;      ///< Values that are counted.
    bool stale = true;         ///< An error came after the bet was reckoned.
    double reckoned_at = 0.0;  ///< Draws.
    double mean = 0.0;
    double bet = 0.0;
};

void learn(Learnt& learnt, const std::vector<double>& values, double right) {
    for (; learnt.told < values.size(); ++learnt.told) {
        const double ratio = values[learnt.told] / right;
        learnt.stale = learnt.stale || std::abs(ratio - 1.0) > 0.25;
        learnt.counts.o2 += ratio < 0.25 ? 1 : 0;
        learnt.counts.o1 += ratio >= 0.25 && ratio < 0.75 ? 1 : 0;
        learnt.counts.u1 += ratio > 1.25 && ratio <= 1.75 ? 1 : 0;
        learnt.counts.u2 += ratio > 1.75 ? 1 : 0;
    }
}

std::vector<Expected> errors_expected(const Errors& counts, double drawn, double right) {
    const auto seen = [](std::int64_t count) {
        return static_cast<double>(count);
    };
    std::vector<Expected> out{
        {right / 2.0, (100.0 * 0.001 + seen(counts.o1)) / (100.0 + drawn)},
        {0.0, std::max(1e-5, (1000.0 * 0.0001 + seen(counts.o2)) / (1000.0 + drawn))},
        {1.5 * right, seen(counts.u1) / (100.0 + drawn)},
        {2.0 * right, seen(counts.u2) / (1000.0 + drawn)},
    };
    double none = 1.0;
    for (const auto& error : out) {
        none -= error.rate;
    }
    out.push_back({right, std::max(0.0, none)});
    return out;
}

}  // namespace

Bets::Bet adaptive(double right) {
    return [right, learnt = Learnt()](const Bets& so_far, double mean) mutable {
        learn(learnt, so_far.values(), right);
        const auto drawn = static_cast<double>(so_far.values().size());
        // Anew after an error, when the sample has grown by a fiftieth, or the null mean has moved
        // by a thousandth.
        if (learnt.stale || drawn > 1.02 * learnt.reckoned_at ||
            std::abs(mean - learnt.mean) > 1e-3 * learnt.mean) {
            learnt.stale = false;
            learnt.reckoned_at = drawn;
            learnt.mean = mean;
            learnt.bet = kelly(errors_expected(learnt.counts, drawn, right), mean);
        }
        return learnt.bet;
    };
}

Bets::Bet shrinking(double eta) {
    return [eta](const Bets& so_far, double mean) {
        const auto seen = static_cast<double>(so_far.values().size());
        const double room = (eta - 0.5) / 2.0 / std::sqrt(100.0 + seen);
        const double shrunk = (100.0 * eta + so_far.sum()) / (100.0 + seen);
        const double epsilon = std::numeric_limits<double>::epsilon();
        const double upper = so_far.upper();
        double now = std::max(shrunk, mean * (1.0 + epsilon) + room);
        now = std::min(upper * (1.0 - epsilon) - room, now);
        now = std::max(now, mean);
        return (now / mean - 1.0) / (upper - mean);
    };
}

namespace {

/// ln of x (x − 1) … of `count` factors; minus infinity where one is not positive.
long double log_falling(long double x, std::int64_t count) {
    long double sum = 0.0L;
    for (std::int64_t at = 0; at < count; ++at) {
        const auto factor = x - static_cast<long double>(at);
        if (factor <= 1e-9L) {
            return -std::numeric_limits<long double>::infinity();
        }
        sum += std::log(factor);
    }
    return sum;
}

long double log_likelihood(const Hybrid& both, long double winner, long double margin) {
    const auto others = both.polled_drawn - both.seen_winner - both.seen_loser;
    const auto loser = winner - margin;
    return log_falling(winner, both.seen_winner) + log_falling(loser, both.seen_loser) +
           log_falling(static_cast<long double>(both.polled_cards) - winner - loser, others);
}

/// The likeliest split of the polled stratum with a margin: golden section over the winner's votes.
long double best_log_likelihood(const Hybrid& both, long double margin) {
    const auto others = both.polled_drawn - both.seen_winner - both.seen_loser;
    auto low = std::max(
        {static_cast<long double>(both.seen_winner),
         static_cast<long double>(both.seen_loser) + margin,
         margin,
         0.0L}
    );
    auto high = (static_cast<long double>(both.polled_cards - others) + margin) / 2.0L;
    if (low > high) {
        return -std::numeric_limits<long double>::infinity();
    }
    auto best = std::max(log_likelihood(both, low, margin), log_likelihood(both, high, margin));
    const auto golden = (std::sqrt(5.0L) - 1.0L) / 2.0L;
    for (int step = 0; step < 200 && high - low > 1e-7L; ++step) {
        const auto left = high - golden * (high - low);
        const auto right = low + golden * (high - low);
        const auto at_left = log_likelihood(both, left, margin);
        const auto at_right = log_likelihood(both, right, margin);
        best = std::max({best, at_left, at_right});
        (at_left < at_right ? low : high) = at_left < at_right ? left : right;
    }
    return best;
}

/// Fisher's combination of both strata when the compared one carries `share` of the error.
double combined(const Hybrid& both, double share) {
    const auto margin = static_cast<double>(
        both.compared_winner - both.compared_loser + both.polled_winner - both.polled_loser
    );
    const double step =
        1.0 - share * margin / (2.0 * both.gamma * static_cast<double>(both.compared_cards));
    double compared = 0.0;  // More than all of the stratum's cards can hold.
    if (step > 0.0) {
        compared = std::pow(step, static_cast<double>(both.compared_drawn)) *
                   std::pow(1.0 - 1.0 / (2.0 * both.gamma), -static_cast<double>(both.o1)) *
                   std::pow(1.0 - 1.0 / both.gamma, -static_cast<double>(both.o2)) *
                   std::pow(1.0 + 1.0 / (2.0 * both.gamma), -static_cast<double>(both.u1)) *
                   std::pow(1.0 + 1.0 / both.gamma, -static_cast<double>(both.u2));
        compared = std::min(1.0, compared);
    }
    double polled = 1.0;
    if (both.polled_drawn > 0) {
        const auto said = log_likelihood(
            both,
            static_cast<long double>(both.polled_winner),
            static_cast<long double>(both.polled_winner - both.polled_loser)
        );
        const auto best = best_log_likelihood(
            both,
            static_cast<long double>(both.polled_winner - both.polled_loser) -
                (1.0L - static_cast<long double>(share)) * margin
        );
        polled = std::isinf(said)   ? 1.0
                 : std::isinf(best) ? 0.0
                                    : static_cast<double>(std::min(1.0L, std::exp(best - said)));
    }
    if (compared <= 0.0 || polled <= 0.0) {
        return 0.0;
    }
    // P[χ² with 4 degrees of freedom ≥ x] = e^(−x/2) (1 + x/2).
    const double half = std::max(0.0, -(std::log(compared) + std::log(polled)));
    return std::exp(-half) * (1.0 + half);
}

/// x with P[χ²₄ ≥ x] = p.
double chi_squared(double p) {
    double low = 0.0;
    double high = 3000.0;
    for (int step = 0; step < 200; ++step) {
        const double middle = (low + high) / 2.0;
        (std::exp(-middle / 2.0) * (1.0 + middle / 2.0) > p ? low : high) = middle;
    }
    return low;
}

}  // namespace

double suite(const Hybrid& both, double risk_limit) {
    const auto first = static_cast<double>(both.compared_winner - both.compared_loser);
    const auto second = static_cast<double>(both.polled_winner - both.polled_loser);
    const double margin = first + second;
    if (margin <= 0.0) {
        return 1.0;
    }
    const auto cards = static_cast<double>(both.compared_cards);
    const auto others = static_cast<double>(both.polled_cards);
    double from = std::max(first - cards, margin - (second + others)) / margin;
    double to = std::min(first + cards, margin - (second - others)) / margin;
    double step = 0.05;
    double highest = 0.0;
    double where = 0.0;
    const auto unseen = both.polled_drawn - both.seen_winner - both.seen_loser;
    for (int round = 0; round < 13; ++round) {
        const auto steps =
            std::max<std::int64_t>(1, std::llround(std::ceil((to - from) / step + 1.0 - 1e-12)));
        for (std::int64_t at = 0; at < steps; ++at) {
            const double share = from + static_cast<double>(at) * step;
            const double p = combined(both, share);
            if (p > highest) {
                highest = p;
                where = share;
            }
        }
        if (highest > risk_limit) {
            break;
        }
        const double moved = margin * step;
        const double can_move =
            2.0 * static_cast<double>(both.seen_winner + both.seen_loser) * std::log1p(moved) +
            2.0 * static_cast<double>(unseen) * std::log1p(2.0 * moved) +
            2.0 * static_cast<double>(both.compared_drawn) *
                std::log1p(moved / (2.0 * cards * both.gamma));
        if (can_move <=
            std::abs(chi_squared(std::max(highest, 1e-300)) - chi_squared(risk_limit))) {
            break;
        }
        from = where - 2.0 * step;
        to = where + 2.0 * step;
        step /= 10.0;
    }
    return highest;
}

}  // namespace belfry::audit_verify
