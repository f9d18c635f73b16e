#pragma once

#include <optional>
#include <vector>

#include <boost/describe.hpp>

namespace belfry::simulation {

/// The families a duration can be drawn from.
BOOST_DEFINE_ENUM_CLASS(Shape, exponential, gamma, lognormal, deterministic, empirical)

/// How long something takes, in minutes.
///
/// `mean` is needed by all shapes but the empirical, `sd` by gamma and lognormal. `quantiles` of an
/// empirical shape are equally spaced from the least to the greatest value (at least two); values
/// between them are interpolated.
struct Distribution {
    Shape shape = Shape::deterministic;
    std::optional<double> mean;
    std::optional<double> sd;
    std::optional<std::vector<double>> quantiles;

    friend bool operator==(const Distribution&, const Distribution&) = default;
};
BOOST_DESCRIBE_STRUCT(Distribution, (), (shape, mean, sd, quantiles))

[[nodiscard]] inline Distribution always(double minutes) {
    return {Shape::deterministic, minutes, {}, {}};
}

[[nodiscard]] inline Distribution exponential(double mean) {
    return {Shape::exponential, mean, {}, {}};
}

/// The mean in minutes. The distribution must be valid (see validation.hpp).
[[nodiscard]] double mean_of(const Distribution& distribution);

/// Standard deviation divided by mean; 0 when the mean is 0.
[[nodiscard]] double variation_of(const Distribution& distribution);

}  // namespace belfry::simulation
