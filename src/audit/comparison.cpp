#include "audit/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace belfry::audit {

namespace {

/// ln of each factor by which one discrepancy raises (o) or lowers (u) the bound.
struct LogFactors {
    double o1;
    double o2;
    double u1;
    double u2;
};

LogFactors log_factors(double gamma) {
    return {
        std::log1p(-1.0 / (2.0 * gamma)),
        std::log1p(-1.0 / gamma),
        std::log1p(1.0 / (2.0 * gamma)),
        std::log1p(1.0 / gamma)
    };
}

double weighed(const LogFactors& factors, double o1, double o2, double u1, double u2) {
    return o1 * factors.o1 + o2 * factors.o2 + u1 * factors.u1 + u2 * factors.u2;
}

double weighed(const LogFactors& factors, const Discrepancies& found) {
    return weighed(
        factors,
        static_cast<double>(found.o1),
        static_cast<double>(found.o2),
        static_cast<double>(found.u1),
        static_cast<double>(found.u2)
    );
}

/// Sizes beyond any pile of paper stand for "all of it".
constexpr double most_cards = 9e15;

std::int64_t ceiling(double value) {
    return static_cast<std::int64_t>(std::ceil(std::min(value, most_cards)));
}

std::int64_t rounded(double value) {
    return static_cast<std::int64_t>(std::floor(std::min(value, most_cards) + 0.5));
}

/// One-vote errors rounded up, two-vote errors half up.
Discrepancies expected_at(const ErrorRates& rates, double size) {
    return {
        ceiling(rates.o1 * size),
        rounded(rates.o2 * size),
        ceiling(rates.u1 * size),
        rounded(rates.u2 * size)
    };
}

/// ⌈ln α / mean growth⌉; empty where the errors eat up the growth.
std::optional<double> size_by_growth(const ComparisonTerms& terms, const ErrorRates& rates) {
    const double drift = std::log1p(-terms.diluted_margin / (2.0 * terms.gamma)) -
                         weighed(log_factors(terms.gamma), rates.o1, rates.o2, rates.u1, rates.u2);
    if (drift >= 0.0) {
        return {};
    }
    return std::ceil(std::min(std::log(terms.risk_limit) / drift, most_cards));
}

std::int64_t by_rates(const ComparisonTerms& terms, const ErrorRates& rates, std::int64_t cards) {
    const auto first = size_by_growth(terms, rates);
    return first ? std::min(smallest_comparison_sample(terms, expected_at(rates, *first)), cards)
                 : cards;
}

std::int64_t iterated(const ComparisonTerms& terms, const ErrorRates& rates, std::int64_t cards) {
    const auto factors = log_factors(terms.gamma);
    const double slope =
        terms.diluted_margin +
        2.0 * terms.gamma * weighed(factors, rates.o1, rates.o2, rates.u1, rates.u2);
    if (slope <= 0.0) {
        return cards;
    }
    double size = -2.0 * terms.gamma * std::log(terms.risk_limit) / slope;
    for (int round = 0; round < 10; ++round) {
        size = static_cast<double>(smallest_comparison_sample(terms, expected_at(rates, size)));
    }
    return std::min(static_cast<std::int64_t>(size), cards);
}

}  // namespace

double log_kaplan_markov(
    const ComparisonTerms& terms, std::int64_t drawn, const Discrepancies& found
) {
    return static_cast<double>(drawn) * std::log1p(-terms.diluted_margin / (2.0 * terms.gamma)) -
           weighed(log_factors(terms.gamma), found);
}

double kaplan_markov(const ComparisonTerms& terms, std::int64_t drawn, const Discrepancies& found) {
    return std::min(1.0, std::exp(log_kaplan_markov(terms, drawn, found)));
}

std::int64_t smallest_comparison_sample(const ComparisonTerms& terms, const Discrepancies& found) {
    const auto factors = log_factors(terms.gamma);
    if (terms.diluted_margin <= 0.0) {
        return static_cast<std::int64_t>(most_cards);
    }
    const double size = -2.0 * terms.gamma *
                        (std::log(terms.risk_limit) + weighed(factors, found)) /
                        terms.diluted_margin;
    return std::max(found.o1 + found.o2 + found.u1 + found.u2, ceiling(size));
}

std::int64_t expected_comparison_sample(
    const ComparisonTerms& terms,
    const ErrorRates& rates,
    ComparisonSizeRule rule,
    std::int64_t cards
) {
    switch (rule) {
        case ComparisonSizeRule::first_round_rates:
            return by_rates(terms, rates, cards);
        case ComparisonSizeRule::iterated_rates:
            return iterated(terms, rates, cards);
        case ComparisonSizeRule::mean_growth: {
            const auto size = size_by_growth(terms, rates);
            return size ? std::min(static_cast<std::int64_t>(*size), cards) : cards;
        }
        case ComparisonSizeRule::error_free:
            break;
    }
    return std::min(smallest_comparison_sample(terms, {}), cards);
}

double sample_multiplier(double risk_limit, double gamma, double tolerated) {
    return -std::log(risk_limit) /
           (1.0 / (2.0 * gamma) + tolerated * std::log1p(-1.0 / (2.0 * gamma)));
}

std::int64_t further_comparison_sample(
    const ComparisonTerms& terms, std::int64_t drawn, const Discrepancies& found, std::int64_t cards
) {
    const double seen = static_cast<double>(std::max<std::int64_t>(drawn, 1));
    const ErrorRates rates{
        static_cast<double>(found.o1) / seen, static_cast<double>(found.o2) / seen, 0.0, 0.0
    };
    return std::max<std::int64_t>(by_rates(terms, rates, cards) - drawn, 0);
}

std::int64_t colorado_estimate(
    std::int64_t optimistic, std::int64_t audited, const Discrepancies& found
) {
    const auto overstated = found.o1 + found.o2;
    if (overstated == 0 || audited == 0) {
        return optimistic;
    }
    return ceiling(
        static_cast<double>(optimistic) *
        (1.0 + static_cast<double>(overstated) / static_cast<double>(audited))
    );
}

KaplanMarkov::KaplanMarkov(const ComparisonTerms& terms, std::int64_t margin)
    : log_step_(std::log1p(-terms.diluted_margin / (2.0 * terms.gamma))),
      scale_(static_cast<double>(margin) / (2.0 * terms.gamma)) {
}

void KaplanMarkov::push(double relative_error, std::int64_t times) {
    const double taint = std::max(0.0, relative_error) * scale_;
    const double each =
        taint >= 1.0 ? std::numeric_limits<double>::infinity() : log_step_ - std::log1p(-taint);
    log_p_ += static_cast<double>(times) * each;
}

double KaplanMarkov::p_value() const {
    return std::min(1.0, std::exp(log_p_));
}

}  // namespace belfry::audit
