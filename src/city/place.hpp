#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "simulation/clock_time.hpp"

/// The city's polling places, precincts and election: brought in from its own files, completed by
/// stated rules, turned into what the rehearsal engine takes.
namespace belfry::city {

/// Where a value comes from. One that the file gave as it stands needs no mention.
enum class Origin { given, repaired, estimated, changed };
BOOST_DESCRIBE_ENUM(Origin, given, repaired, estimated, changed)

/// Of one field: `rule` names the repair or the rule of estimation; a field that a person changed
/// has none.
struct Provenance {
    Origin origin = Origin::given;
    std::string rule;

    friend bool operator==(const Provenance&, const Provenance&) = default;
};
BOOST_DESCRIBE_STRUCT(Provenance, (), (origin, rule))

/// By field name; a field that is not in it was given, or is empty.
using Provenances = std::map<std::string, Provenance>;

enum class PlaceKind { polling_place, vote_center, early_vote };
BOOST_DESCRIBE_ENUM(PlaceKind, polling_place, vote_center, early_vote)

/// One room in which people vote. Rooms at one address share a `building`. Absent figures are not
/// known, never nought.
struct PollingPlace {
    Id<PollingPlace> id;
    std::string key;  ///< The city's own number, unique in it.
    std::string building;
    std::string name;
    std::string address;
    std::string city;
    std::string state;
    std::string zip;
    std::optional<double> lat;
    std::optional<double> lon;
    std::string coord_source;  ///< How the coordinates came about; empty: not said.
    PlaceKind kind = PlaceKind::polling_place;
    std::string location_type;                   ///< As the file has it: "church".
    std::optional<simulation::ClockTime> opens;  ///< Absent: as the election says.
    std::optional<simulation::ClockTime> closes;
    std::optional<std::int64_t> registered_voters;
    std::optional<std::int64_t> ballots_total;
    std::optional<std::int64_t> ballots_election_day;
    std::optional<std::int64_t> ballots_early_in_person;
    std::optional<std::int64_t> ballots_mail;
    std::optional<std::int64_t> ballots_provisional;
    std::optional<std::int64_t> election_day_registrations;
    std::optional<std::int64_t> expected_voters;  ///< In person on the Election Day to come.
    std::optional<std::int64_t> scanners;
    std::optional<std::int64_t> ballot_marking_devices;
    std::optional<std::int64_t> epollbooks;
    std::optional<std::int64_t> check_in_stations;
    std::optional<std::int64_t> voting_booths;
    std::optional<std::int64_t> poll_workers;
    std::string notes;
    Provenances provenance;
    std::int64_t revision = 0;

    friend bool operator==(const PollingPlace&, const PollingPlace&) = default;
};
BOOST_DESCRIBE_STRUCT(
    PollingPlace,
    (),
    (id,
     key,
     building,
     name,
     address,
     city,
     state,
     zip,
     lat,
     lon,
     coord_source,
     kind,
     location_type,
     opens,
     closes,
     registered_voters,
     ballots_total,
     ballots_election_day,
     ballots_early_in_person,
     ballots_mail,
     ballots_provisional,
     election_day_registrations,
     expected_voters,
     scanners,
     ballot_marking_devices,
     epollbooks,
     check_in_stations,
     voting_booths,
     poll_workers,
     notes,
     provenance,
     revision)
)

/// A precinct and the place where its voters vote.
struct Precinct {
    std::string key;  ///< The city's own number, unique in it.
    std::string name;
    std::string place;  ///< Key of its polling place; empty: none is known.
    std::optional<std::int64_t> registered_voters;
    std::optional<std::int64_t> ballots_total;
    std::optional<std::int64_t> ballots_election_day;
    std::optional<std::int64_t> ballots_early_in_person;
    std::optional<std::int64_t> ballots_mail;
    std::optional<std::int64_t> ballots_provisional;
    std::optional<std::int64_t> election_day_registrations;
    std::string tabulator_model;
    std::optional<double> lat;
    std::optional<double> lon;
    std::string coord_source;
    std::string notes;
    Provenances provenance;

    friend bool operator==(const Precinct&, const Precinct&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Precinct,
    (),
    (key,
     name,
     place,
     registered_voters,
     ballots_total,
     ballots_election_day,
     ballots_early_in_person,
     ballots_mail,
     ballots_provisional,
     election_day_registrations,
     tabulator_model,
     lat,
     lon,
     coord_source,
     notes,
     provenance)
)

struct CityData {
    std::vector<PollingPlace> places;
    std::vector<Precinct> precincts;

    friend bool operator==(const CityData&, const CityData&) = default;
};
BOOST_DESCRIBE_STRUCT(CityData, (), (places, precincts))

/// "Undetermined", "TBD", "to be announced": a name that says there is no place yet.
[[nodiscard]] bool stands_for_no_place(std::string_view name);

/// Letters and digits only, lower case, in one spelling of the usual abbreviations: two texts with
/// the same likeness mean the same address or name.
[[nodiscard]] std::string likeness(std::string_view text);

/// Name and address, by which a place without a number is known again.
[[nodiscard]] std::string likeness(const PollingPlace& place);

/// Gives each place without a building one: places with the same address share it.
void assign_buildings(std::vector<PollingPlace>& places);

}  // namespace belfry::city
