#include <algorithm>
#include <cmath>

#include "simulation/control_plane.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

namespace {

/// Neighbours that a posted wait may send voters to; beyond them the road is too long.
constexpr std::size_t most_neighbours = 12;

}  // namespace

void ControlPlane::schedule_causes() {
    for (std::uint32_t c = 0; c < model_.causes.size(); ++c) {
        schedule_cause(c);
    }
}

void ControlPlane::schedule_cause(std::uint32_t cause_number) {
    const auto& said = model_.causes[cause_number].said;
    const auto purpose = cause + cause_number * per_cause;
    const auto common = day_.draw(no_site, 0, purpose);
    if (said.probability && uniform(common[0]) >= *said.probability) {
        return;
    }
    for (const auto site : struck_sites(cause_number)) {
        const bool alone = said.independent.value_or(false);
        strike(cause_number, site, alone ? day_.draw(site, 0, purpose) : common);
    }
}

std::vector<std::uint32_t> ControlPlane::struck_sites(std::uint32_t cause_number) const {
    const auto& cause_model = model_.causes[cause_number];
    const auto& where = cause_model.said.where;
    std::vector<std::uint32_t> sites;
    for (std::uint32_t i = 0; i < model_.sites.size(); ++i) {
        if (cause_model.named.empty() || cause_model.named[i]) {
            sites.push_back(i);
        }
    }
    if (where && where->share) {
        // Exactly the share, by the smallest draws: what is asked for is what happens every day.
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ranked;
        for (const auto site : sites) {
            ranked.emplace_back(day_.draw(site, 0, strikes + cause_number * per_cause)[0], site);
        }
        std::ranges::sort(ranked);
        const auto count = std::llround(*where->share * static_cast<double>(sites.size()));
        sites.clear();
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            sites.push_back(ranked[i].second);
        }
        std::ranges::sort(sites);
    }
    return sites;
}

void ControlPlane::strike(std::uint32_t cause_number, std::uint32_t site, const Words& when) {
    const auto& c = model_.causes[cause_number];
    const auto& place = model_.sites[site];
    double start = place.opens;
    if (c.said.at) {
        start = std::max(start, moment_at(c.said.at->minutes));
    } else if (c.after_opening) {
        start = moment_of(place.opens + (*c.after_opening)(when[1]));
    }
    const double end = c.lasts ? moment_of(start + std::max(quantum, (*c.lasts)(when[2]))) : never;
    switch (c.said.kind) {
        case DisruptionKind::machine_failures:
            return install_machines(cause_number, site, start);
        case DisruptionKind::false_message:
            if (curves_[site] == 0) {
                curves_[site] = c.curve;
            }
            return;
        case DisruptionKind::short_stock:
            return;  // stock_sites
        case DisruptionKind::closure:
            push({start, 0, EventKind::close, cause_number, site, 0, 0, end});
            if (end < never) {
                push({end, 0, EventKind::reopen, cause_number, site});
            }
            return;
        default:
            break;
    }
    const auto detection = whole_ticks(c.detection(when[3]));
    for (std::uint32_t k = 0; k < place.servers.size(); ++k) {
        const auto equipment = static_cast<std::size_t>(place.pipeline->stations[k].equipment);
        if (c.said.kind == DisruptionKind::late_opening || c.equipment[equipment]) {
            push({start, 0, EventKind::begin, cause_number, site, k, 0, detection});
            if (end < never) {
                push({end, 0, EventKind::end, cause_number, site, k});
            }
        }
    }
}

void ControlPlane::install_machines(std::uint32_t cause_number, std::uint32_t site, double from) {
    const auto& c = model_.causes[cause_number];
    const auto& place = model_.sites[site];
    for (std::uint32_t k = 0; k < place.servers.size(); ++k) {
        if (!c.equipment[static_cast<std::size_t>(place.pipeline->stations[k].equipment)]) {
            continue;
        }
        for (int n = 0; n < place.servers[k]; ++n) {
            const auto machine = static_cast<std::uint32_t>(machines_.size());
            machines_.push_back({cause_number, site, k, static_cast<std::uint32_t>(n)});
            totals_.machine_minutes += place.closes - place.opens;
            const auto words = day_.draw(
                site,
                (k << 20U) | (static_cast<std::uint32_t>(n) << 8U),
                breaks + cause_number * per_cause
            );
            if (uniform(words[3]) < c.said.dead_at_opening.value_or(0)) {
                push({from, 0, EventKind::fail, machine, site, k});
            } else {
                schedule_failure(machine, from);
            }
        }
    }
}

void ControlPlane::schedule_measures() {
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
        const auto& measure = model_.measures[m];
        const bool shared = measure.said.shared.value_or(false);
        triggered_.emplace_back(model_.sites.size());
        spares_.emplace_back();
        if (measure.said.kind == MeasureKind::spare_machines) {
            spares_.back() = shared ? std::vector{measure.said.count.value_or(0)} : measure.counts;
        } else if (measure.said.kind == MeasureKind::repair_crews) {
            rule_ = measure.said.dispatch.value_or(Dispatch::nearest_free);
            const auto crews = crews_by_base(measure.said);
            for (std::size_t i = 0; i < crews.size(); ++i) {
                const auto& base = (*measure.said.bases)[i];
                const auto place =
                    base.lat ? std::optional(Place{*base.lat, *base.lon}) : std::nullopt;
                crews_.insert(crews_.end(), static_cast<std::size_t>(crews[i]), {place, true});
            }
        }
        for (std::uint32_t i = 0; i < model_.sites.size(); ++i) {
            if (measure.sites[i]) {
                schedule_measure(m, i);
            }
        }
    }
}

void ControlPlane::schedule_measure(std::uint32_t m, std::uint32_t site) {
    const auto& measure = model_.measures[m];
    const bool timed = measure.when == TriggerKind::always || measure.when == TriggerKind::time;
    const auto kind = measure.said.kind;
    if (kind == MeasureKind::emergency_ballots && measure.count_at(site).value_or(0) > 0) {
        push({model_.sites[site].opens, 0, EventKind::take_effect, m, site});
    }
    if (timed && (kind == MeasureKind::extra_workers || kind == MeasureKind::extended_hours ||
                  kind == MeasureKind::ballot_delivery)) {
        const double at = std::max(model_.sites[site].opens, measure.at);
        triggered_[m][site] = true;
        push({at + delay_of(m, site), 0, EventKind::take_effect, m, site});
    }
}

/// Ballots at opening, less what a shortage took, and emergency ballots beside them.
void ControlPlane::stock_sites() {
    std::vector<double> stock(model_.sites.size(), never);
    for (std::size_t i = 0; i < stock.size(); ++i) {
        stock[i] = model_.sites[i].ballots ? *model_.sites[i].ballots : never;
    }
    bool any =
        std::ranges::any_of(model_.sites, [](const auto& s) { return s.ballots.has_value(); });
    for (std::uint32_t c = 0; c < model_.causes.size(); ++c) {
        const auto& said = model_.causes[c].said;
        const auto words = day_.draw(no_site, 0, cause + c * per_cause);
        if (said.kind != DisruptionKind::short_stock ||
            (said.probability && uniform(words[0]) >= *said.probability)) {
            continue;
        }
        any = true;
        for (const auto site : struck_sites(c)) {
            if (said.ballots) {
                stock[site] = std::min(stock[site], double(*said.ballots));
            } else if (stock[site] < never) {
                stock[site] = std::floor(stock[site] * *said.ballots_share);
            } else {
                stock[site] = std::floor(model_.sites[site].voters * *said.ballots_share);
            }
        }
    }
    if (!any) {
        return;
    }
    for (std::uint32_t i = 0; i < stock.size(); ++i) {
        if (stock[i] == never) {
            continue;
        }
        push({model_.sites[i].opens, 0, EventKind::begin, no_site, i, 0, 0, stock[i]});
    }
}

void ControlPlane::find_neighbours() {
    bool redirects = false;
    for (const auto& measure : model_.measures) {
        redirects = redirects || measure.said.kind == MeasureKind::redirect;
    }
    if (!redirects) {
        return;
    }
    neighbours_.resize(model_.sites.size());
    for (std::uint32_t i = 0; i < model_.sites.size(); ++i) {
        auto& near = neighbours_[i];
        for (std::uint32_t j = 0; j < model_.sites.size(); ++j) {
            if (j != i && model_.sites[j].vote_center && model_.sites[i].vote_center) {
                near.emplace_back(
                    travel_minutes(model_.travel, model_.sites[i].place, model_.sites[j].place), j
                );
            }
        }
        std::ranges::sort(near);
        near.resize(std::min(near.size(), most_neighbours));
    }
}

}  // namespace belfry::simulation
