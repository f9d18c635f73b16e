#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "audit/martingale.hpp"

/// Comparison audits as tests of a mean (SHANGRLA, Stark 2020): how far the paper fell short of the
/// machine's reading, scaled so that the outcome is right if the mean is over one half.
namespace belfry::audit {

/// B = (1 − o/u) / (2 − v/u) for the overstatement o = A(cvr) − A(mvr), the assorter's upper bound
/// u and its reported margin v = 2 mean(A) − 1.
[[nodiscard]] double overstatement_value(double overstatement, double upper, double margin);

/// a = 1 / (2 − v/u): B of a card that was read correctly.
[[nodiscard]] double no_error_value(double upper, double margin);

/// u_B = 2 / (2 − v/u).
[[nodiscard]] double overstatement_upper(double upper, double margin);

/// Mean of B if one- and two-vote overstatements occur at these rates.
[[nodiscard]] double overstatement_mean(double upper, double margin, double rate_1, double rate_2);

/// How often a card's B has a given value: what a bet is made for.
struct Outlook {
    double value = 0.0;
    double rate = 0.0;
};

/// The λ in [0, 1/μ) that maximises Σ rate ln(1 + λ (value − μ)): Kelly's bet for this outlook.
[[nodiscard]] double best_bet(std::span<const Outlook> outlook, double null_now);

/// Kelly's bet for an outlook that does not change, for the null mean of each draw. With the values
/// of pools it is the generalised bet for ONEAudit.
[[nodiscard]] std::unique_ptr<Bettor> outlook_bet(std::vector<Outlook> outlook);

/// COBRA (Spertus 2023): λ for a rate of two-vote overstatements alone, as the alternative
/// η* = (1 − 2 a p₀)/(2 − 4 a) + 2 a p₀ − ½, p₀ = 1 − p₂; the same η at every draw.
[[nodiscard]] std::unique_ptr<Bettor> optimal_comparison(double rate_2);

/// Rates that are expected of the four kinds of error, in the order of their cards' values.
struct ComparisonRates {
    double o1 = 0.001;
    double o2 = 0.0001;
    double u1 = 0.0;
    double u2 = 0.0;
};

/// λ* for fixed rates. `no_error` is a.
[[nodiscard]] std::unique_ptr<Bettor> cobra_fixed(const ComparisonRates& rates, double no_error);

/// Rates learnt on the way: max(ε_k, (d_k p̃_k + i p̂_k) / (d_k + i)), d₁ = 100, d₂ = 1000,
/// ε₂ = 1e-5, so that one two-vote error can never take all the capital.
[[nodiscard]] std::unique_ptr<Bettor> cobra_adaptive(const ComparisonRates& prior, double no_error);

/// One capital divided equally over a grid of rates (diversified bets): no single guess can lose
/// all of it. Add up the capitals of its parts; each is a valid test, and so is their mean.
class DiversifiedTest {
public:
    DiversifiedTest(const TestTerms& terms, std::span<const ComparisonRates> grid, double no_error);
    void push(double value);
    [[nodiscard]] double p_value() const;

private:
    std::vector<RiskTest> parts_;
    double best_ = 0.0;
    bool impossible_ = false;
};

/// Cards until the test meets the risk limit, if one-vote overstatements come evenly: every
/// ⌊1/rate⌋-th card from the first on (no simulation). `cards` when it does not.
[[nodiscard]] std::int64_t tiled_comparison_sample(
    const TestTerms& terms,
    std::unique_ptr<Bettor> bettor,
    double no_error,
    double rate_1,
    double risk_limit
);

/// ⌈ln(1/α) / ln(2a)⌉: cards without error, everything bet each time; a lower bound for all bets.
[[nodiscard]] std::int64_t least_comparison_sample(double no_error, double risk_limit);

}  // namespace belfry::audit
