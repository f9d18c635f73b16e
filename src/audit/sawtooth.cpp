#include "audit/sawtooth.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "audit/binomial.hpp"

namespace belfry::audit {

namespace {

/// Sizes over which the same count stops; the top is at the right end.
struct Tooth {
    std::int64_t votes = 0;
    std::int64_t last = 0;
    double top = 0.0;
    double envelope = 0.0;  ///< What the top would be if sizes were not whole numbers.
};

Tooth tooth_of(const RoundRule& rule, std::int64_t votes, std::int64_t near) {
    const auto last = rule.last(votes, std::max(near, votes));
    Tooth out{votes, last.size, binomial_tail(votes, last.size, rule.share), 0.0};
    const double next = binomial_tail(votes, last.size + 1, rule.share);
    out.envelope = out.top + last.room * (next - out.top);
    return out;
}

/// Where the tooth of `votes` ends if ends lie on a straight line.
std::int64_t end_between(const Tooth& low, const Tooth& high, std::int64_t votes) {
    const double each = static_cast<double>(high.last - low.last) /
                        static_cast<double>(std::max<std::int64_t>(high.votes - low.votes, 1));
    return low.last + std::llround(each * static_cast<double>(votes - low.votes));
}

/// The first tooth of which the envelope is high enough: it rises with the votes.
Tooth first_that_may(const RoundRule& rule, double certainty) {
    auto low = tooth_of(rule, rule.fewest, rule.fewest);
    if (low.envelope >= certainty) {
        return low;
    }
    auto high = tooth_of(rule, low.votes + 1, low.last + 2);
    for (std::int64_t step = 4; high.envelope < certainty; step *= 4) {
        const auto votes = high.votes + step;
        const auto near = end_between(low, high, votes);
        low = std::exchange(high, tooth_of(rule, votes, near));
    }
    for (bool guess = true; high.votes - low.votes > 1; guess = !guess) {
        auto votes = low.votes + (high.votes - low.votes) / 2;
        if (guess && low.envelope > 0.0 && high.envelope < 1.0) {
            // Normal quantiles of the chance lie almost on a straight line.
            const double from = normal_quantile(low.envelope);
            const double share =
                (normal_quantile(certainty) - from) / (normal_quantile(high.envelope) - from);
            const auto ahead = std::llround(share * static_cast<double>(high.votes - low.votes));
            votes = std::clamp<std::int64_t>(low.votes + ahead, low.votes + 1, high.votes - 1);
        }
        const auto middle = tooth_of(rule, votes, end_between(low, high, votes));
        (middle.envelope >= certainty ? high : low) = middle;
    }
    return high;
}

}  // namespace

std::int64_t smallest_on_teeth(const RoundRule& rule, double certainty) {
    // Tops lie under their envelope by up to one ballot's worth, and no two alike: from the first
    // tooth that may be high enough (a few before it, for the envelope is interpolated) one by one
    // to the first that is.
    constexpr std::int64_t look_back = 4;
    const auto first = first_that_may(rule, certainty);
    auto tooth = first;
    if (first.votes > rule.fewest) {
        const auto votes = std::max(rule.fewest, first.votes - look_back);
        tooth = tooth_of(rule, votes, std::max(votes, first.last - 3 * look_back));
    }
    while (tooth.top < certainty) {
        tooth = tooth_of(rule, tooth.votes + 1, tooth.last + 1);
    }
    // Within a tooth the probability rises with the size.
    auto from = tooth.votes;
    auto to = tooth.last;
    while (from < to) {
        const auto middle = from + (to - from) / 2;
        if (binomial_tail(tooth.votes, middle, rule.share) >= certainty) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return from;
}

}  // namespace belfry::audit
