#include <algorithm>

#include "simulation/lanes.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

namespace {

void insert_server(std::vector<double>& free, double server) {
    free.insert(std::ranges::upper_bound(free, server), server);
}

void take_off(double server, std::vector<double>& gone) {
    if (rider_of(server) != nobody) {
        gone.push_back(server);
    }
}

}  // namespace

LaneLine::LaneLine(const std::vector<Effect>& effects, int servers, double opens)
    : free(static_cast<std::size_t>(servers), with_rider(opens, nobody)), effects_(&effects) {
}

double LaneLine::next_effect() const {
    return next_ < effects_->size() ? (*effects_)[next_].at : 2 * never;
}

void LaneLine::drop_leaving(double limit, bool through, std::vector<double>& gone) {
    while (leaving > 0 && !free.empty() &&
           (through ? moment_of(free.front()) <= limit : moment_of(free.front()) < limit)) {
        take_off(free.front(), gone);
        free.erase(free.begin());
        --leaving;
    }
}

void LaneLine::settle(double joined, std::vector<double>& gone) {
    for (;;) {
        const double limit = next_effect();
        if (frozen == 0) {
            drop_leaving(limit, false, gone);
            const bool clear = start_heads(limit, gone);
            const double first = free.empty() ? never : free.front();
            if (clear && std::max(joined, first) < limit) {
                return;
            }
        }
        if (limit > never) {
            return;
        }
        flush(limit, gone);
        apply((*effects_)[next_++]);
    }
}

/// Starts those who go on with another machine, before `limit`; whether none is left.
bool LaneLine::start_heads(double limit, std::vector<double>& gone) {
    while (!heads.empty() && !free.empty()) {
        const auto head = heads.back();
        const double at = std::max(head.since, moment_of(free.front()));
        if (at >= std::min(limit, never)) {
            break;
        }
        take_off(free.front(), gone);
        free.erase(free.begin());
        insert_server(free, with_rider(at + head.left, head.rider));
        restarts.push_back({head.rider, head.since, at});
        heads.pop_back();
        drop_leaving(limit, false, gone);
    }
    return heads.empty();
}

void LaneLine::flush(double now, std::vector<double>& gone) {
    const double until = frozen > 0 ? std::min(now, frozen_since) : now;
    drop_leaving(until, true, gone);
    for (auto& server : free) {
        if (moment_of(server) > until) {
            break;
        }
        take_off(server, gone);
        server = with_rider(until, nobody);
    }
}

void LaneLine::apply(const Effect& effect) {
    const double clock = frozen > 0 ? frozen_since : effect.at;
    switch (effect.kind) {
        case EffectKind::lose:
            return lose(effect);
        case EffectKind::gain:
            return gain(effect);
        case EffectKind::add:
            if (leaving > 0) {
                --leaving;
            } else {
                insert_server(free, with_rider(clock, nobody));
            }
            return;
        case EffectKind::drain:
            if (!free.empty() && rider_of(free.front()) == nobody) {
                free.erase(free.begin());
            } else {
                ++leaving;
            }
            return;
        case EffectKind::freeze:
            if (frozen++ == 0) {
                frozen_since = effect.at;
            }
            return;
        case EffectKind::thaw:
            return thaw(effect.at);
        case EffectKind::fallback:
            on_fallback = true;
            return;
        case EffectKind::normal:
            on_fallback = false;
            return;
        case EffectKind::factor:
            factor = effect.value;
            return;
        case EffectKind::reject:
            reject_share = effect.value;
            reject_minutes = effect.extra;
            return;
        default:
            return;
    }
}

void LaneLine::lose(const Effect& effect) {
    if (free.empty()) {
        return;
    }
    const auto count = free.size();
    const auto place =
        std::min(count - 1, static_cast<std::size_t>(effect.value * static_cast<double>(count)));
    const double server = free[place];
    free.erase(free.begin() + static_cast<std::ptrdiff_t>(place));
    if (rider_of(server) == nobody) {
        lost.push_back({effect.token, 0, nobody, effect.at});
        return;
    }
    const double clock = frozen > 0 ? frozen_since : effect.at;
    const double left = moment_of(server) - clock;
    if (effect.policy == OnFailure::wait) {
        lost.push_back({effect.token, left, rider_of(server), effect.at});
    } else {
        lost.push_back({effect.token, 0, nobody, effect.at});
        heads.push_back({rider_of(server), left, effect.at});
    }
    held.emplace_back(rider_of(server), effect.at - clock);
}

void LaneLine::gain(const Effect& effect) {
    const auto found = std::ranges::find(lost, effect.token, &Lost::token);
    if (found == lost.end()) {
        return;
    }
    const auto back = *found;
    lost.erase(found);
    const double clock = frozen > 0 ? frozen_since : effect.at;
    if (back.rider != nobody) {
        insert_server(free, with_rider(clock + back.left, back.rider));
        held.emplace_back(back.rider, clock - back.since);
    } else if (leaving > 0) {
        --leaving;
    } else {
        insert_server(free, with_rider(clock, nobody));
    }
}

void LaneLine::thaw(double now) {
    if (frozen == 0 || --frozen > 0) {
        return;
    }
    const double stood = now - frozen_since;
    for (auto& server : free) {
        const auto rider = rider_of(server);
        if (rider == nobody) {
            server = with_rider(now, nobody);
        } else {
            server = with_rider(moment_of(server) + stood, rider);
            held.emplace_back(rider, stood);
        }
    }
}

double* LaneBuffers::get(std::size_t index, std::size_t size) {
    if (buffers_.size() <= index) {
        buffers_.resize(index + 1);
    }
    const auto needed = size / 8 + 1;
    if (buffers_[index].size() < needed) {
        buffers_[index].resize(needed + needed / 4);
    }
    return buffers_[index].front().value;
}

}  // namespace belfry::simulation
