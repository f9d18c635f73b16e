#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include "audit/overstatement.hpp"

/// What the stratified test and its planning share: the bet of a stratum, the parts of its capital,
/// and the split of one half over the strata that is hardest to rule out.
namespace belfry::audit {

/// c of Kelly's bet for this outlook: at most so much that one worst card can't take all.
[[nodiscard]] double share_to_bet(std::span<const Outlook> outlook, double null_guess);

/// A stratum's capital is divided: a part stakes the bet, a part some of it, and a part nothing, so
/// that a split which gives the stratum more than its cards show costs no more than what was
/// staked. The sum of capitals that are log-convex in the mean is log-convex too.
struct CapitalPart {
    double stake;  ///< Of the bet.
    double share;  ///< Of the capital at the start.
};

inline constexpr std::array<CapitalPart, 3> capital_parts{{{1.0, 0.7}, {0.3, 0.15}, {0.0, 0.15}}};

/// ln of the capital of each part, and how it changes with the mean.
struct Capitals {
    std::array<double, capital_parts.size()> logs{};
    std::array<double, capital_parts.size()> slopes{};

    [[nodiscard]] double log_sum() const {
        const double most = std::ranges::max(logs);
        double sum = 0.0;
        for (std::size_t at = 0; at < capital_parts.size(); ++at) {
            sum += capital_parts[at].share * std::exp(logs[at] - most);
        }
        return most + std::log(sum);
    }

    [[nodiscard]] double slope() const {
        const double most = std::ranges::max(logs);
        double sum = 0.0;
        double change = 0.0;
        for (std::size_t at = 0; at < capital_parts.size(); ++at) {
            const double capital = capital_parts[at].share * std::exp(logs[at] - most);
            sum += capital;
            change += capital * slopes[at];
        }
        return change / sum;
    }
};

/// The means that a stratum can have.
struct MeanRange {
    double low = 0.0;
    double high = 0.0;
};

/// Strata, and how the logarithm of their capital changes with their means: convex in each.
struct StrataMeans {
    std::vector<double> cards;
    std::vector<MeanRange> ranges;
    double precision = 1e-13;  ///< Of the means that are sought.
    std::function<double(std::size_t stratum, double mean)> slope;

    [[nodiscard]] double total(const std::vector<double>& means) const {
        double sum = 0.0;
        for (std::size_t at = 0; at < cards.size(); ++at) {
            sum += cards[at] * means[at];
        }
        return sum;
    }
};

/// The means with Σ cards · mean = `wanted` (or as near to it as they can come) at which the sum of
/// the logarithms is smallest.
[[nodiscard]] std::vector<double> least_favourable(const StrataMeans& strata, double wanted);

}  // namespace belfry::audit
