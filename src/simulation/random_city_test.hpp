#pragma once

#include <cstdint>

#include "simulation/plan.hpp"

namespace belfry::simulation::testing {

struct Case {
    City city;
    Scenario scenario;
    Plan plan;
};

/// A small city with any mixture of features, always the same for the same seed. With `plain` only
/// such that whole days can run in lanes.
[[nodiscard]] Case random_case(std::uint64_t seed, bool plain);

}  // namespace belfry::simulation::testing
