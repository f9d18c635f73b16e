#include "audit/stratified.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "audit/strata_split.hpp"
#include "base/check.hpp"

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

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

namespace {

/// Draws of a stratum against its mean; empty where one of them cannot be: the mean is impossible.
template <class Draws>
std::optional<Capitals> capitals_of(const StratumTerms& terms, const Draws& draws, double mean) {
    const double total = terms.cards * (mean + terms.offset);
    Capitals out;
    double left = terms.cards;
    for (const auto& draw : draws) {
        const double rest = total - draw.before;
        if (rest > 0.0) {
            const double ratio = draw.value * left / rest;
            for (std::size_t at = 0; at < capital_parts.size(); ++at) {
                const double bet = draw.bet * capital_parts[at].stake;
                const double factor = 1.0 - bet + bet * ratio;
                out.logs[at] += std::log(factor);
                out.slopes[at] -= bet * ratio * terms.cards / (rest * factor);
            }
        } else if (draw.value > 0.0 && draw.bet > 0.0) {
            return {};
        }
        left -= 1.0;
    }
    return out;
}

}  // namespace

double StratifiedTest::log_capital_at(const Stratum& stratum, double mean) {
    const auto capitals = capitals_of(stratum.terms, stratum.draws, mean);
    return capitals ? capitals->log_sum() : infinity;
}

double StratifiedTest::slope_at(const Stratum& stratum, double mean) {
    const auto capitals = capitals_of(stratum.terms, stratum.draws, mean);
    return capitals ? capitals->slope() : -infinity;
}

double StratifiedTest::log_capital() const {
    StrataMeans strata;
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

}  // namespace belfry::audit
