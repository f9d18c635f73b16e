#include "simulation/stability.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "simulation/clock_time.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

namespace {

/// Long-run mean of machines up: the machine repairman, `crews` serving `machines` (birth and
/// death).
double machines_up(double machines, double mtbf, double mttr, double crews) {
    double weight = 1;
    double all = 1;
    double up = machines;
    for (int down = 1; down <= static_cast<int>(machines); ++down) {
        const double served = crews > 0 ? std::min<double>(down, crews) : down;
        weight *= (machines - down + 1) / mtbf * mttr / served;
        all += weight;
        up += weight * (machines - down);
    }
    return up / all;
}

/// The part of its machines that failures leave a city on average, by kind of equipment.
class Availability {
public:
    explicit Availability(const Model& model) : model_(model) {
        for (const auto& measure : model.measures) {
            if (measure.said.kind == MeasureKind::repair_crews) {
                for (const int crews : crews_by_base(measure.said)) {
                    crews_ += crews;
                }
            }
        }
    }

    [[nodiscard]] double at(std::uint32_t site, Equipment equipment) const {
        double part = 1;
        for (std::size_t c = 0; c < model_.causes.size(); ++c) {
            const auto& cause = model_.causes[c];
            if (cause.said.kind == DisruptionKind::machine_failures && cause.said.mtbf_minutes &&
                cause.equipment[static_cast<std::size_t>(equipment)] &&
                (cause.named.empty() || cause.named[site])) {
                part *= share_up(c);
            }
        }
        return part;
    }

private:
    [[nodiscard]] double share_up(std::size_t c) const {
        const auto found = known_.find(c);
        if (found != known_.end()) {
            return found->second;
        }
        const auto& cause = model_.causes[c];
        double machines = 0;
        for (std::size_t i = 0; i < model_.sites.size(); ++i) {
            const auto& site = model_.sites[i];
            for (std::size_t k = 0; k < site.servers.size(); ++k) {
                const auto equipment = site.pipeline->stations[k].equipment;
                const bool here = cause.named.empty() || cause.named[i];
                machines += here && cause.equipment[std::size_t(equipment)] ? site.servers[k] : 0;
            }
        }
        const double repair = cause.repair.mean() +
                              (crews_ > 0 && machines > crews_ ? model_.travel.fixed_minutes : 0);
        const double up =
            machines > 0
                ? machines_up(machines, *cause.said.mtbf_minutes, std::max(repair, 1e-9), crews_) /
                      machines
                : 1;
        known_[c] = up;
        return up;
    }

    const Model& model_;
    double crews_ = 0;
    mutable std::map<std::size_t, double> known_;
};

double server_minutes(const SiteModel& site, std::uint32_t station) {
    double sum = site.servers[station] * (site.closes - site.opens);
    for (const auto& shift : site.shifts) {
        if (shift.station == station && shift.at < site.closes) {
            sum += shift.change * (site.closes - shift.at);
        }
    }
    return sum;
}

}  // namespace

std::vector<Overload> overloads(const Model& model) {
    std::vector<Overload> found;
    const Availability availability(model);
    for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
        const auto& site = model.sites[i];
        for (std::uint32_t k = 0; k < site.servers.size(); ++k) {
            const auto& station = site.pipeline->stations[k];
            const double up = availability.at(i, station.equipment);
            const double work = site.voters * (station.to - station.from) * station.service.mean();
            const double capacity = server_minutes(site, k) * up;
            if (work < capacity || work <= 0) {
                continue;
            }
            const double open = site.closes - site.opens;
            const double servers = capacity / open;
            found.push_back({i, k, work, capacity, servers, {}});
            found.back().reason = fmt::format(
                "{} at {}: voters bring {:.0f} minutes of work, but {:.2f} servers at work on "
                "average "
                "do only {:.0f} by the close; the line grows all day.",
                station.id,
                site.name,
                work,
                servers,
                capacity
            );
        }
    }
    return found;
}

}  // namespace belfry::simulation
