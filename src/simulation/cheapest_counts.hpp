#pragma once

#include <functional>
#include <vector>

namespace belfry::simulation {

/// What a count may be, and what one more costs.
struct CountRange {
    int least = 0;
    int most = 0;
    double unit_cost = 0;
};

/// Whether a plan with these counts does.
using Holds = std::function<bool(const std::vector<int>& counts)>;

/// The cheapest counts that hold, given that `known` does and that more never does harm: `known`
/// itself when none is cheaper.
///
/// What has no more of anything than counts that failed is passed over, what costs no less than
/// counts that hold too: only a staircase between the two is looked at. Of what is left the one a
/// third from the dearest is tried next: that takes the fewest looks. After `most_looks` the best
/// so far is given. Of ranges with more than 100,000 combinations only the part around `known` is
/// searched.
[[nodiscard]] std::vector<int> cheapest_counts(
    const std::vector<CountRange>& ranges,
    const std::vector<int>& known,
    int most_looks,
    const Holds& holds
);

}  // namespace belfry::simulation
