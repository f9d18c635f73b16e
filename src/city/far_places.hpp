#pragma once

#include <map>
#include <string>
#include <vector>

#include "city/place.hpp"

/// Places that a wrong digit put elsewhere.
namespace belfry::city {

/// By key, the kilometres from the middle of all places, of those that lie more than a hundred
/// kilometres off and ten times as far as the middle one of the others. Lists of a whole state have
/// none, lists of fewer than five places with coordinates neither.
[[nodiscard]] std::map<std::string, double> far_from_the_others(
    const std::vector<PollingPlace>& places
);

}  // namespace belfry::city
