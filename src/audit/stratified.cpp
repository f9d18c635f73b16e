#include "audit/stratified.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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
        (!learns || draws < stratum.bet_at + std::max(1.0, 0.05 * stratum.bet_at))) {
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

StratifiedTest::Range StratifiedTest::possible(const Stratum& stratum) {
    const auto& terms = stratum.terms;
    const double unseen = terms.cards - static_cast<double>(stratum.draws.size());
    const double least = stratum.sum / terms.cards - terms.offset;
    const double most = (stratum.sum + unseen * terms.upper) / terms.cards - terms.offset;
    Range out{std::max(least, 0.0), std::min(most, terms.highest_mean)};
    out.high = std::max(out.high, out.low);
    return out;
}

double StratifiedTest::where_slope_is(const Stratum& stratum, Range range, double slope) {
    // The slope rises with the mean (the logarithm is convex).
    if (slope_at(stratum, range.low) >= slope) {
        return range.low;
    }
    if (slope_at(stratum, range.high) <= slope) {
        return range.high;
    }
    for (int step = 0; step < 50 && range.high - range.low > 1e-13; ++step) {
        const double middle = 0.5 * (range.low + range.high);
        (slope_at(stratum, middle) < slope ? range.low : range.high) = middle;
    }
    return 0.5 * (range.low + range.high);
}

double StratifiedTest::log_capital() const {
    std::vector<Range> ranges;
    double least = 0.0;
    double most = 0.0;
    for (const auto& stratum : strata_) {
        ranges.push_back(possible(stratum));
        least += stratum.terms.cards * ranges.back().low;
        most += stratum.terms.cards * ranges.back().high;
    }
    const double wanted = 0.5 * cards_;
    if (least > wanted * (1.0 + 1e-12)) {
        return infinity;  // Not even with nothing more on any card could the mean be one half.
    }
    return log_capital_at(least_favourable(ranges, wanted, most));
}

double StratifiedTest::log_capital_at(const std::vector<double>& means) const {
    double out = 0.0;
    for (std::size_t at = 0; at < strata_.size(); ++at) {
        out += log_capital_at(strata_[at], means.at(at));
    }
    return out;
}

std::vector<double> StratifiedTest::least_favourable(
    const std::vector<Range>& ranges, double wanted, double most
) const {
    std::vector<double> over;
    std::vector<double> under;
    for (const auto& range : ranges) {
        over.push_back(range.high);
        under.push_back(range.low);
    }
    if (most <= wanted) {
        return over;
    }
    if (strata_.size() == 2) {
        return least_favourable_of_two(ranges, wanted);
    }
    const auto total = [&](const std::vector<double>& means) {
        double sum = 0.0;
        for (std::size_t at = 0; at < strata_.size(); ++at) {
            sum += strata_[at].terms.cards * means[at];
        }
        return sum;
    };
    // Where the slopes per card are equal in all strata the sum is smallest (Lagrange); `price` is
    // that slope, found by bisection on its logarithm.
    double low = 1e-12;
    double high = 1e6;
    while (high / low > 1.0 + 1e-10 && total(over) - total(under) > 1e-9 * cards_) {
        const double price = std::sqrt(low * high);
        std::vector<double> means;
        for (std::size_t at = 0; at < strata_.size(); ++at) {
            means.push_back(
                where_slope_is(strata_[at], ranges[at], -price * strata_[at].terms.cards)
            );
        }
        const bool above = total(means) > wanted;
        (above ? low : high) = price;
        (above ? over : under) = std::move(means);
    }
    // Between the two the slopes are equal, or a stratum's capital does not change at all.
    const double between = (wanted - total(under)) / (total(over) - total(under));
    for (std::size_t at = 0; at < under.size(); ++at) {
        under[at] += between * (over[at] - under[at]);
    }
    return under;
}

std::vector<double> StratifiedTest::least_favourable_of_two(
    const std::vector<Range>& ranges, double wanted
) const {
    // One mean fixes the other: along that line the sum is convex too.
    const double first_cards = strata_[0].terms.cards;
    const double second_cards = strata_[1].terms.cards;
    const auto other = [&](double mean) {
        return std::clamp(
            (wanted - first_cards * mean) / second_cards, ranges[1].low, ranges[1].high
        );
    };
    double low = std::max(ranges[0].low, (wanted - second_cards * ranges[1].high) / first_cards);
    double high = std::min(ranges[0].high, (wanted - second_cards * ranges[1].low) / first_cards);
    for (int step = 0; step < 60 && high - low > 1e-13; ++step) {
        const double middle = 0.5 * (low + high);
        const double rising = slope_at(strata_[0], middle) / first_cards -
                              slope_at(strata_[1], other(middle)) / second_cards;
        (rising > 0.0 ? high : low) = middle;
    }
    const double mean = 0.5 * (low + high);
    return {mean, other(mean)};
}

double StratifiedTest::p_value() const {
    return std::min(1.0, std::exp(-log_capital()));
}

namespace {

/// Draws of a stratum that keep as close to its outlook as whole cards can.
class Evenly {
public:
    /// The mean of the draws is `short_by` under the outlook's: cards of the largest value are
    /// taken for ones of the smallest.
    Evenly(const StratumTerms& terms, double short_by)
        : outlook_(terms.outlook), due_(outlook_.size()) {
        const auto [least, most] = std::ranges::minmax_element(outlook_, {}, &Outlook::value);
        if (most->value > least->value) {
            const double moved = std::min(most->rate, short_by / (most->value - least->value));
            most->rate -= moved;
            least->rate += moved;
        }
    }

    double next() {
        for (std::size_t at = 0; at < due_.size(); ++at) {
            due_[at] += outlook_[at].rate;
        }
        const auto most = std::ranges::max_element(due_);
        *most -= 1.0;
        return outlook_[static_cast<std::size_t>(most - due_.begin())].value;
    }

private:
    std::vector<Outlook> outlook_;
    std::vector<double> due_;
};

double spread_of(std::span<const Outlook> outlook) {
    double mean = 0.0;
    double square = 0.0;
    for (const auto& each : outlook) {
        mean += each.rate * each.value;
        square += each.rate * each.value * each.value;
    }
    return std::sqrt(std::max(0.0, square - mean * mean));
}

std::vector<std::int64_t> in_proportion(const std::vector<StratumTerms>& strata, double share) {
    std::vector<std::int64_t> out;
    for (const auto& stratum : strata) {
        out.push_back(static_cast<std::int64_t>(std::ceil(share * stratum.cards - 1e-9)));
    }
    return out;
}

bool over_after(
    const std::vector<StratumTerms>& strata,
    const std::vector<std::int64_t>& sizes,
    double risk_limit,
    double deviations
) {
    StratifiedTest test(strata);
    for (std::size_t at = 0; at < strata.size(); ++at) {
        const auto drawn = static_cast<double>(std::max<std::int64_t>(sizes[at], 1));
        Evenly draws(strata[at], deviations * spread_of(strata[at].outlook) / std::sqrt(drawn));
        for (std::int64_t card = 0; card < sizes[at]; ++card) {
            test.push(at, draws.next());
        }
    }
    return test.p_value() <= risk_limit;
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
        return over_after(strata, in_proportion(strata, total / cards), risk_limit, deviations);
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
    while (high - low > std::max(1.0, 0.002 * high)) {
        const double middle = std::floor(0.5 * (low + high));
        (over(middle) ? high : low) = middle;
    }
    return in_proportion(strata, high / cards);
}

}  // namespace belfry::audit
