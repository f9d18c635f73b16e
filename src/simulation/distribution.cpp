#include "simulation/distribution.hpp"

#include <cmath>

namespace belfry::simulation {

namespace {

/// Moment about zero of the piecewise linear quantile function.
double empirical_moment(const std::vector<double>& quantiles, int power) {
    double sum = 0;
    for (std::size_t i = 1; i < quantiles.size(); ++i) {
        const double a = quantiles[i - 1];
        const double b = quantiles[i];
        sum += power == 1 ? (a + b) / 2 : (a * a + a * b + b * b) / 3;
    }
    return sum / static_cast<double>(quantiles.size() - 1);
}

}  // namespace

double mean_of(const Distribution& distribution) {
    return distribution.shape == Shape::empirical ? empirical_moment(*distribution.quantiles, 1)
                                                  : *distribution.mean;
}

double variation_of(const Distribution& distribution) {
    const double mean = mean_of(distribution);
    if (mean <= 0 || distribution.shape == Shape::deterministic) {
        return 0;
    }
    switch (distribution.shape) {
        case Shape::exponential:
            return 1;
        case Shape::gamma:
        case Shape::lognormal:
            return *distribution.sd / mean;
        default: {
            const double square = empirical_moment(*distribution.quantiles, 2);
            return std::sqrt(std::max(0.0, square - mean * mean)) / mean;
        }
    }
}

}  // namespace belfry::simulation
