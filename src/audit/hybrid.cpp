#include "audit/hybrid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/special_functions/digamma.hpp>

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// ln of x (x − 1) … (x − count + 1); −∞ where a factor is not positive.
double log_falling(double x, std::int64_t count) {
    if (count == 0) {
        return 0.0;
    }
    if (x - static_cast<double>(count) + 1.0 <= 1e-9) {
        return -infinity;
    }
    const auto top = static_cast<long double>(x) + 1.0L;
    return static_cast<double>(
        std::lgamma(top) - std::lgamma(top - static_cast<long double>(count))
    );
}

/// ln likelihood of the sample when the stratum holds `winner` votes and the margin `null_margin`.
double log_likelihood(const PollingStratum& stratum, double winner, double null_margin) {
    const auto others = stratum.drawn - stratum.sampled_winner - stratum.sampled_loser;
    const double loser = winner - null_margin;
    const double rest = static_cast<double>(stratum.cards) - winner - loser;
    return log_falling(winner, stratum.sampled_winner) + log_falling(loser, stratum.sampled_loser) +
           log_falling(rest, others);
}

/// d/dx of log_falling(x, count).
double falling_slope(double x, std::int64_t count) {
    return count == 0 ? 0.0
                      : boost::math::digamma(x + 1.0) -
                            boost::math::digamma(x - static_cast<double>(count) + 1.0);
}

/// The best such likelihood over every number of winner's votes, whole or not: no smaller than over
/// whole votes, so that the test errs on the safe side. It is concave; its slope changes sign once.
/// −∞ where no number of votes fits.
double best_log_likelihood(const PollingStratum& stratum, double null_margin) {
    const auto others = stratum.drawn - stratum.sampled_winner - stratum.sampled_loser;
    double low = std::max({
        static_cast<double>(stratum.sampled_winner),
        static_cast<double>(stratum.sampled_loser) + null_margin,
        null_margin,
        0.0,
    });
    double high = (static_cast<double>(stratum.cards - others) + null_margin) / 2.0;
    if (low > high) {
        return -infinity;
    }
    const auto rising = [&](double winner) {
        const double rest = static_cast<double>(stratum.cards) - 2.0 * winner + null_margin;
        return falling_slope(winner, stratum.sampled_winner) +
                   falling_slope(winner - null_margin, stratum.sampled_loser) -
                   2.0 * falling_slope(rest, others) >
               0.0;
    };
    if (rising(high)) {
        return log_likelihood(stratum, high, null_margin);
    }
    if (!rising(low)) {
        return log_likelihood(stratum, low, null_margin);
    }
    for (int step = 0; step < 100 && high - low > 1e-9 * std::max(1.0, high); ++step) {
        const double middle = 0.5 * (low + high);
        (rising(middle) ? low : high) = middle;
    }
    return log_likelihood(stratum, 0.5 * (low + high), null_margin);
}

}  // namespace

double comparison_stratum_p(
    const ComparisonStratum& stratum, std::int64_t overall_margin, double lambda, double gamma
) {
    const double step = 1.0 - lambda * static_cast<double>(overall_margin) /
                                  (2.0 * gamma * static_cast<double>(stratum.cards));
    if (step <= 0.0) {
        return stratum.drawn == 0 ? 1.0 : 0.0;
    }
    if (step >= 1.0) {
        return 1.0;
    }
    const double errors = log_kaplan_markov({0.05, 0.0, gamma}, 0, stratum.found);
    return std::min(1.0, std::exp(static_cast<double>(stratum.drawn) * std::log(step) + errors));
}

double trihypergeometric_p(const PollingStratum& stratum, double null_margin) {
    if (stratum.drawn == 0) {
        return 1.0;
    }
    const double reported = log_likelihood(
        stratum,
        static_cast<double>(stratum.winner),
        static_cast<double>(stratum.winner - stratum.loser)
    );
    if (std::isinf(reported)) {
        return 1.0;
    }
    const double best = best_log_likelihood(stratum, null_margin);
    return std::isinf(best) ? 0.0 : std::min(1.0, std::exp(best - reported));
}

double polling_stratum_p(const PollingStratum& stratum, std::int64_t overall_margin, double share) {
    return trihypergeometric_p(
        stratum,
        static_cast<double>(stratum.winner - stratum.loser) -
            share * static_cast<double>(overall_margin)
    );
}

double fisher_combined(double p_first, double p_second) {
    if (p_first <= 0.0 || p_second <= 0.0) {
        return 0.0;
    }
    const double statistic = -2.0 * (std::log(p_first) + std::log(p_second));
    return boost::math::cdf(
        boost::math::complement(boost::math::chi_squared(4.0), std::max(0.0, statistic))
    );
}

namespace {

double combined_at(const HybridPair& pair, double lambda) {
    const auto margin = pair.margin();
    return fisher_combined(
        comparison_stratum_p(pair.comparison, margin, lambda, pair.gamma),
        polling_stratum_p(pair.polling, margin, 1.0 - lambda)
    );
}

struct Peak {
    double p = 0.0;
    double lambda = 0.0;
};

Peak highest(const HybridPair& pair, double from, double to, double step) {
    Peak out;
    const auto steps = static_cast<std::int64_t>(std::ceil((to - from) / step + 1.0 - 1e-12));
    for (std::int64_t at = 0; at < std::max<std::int64_t>(steps, 1); ++at) {
        const double lambda = from + static_cast<double>(at) * step;
        if (const double p = combined_at(pair, lambda); p > out.p) {
            out = {p, lambda};
        }
    }
    return out;
}

/// How far Fisher's statistic can move when λ moves by `step`.
double modulus(const HybridPair& pair, double step) {
    const auto& polling = pair.polling;
    const double moved = static_cast<double>(pair.margin()) * step;
    const auto others = polling.drawn - polling.sampled_winner - polling.sampled_loser;
    return 2.0 * static_cast<double>(polling.sampled_winner) * std::log1p(moved) +
           2.0 * static_cast<double>(polling.sampled_loser) * std::log1p(moved) +
           2.0 * static_cast<double>(others) * std::log1p(2.0 * moved) +
           2.0 * static_cast<double>(pair.comparison.drawn) *
               std::log1p(moved / (2.0 * static_cast<double>(pair.comparison.cards) * pair.gamma));
}

double chi_squared_at(double p) {
    const double held = std::clamp(p, 1e-300, 1.0);
    return boost::math::quantile(boost::math::complement(boost::math::chi_squared(4.0), held));
}

}  // namespace

double hybrid_p_value(const HybridPair& pair, double risk_limit) {
    const auto margin = static_cast<double>(pair.margin());
    if (margin <= 0.0) {
        return 1.0;
    }
    const auto first = static_cast<double>(pair.comparison.winner - pair.comparison.loser);
    const auto second = static_cast<double>(pair.polling.winner - pair.polling.loser);
    const auto first_cards = static_cast<double>(pair.comparison.cards);
    const auto second_cards = static_cast<double>(pair.polling.cards);
    double from = std::max(first - first_cards, margin - (second + second_cards)) / margin;
    double to = std::min(first + first_cards, margin - (second - second_cards)) / margin;
    double step = 0.05;
    auto peak = highest(pair, from, to, step);
    constexpr int most_refinements = 12;
    for (int round = 0; round < most_refinements && peak.p <= risk_limit; ++round) {
        const double room = std::abs(chi_squared_at(peak.p) - chi_squared_at(risk_limit));
        if (modulus(pair, step) <= room) {
            break;
        }
        from = peak.lambda - 2.0 * step;
        to = peak.lambda + 2.0 * step;
        step /= 10.0;
        const auto finer = highest(pair, from, to, step);
        if (finer.p > peak.p) {
            peak = finer;
        }
    }
    return peak.p;
}

double hybrid_risk(std::span<const HybridPair> pairs, double risk_limit) {
    double most = 0.0;
    for (const auto& pair : pairs) {
        most = std::max(most, hybrid_p_value(pair, risk_limit));
    }
    return most;
}

namespace {

/// n₁ of a sample of `total` cards; the rest is n₂.
std::int64_t drawn_of_first(const HybridPair& pair, std::int64_t total) {
    const auto cards = pair.comparison.cards + pair.polling.cards;
    return static_cast<std::int64_t>(std::ceil(
        static_cast<double>(total) * static_cast<double>(pair.comparison.cards) /
            static_cast<double>(cards) -
        1e-9
    ));
}

/// As many errors for each card as so far, rounded up.
Discrepancies grown(const ComparisonStratum& stratum, std::int64_t drawn) {
    if (stratum.drawn == 0) {
        return stratum.found;
    }
    const double growth = static_cast<double>(drawn) / static_cast<double>(stratum.drawn);
    const auto more = [&](std::int64_t count) {
        return static_cast<std::int64_t>(std::ceil(static_cast<double>(count) * growth - 1e-9));
    };
    const auto& found = stratum.found;
    return {more(found.o1), more(found.o2), more(found.u1), more(found.u2)};
}

/// A sample of `drawn` cards: as reported before anything was seen, as seen afterwards; rounded
/// against the reported winner.
void poll(PollingStratum& stratum, std::int64_t drawn, double deviations) {
    const bool first_round = stratum.drawn == 0;
    const auto more = static_cast<double>(drawn - stratum.drawn);
    const auto whole = static_cast<double>(first_round ? stratum.cards : stratum.drawn);
    const double winner =
        static_cast<double>(first_round ? stratum.winner : stratum.sampled_winner) / whole;
    const double loser =
        static_cast<double>(first_round ? stratum.loser : stratum.sampled_loser) / whole;
    // Half of what the difference w − l falls short by is taken from either.
    const double spread = winner + loser - (winner - loser) * (winner - loser);
    const double shift = 0.5 * deviations * std::sqrt(std::max(0.0, more * spread));
    stratum.sampled_winner +=
        static_cast<std::int64_t>(std::floor(std::max(0.0, winner * more - shift) + 1e-9));
    stratum.sampled_loser += static_cast<std::int64_t>(std::ceil(loser * more + shift - 1e-9));
    stratum.drawn = drawn;
}

}  // namespace

double hybrid_p_if_drawn(
    const HybridPair& pair, double risk_limit, std::int64_t total, double deviations
) {
    const auto in_first = drawn_of_first(pair, total);
    const auto in_second = total - in_first;
    if (in_first > pair.comparison.cards || in_second > pair.polling.cards ||
        in_first < pair.comparison.drawn || in_second < pair.polling.drawn) {
        return 1.0;
    }
    auto hypothetical = pair;
    hypothetical.comparison.found = grown(pair.comparison, in_first);
    hypothetical.comparison.drawn = in_first;
    auto& polling = hypothetical.polling;
    poll(polling, in_second, deviations);
    if (polling.sampled_winner + polling.sampled_loser > polling.drawn) {
        return 1.0;
    }
    return hybrid_p_value(hypothetical, risk_limit);
}

std::optional<HybridSize> hybrid_sample(
    const HybridPair& pair, double risk_limit, double deviations
) {
    const auto cards = pair.comparison.cards + pair.polling.cards;
    const auto drawn = pair.comparison.drawn + pair.polling.drawn;
    if (pair.margin() <= 0 || cards == 0) {
        return {};
    }
    const auto p_at = [&](std::int64_t total) {
        return hybrid_p_if_drawn(pair, risk_limit, total, deviations);
    };
    std::int64_t low = drawn;
    auto high = std::max<std::int64_t>(drawn == 0 ? 5 : drawn, 1);
    double p = 1.0;
    while (p > risk_limit) {
        low = high;
        high = drawn == 0 ? high * 2
                          : static_cast<std::int64_t>(std::ceil(static_cast<double>(high) * 1.1));
        if (high >= cards) {
            return {};
        }
        p = p_at(high);
    }
    while (high - low > 1 && !(p >= 0.8 * risk_limit && p <= risk_limit)) {
        const auto middle = low + (high - low) / 2;
        const double there = p_at(middle);
        if (there <= risk_limit) {
            high = middle;
            p = there;
        } else {
            low = middle;
        }
    }
    const auto in_first = drawn_of_first(pair, high);
    return HybridSize{in_first, high - in_first};
}

}  // namespace belfry::audit
