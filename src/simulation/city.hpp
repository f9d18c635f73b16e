#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "simulation/clock_time.hpp"
#include "simulation/distribution.hpp"

/// The outside form of a city on an ordinary Election Day (docs/formats/city.md). Members that are
/// optional have a default, which docs/formats/ states and model.cpp fills in.
namespace belfry::simulation {

/// What a station works with; outages and failures strike equipment, measures replace it.
BOOST_DEFINE_ENUM_CLASS(Equipment, staff, e_pollbook, booth, bmd, dre, scanner, printer)

BOOST_DEFINE_ENUM_CLASS(StageKind, check_in, registration, provisional, marking, scanning)

/// From `from` on, `servers` are at work.
struct Shift {
    ClockTime from;
    int servers = 0;

    friend bool operator==(const Shift&, const Shift&) = default;
};
BOOST_DESCRIBE_STRUCT(Shift, (), (from, servers))

/// One line with its servers. `share` of the voters who come to the stage use it (default: all);
/// those who use none of a stage's stations pass on at once. `fallback` is the service time on
/// paper, in an emergency booth or into the drop slot (default: as `service`).
struct Station {
    std::string id;
    Equipment equipment = Equipment::staff;
    int servers = 1;
    Distribution service;
    std::optional<double> share;
    std::optional<Distribution> fallback;
    std::optional<std::vector<Shift>> shifts;

    friend bool operator==(const Station&, const Station&) = default;
};
BOOST_DESCRIBE_STRUCT(Station, (), (id, equipment, servers, service, share, fallback, shifts))

/// Stations side by side; a voter uses at most one of them.
struct Stage {
    StageKind kind = StageKind::check_in;
    std::vector<Station> stations;

    friend bool operator==(const Stage&, const Stage&) = default;
};
BOOST_DESCRIBE_STRUCT(Stage, (), (kind, stations))

/// Whether the number of voters of a day is a Poisson draw or exactly the expected one.
BOOST_DEFINE_ENUM_CLASS(Counting, poisson, fixed)

/// A polling place. `voters` are expected in the whole day, `line_at_opening` of them stand at the
/// door when it opens. `servers` replaces the number of servers of a station by its id. `copies`
/// stands for that many alike places, named id-1, id-2, ….
struct Site {
    std::string id;
    ClockTime opens;
    ClockTime closes;
    double voters = 0;
    std::string pipeline;
    std::optional<std::string> name;
    std::optional<int> copies;
    std::optional<Counting> counting;
    std::optional<std::string> profile;
    std::optional<double> line_at_opening;
    std::optional<std::map<std::string, int>> servers;
    std::optional<int> ballots;
    std::optional<bool> vote_center;
    std::optional<double> lat;
    std::optional<double> lon;

    friend bool operator==(const Site&, const Site&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Site,
    (),
    (id,
     opens,
     closes,
     voters,
     pipeline,
     name,
     copies,
     counting,
     profile,
     line_at_opening,
     servers,
     ballots,
     vote_center,
     lat,
     lon)
)

/// What voters do when the line is long. All of it is a declared assumption: no distribution of
/// patience has been published. A voter who meets `balk_above` people or more in the first line
/// goes away with probability `balk_share`; one who has waited longer than his `patience` leaves;
/// either comes back once with probability `return_share` after `return_after`.
struct Behaviour {
    std::optional<Distribution> patience;
    std::optional<int> balk_above;
    std::optional<double> balk_share;
    std::optional<double> return_share;
    std::optional<Distribution> return_after;

    friend bool operator==(const Behaviour&, const Behaviour&) = default;
};
BOOST_DESCRIBE_STRUCT(Behaviour, (), (patience, balk_above, balk_share, return_share, return_after))

/// Minutes on the road: fixed + distance × minutes_per_km; `unknown` where a place has no
/// coordinates.
struct Travel {
    double fixed_minutes = 5;
    double minutes_per_km = 2;
    double unknown_minutes = 20;

    friend bool operator==(const Travel&, const Travel&) = default;
};
BOOST_DESCRIBE_STRUCT(Travel, (), (fixed_minutes, minutes_per_km, unknown_minutes))

struct City {
    std::string name;
    std::map<std::string, std::vector<Stage>> pipelines;
    std::vector<Site> sites;
    std::optional<std::map<std::string, std::vector<double>>> profiles;
    std::optional<double> turnout_sd;  ///< Of the city-wide turnout factor, whose mean is 1.
    std::optional<Behaviour> behaviour;
    std::optional<Travel> travel;
    std::optional<double> observe_minutes;  ///< How old a posted wait may be. Default 5.
    std::optional<double> warm_up_minutes;  ///< Voters who come earlier are not counted.

    friend bool operator==(const City&, const City&) = default;
};
BOOST_DESCRIBE_STRUCT(
    City,
    (),
    (name,
     pipelines,
     sites,
     profiles,
     turnout_sd,
     behaviour,
     travel,
     observe_minutes,
     warm_up_minutes)
)

}  // namespace belfry::simulation
