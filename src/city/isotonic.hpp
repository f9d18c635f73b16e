#pragma once

#include <vector>

namespace belfry::city {

struct Observation {
    double minute = 0;
    double value = 0;
    double weight = 1;
};

/// A stretch of time on which a never-falling curve is flat.
struct FlatStretch {
    double minute = 0;  ///< Weighted mean of its observations.
    double value = 0;
    double weight = 0;
};

/// The least squares fit that never falls, by pooling adjacent violators (Barlow, Bartholomew,
/// Bremner and Brunk 1972). `observations` in the order of time.
[[nodiscard]] std::vector<FlatStretch> never_falling(const std::vector<Observation>& observations);

}  // namespace belfry::city
