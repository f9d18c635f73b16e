#pragma once

#include <cstdint>

#include <boost/describe.hpp>

#include "audit/contest.hpp"

/// Super-simple ballot comparison with the Kaplan–Markov bound (Stark 2010; Lindeman and Stark
/// 2012, "A Gentle Introduction to Risk-limiting Audits").
namespace belfry::audit {

/// How many sampled cards overstated (o) or understated (u) the margin, by one or two votes.
struct Discrepancies {
    std::int64_t o1 = 0;
    std::int64_t o2 = 0;
    std::int64_t u1 = 0;
    std::int64_t u2 = 0;

    friend bool operator==(const Discrepancies&, const Discrepancies&) = default;
};
BOOST_DESCRIBE_STRUCT(Discrepancies, (), (o1, o2, u1, u2))

/// Expected discrepancies for each sampled card.
struct ErrorRates {
    double o1 = 0.001;
    double o2 = 0.0001;
    double u1 = 0.001;
    double u2 = 0.0001;
};

/// What a comparison is about: the risk limit α, the diluted margin μ and γ.
struct ComparisonTerms {
    double risk_limit = 0.05;
    double diluted_margin = 0.0;
    double gamma = gamma_default;
};

/// ln p of the Kaplan–Markov bound after `drawn` cards:
/// (1 − μ/2γ)^n (1 − 1/2γ)^−o1 (1 − 1/γ)^−o2 (1 + 1/2γ)^−u1 (1 + 1/γ)^−u2. May exceed 0.
[[nodiscard]] double log_kaplan_markov(
    const ComparisonTerms& terms, std::int64_t drawn, const Discrepancies& found
);

/// The bound itself, at most 1.
[[nodiscard]] double kaplan_markov(
    const ComparisonTerms& terms, std::int64_t drawn, const Discrepancies& found
);

/// The smallest number of draws that meets the risk limit if just these discrepancies are found
/// (`nmin`). Without a margin no size is enough: 9·10¹⁵.
[[nodiscard]] std::int64_t smallest_comparison_sample(
    const ComparisonTerms& terms, const Discrepancies& found
);

/// How an expected sample size is reckoned. The name stands beside every number.
enum class ComparisonSizeRule {
    first_round_rates,  ///< Arlo's rule: discrepancies at the rates, rounded up (1) and half up
                        ///< (2).
    iterated_rates,     ///< Stark's tool: the same, iterated ten times from the asymptote.
    mean_growth,        ///< ⌈ln α / mean of ln p per card at the rates⌉ (CORLA18).
    error_free,         ///< No discrepancy is found.
};
BOOST_DESCRIBE_ENUM(ComparisonSizeRule, first_round_rates, iterated_rates, mean_growth, error_free)

/// Cards to draw in the first round, at most `cards`.
[[nodiscard]] std::int64_t expected_comparison_sample(
    const ComparisonTerms& terms,
    const ErrorRates& rates,
    ComparisonSizeRule rule,
    std::int64_t cards
);

/// ρ = −ln α / (1/2γ + λ ln(1 − 1/2γ)): cards for a diluted margin μ are ρ/μ when one-vote
/// overstatements come at the rate λμ (Stark 2010, "Super-simple").
[[nodiscard]] double sample_multiplier(double risk_limit, double gamma, double tolerated);

/// Further cards to draw after a round in which `drawn` cards showed `found`: the rule that Arlo
/// uses, with the overstatement rates seen so far and no understatements; at most all that remain.
[[nodiscard]] std::int64_t further_comparison_sample(
    const ComparisonTerms& terms, std::int64_t drawn, const Discrepancies& found, std::int64_t cards
);

/// Colorado's estimate: ⌈optimistic · (1 + (o1 + o2) / audited)⌉, where optimistic is
/// smallest_comparison_sample.
[[nodiscard]] std::int64_t colorado_estimate(
    std::int64_t optimistic, std::int64_t audited, const Discrepancies& found
);

/// Kaplan–Markov with a weight of its own for every draw: discrepancy / margin of the pair it
/// changes most, for contests with several winners or losers. O(1) memory.
class KaplanMarkov {
public:
    /// `margin` is the smallest margin in votes.
    KaplanMarkov(const ComparisonTerms& terms, std::int64_t margin);

    /// A drawn card whose error over its pair's margin is `relative_error`; understatements count
    /// 0.
    void push(double relative_error, std::int64_t times = 1);

    [[nodiscard]] double p_value() const;

private:
    double log_step_;
    double scale_;
    double log_p_ = 0.0;
};

}  // namespace belfry::audit
