#include "city/equipment.hpp"

#include <algorithm>
#include <cmath>

namespace belfry::city {

namespace {

using Count = std::optional<std::int64_t>;

/// The busiest slot of the day, in voters a minute.
double peak_of(const PollingPlace& place, const Election& election) {
    const auto& shares = election.arrivals.shares;
    const double busiest = shares.empty() ? 1 : *std::ranges::max_element(shares);
    const double slots = shares.empty() ? 1 : static_cast<double>(shares.size());
    const auto opens = place.opens.value_or(election.opens);
    const auto closes = place.closes.value_or(election.closes);
    const double slot = std::max(1.0, closes.minutes - opens.minutes) / slots;
    return static_cast<double>(place.expected_voters.value_or(0)) * busiest / slot;
}

/// As many as work no more than `load` of their time in the busiest slot.
double servers_for(double peak, const ServiceTime& service, double load) {
    return std::max(1.0, std::ceil(peak * simulation::mean_of(service.time) / load));
}

void equip_check_in(PollingPlace& place, const Election& election, double peak) {
    if (!place.check_in_stations && place.epollbooks && *place.epollbooks > 0) {
        fill_estimate(
            place,
            &PollingPlace::check_in_stations,
            {"check_in_stations", "stations_as_pollbooks"},
            static_cast<double>(*place.epollbooks)
        );
    }
    if (!place.check_in_stations) {
        fill_estimate(
            place,
            &PollingPlace::check_in_stations,
            {"check_in_stations", "check_in_by_peak"},
            servers_for(peak, election.service.check_in, election.figures.peak_load)
        );
    }
    if (!place.epollbooks && election.pollbooks == Pollbooks::electronic) {
        fill_estimate(
            place,
            &PollingPlace::epollbooks,
            {"epollbooks", "pollbooks_as_stations"},
            static_cast<double>(*place.check_in_stations)
        );
    }
}

/// The larger of what a law allots, nought where it says nothing, and what the busiest slot needs:
/// the law's number is no help where it cannot take in the day's voters.
struct Allotted {
    double law = 0;
    double needed = 0;

    [[nodiscard]] double count() const { return std::max(law, needed); }

    [[nodiscard]] const char* rule(const char* by_law, const char* by_peak) const {
        return law >= needed ? by_law : by_peak;
    }
};

/// Laws allot by registered voters; where voters are not tied to the place, its peak decides.
double allotted(std::int64_t registered, double each) {
    return std::max(1.0, std::ceil(static_cast<double>(registered) / each));
}

void equip_marking(PollingPlace& place, const Election& election, double peak, Count registered) {
    const auto& figures = election.figures;
    if (election.marking == Marking::by_hand) {
        if (!place.voting_booths && registered) {
            fill_estimate(
                place,
                &PollingPlace::voting_booths,
                {"voting_booths", "booths_by_registered"},
                allotted(*registered, figures.registered_a_booth)
            );
        } else if (!place.voting_booths) {
            fill_estimate(
                place,
                &PollingPlace::voting_booths,
                {"voting_booths", "booths_by_peak"},
                servers_for(peak, election.service.marking, figures.peak_load)
            );
        }
        if (!place.ballot_marking_devices) {
            const int count = servers_that_hold(
                peak * figures.device_share,
                simulation::mean_of(election.service.accessible_device.time),
                {.minutes = 30, .share = 0.05}
            );
            fill_estimate(
                place,
                &PollingPlace::ballot_marking_devices,
                {"ballot_marking_devices", count == 1 ? "one_device" : "accessible_devices_by_peak"
                },
                count
            );
        }
    } else if (!place.ballot_marking_devices) {
        const Allotted devices{
            registered ? allotted(*registered, figures.registered_a_device) : 0,
            servers_for(peak, election.service.device, figures.peak_load)
        };
        fill_estimate(
            place,
            &PollingPlace::ballot_marking_devices,
            {"ballot_marking_devices", devices.rule("devices_by_registered", "devices_by_peak")},
            devices.count()
        );
    }
}

/// Erlang's C formula from his B: the share that finds all servers busy.
double all_busy(double load, double blocked, int servers) {
    return blocked / (1 - load / servers * (1 - blocked));
}

/// Of those who come, the share that waits longer than `services` mean service times.
double share_over(double load, double blocked, int servers, double services) {
    return load >= servers
               ? 1
               : all_busy(load, blocked, servers) * std::exp((load - servers) * services);
}

}  // namespace

void fill_estimate(
    PollingPlace& place,
    std::optional<std::int64_t> PollingPlace::* figure,
    const EstimateOf& of,
    double value
) {
    place.*figure = std::llround(value);
    place.provenance[of.field] = {Origin::estimated, of.rule};
}

int servers_that_hold(
    double arrivals_per_minute, double service_minutes, const WaitStandard& standard
) {
    const double load = arrivals_per_minute * service_minutes;
    const double services = standard.minutes / service_minutes;
    // Erlang's B formula, from one server to the next.
    double blocked = 1;
    for (int servers = 1;; ++servers) {
        blocked = load * blocked / (servers + load * blocked);
        if (share_over(load, blocked, servers, services) <= standard.share) {
            return servers;
        }
    }
}

void equip(PollingPlace& place, const Election& election) {
    const double peak = peak_of(place, election);
    const Count registered =
        place.kind == PlaceKind::polling_place && place.registered_voters.value_or(0) > 0
            ? place.registered_voters
            : std::nullopt;
    equip_check_in(place, election, peak);
    equip_marking(place, election, peak, registered);
    if (!place.scanners) {
        const Allotted scanners{
            registered ? allotted(*registered, election.figures.registered_a_scanner) : 0,
            servers_for(peak, election.service.scanning, election.figures.peak_load)
        };
        fill_estimate(
            place,
            &PollingPlace::scanners,
            {"scanners", scanners.rule("scanners_by_registered", "scanners_by_peak")},
            scanners.count()
        );
    }
    if (!place.poll_workers) {
        fill_estimate(
            place,
            &PollingPlace::poll_workers,
            {"poll_workers", "workers_national"},
            election.figures.workers_a_place
        );
    }
}

}  // namespace belfry::city
