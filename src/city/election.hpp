#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "city/place.hpp"
#include "program/likely_zone.hpp"
#include "simulation/clock_time.hpp"
#include "simulation/distribution.hpp"

namespace belfry::city {

enum class Pollbooks { electronic, paper };
BOOST_DESCRIBE_ENUM(Pollbooks, electronic, paper)

/// By hand in booths, with a device for those who need one; or everybody on devices.
enum class Marking { by_hand, on_devices };
BOOST_DESCRIBE_ENUM(Marking, by_hand, on_devices)

/// `source` is a code with a sentence in the catalogs (`source.<code>`), `own` for the city's own
/// figure, `fitted` for one from a log.
struct ServiceTime {
    simulation::Distribution time;
    std::string source;

    friend bool operator==(const ServiceTime&, const ServiceTime&) = default;
};
BOOST_DESCRIBE_STRUCT(ServiceTime, (), (time, source))

struct ServiceTimes {
    ServiceTime check_in;
    ServiceTime check_in_on_paper;  ///< The fall-back when e-pollbooks fail.
    ServiceTime marking;            ///< By hand, with the change of voters at the booth.
    ServiceTime device;             ///< On a device, where everybody votes on one.
    ServiceTime accessible_device;  ///< On the device for those who need it.
    ServiceTime scanning;

    friend bool operator==(const ServiceTimes&, const ServiceTimes&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ServiceTimes, (), (check_in, check_in_on_paper, marking, device, accessible_device, scanning)
)

/// `shares` of the day's voters in slots of equal length from opening to closing; they add up to 1.
struct ArrivalProfile {
    std::vector<double> shares;
    double line_at_opening = 0;  ///< Share of the voters who stand at the door.
    std::string source;

    friend bool operator==(const ArrivalProfile&, const ArrivalProfile&) = default;
};
BOOST_DESCRIBE_STRUCT(ArrivalProfile, (), (shares, line_at_opening, source))

/// The figures of the rules by which what is missing is estimated. Sources: estimate.hpp.
struct EstimateFigures {
    double turnout = 0.624;             ///< Ballots of all kinds by registered voters.
    double election_day_share = 0.649;  ///< Of all ballots: cast in person on the day.
    double voters_a_place = 462;        ///< In person on the day.
    double registered_a_booth = 250;
    double registered_a_device = 550;
    double registered_a_scanner = 4'000;
    double workers_a_place = 8.05;
    double peak_load = 0.85;     ///< Share of its time a station works in the busiest slot.
    double device_share = 0.02;  ///< Of voters who use the accessible device.

    friend bool operator==(const EstimateFigures&, const EstimateFigures&) = default;
};
BOOST_DESCRIBE_STRUCT(
    EstimateFigures,
    (),
    (turnout,
     election_day_share,
     voters_a_place,
     registered_a_booth,
     registered_a_device,
     registered_a_scanner,
     workers_a_place,
     peak_load,
     device_share)
)

struct EarlyDay {
    Date date;
    simulation::ClockTime opens;
    simulation::ClockTime closes;

    friend bool operator==(const EarlyDay&, const EarlyDay&) = default;
};
BOOST_DESCRIBE_STRUCT(EarlyDay, (), (date, opens, closes))

/// The Election Day to come. Hours are what the clock on the wall shows in `time_zone`.
struct Election {
    std::string name;
    std::optional<Date> date;
    std::string time_zone;  ///< Of the IANA database; empty: nobody said it, and nothing tells it.
    std::optional<program::ZoneRule> time_zone_rule;  ///< Why it is that one; absent when empty.
    simulation::ClockTime opens = simulation::at_clock(7);
    simulation::ClockTime closes = simulation::at_clock(20);
    std::vector<EarlyDay> early_voting;
    double turnout_factor = 1;                    ///< On the figures of the prior election.
    std::optional<std::int64_t> expected_voters;  ///< In person on the day, in the whole city.
    double turnout_sd = 0.1;  ///< Of the day's turnout, as a share of what is expected.
    Pollbooks pollbooks = Pollbooks::electronic;
    Marking marking = Marking::by_hand;
    ServiceTimes service;
    ArrivalProfile arrivals;
    EstimateFigures figures;
    std::int64_t revision = 0;

    friend bool operator==(const Election&, const Election&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Election,
    (),
    (name,
     date,
     time_zone,
     time_zone_rule,
     opens,
     closes,
     early_voting,
     turnout_factor,
     expected_voters,
     turnout_sd,
     pollbooks,
     marking,
     service,
     arrivals,
     figures,
     revision)
)

/// Published figures for everything; without a time zone.
[[nodiscard]] Election usual_election();

/// Edelstein and Edelstein 2010: thirteen hours.
[[nodiscard]] ArrivalProfile usual_arrivals();

/// The election with the zone that follows from the places where nobody said one: from the state
/// that most of them name, and from the middle of their coordinates.
[[nodiscard]] Election with_zone(Election election, const CityData& city);

/// Refuses, by field, an unknown zone, hours that end before they begin, shares that do not add up
/// to 1, times that are none.
[[nodiscard]] Result<void> check_election(const Election& election);

/// When polls open and close on a day, in UTC: a clock time that daylight saving skips is the first
/// moment after the gap, one that comes twice the earlier.
struct OpenTime {
    Instant opens;
    Instant closes;

    friend bool operator==(const OpenTime&, const OpenTime&) = default;
};

[[nodiscard]] OpenTime open_time(
    const std::string& zone, Date day, simulation::ClockTime opens, simulation::ClockTime closes
);

/// How long polls are open: the difference of the clock's hands, but for a day on which the clock
/// is set in between.
[[nodiscard]] std::chrono::minutes minutes_open(
    const Election& election, simulation::ClockTime opens, simulation::ClockTime closes
);

/// The hours of a day that has no gap and no hour twice, as the engine has them: as long as polls
/// are open, and the clock's own where it was set in between: from then on every time is what the
/// wall shows, and only what comes before is an hour off. (Where polls open in the hour after
/// midnight and an hour comes twice later, the day begins at midnight: it is shorter by less than
/// that hour of the night, and every later time is right.)
struct DayHours {
    simulation::ClockTime opens;
    simulation::ClockTime closes;

    friend bool operator==(const DayHours&, const DayHours&) = default;
};

[[nodiscard]] DayHours hours_on_the_day(
    const Election& election, simulation::ClockTime opens, simulation::ClockTime closes
);

}  // namespace belfry::city
