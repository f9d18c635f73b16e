#include "audit/hybrid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What Stirling's series of ln Γ(x) adds to (x − ½) ln x − x + ½ ln 2π.
double stirling_rest(double x) {
    const double square = 1.0 / (x * x);
    return (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0)))
           ) /
           x;
}

/// ln of x (x − 1) … (x − count + 1); −∞ where a factor is not positive.
double log_falling(double x, std::int64_t count) {
    if (count == 0) {
        return 0.0;
    }
    const auto factors = static_cast<double>(count);
    const double bottom = x - factors + 1.0;
    if (bottom <= 1e-9) {
        return -infinity;
    }
    constexpr double series_is_exact = 16.0;
    if (bottom < series_is_exact) {
        const auto top = static_cast<long double>(x) + 1.0L;
        return static_cast<double>(
            std::lgamma(top) - std::lgamma(top - static_cast<long double>(count))
        );
    }
    // ln Γ(x + 1) − ln Γ(x + 1 − count) by Stirling's series, without the difference of two large
    // numbers.
    return factors * std::log(bottom) + (x + 0.5) * std::log1p(factors / bottom) - factors +
           stirling_rest(x + 1.0) - stirling_rest(bottom);
}

/// ln likelihood of the sample when the stratum holds `winner` votes and the margin `null_margin`.
double log_likelihood(const PollingStratum& stratum, double winner, double null_margin) {
    const auto others = stratum.drawn - stratum.sampled_winner - stratum.sampled_loser;
    const double loser = winner - null_margin;
    const double rest = static_cast<double>(stratum.cards) - winner - loser;
    return log_falling(winner, stratum.sampled_winner) + log_falling(loser, stratum.sampled_loser) +
           log_falling(rest, others);
}

/// d/dx of log_falling(x, count): Σ 1/(x − i), summed by the digamma function's series where its
/// terms are many.
double falling_slope(double x, std::int64_t count) {
    double bottom = x - static_cast<double>(count) + 1.0;
    double out = 0.0;
    constexpr double series_is_exact = 16.0;
    constexpr std::int64_t few = 4;
    while (count > 0 && (bottom < series_is_exact || count <= few)) {
        out += 1.0 / bottom;
        bottom += 1.0;
        --count;
    }
    if (count == 0) {
        return out;
    }
    const auto rest = [](double z) {
        const double square = 1.0 / (z * z);
        return 0.5 / z + square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * (1.0 / 252.0)));
    };
    return out + std::log1p(static_cast<double>(count) / bottom) + rest(bottom) - rest(x + 1.0);
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
    const auto slope = [&](double winner) {
        const double rest = static_cast<double>(stratum.cards) - 2.0 * winner + null_margin;
        return falling_slope(winner, stratum.sampled_winner) +
               falling_slope(winner - null_margin, stratum.sampled_loser) -
               2.0 * falling_slope(rest, others);
    };
    double falling = slope(high);
    if (falling >= 0.0) {
        return log_likelihood(stratum, high, null_margin);
    }
    double rising = slope(low);
    if (rising <= 0.0) {
        return log_likelihood(stratum, low, null_margin);
    }
    // Regula falsi; the end that stays is weighed half (Illinois).
    double at = low;
    for (int step = 0; step < 100 && high - low > 1e-8 * std::max(1.0, high); ++step) {
        const double before = at;
        at = (low * falling - high * rising) / (falling - rising);
        const double here = slope(at);
        if (here > 0.0) {
            low = at;
            rising = here;
            falling *= 0.5;
        } else {
            high = at;
            falling = here;
            rising *= 0.5;
        }
        if (here == 0.0 || std::abs(at - before) <= 1e-9 * std::max(1.0, high)) {
            break;
        }
    }
    return log_likelihood(stratum, at, null_margin);
}

/// ln of the inverse likelihood ratio of the report to the best that overstates so much.
double log_ratio(const PollingStratum& stratum, double log_reported, double null_margin) {
    // Nothing was seen, or what no sample of the reported votes could show.
    if (stratum.drawn == 0 || std::isinf(log_reported)) {
        return 0.0;
    }
    return std::min(0.0, best_log_likelihood(stratum, null_margin) - log_reported);
}

double log_reported(const PollingStratum& stratum) {
    return log_likelihood(
        stratum,
        static_cast<double>(stratum.winner),
        static_cast<double>(stratum.winner - stratum.loser)
    );
}

/// P[χ²₄ ≥ −2 `log_product`].
double fisher_of(double log_product) {
    return std::isinf(log_product) ? 0.0 : std::exp(log_product) * (1.0 - log_product);
}

}  // namespace

double comparison_stratum_p(
    const ComparisonStratum& stratum, std::int64_t overall_margin, double lambda, double gamma
) {
    const double step = 1.0 - lambda * static_cast<double>(overall_margin) /
                                  (2.0 * gamma * static_cast<double>(stratum.cards));
    if (step <= 0.0) {
        return 1.0;
    }
    const double errors = log_kaplan_markov({0.05, 0.0, gamma}, 0, stratum.found);
    return std::min(1.0, std::exp(static_cast<double>(stratum.drawn) * std::log(step) + errors));
}

double trihypergeometric_p(const PollingStratum& stratum, double null_margin) {
    return std::exp(log_ratio(stratum, log_reported(stratum), null_margin));
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
    return fisher_of(std::min(0.0, std::log(p_first) + std::log(p_second)));
}

namespace {

/// ln p₁ + ln p₂ over λ, the comparison stratum's share of the error.
class Combined {
public:
    explicit Combined(const HybridPair& pair)
        : pair_(pair),
          errors_(log_kaplan_markov({0.05, 0.0, pair.gamma}, 0, pair.comparison.found)),
          log_reported_(log_reported(pair.polling)) {}

    /// Concave: both logarithms are.
    [[nodiscard]] double at(double lambda) const {
        const auto margin = static_cast<double>(pair_.margin());
        const double step =
            1.0 -
            lambda * margin / (2.0 * pair_.gamma * static_cast<double>(pair_.comparison.cards));
        if (step <= 0.0) {
            return -infinity;  // More than all of its cards can hold.
        }
        const double compared = static_cast<double>(pair_.comparison.drawn) * std::log(step);
        const double null_margin = static_cast<double>(pair_.polling.winner - pair_.polling.loser) -
                                   (1.0 - lambda) * margin;
        return std::min(0.0, compared + errors_) +
               log_ratio(pair_.polling, log_reported_, null_margin);
    }

private:
    const HybridPair& pair_;
    double errors_;
    double log_reported_;
};

struct Peak {
    double p = 0.0;
    double lambda = 0.0;
};

/// Values of λ: from, from + step, … up to `to` or one step beyond.
struct Grid {
    double from;
    double to;
    double step;

    [[nodiscard]] std::int64_t size() const {
        const auto steps = static_cast<std::int64_t>(std::ceil((to - from) / step + 1.0 - 1e-12));
        return std::max<std::int64_t>(steps, 1);
    }

    [[nodiscard]] double at(std::int64_t place) const {
        return from + static_cast<double>(place) * step;
    }
};

/// The highest point of the grid, climbing from where it may be: it rises to one point and falls
/// behind it. Where the p-value is over `enough` it is not climbed on.
Peak highest(const Combined& combined, const Grid& grid, double near, double enough) {
    const auto peak_at = [&](double height, std::int64_t place) {
        return std::isinf(height) ? Peak{} : Peak{fisher_of(height), grid.at(place)};
    };
    const auto size = grid.size();
    auto best = std::clamp<std::int64_t>(std::llround((near - grid.from) / grid.step), 0, size - 1);
    double height = combined.at(grid.at(best));
    for (std::int64_t place = 0; std::isinf(height) && place < size; ++place) {
        // Begun where the strata cannot be so: the first point where they can.
        height = combined.at(grid.at(place));
        best = place;
    }
    if (fisher_of(height) > enough) {
        return peak_at(height, best);
    }
    // A jump may go beyond the peak and still be higher: then it goes back by the next.
    for (int direction = 1, still = 0; still < 2; direction = -direction) {
        ++still;
        for (std::int64_t jump = 1; jump > 0;) {
            const auto place = best + direction * jump;
            const double there =
                place >= 0 && place < size ? combined.at(grid.at(place)) : -infinity;
            if (there > height) {
                best = place;
                height = there;
                jump *= 2;
                still = 0;
            } else {
                jump /= 2;
            }
        }
    }
    return peak_at(height, best);
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

/// x with P[χ²₄ ≥ x] = p: Newton's steps on half of it, e^−y (1 + y) = p.
double chi_squared_at(double p) {
    const double wanted = std::log(std::clamp(p, 1e-300, 1.0));
    double half = 1.0 - wanted;  // After the first step they only fall: the logarithm is concave.
    for (int step = 0; step < 100; ++step) {
        const double over = std::log1p(half) - half - wanted;
        const double next = half + over * (1.0 + half) / std::max(half, 1e-12);
        if (!(std::abs(next - half) > 1e-14 * (1.0 + half))) {
            break;
        }
        half = std::max(next, 0.0);
    }
    return 2.0 * half;
}

/// Where to look first for the highest point, and from which p-value on it no longer matters how
/// high it is.
struct Search {
    double near = 0.5;
    double enough = infinity;
};

/// The highest of the grids, each finer than the last, until no value between their points changes
/// the answer at the limit.
Peak largest_p(const HybridPair& pair, double risk_limit, Search search) {
    const auto margin = static_cast<double>(pair.margin());
    if (margin <= 0.0) {
        return {1.0, search.near};
    }
    const auto first = static_cast<double>(pair.comparison.winner - pair.comparison.loser);
    const auto second = static_cast<double>(pair.polling.winner - pair.polling.loser);
    const auto first_cards = static_cast<double>(pair.comparison.cards);
    const auto second_cards = static_cast<double>(pair.polling.cards);
    Grid grid{
        std::max(first - first_cards, margin - (second + second_cards)) / margin,
        std::min(first + first_cards, margin - (second - second_cards)) / margin,
        0.05
    };
    const Combined combined(pair);
    auto peak = highest(combined, grid, search.near, search.enough);
    constexpr int most_refinements = 12;
    for (int round = 0; round < most_refinements && peak.p <= risk_limit; ++round) {
        const double room = std::abs(chi_squared_at(peak.p) - chi_squared_at(risk_limit));
        if (modulus(pair, grid.step) <= room) {
            break;
        }
        grid = {peak.lambda - 2.0 * grid.step, peak.lambda + 2.0 * grid.step, grid.step / 10.0};
        const auto finer = highest(combined, grid, peak.lambda, search.enough);
        if (finer.p > peak.p) {
            peak = finer;
        }
    }
    return peak;
}

}  // namespace

double hybrid_p_value(const HybridPair& pair, double risk_limit) {
    return largest_p(pair, risk_limit, {}).p;
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

/// The pair with samples of `total` cards in all; none where that cannot be.
std::optional<HybridPair> if_drawn(const HybridPair& pair, std::int64_t total, double deviations) {
    const auto in_first = drawn_of_first(pair, total);
    const auto in_second = total - in_first;
    if (in_first > pair.comparison.cards || in_second > pair.polling.cards ||
        in_first < pair.comparison.drawn || in_second < pair.polling.drawn) {
        return {};
    }
    auto hypothetical = pair;
    hypothetical.comparison.found = grown(pair.comparison, in_first);
    hypothetical.comparison.drawn = in_first;
    auto& polling = hypothetical.polling;
    poll(polling, in_second, deviations);
    if (polling.sampled_winner + polling.sampled_loser > polling.drawn) {
        return {};
    }
    return hypothetical;
}

}  // namespace

double hybrid_p_if_drawn(
    const HybridPair& pair, double risk_limit, std::int64_t total, double deviations
) {
    const auto drawn = if_drawn(pair, total, deviations);
    return drawn ? hybrid_p_value(*drawn, risk_limit) : 1.0;
}

std::optional<HybridSize> hybrid_sample(
    const HybridPair& pair, double risk_limit, double deviations
) {
    const auto cards = pair.comparison.cards + pair.polling.cards;
    const auto drawn = pair.comparison.drawn + pair.polling.drawn;
    if (pair.margin() <= 0 || cards == 0) {
        return {};
    }
    // The worst split of the error moves little from size to size; and of a risk over the limit no
    // more has to be known than that.
    Search search{0.5, risk_limit};
    const auto p_at = [&](std::int64_t total) {
        const auto hypothetical = if_drawn(pair, total, deviations);
        if (!hypothetical) {
            return 1.0;
        }
        const auto peak = largest_p(*hypothetical, risk_limit, search);
        search.near = peak.lambda;
        return peak.p;
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
