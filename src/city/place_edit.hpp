#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"
#include "city/place.hpp"

namespace belfry::city {

/// What a person says about a place. Absent: as it was; null: not known, so that it is estimated
/// again. Whatever is said here is kept when files are read again.
struct PlaceEdit {
    template <class T>
    using Clearable = std::optional<std::optional<T>>;

    std::optional<std::string> name;
    std::optional<std::string> address;
    std::optional<std::string> city;
    std::optional<std::string> state;
    std::optional<std::string> zip;
    std::optional<std::string> building;
    std::optional<PlaceKind> kind;
    std::optional<std::string> location_type;
    std::optional<std::string> notes;
    Clearable<double> lat;
    Clearable<double> lon;
    Clearable<simulation::ClockTime> opens;
    Clearable<simulation::ClockTime> closes;
    Clearable<std::int64_t> registered_voters;
    Clearable<std::int64_t> ballots_total;
    Clearable<std::int64_t> ballots_election_day;
    Clearable<std::int64_t> expected_voters;
    Clearable<std::int64_t> scanners;
    Clearable<std::int64_t> ballot_marking_devices;
    Clearable<std::int64_t> epollbooks;
    Clearable<std::int64_t> check_in_stations;
    Clearable<std::int64_t> voting_booths;
    Clearable<std::int64_t> poll_workers;
    std::optional<std::vector<std::string>> precincts;  ///< Keys of all that vote here.
};
BOOST_DESCRIBE_STRUCT(
    PlaceEdit,
    (),
    (name,
     address,
     city,
     state,
     zip,
     building,
     kind,
     location_type,
     notes,
     lat,
     lon,
     opens,
     closes,
     registered_voters,
     ballots_total,
     ballots_election_day,
     expected_voters,
     scanners,
     ballot_marking_devices,
     epollbooks,
     check_in_stations,
     voting_booths,
     poll_workers,
     precincts)
)

/// The place with what was said; each field that changed is marked as a person's. Refuses, by
/// field, an empty name, half of a position, figures out of range and hours that end before they
/// begin.
[[nodiscard]] Result<PollingPlace> edited(PollingPlace place, const PlaceEdit& edit);

}  // namespace belfry::city
