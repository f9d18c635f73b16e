#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

/// Tests that the mean of a finite list of numbers in [0, u] is at most t, by sampling without
/// replacement and betting (Stark 2023, "ALPHA"; Waudby-Smith, Stark and Ramdas 2021, "RiLACS").
namespace belfry::audit {

/// N of a population sampled with replacement.
inline constexpr double without_end = std::numeric_limits<double>::infinity();

/// The list that is sampled.
struct TestTerms {
    double size = without_end;  ///< N
    double null_mean = 0.5;     ///< t
    double upper = 1.0;         ///< u
};

/// What has been seen before draw j; a bettor may use nothing else.
struct Seen {
    std::int64_t draws = 0;    ///< j − 1
    double sum = 0.0;          ///< S
    double mean = 0.0;         ///< of the j − 1 values; 0 before the first.
    double variance = 0.0;     ///< Divisor j − 1.
    double null_now = 0.5;     ///< μ_j = (N t − S) / (N − j + 1)
    double null_before = 0.5;  ///< μ_{j−1}; t before the first draw.
};

/// Chooses the bet λ_j, 0 ≤ λ_j ≤ 1/μ_j, before the j-th number is seen.
class Bettor {
public:
    Bettor() = default;
    Bettor(const Bettor&) = delete;
    Bettor& operator=(const Bettor&) = delete;
    Bettor(Bettor&&) = delete;
    Bettor& operator=(Bettor&&) = delete;
    virtual ~Bettor() = default;

    [[nodiscard]] virtual double bet(const Seen& seen, const TestTerms& terms) = 0;

    /// Told of every value after the bet on it was settled.
    virtual void learn(double) {}
};

/// λ for the alternative η: (η/μ − 1)/(u − μ).
[[nodiscard]] double bet_for(double alternative, double null_now, double upper);

/// The same λ throughout, held under 1/μ_j so that the capital never falls below nothing.
[[nodiscard]] std::unique_ptr<Bettor> fixed_bet(double lambda);

/// η_j = (N η − S) / (N − j + 1): the population mean is η.
[[nodiscard]] std::unique_ptr<Bettor> fixed_alternative(double eta);

/// Shrinkage to η₀ and truncation (ALPHA, section 2.5.2).
struct ShrinkTrunc {
    double eta = 0.75;
    double weight = 100.0;    ///< d: draws that η₀ counts for.
    double upper_pull = 0.0;  ///< f: pull towards u.
    double least_deviation = 1e-6;
    double room = -1.0;  ///< c; negative: (η₀ − t)/2.
};

[[nodiscard]] std::unique_ptr<Bettor> shrink_trunc(const ShrinkTrunc& settings);

/// Approximate growth-rate adaptive bets (aGRAPA). Constant samples bet nothing.
struct Agrapa {
    double first = 0.5;       ///< λ₁
    double cap_first = 0.9;   ///< c₀
    double cap_last = 0.99;   ///< c_max
    double cap_growth = 0.5;  ///< g
};

[[nodiscard]] std::unique_ptr<Bettor> agrapa(const Agrapa& settings);

/// A test under way. O(1) memory.
class RiskTest {
public:
    RiskTest(const TestTerms& terms, std::unique_ptr<Bettor> bettor);

    /// The next sampled number, in [0, u].
    void push(double value);

    /// ln of the capital now.
    [[nodiscard]] double log_capital() const { return log_capital_; }

    /// min(1, 1 / the largest capital so far): valid whenever one stops to look.
    [[nodiscard]] double p_value() const;

    /// min(1, 1 / the capital now); what a table shows draw by draw.
    [[nodiscard]] double p_now() const;

    [[nodiscard]] std::int64_t draws() const { return seen_.draws; }

private:
    TestTerms terms_;
    std::unique_ptr<Bettor> bettor_;
    Seen seen_;
    double squares_ = 0.0;
    double log_capital_ = 0.0;
    double best_ = 0.0;
    bool null_impossible_ = false;
    bool beyond_ = false;  ///< μ_j > u: this draw's capital is nothing.
};

/// Kaplan–Wald: Π ((1 − g) x/t + g); p = 1/max.
[[nodiscard]] std::vector<double> kaplan_wald(
    std::span<const double> values, double null_mean, double g
);

/// Kaplan–Markov for a mean: p = Π (t + g)/(x + g).
[[nodiscard]] std::vector<double> kaplan_markov_mean(
    std::span<const double> values, double null_mean, double g
);

/// Kaplan–Kolmogorov: Π (x + g)/m_j, m_j = (N(t + g) − S − g(j − 1))/(N − j + 1).
[[nodiscard]] std::vector<double> kaplan_kolmogorov(
    std::span<const double> values, const TestTerms& terms, double g
);

}  // namespace belfry::audit
