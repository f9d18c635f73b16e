#pragma once

#include <string>
#include <vector>

#include "simulation/model.hpp"

namespace belfry::simulation {

/// A station that cannot keep up over the whole day: no number of simulated days gives its line a
/// size, because it grows as long as the day lasts.
struct Overload {
    std::uint32_t site = 0;
    std::uint32_t station = 0;
    double work = 0;      ///< Server minutes that voters bring in the open hours.
    double capacity = 0;  ///< Server minutes there are.
    double servers = 0;   ///< On average at work, failures and repairs considered.
    std::string reason;   ///< In words.
};

/// Stations that bring more work than they can do by the close, when the day goes as expected.
[[nodiscard]] std::vector<Overload> overloads(const Model& model);

}  // namespace belfry::simulation
