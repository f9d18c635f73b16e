#pragma once

#include <cstdint>

/// Binomial probabilities by the incomplete beta function: sums of logarithms lose five digits at
/// sample sizes that real audits reach.
namespace belfry::audit {

/// P[X = k] for X ~ Binomial(n, p).
[[nodiscard]] double binomial_mass(std::int64_t k, std::int64_t n, double p);

/// ln P[X = k]; −∞ where it is 0.
[[nodiscard]] double log_binomial_mass(std::int64_t k, std::int64_t n, double p);

/// P[X ≥ k].
[[nodiscard]] double binomial_tail(std::int64_t k, std::int64_t n, double p);

/// The smallest k with P[X ≤ k] ≥ q.
[[nodiscard]] std::int64_t binomial_quantile(double q, std::int64_t n, double p);

/// Φ⁻¹(q) of the standard normal distribution, for 0 < q < 1.
[[nodiscard]] double normal_quantile(double q);

/// Φ(z).
[[nodiscard]] double normal_below(double z);

}  // namespace belfry::audit
