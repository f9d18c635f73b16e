#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "simulation/city.hpp"

/// The outside form of what goes wrong on a day (docs/formats/scenario.md).
namespace belfry::simulation {

/// Named sites, or a random share of all (a new draw every day), or all when neither is given.
struct Where {
    std::optional<std::vector<std::string>> sites;
    std::optional<double> share;

    friend bool operator==(const Where&, const Where&) = default;
};
BOOST_DESCRIBE_STRUCT(Where, (), (sites, share))

BOOST_DEFINE_ENUM_CLASS(
    DisruptionKind,
    machine_failures,  ///< Each machine fails by itself: mtbf_minutes, dead_at_opening, repair.
    pollbook_outage,   ///< E-pollbooks stop, or slow by slow_factor.
    power_loss,        ///< E-pollbooks, BMDs, DREs, printers and scanners stop.
    network_loss,      ///< As pollbook_outage.
    misprint,          ///< Scanners read no ballot until new ones come.
    outage,            ///< The named `equipment` stops or slows.
    workers_missing,  ///< server_share of the servers of `equipment` (default: staff, e-pollbooks).
    scanner_rejects,  ///< reject_share of the ballots take extra_minutes more at the scanner.
    short_stock,      ///< The site has `ballots`, or ballots_share of its stock.
    late_opening,     ///< The site serves nobody for `lasts` after opening.
    closure,          ///< The site closes; its voters go elsewhere.
    false_message     ///< Moves or deters arrivals from `at` on.
)

/// What becomes of the voter whose machine fails.
BOOST_DEFINE_ENUM_CLASS(
    OnFailure,
    resume,        ///< Goes on where he was, on the next free machine (preempt-resume).
    wait,          ///< Waits for the repair and goes on where he was.
    restart,       ///< Waits for the repair and starts again.
    head_of_line,  ///< Starts again on the next free machine.
    slot           ///< Puts the ballot into the emergency slot and goes on.
)

/// One cause of trouble. When it strikes several sites, `at`, `after_opening` and `lasts` are drawn
/// once for all of them; with `independent` they are drawn for each. `probability` is that of the
/// day having it at all. Without `at` and `after_opening` it begins when the site opens; without
/// `lasts` it stays for the day. `detection` passes before anybody acts on it.
struct Disruption {
    std::string id;
    DisruptionKind kind = DisruptionKind::outage;
    std::optional<Where> where;
    std::optional<bool> independent;
    std::optional<double> probability;
    std::optional<ClockTime> at;
    std::optional<Distribution> after_opening;
    std::optional<Distribution> lasts;
    std::optional<Distribution> detection;
    std::optional<std::vector<Equipment>> equipment;
    std::optional<double> slow_factor;
    std::optional<double> server_share;
    std::optional<double> mtbf_minutes;
    std::optional<double> dead_at_opening;
    std::optional<Distribution> repair;
    std::optional<OnFailure> on_failure;
    std::optional<double> reject_share;
    std::optional<double> extra_minutes;
    std::optional<int> ballots;
    std::optional<double> ballots_share;
    std::optional<std::vector<std::string>> send_to;
    std::optional<double> lost_share;
    std::optional<double> moved_share;
    std::optional<double> moved_by_minutes;
    std::optional<double> deterred_share;

    friend bool operator==(const Disruption&, const Disruption&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Disruption,
    (),
    (id,
     kind,
     where,
     independent,
     probability,
     at,
     after_opening,
     lasts,
     detection,
     equipment,
     slow_factor,
     server_share,
     mtbf_minutes,
     dead_at_opening,
     repair,
     on_failure,
     reject_share,
     extra_minutes,
     ballots,
     ballots_share,
     send_to,
     lost_share,
     moved_share,
     moved_by_minutes,
     deterred_share)
)

struct Scenario {
    std::string id;
    std::string name;
    std::vector<Disruption> disruptions;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};
BOOST_DESCRIBE_STRUCT(Scenario, (), (id, name, disruptions))

}  // namespace belfry::simulation
