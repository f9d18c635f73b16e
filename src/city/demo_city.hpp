#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/basemap.hpp"
#include "city/election_edit.hpp"
#include "city/place.hpp"
#include "program/demo_part.hpp"

/// The polling places, precincts, map and Election Day of the fictional city, from
/// presets/port-ellery/places.
namespace belfry::city {

struct DemoName {
    std::string en;
    std::string es;
};
BOOST_DESCRIBE_STRUCT(DemoName, (), (en, es))

struct DemoEarlyDay {
    int days_before = 0;
    simulation::ClockTime opens;
    simulation::ClockTime closes;
};
BOOST_DESCRIBE_STRUCT(DemoEarlyDay, (), (days_before, opens, closes))

struct DemoElection {
    DemoName name;
    ElectionEdit election;
    std::vector<DemoEarlyDay> early_voting;
};
BOOST_DESCRIBE_STRUCT(DemoElection, (), (name, election, early_voting))

struct DemoPlaces {
    CityData city;
    Basemap map;
    DemoElection election;
};

/// What the files say, read as a city's own lists are. A file that does not read is a bug.
[[nodiscard]] DemoPlaces demo_places();

/// Puts it in the place of the city's own lists, election and map, and these back again. Places
/// that people added meanwhile stay.
[[nodiscard]] program::DemoPart demo_part();

}  // namespace belfry::city
