#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/place.hpp"

/// What of a city is other than it was: for people to look at before they confirm an import.
namespace belfry::city {

enum class ChangedPart { place, precinct };
BOOST_DESCRIBE_ENUM(ChangedPart, place, precinct)

enum class ChangeKind { added, changed, removed };
BOOST_DESCRIBE_ENUM(ChangeKind, added, changed, removed)

/// One field of a place or precinct that changed; one that is new or gone has a single line without
/// a field.
struct CityChange {
    ChangedPart part = ChangedPart::place;
    ChangeKind change = ChangeKind::added;
    std::string key;
    std::string name;
    std::string address;
    std::string field;  ///< Empty for new and gone ones; `provenance`: only where figures are from.
    std::string before;  ///< As people write it; empty: not known.
    std::string after;

    friend bool operator==(const CityChange&, const CityChange&) = default;
};
BOOST_DESCRIBE_STRUCT(CityChange, (), (part, change, key, name, address, field, before, after))

/// Places by number, then precincts by number. Places are the same by their id; those without one
/// are new. Precincts are the same by number.
[[nodiscard]] std::vector<CityChange> changes_between(
    const CityData& before, const CityData& after
);

}  // namespace belfry::city
