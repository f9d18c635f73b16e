#include "audit/strata_split.hpp"

#include <numeric>
#include <utility>

namespace belfry::audit {

namespace {

double where_slope_is(const StrataMeans& strata, std::size_t at, double slope) {
    auto range = strata.ranges[at];
    if (strata.slope(at, range.low) >= slope) {
        return range.low;
    }
    if (strata.slope(at, range.high) <= slope) {
        return range.high;
    }
    for (int step = 0; step < 50 && range.high - range.low > strata.precision; ++step) {
        const double middle = 0.5 * (range.low + range.high);
        (strata.slope(at, middle) < slope ? range.low : range.high) = middle;
    }
    return 0.5 * (range.low + range.high);
}

/// One mean fixes the other: along that line the sum is convex too.
std::vector<double> least_favourable_of_two(const StrataMeans& strata, double wanted) {
    const double first_cards = strata.cards[0];
    const double second_cards = strata.cards[1];
    const auto& first = strata.ranges[0];
    const auto& second = strata.ranges[1];
    const auto other = [&](double mean) {
        return std::clamp((wanted - first_cards * mean) / second_cards, second.low, second.high);
    };
    double low = std::max(first.low, (wanted - second_cards * second.high) / first_cards);
    double high = std::min(first.high, (wanted - second_cards * second.low) / first_cards);
    for (int step = 0; step < 60 && high - low > strata.precision; ++step) {
        const double middle = 0.5 * (low + high);
        const double rising =
            strata.slope(0, middle) / first_cards - strata.slope(1, other(middle)) / second_cards;
        (rising > 0.0 ? high : low) = middle;
    }
    const double mean = 0.5 * (low + high);
    return {mean, other(mean)};
}

}  // namespace

double share_to_bet(std::span<const Outlook> outlook, double null_guess) {
    constexpr double most = 0.999;
    return std::clamp(best_bet(outlook, null_guess) * null_guess, 0.0, most);
}

std::vector<double> least_favourable(const StrataMeans& strata, double wanted) {
    std::vector<double> over;
    std::vector<double> under;
    for (const auto& range : strata.ranges) {
        over.push_back(range.high);
        under.push_back(range.low);
    }
    if (strata.total(over) <= wanted) {
        return over;
    }
    if (over.size() == 2) {
        return least_favourable_of_two(strata, wanted);
    }
    // Where the slopes per card are equal in all strata the sum is smallest (Lagrange); `price` is
    // that slope, found by bisection on its logarithm.
    const double all = std::accumulate(strata.cards.begin(), strata.cards.end(), 0.0);
    double low = 1e-12;
    double high = 1e6;
    while (high / low > 1.0 + 1e-10 && strata.total(over) - strata.total(under) > 1e-9 * all) {
        const double price = std::sqrt(low * high);
        std::vector<double> means;
        for (std::size_t at = 0; at < strata.cards.size(); ++at) {
            means.push_back(where_slope_is(strata, at, -price * strata.cards[at]));
        }
        const bool above = strata.total(means) > wanted;
        (above ? low : high) = price;
        (above ? over : under) = std::move(means);
    }
    // Between the two the slopes are equal, or a stratum's capital does not change at all.
    const double between =
        (wanted - strata.total(under)) / (strata.total(over) - strata.total(under));
    for (std::size_t at = 0; at < under.size(); ++at) {
        under[at] += between * (over[at] - under[at]);
    }
    return under;
}

}  // namespace belfry::audit
