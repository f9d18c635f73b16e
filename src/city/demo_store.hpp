#pragma once

#include <optional>

#include "city/basemap.hpp"
#include "city/election.hpp"
#include "city/place.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// What the city had before the fictional one took its place.
struct OwnCity {
    CityData city;
    Election election;
    Basemap map;
};
BOOST_DESCRIBE_STRUCT(OwnCity, (), (city, election, map))

void keep_own(store::Connection& db, const OwnCity& own);

/// Empty: the fictional city's places are not loaded.
[[nodiscard]] std::optional<OwnCity> kept_own(store::Connection& db);

void forget_own(store::Connection& db);

}  // namespace belfry::city
