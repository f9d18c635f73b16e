#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/money.hpp"
#include "simulation/scenario.hpp"

/// The outside form of a contingency plan (docs/formats/plan.md).
namespace belfry::simulation {

BOOST_DEFINE_ENUM_CLASS(
    MeasureKind,
    /// Check-in goes on by the fall-back during an outage of e-pollbooks; not at sites whose
    /// `count` of books is 0.
    paper_pollbooks,
    /// `count` a site, one pile for all its stations: marking goes on by the fall-back during an
    /// outage of BMDs, DREs or printers; also used when the ballots run out.
    emergency_ballots,
    drop_slot,       ///< Scanning goes on into a slot (for `count` ballots, if given).
    spare_machines,  ///< `count` a site, or in all when `shared`.
    /// At `bases`, or `count` of them spread over the bases in turn; without any crew a repair
    /// starts at once.
    repair_crews,
    extra_workers,   ///< `count` servers more at stations of `equipment`.
    redirect,        ///< Between vote centers, on posted waits.
    extended_hours,  ///< The polls close `minutes` later; those who come then vote provisionally.
    ballot_delivery  ///< `count` ballots, when the stock is down to the trigger's value.
)

BOOST_DEFINE_ENUM_CLASS(
    TriggerKind,
    always,    ///< From the beginning; for fall-backs, as soon as the outage is detected.
    time,      ///< At `at`.
    line,      ///< `value` or more people in line at the site.
    wait,      ///< A posted wait of `value` minutes or more at the site.
    failures,  ///< `value` or more machines of the site are down.
    stock      ///< `value` or fewer ballots are left at the site.
)

struct Trigger {
    TriggerKind when = TriggerKind::always;
    std::optional<ClockTime> at;
    std::optional<double> value;

    friend bool operator==(const Trigger&, const Trigger&) = default;
};
BOOST_DESCRIBE_STRUCT(Trigger, (), (when, at, value))

BOOST_DEFINE_ENUM_CLASS(Dispatch, nearest_free, longest_line, first_come)

/// Where `crews` repair crews wait for a call.
struct Base {
    int crews = 1;
    std::optional<double> lat;
    std::optional<double> lon;

    friend bool operator==(const Base&, const Base&) = default;
};
BOOST_DESCRIBE_STRUCT(Base, (), (crews, lat, lon))

/// One thing the city does. `delay` passes between trigger and effect (a delivery's way, the time
/// to open a station). Costs: `cost` once, `unit_cost` for each unit held ready, `use_cost` for
/// each time it is put to use.
struct Measure {
    std::string id;
    MeasureKind kind = MeasureKind::paper_pollbooks;
    std::optional<Where> where;
    std::optional<int> count;
    std::optional<std::map<std::string, int>> counts;  ///< At these sites, instead of `count`.
    std::optional<bool> shared;
    std::optional<Trigger> trigger;
    std::optional<Distribution> delay;
    std::optional<std::vector<Equipment>> equipment;
    std::optional<double> minutes;
    std::optional<bool> city_wide;
    std::optional<double> follow_share;
    std::optional<double> least_gain_minutes;
    std::optional<Dispatch> dispatch;
    std::optional<std::vector<Base>> bases;
    std::optional<Money> cost;
    std::optional<Money> unit_cost;
    std::optional<Money> use_cost;

    friend bool operator==(const Measure&, const Measure&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Measure,
    (),
    (id,
     kind,
     where,
     count,
     counts,
     shared,
     trigger,
     delay,
     equipment,
     minutes,
     city_wide,
     follow_share,
     least_gain_minutes,
     dispatch,
     bases,
     cost,
     unit_cost,
     use_cost)
)

/// The standard to hold: at most `share` of a site's voters wait longer than `minutes`.
/// By default nobody waits longer than 30 minutes (Presidential Commission on Election
/// Administration, 2014).
struct Standard {
    double minutes = 30;
    double share = 0;

    friend bool operator==(const Standard&, const Standard&) = default;
};
BOOST_DESCRIBE_STRUCT(Standard, (), (minutes, share))

struct Plan {
    std::string id;
    std::string name;
    std::vector<Measure> measures;
    std::optional<Standard> standard;

    friend bool operator==(const Plan&, const Plan&) = default;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (id, name, measures, standard))

}  // namespace belfry::simulation
