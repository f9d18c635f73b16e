// Sizes of stratified samples.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "audit/strata_split.hpp"
#include "audit/stratified.hpp"
#include "base/check.hpp"

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

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

/// Samples in proportion to the strata's sizes, each just like its outlook or short of it, and the
/// capital that they bring. Draws without replacement: the null mean falls as the sample uses up
/// its stratum, so that the growth per card is summed along the way (five points of Gauss and
/// Legendre).
class ExpectedCapital {
public:
    ExpectedCapital(const std::vector<StratumTerms>& strata, double deviations)
        : strata_(strata), deviations_(deviations) {
        for (const auto& stratum : strata) {
            check(!stratum.outlook.empty(), "a stratum is planned for an outlook");
            cards_ += stratum.cards;
            bets_.push_back(share_to_bet(stratum.outlook, stratum.null_guess));
        }
    }

    [[nodiscard]] double cards() const { return cards_; }

    /// ln of the smallest capital after `total` cards; infinite where no split of one half is left.
    [[nodiscard]] double after(double total) const {
        StrataMeans made;
        made.precision = 1e-5;  // At a minimum an error of the place hardly shows.
        std::vector<Sample> samples;
        double least = 0.0;
        for (std::size_t at = 0; at < strata_.size(); ++at) {
            const auto& terms = strata_[at];
            samples.push_back(sample_of(at, total * terms.cards / cards_));
            const auto& sample = samples.back();
            const double seen = sample.drawn * sample.mean;
            const double unseen = (terms.cards - sample.drawn) * terms.upper;
            // A mean of nothing at all would make the capital infinite.
            const double low =
                std::max({0.0, seen / terms.cards - terms.offset, 1e-9 - terms.offset});
            const double high = (seen + unseen) / terms.cards - terms.offset;
            made.cards.push_back(terms.cards);
            made.ranges.push_back({low, std::max(low, std::min(high, terms.highest_mean))});
            least += terms.cards * low;
        }
        if (least > 0.5 * cards_ * (1.0 + 1e-9)) {
            return infinity;
        }
        made.slope = [&](std::size_t at, double mean) {
            return capitals_of(samples[at], mean).slope();
        };
        const auto means = least_favourable(made, 0.5 * cards_);
        double out = 0.0;
        for (std::size_t at = 0; at < strata_.size(); ++at) {
            out += capitals_of(samples[at], means[at]).log_sum();
        }
        return out;
    }

private:
    struct Sample {
        const StratumTerms& terms;
        double drawn;
        std::vector<Outlook> values;
        double mean;
        double bet;
    };

    [[nodiscard]] Sample sample_of(std::size_t at, double drawn) const {
        const auto& terms = strata_[at];
        const double held = std::max(1.0, drawn);
        const double unseen = std::max(0.0, 1.0 - held / terms.cards);
        const double error = spread_of(terms.outlook) * std::sqrt(unseen / held);
        auto values = shortened(terms.outlook, deviations_ * error);
        double mean = 0.0;
        for (const auto& each : values) {
            mean += each.rate * each.value;
        }
        return {terms, drawn, std::move(values), mean, bets_[at]};
    }

    static Capitals capitals_of(const Sample& sample, double mean) {
        constexpr std::array<std::pair<double, double>, 5> points{
            {{0.5, 0.28444444444444444},
             {0.23076534494715845, 0.23931433524968324},
             {0.76923465505284155, 0.23931433524968324},
             {0.046910077030668004, 0.11846344252809454},
             {0.953089922969332, 0.11846344252809454}}
        };
        const double cards = sample.terms.cards;
        const double total = cards * (mean + sample.terms.offset);
        Capitals out;
        for (const auto& [place, weight] : points) {
            const double before = std::max(0.0, place * sample.drawn - 0.5);
            const double left = cards - before;
            const double null = std::max((total - before * sample.mean) / left, 1e-9);
            for (const auto& each : sample.values) {
                const double draws = weight * sample.drawn * each.rate;
                const double ratio = each.value / null;
                for (std::size_t at = 0; at < capital_parts.size(); ++at) {
                    const double bet = sample.bet * capital_parts[at].stake;
                    if (bet == 0.0 || draws == 0.0) {
                        continue;
                    }
                    const double factor = 1.0 - bet + bet * ratio;
                    out.logs[at] += draws * std::log(factor);
                    out.slopes[at] -= draws * bet * ratio / (null * factor) * cards / left;
                }
            }
        }
        return out;
    }

    const std::vector<StratumTerms>& strata_;
    double deviations_;
    double cards_ = 0.0;
    std::vector<double> bets_;
};

/// The smallest whole number of cards after which the capital is at least `wanted`, if fewer than
/// all are enough.
std::optional<double> first_with(const ExpectedCapital& capital, double wanted, double near) {
    double low = 0.0;
    double below = 0.0;  // The capital at `low`.
    double high = std::max(16.0, near);
    double above = 0.0;
    while ((above = capital.after(std::min(high, capital.cards() - 1.0))) < wanted) {
        if (high >= capital.cards() - 1.0) {
            return {};
        }
        low = high;
        below = above;
        high *= 2.0;
    }
    high = std::min(high, capital.cards() - 1.0);
    // Capital grows about evenly with the cards: a straight line finds the place, halves in between
    // keep it from creeping up on it from one side.
    for (bool line = true; high - low > 1.0; line = !line) {
        const double share = line && above < infinity ? (wanted - below) / (above - below) : 0.5;
        const double middle =
            std::clamp(std::ceil(low + share * (high - low)), low + 1.0, high - 1.0);
        const double here = capital.after(middle);
        (here < wanted ? low : high) = middle;
        (here < wanted ? below : above) = here;
    }
    return high;
}

}  // namespace

std::vector<std::int64_t> stratified_sample(
    const std::vector<StratumTerms>& strata, double risk_limit, double deviations, std::int64_t near
) {
    const ExpectedCapital capital(strata, deviations);
    const auto total = first_with(capital, -std::log(risk_limit), static_cast<double>(near));
    std::vector<std::int64_t> out;
    for (std::size_t at = 0; total && at < strata.size(); ++at) {
        const double share = strata[at].cards / capital.cards();
        out.push_back(static_cast<std::int64_t>(std::ceil(*total * share - 1e-9)));
    }
    return out;
}

}  // namespace belfry::audit
