#include <cmath>

#include "simulation/control_plane.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

void ControlPlane::begin_cause(const Event& event, Effects& out) {
    if (event.cause == no_site) {
        out.push_back({event.at, event.site, 0, EffectKind::ballots});
        out.back().value = event.value;
        return;
    }
    const auto& said = model_.causes[event.cause].said;
    switch (said.kind) {
        case DisruptionKind::workers_missing:
            return lose_servers(event, true, out);
        case DisruptionKind::scanner_rejects:
            out.push_back({event.at, event.site, event.station, EffectKind::reject});
            out.back().value = *said.reject_share;
            out.back().extra = whole_ticks(*said.extra_minutes);
            return;
        case DisruptionKind::late_opening:
            out.push_back({event.at, event.site, event.station, EffectKind::freeze});
            return;
        default:
            break;
    }
    if (said.slow_factor) {
        return set_factor(event, *said.slow_factor, out);
    }
    if (said.server_share && *said.server_share < 1) {
        return lose_servers(event, false, out);
    }
    begin_outage(event, out);
}

void ControlPlane::end_cause(const Event& event, Effects& out) {
    const auto& said = model_.causes[event.cause].said;
    switch (said.kind) {
        case DisruptionKind::workers_missing:
            return return_servers(event, true, out);
        case DisruptionKind::scanner_rejects:
            out.push_back({event.at, event.site, event.station, EffectKind::reject});
            return;
        case DisruptionKind::late_opening:
            out.push_back({event.at, event.site, event.station, EffectKind::thaw});
            return;
        default:
            break;
    }
    if (said.slow_factor) {
        return set_factor(event, 1, out);
    }
    if (said.server_share && *said.server_share < 1) {
        return return_servers(event, false, out);
    }
    end_outage(event, out);
}

const MeasureModel* ControlPlane::fallback_for(
    std::uint32_t site, Equipment equipment, std::uint32_t& number
) const {
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
        const auto& measure = model_.measures[m];
        const bool replaces = measure.said.kind == MeasureKind::paper_pollbooks ||
                              measure.said.kind == MeasureKind::emergency_ballots ||
                              measure.said.kind == MeasureKind::drop_slot;
        if (replaces && measure.sites[site] && measure.count_at(site) != 0 &&
            measure.equipment[static_cast<std::size_t>(equipment)]) {
            number = m;
            return &measure;
        }
    }
    return nullptr;
}

/// The station stops. Where the plan has a fall-back for it, work goes on by that once somebody has
/// noticed and the means are there.
void ControlPlane::begin_outage(const Event& event, Effects& out) {
    auto& state = stations_[flat(event.site, event.station)];
    if (state.outages++ > 0) {
        return;
    }
    ++state.generation;
    out.push_back({event.at, event.site, event.station, EffectKind::freeze});
    std::uint32_t number = 0;
    const auto equipment = model_.sites[event.site].pipeline->stations[event.station].equipment;
    if (fallback_for(event.site, equipment, number) != nullptr) {
        const double ready = event.at + event.value + delay_of(number, event.site);
        push(
            {ready,
             0,
             EventKind::fallback_ready,
             number,
             event.site,
             event.station,
             state.generation}
        );
    }
}

void ControlPlane::fallback_ready(const Event& event, Effects& out) {
    auto& state = stations_[flat(event.site, event.station)];
    if (state.outages == 0 || state.generation != event.token) {
        return;
    }
    state.on_fallback = true;
    ++totals_.uses[event.cause];
    const auto& measure = model_.measures[event.cause];
    const auto count = measure.count_at(event.site);
    const bool slot = measure.said.kind == MeasureKind::drop_slot;
    out.push_back({event.at, event.site, event.station, EffectKind::fallback});
    out.back().value = slot && count ? double(*count) : never;
    out.back().extra = measure.said.kind == MeasureKind::emergency_ballots ? 1 : 0;
    out.push_back({event.at, event.site, event.station, EffectKind::thaw});
}

void ControlPlane::end_outage(const Event& event, Effects& out) {
    auto& state = stations_[flat(event.site, event.station)];
    if (state.outages == 0 || --state.outages > 0) {
        return;
    }
    ++state.generation;
    const auto kind = state.on_fallback ? EffectKind::normal : EffectKind::thaw;
    state.on_fallback = false;
    out.push_back({event.at, event.site, event.station, kind});
}

void ControlPlane::set_factor(const Event& event, double factor, Effects& out) {
    auto& active = factors_[flat(event.site, event.station)];
    active[event.cause] = factor;
    double product = 1;
    for (const auto& [by, value] : active) {
        product *= value;
    }
    out.push_back({event.at, event.site, event.station, EffectKind::factor});
    out.back().value = product;
}

void ControlPlane::lose_servers(const Event& event, bool graceful, Effects& out) {
    const auto& c = model_.causes[event.cause];
    const auto all = model_.sites[event.site].servers[event.station];
    const auto lost = static_cast<int>(std::ceil(*c.said.server_share * all - 1e-9));
    auto& tokens = taken_[{flat(event.site, event.station), event.cause}];
    for (int n = 0; n < lost; ++n) {
        const auto words = day_.draw(
            event.site,
            (event.station << 20U) | (static_cast<std::uint32_t>(n) << 8U),
            breaks + event.cause * per_cause
        );
        Effect effect{event.at, event.site, event.station};
        effect.kind = graceful ? EffectKind::drain : EffectKind::lose;
        effect.value = uniform(words[1]);
        effect.policy = c.said.on_failure.value_or(OnFailure::resume);
        effect.token = ++tokens_;
        tokens.push_back(effect.token);
        out.push_back(effect);
    }
}

void ControlPlane::return_servers(const Event& event, bool graceful, Effects& out) {
    auto& tokens = taken_[{flat(event.site, event.station), event.cause}];
    for (const auto token : tokens) {
        Effect effect{event.at, event.site, event.station};
        effect.kind = graceful ? EffectKind::add : EffectKind::gain;
        effect.token = token;
        out.push_back(effect);
    }
    tokens.clear();
}

}  // namespace belfry::simulation
