#include "audit/stratified.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "base/check.hpp"

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// c of Kelly's bet for this outlook: at most so much that one worst card can't take all.
double share_to_bet(std::span<const Outlook> outlook, double null_guess) {
    constexpr double most = 0.999;
    return std::clamp(best_bet(outlook, null_guess) * null_guess, 0.0, most);
}

/// The means that a stratum can have.
struct MeanRange {
    double low = 0.0;
    double high = 0.0;
};

/// Strata, and how the logarithm of their capital changes with their means: convex in each.
struct Strata {
    std::vector<double> cards;
    std::vector<MeanRange> ranges;
    std::function<double(std::size_t stratum, double mean)> slope;

    [[nodiscard]] double total(const std::vector<double>& means) const {
        double sum = 0.0;
        for (std::size_t at = 0; at < cards.size(); ++at) {
            sum += cards[at] * means[at];
        }
        return sum;
    }
};

double where_slope_is(const Strata& strata, std::size_t at, double slope) {
    auto range = strata.ranges[at];
    if (strata.slope(at, range.low) >= slope) {
        return range.low;
    }
    if (strata.slope(at, range.high) <= slope) {
        return range.high;
    }
    for (int step = 0; step < 50 && range.high - range.low > 1e-13; ++step) {
        const double middle = 0.5 * (range.low + range.high);
        (strata.slope(at, middle) < slope ? range.low : range.high) = middle;
    }
    return 0.5 * (range.low + range.high);
}

/// One mean fixes the other: along that line the sum is convex too.
std::vector<double> least_favourable_of_two(const Strata& strata, double wanted) {
    const double first_cards = strata.cards[0];
    const double second_cards = strata.cards[1];
    const auto& first = strata.ranges[0];
    const auto& second = strata.ranges[1];
    const auto other = [&](double mean) {
        return std::clamp((wanted - first_cards * mean) / second_cards, second.low, second.high);
    };
    double low = std::max(first.low, (wanted - second_cards * second.high) / first_cards);
    double high = std::min(first.high, (wanted - second_cards * second.low) / first_cards);
    for (int step = 0; step < 60 && high - low > 1e-13; ++step) {
        const double middle = 0.5 * (low + high);
        const double rising =
            strata.slope(0, middle) / first_cards - strata.slope(1, other(middle)) / second_cards;
        (rising > 0.0 ? high : low) = middle;
    }
    const double mean = 0.5 * (low + high);
    return {mean, other(mean)};
}

/// The means with Σ cards · mean = `wanted` (or as near to it as they can come) at which the sum of
/// the logarithms is smallest.
std::vector<double> least_favourable(const Strata& strata, double wanted) {
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

}  // namespace

double StratumReport::mean() const {
    double out = 0.0;
    for (const auto& each : values) {
        out += each.value * each.rate;
    }
    return out;
}

StratumTerms polled_stratum(const StratumReport& report, double margin) {
    StratumTerms out;
    out.cards = report.cards;
    out.upper = report.upper;
    out.highest_mean = report.upper;
    out.null_guess = std::clamp(report.mean() - margin / 2.0, 1e-3, report.upper);
    out.outlook = report.values;
    out.outlook_weight = 50.0;
    return out;
}

StratumTerms compared_stratum(
    const StratumReport& report, double margin, const ComparisonRates& rates
) {
    const double upper = report.upper;
    StratumTerms out;
    out.cards = report.cards;
    out.upper = 2.0 * upper;
    out.highest_mean = upper;
    out.offset = upper - report.mean();
    out.null_guess = upper - margin / 2.0;
    const double errors = rates.o1 + rates.o2 + rates.u1 + rates.u2;
    out.outlook = {
        {upper, std::max(0.0, 1.0 - errors)},
        {upper / 2.0, rates.o1},
        {0.0, std::max(rates.o2, 1e-5)},
        {1.5 * upper, rates.u1},
        {2.0 * upper, rates.u2}
    };
    out.outlook_weight = 1000.0;
    return out;
}

StratifiedTest::StratifiedTest(std::vector<StratumTerms> strata) {
    check(!strata.empty(), "a stratified test needs strata");
    for (auto& terms : strata) {
        check(terms.cards > 0.0 && terms.null_guess > 0.0, "a stratum has cards and a null mean");
        cards_ += terms.cards;
        Stratum made;
        made.counts.assign(terms.outlook.size(), 0.0);
        made.terms = std::move(terms);
        strata_.push_back(std::move(made));
    }
}

double StratifiedTest::next_bet(Stratum& stratum) {
    const auto draws = static_cast<double>(stratum.draws.size());
    const auto& terms = stratum.terms;
    const bool learns = terms.outlook_weight > 0.0;
    // The root is found anew when the sample has grown by a part of what it was.
    if (stratum.bet_at >= 0.0 &&
        (!learns || draws < stratum.bet_at + std::max(5.0, 0.2 * stratum.bet_at))) {
        return stratum.bet;
    }
    auto outlook = terms.outlook;
    for (std::size_t at = 0; learns && at < outlook.size(); ++at) {
        outlook[at].rate = (terms.outlook_weight * outlook[at].rate + stratum.counts[at]) /
                           (terms.outlook_weight + draws);
    }
    stratum.bet = share_to_bet(outlook, terms.null_guess);
    stratum.bet_at = draws;
    return stratum.bet;
}

void StratifiedTest::push(std::size_t at, double value) {
    auto& stratum = strata_.at(at);
    const auto& terms = stratum.terms;
    check(value >= 0.0 && value <= terms.upper * (1.0 + 1e-12), "a value lies in [0, u]");
    check(
        static_cast<double>(stratum.draws.size()) < terms.cards,
        "a stratum gives no more cards than it has"
    );
    stratum.draws.push_back({value, stratum.sum, next_bet(stratum)});
    stratum.sum += value;
    if (!terms.outlook.empty()) {
        const auto near = std::ranges::min_element(terms.outlook, {}, [&](const Outlook& each) {
            return std::abs(each.value - value);
        });
        stratum.counts[static_cast<std::size_t>(near - terms.outlook.begin())] += 1.0;
    }
}

double StratifiedTest::log_capital_at(const Stratum& stratum, double mean) {
    const double total = stratum.terms.cards * (mean + stratum.terms.offset);
    double out = 0.0;
    double left = stratum.terms.cards;
    for (const auto& draw : stratum.draws) {
        const double rest = total - draw.before;
        if (rest > 0.0) {
            out += std::log1p(draw.bet * (draw.value * left / rest - 1.0));
        } else if (draw.value > 0.0 && draw.bet > 0.0) {
            return infinity;
        }
        left -= 1.0;
    }
    return out;
}

double StratifiedTest::slope_at(const Stratum& stratum, double mean) {
    const double cards = stratum.terms.cards;
    const double total = cards * (mean + stratum.terms.offset);
    double out = 0.0;
    double left = cards;
    for (const auto& draw : stratum.draws) {
        const double rest = total - draw.before;
        if (rest > 0.0) {
            const double gain = draw.bet * draw.value * left;
            out -= gain * cards / (rest * ((1.0 - draw.bet) * rest + gain));
        } else if (draw.value > 0.0 && draw.bet > 0.0) {
            return -infinity;
        }
        left -= 1.0;
    }
    return out;
}

double StratifiedTest::log_capital() const {
    Strata strata;
    double least = 0.0;
    for (const auto& stratum : strata_) {
        const auto& terms = stratum.terms;
        const double unseen = terms.cards - static_cast<double>(stratum.draws.size());
        const double low = std::max(stratum.sum / terms.cards - terms.offset, 0.0);
        const double high = (stratum.sum + unseen * terms.upper) / terms.cards - terms.offset;
        strata.cards.push_back(terms.cards);
        strata.ranges.push_back({low, std::max(low, std::min(high, terms.highest_mean))});
        least += terms.cards * low;
    }
    const double wanted = 0.5 * cards_;
    if (least > wanted * (1.0 + 1e-12)) {
        return infinity;  // Not even with nothing more on any card could the mean be one half.
    }
    strata.slope = [&](std::size_t at, double mean) {
        return slope_at(strata_[at], mean);
    };
    return log_capital_at(least_favourable(strata, wanted));
}

double StratifiedTest::log_capital_at(const std::vector<double>& means) const {
    double out = 0.0;
    for (std::size_t at = 0; at < strata_.size(); ++at) {
        out += log_capital_at(strata_[at], means.at(at));
    }
    return out;
}

double StratifiedTest::p_value() const {
    return std::min(1.0, std::exp(-log_capital()));
}

namespace {

double spread_of(std::span<const Outlook> outlook) {
    double mean = 0.0;
    double square = 0.0;
    for (const auto& each : outlook) {
        mean += each.rate * each.value;
        square += each.rate * each.value * each.value;
    }
    return std::sqrt(std::max(0.0, square - mean * mean));
}

/// The outlook with its mean `short_by` lower: cards of the largest value taken for ones of the
/// smallest.
std::vector<Outlook> shortened(std::vector<Outlook> outlook, double short_by) {
    const auto [least, most] = std::ranges::minmax_element(outlook, {}, &Outlook::value);
    if (most->value > least->value) {
        const double moved = std::min(most->rate, short_by / (most->value - least->value));
        most->rate -= moved;
        least->rate += moved;
    }
    return outlook;
}

/// ln of the capital that `total` cards in proportion would bring on average, cards drawn as if
/// they were put back: a little less than without.
double expected_capital(const std::vector<StratumTerms>& strata, double total, double deviations) {
    Strata made;
    std::vector<std::vector<Outlook>> outlooks;
    std::vector<double> bets;
    double cards = 0.0;
    for (const auto& stratum : strata) {
        cards += stratum.cards;
    }
    for (const auto& stratum : strata) {
        const double drawn = std::max(1.0, total * stratum.cards / cards);
        const double error = spread_of(stratum.outlook) / std::sqrt(drawn);
        outlooks.push_back(shortened(stratum.outlook, deviations * error));
        bets.push_back(share_to_bet(stratum.outlook, stratum.null_guess));
        made.cards.push_back(stratum.cards);
        // A mean of nothing at all would make the capital infinite.
        const double least = std::max(0.0, 1e-9 - stratum.offset);
        made.ranges.push_back({least, stratum.highest_mean});
    }
    made.slope = [&](std::size_t at, double mean) {
        const double null = mean + strata[at].offset;
        double out = 0.0;
        for (const auto& each : outlooks[at]) {
            const double gain = bets[at] * each.value / null;
            out -= each.rate * gain / null / (1.0 - bets[at] + gain);
        }
        return out * strata[at].cards;
    };
    const auto means = least_favourable(made, 0.5 * cards);
    double out = 0.0;
    for (std::size_t at = 0; at < strata.size(); ++at) {
        double growth = 0.0;
        for (const auto& each : outlooks[at]) {
            growth += each.rate *
                      std::log1p(bets[at] * (each.value / (means[at] + strata[at].offset) - 1.0));
        }
        out += growth * total * strata[at].cards / cards;
    }
    return out;
}

}  // namespace

std::vector<std::int64_t> stratified_sample(
    const std::vector<StratumTerms>& strata, double risk_limit, double deviations
) {
    double cards = 0.0;
    for (const auto& stratum : strata) {
        check(!stratum.outlook.empty(), "a stratum is planned for an outlook");
        cards += stratum.cards;
    }
    const auto over = [&](double total) {
        return expected_capital(strata, total, deviations) >= -std::log(risk_limit);
    };
    double high = 8.0;
    while (high < cards && !over(high)) {
        high *= 2.0;
    }
    if (high >= cards) {
        // Past half of the cards a sample costs more than counting them all.
        return {};
    }
    double low = high / 2.0;
    while (high - low > 1.0) {
        const double middle = std::floor(0.5 * (low + high));
        (over(middle) ? high : low) = middle;
    }
    std::vector<std::int64_t> out;
    for (const auto& stratum : strata) {
        out.push_back(static_cast<std::int64_t>(std::ceil(high * stratum.cards / cards - 1e-9)));
    }
    return out;
}

}  // namespace belfry::audit
