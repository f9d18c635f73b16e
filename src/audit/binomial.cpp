#include "audit/binomial.hpp"

#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>

namespace belfry::audit {

double log_binomial_mass(std::int64_t k, std::int64_t n, double p) {
    if (k < 0 || k > n) {
        return -std::numeric_limits<double>::infinity();
    }
    const double mass = binomial_mass(k, n, p);
    if (mass > 1e-280) {
        return std::log(mass);
    }
    const auto whole = static_cast<double>(n);
    const auto hits = static_cast<double>(k);
    return std::lgamma(whole + 1.0) - std::lgamma(hits + 1.0) - std::lgamma(whole - hits + 1.0) +
           (k == 0 ? 0.0 : hits * std::log(p)) + (k == n ? 0.0 : (whole - hits) * std::log1p(-p));
}

double binomial_mass(std::int64_t k, std::int64_t n, double p) {
    if (k < 0 || k > n) {
        return 0.0;
    }
    if (p <= 0.0 || p >= 1.0) {
        return (p <= 0.0 ? k == 0 : k == n) ? 1.0 : 0.0;
    }
    // The density of a beta distribution is a binomial probability times n + 1.
    return boost::math::ibeta_derivative(
               static_cast<double>(k) + 1.0, static_cast<double>(n - k) + 1.0, p
           ) /
           (static_cast<double>(n) + 1.0);
}

double binomial_tail(std::int64_t k, std::int64_t n, double p) {
    if (k <= 0) {
        return 1.0;
    }
    if (k > n || p <= 0.0) {
        return 0.0;
    }
    if (p >= 1.0) {
        return 1.0;
    }
    return boost::math::ibeta(static_cast<double>(k), static_cast<double>(n - k) + 1.0, p);
}

std::int64_t binomial_quantile(double q, std::int64_t n, double p) {
    std::int64_t low = 0;
    std::int64_t high = n;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (1.0 - binomial_tail(middle + 1, n, p) >= q) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

double normal_quantile(double q) {
    return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * q);
}

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

}  // namespace belfry::audit
