#pragma once

#include <string>
#include <vector>

#include "city/place.hpp"

/// Where two rows say different things of the same place or precinct.
namespace belfry::city {

/// Values as a person reads them: texts as they stand, all else as JSON.
struct Difference {
    std::string field;
    std::string kept;  ///< What the first says.
    std::string said;  ///< What the other says.

    friend bool operator==(const Difference&, const Difference&) = default;
};

/// What both say and say differently. Not: another spelling of a name or an address, coordinates
/// within a hundred metres, the last four digits of a ZIP code, names that only stand for a missing
/// one, notes, the state, and how the coordinates came about.
[[nodiscard]] std::vector<Difference> differences(
    const PollingPlace& first, const PollingPlace& other
);

[[nodiscard]] std::vector<Difference> differences(const Precinct& first, const Precinct& other);

/// What an earlier row brought in gets what it left open from another; so does a name that only
/// stood for a missing one.
void complete(PollingPlace& first, const PollingPlace& other);
void complete(Precinct& first, const Precinct& other);

}  // namespace belfry::city
