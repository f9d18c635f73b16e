#include "simulation/control_plane.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

ControlPlane::ControlPlane(const Model& model, Day day)
    : model_(model),
      day_(day),
      next_observation_(model.observed ? model.first_opening + model.observe_minutes : never),
      last_observation_(model.last_closing + 240),
      curves_(model.sites.size()),
      down_(model.sites.size()),
      lines_(model.sites.size()),
      shut_until_(model.sites.size()),
      routes_(model.sites.size()),
      shut_routes_(model.sites.size()) {
    std::uint32_t stations = 0;
    for (const auto& site : model.sites) {
        station_from_.push_back(stations);
        stations += static_cast<std::uint32_t>(site.servers.size());
    }
    stations_.resize(stations);
    totals_.uses.resize(model.measures.size());
    for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
        for (const auto& shift : model.sites[i].shifts) {
            push({shift.at, 0, EventKind::shift, 0, i, shift.station, 0, double(shift.change)});
        }
    }
    schedule_measures();
    schedule_causes();
    stock_sites();
    if (model.observed) {
        find_neighbours();
    }
}

void ControlPlane::push(Event event) {
    event.order = order_++;
    if (event.kind == EventKind::close || event.kind == EventKind::reopen) {
        closings_.push_back(event);
        std::ranges::sort(closings_, Later());
        return;
    }
    heap_.push_back(event);
    std::ranges::push_heap(heap_, Later());
}

double ControlPlane::next_sync() const {
    return std::min(next_observation_, closings_.empty() ? never : closings_.back().at);
}

void ControlPlane::run_before(double until, Effects& out) {
    while (!heap_.empty() && heap_.front().at < until) {
        std::ranges::pop_heap(heap_, Later());
        const Event event = heap_.back();
        heap_.pop_back();
        carry_out(event, out);
    }
}

void ControlPlane::carry_out(const Event& event, Effects& out) {
    switch (event.kind) {
        case EventKind::begin:
            return begin_cause(event, out);
        case EventKind::end:
            return end_cause(event, out);
        case EventKind::fallback_ready:
            return fallback_ready(event, out);
        case EventKind::fail:
            return fail(event, out);
        case EventKind::noticed:
            return noticed(event);
        case EventKind::crew_done:
            crews_[event.cause].free = true;
            return dispatch(event.at);
        case EventKind::repaired:
            return repaired(event, out);
        case EventKind::spare_in:
            return spare_in(event, out);
        case EventKind::take_effect:
            return take_effect(event, out);
        case EventKind::shift: {
            const auto kind = event.value > 0 ? EffectKind::add : EffectKind::drain;
            for (double n = std::abs(event.value); n > 0; --n) {
                out.push_back({event.at, event.site, event.station, kind});
            }
            return;
        }
        case EventKind::close:
        case EventKind::reopen:
            return close_or_reopen(event, out);
    }
}

void ControlPlane::sync(double now, std::span<const SiteView> views, Effects& out) {
    while (!closings_.empty() && closings_.back().at == now) {
        const Event event = closings_.back();
        closings_.pop_back();
        close_or_reopen(event, out);
    }
    if (now == next_observation_) {
        next_observation_ = moment_of(now + model_.observe_minutes);
        if (next_observation_ > last_observation_) {
            next_observation_ = never;
        }
        for (std::size_t i = 0; i < views.size(); ++i) {
            lines_[i] = views[i].line;
        }
        trigger_on_sight(now, views);
        route_by_posted_waits(now, views);
    }
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (shut_until_[i] > now) {
            routes_[i] = shut_routes_[i];
        }
    }
}

void ControlPlane::trigger_on_sight(double now, std::span<const SiteView> views) {
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
        const auto& measure = model_.measures[m];
        for (std::uint32_t i = 0; i < views.size(); ++i) {
            if (!measure.sites[i] || triggered_[m][i] || now < model_.sites[i].opens) {
                continue;
            }
            const bool met =
                (measure.when == TriggerKind::line && views[i].line >= measure.value) ||
                (measure.when == TriggerKind::wait && views[i].posted_wait >= measure.value) ||
                (measure.when == TriggerKind::stock && views[i].ballots <= measure.value);
            if (met) {
                trigger(m, i, now);
            }
        }
    }
}

void ControlPlane::trigger_on_failures(std::uint32_t site, double at) {
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
        const auto& measure = model_.measures[m];
        if (measure.when == TriggerKind::failures && measure.sites[site] && !triggered_[m][site] &&
            down_[site] >= measure.value) {
            trigger(m, site, at);
        }
    }
}

double ControlPlane::delay_of(std::uint32_t measure, std::uint32_t site) const {
    const auto number = static_cast<std::uint32_t>(model_.causes.size()) + measure;
    const auto words = day_.draw(
        site, static_cast<std::uint32_t>(totals_.uses[measure]), delay + number * per_cause
    );
    return whole_ticks(model_.measures[measure].delay(words[0]));
}

/// The measure is ordered for the site, or for all its sites when it works city-wide; it takes
/// effect after its delay.
void ControlPlane::trigger(std::uint32_t measure, std::uint32_t site, double at) {
    const auto& m = model_.measures[measure];
    const bool wide =
        m.said.kind == MeasureKind::extended_hours && m.said.city_wide.value_or(false);
    const auto first = wide ? 0U : site;
    const auto last = wide ? static_cast<std::uint32_t>(model_.sites.size()) : site + 1;
    for (auto i = first; i < last; ++i) {
        if (m.sites[i] && !triggered_[measure][i]) {
            triggered_[measure][i] = true;
            push({at + delay_of(measure, i), 0, EventKind::take_effect, measure, i});
        }
    }
}

void ControlPlane::take_effect(const Event& event, Effects& out) {
    const auto& measure = model_.measures[event.cause];
    const auto& site = model_.sites[event.site];
    const auto count = measure.count_at(event.site).value_or(0);
    switch (measure.said.kind) {
        case MeasureKind::extra_workers:
            for (std::uint32_t k = 0; k < site.servers.size(); ++k) {
                const auto equipment = site.pipeline->stations[k].equipment;
                for (int n = 0; measure.equipment[std::size_t(equipment)] && n < count; ++n) {
                    out.push_back({event.at, event.site, k, EffectKind::add});
                }
            }
            break;
        case MeasureKind::extended_hours:
            // An order that comes after the doors have shut opens them no more.
            if (event.at > site.closes) {
                return;
            }
            out.push_back({event.at, event.site, 0, EffectKind::admit});
            out.back().value = moment_of(site.closes + *measure.said.minutes);
            break;
        case MeasureKind::emergency_ballots:
            // Its use is counted where an outage or a shortage makes it needed.
            out.push_back({event.at, event.site, 0, EffectKind::emergency});
            out.back().value = count;
            return;
        case MeasureKind::ballot_delivery:
            out.push_back({event.at, event.site, 0, EffectKind::deliver});
            out.back().value = count;
            // The next delivery can be ordered when this one has come.
            triggered_[event.cause][event.site] = measure.when != TriggerKind::stock;
            break;
        default:
            return;
    }
    ++totals_.uses[event.cause];
}

std::uint32_t ControlPlane::refuge_of(std::uint32_t cause, std::uint32_t site, double now) const {
    const auto& named = model_.causes[cause].send_to;
    std::uint32_t best = no_site;
    double least = never;
    const auto consider = [&](std::uint32_t other) {
        const auto& place = model_.sites[other];
        const double minutes = travel_minutes(model_.travel, model_.sites[site].place, place.place);
        if (other != site && shut_until_[other] <= now && now + minutes < place.closes &&
            minutes < least) {
            least = minutes;
            best = other;
        }
    };
    if (!named.empty()) {
        std::ranges::for_each(named, consider);
        return best;
    }
    for (std::uint32_t other = 0; other < model_.sites.size(); ++other) {
        consider(other);
    }
    return best;
}

void ControlPlane::close_or_reopen(const Event& event, Effects& out) {
    const auto site = event.site;
    if (event.kind == EventKind::reopen) {
        if (shut_until_[site] == event.at) {
            shut_until_[site] = 0;
            routes_[site] = {};
            out.push_back({event.at, site, 0, EffectKind::reopen});
        }
        return;
    }
    shut_until_[site] = std::max(shut_until_[site], event.value);
    const auto target = refuge_of(event.cause, site, event.at);
    Route route{target, 0, 1, model_.causes[event.cause].said.lost_share.value_or(0)};
    if (target == no_site) {
        route.lost = 1;
    } else {
        route.travel =
            travel_minutes(model_.travel, model_.sites[site].place, model_.sites[target].place);
    }
    routes_[site] = shut_routes_[site] = route;
    out.push_back({event.at, site, 0, EffectKind::shut});
}

void ControlPlane::route_by_posted_waits(double now, std::span<const SiteView> views) {
    for (auto& route : routes_) {
        route = {};
    }
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
        const auto& measure = model_.measures[m];
        if (measure.said.kind != MeasureKind::redirect ||
            (measure.when == TriggerKind::time && now < measure.at)) {
            continue;
        }
        for (std::uint32_t i = 0; i < views.size(); ++i) {
            if (!measure.sites[i] || !model_.sites[i].vote_center || routes_[i].target != no_site) {
                continue;
            }
            double best = views[i].posted_wait - measure.said.least_gain_minutes.value_or(10);
            for (const auto& [travel, other] : neighbours_[i]) {
                if (travel > best) {
                    break;
                }
                const auto& place = model_.sites[other];
                if (measure.sites[other] && shut_until_[other] <= now && place.opens <= now &&
                    now + travel < place.closes && views[other].posted_wait + travel <= best) {
                    best = views[other].posted_wait + travel;
                    routes_[i] = {other, travel, measure.said.follow_share.value_or(1), 0};
                }
            }
        }
    }
}

}  // namespace belfry::simulation
