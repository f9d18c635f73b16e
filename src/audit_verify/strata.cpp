// Stratified betting, worked out again: capitals of strata multiply; the null splits one half
// between them in the way that leaves the smallest product.
#include <algorithm>
#include <cmath>
#include <limits>

#include "audit_verify/formulas.hpp"

namespace belfry::audit_verify {

namespace {

constexpr long double golden = 0.61803398874989484820458683436563812L;

}  // namespace

void Part::add(double value) {
    const auto drawn = static_cast<double>(values_.size());
    // The bet is reckoned anew when the sample has grown by a fifth, and by five cards.
    if (values_.empty() || drawn >= reckoned_at_ + std::max(5.0, 0.2 * reckoned_at_)) {
        auto now = expected;
        for (std::size_t at = 0; at < now.size(); ++at) {
            now[at].rate = (weight * now[at].rate + seen_[at]) / (weight + drawn);
        }
        bet_ = std::clamp(kelly(now, guess) * guess, 0.0, 0.999);
        reckoned_at_ = drawn;
    }
    values_.push_back(value);
    bets_.push_back(bet_);
    std::size_t nearest = 0;
    for (std::size_t at = 1; at < expected.size(); ++at) {
        if (std::abs(expected[at].value - value) < std::abs(expected[nearest].value - value)) {
            nearest = at;
        }
    }
    seen_[nearest] += 1.0;
}

std::pair<double, double> Part::means() const {
    double sum = 0.0;
    for (const double value : values_) {
        sum += value;
    }
    const double unseen = cards - static_cast<double>(values_.size());
    const double low = std::max(0.0, sum / cards - offset);
    const double high = std::min(highest, (sum + unseen * upper) / cards - offset);
    return {low, std::max(low, high)};
}

long double Part::log_capital(long double mean) const {
    const long double total = cards * (mean + offset);
    long double before = 0.0L;
    // Seven tenths of the capital stake the bet, 0.15 stake three tenths of it, 0.15 nothing.
    long double whole = 0.0L;
    long double some = 0.0L;
    for (std::size_t at = 0; at < values_.size(); ++at) {
        const long double rest = total - before;
        if (rest > 0.0L) {
            const long double left = cards - static_cast<long double>(at);
            const long double gain = bets_[at] * (values_[at] * left / rest - 1.0L);
            whole += std::log1p(gain);
            some += std::log1p(0.3L * gain);
        } else if (values_[at] > 0.0 && bets_[at] > 0.0) {
            return std::numeric_limits<long double>::infinity();
        }
        before += values_[at];
    }
    const auto most = std::max({whole, some, 0.0L});
    return most + std::log(
                      0.7L * std::exp(whole - most) + 0.15L * std::exp(some - most) +
                      0.15L * std::exp(-most)
                  );
}

double stratified(const Part& first, const Part& second) {
    const double wanted = 0.5 * (first.cards + second.cards);
    const auto [first_low, first_high] = first.means();
    const auto [second_low, second_high] = second.means();
    if (first.cards * first_low + second.cards * second_low > wanted * (1.0 + 1e-12)) {
        return 0.0;
    }
    const auto together = [&](long double mean) {
        const long double other = (wanted - first.cards * mean) / second.cards;
        return first.log_capital(mean) +
               second.log_capital(std::clamp<long double>(other, second_low, second_high));
    };
    long double low = first_high;
    long double high = first_high;
    if (first.cards * first_high + second.cards * second_high > wanted) {
        low = std::max<long double>(first_low, (wanted - second.cards * second_high) / first.cards);
        high =
            std::min<long double>(first_high, (wanted - second.cards * second_low) / first.cards);
    }
    // The sum of the logarithms is convex: it falls to its least, then rises.
    for (int step = 0; step < 120; ++step) {
        const long double left = high - golden * (high - low);
        const long double right = low + golden * (high - low);
        (together(left) < together(right) ? high : low) =
            together(left) < together(right) ? right : left;
    }
    const long double least = together((low + high) / 2.0L);
    return static_cast<double>(std::min(1.0L, std::exp(-least)));
}

}  // namespace belfry::audit_verify
