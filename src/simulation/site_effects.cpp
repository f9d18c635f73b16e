#include <algorithm>

#include "simulation/site_day.hpp"

/// What the control plane does to the lines of a site.
namespace belfry::simulation {

namespace {

/// Keeps the servers in the order in which they become free.
void insert_server(std::vector<double>& free, double server) {
    free.insert(std::ranges::upper_bound(free, server), server);
}

}  // namespace

void SiteDay::apply(Line& line, const Effect& effect) {
    flush(line, effect.at);
    const double clock = line.frozen > 0 ? line.frozen_since : effect.at;
    switch (effect.kind) {
        case EffectKind::lose:
            return lose(line, effect);
        case EffectKind::gain:
            return gain(line, effect);
        case EffectKind::add:
            if (line.leaving > 0) {
                --line.leaving;
            } else {
                insert_server(line.free, with_rider(clock, nobody));
            }
            return;
        case EffectKind::drain:
            if (!line.free.empty() && rider_of(line.free.front()) == nobody) {
                line.free.erase(line.free.begin());
            } else {
                ++line.leaving;
            }
            return;
        case EffectKind::freeze:
            if (line.frozen++ == 0) {
                line.frozen_since = effect.at;
            }
            return;
        case EffectKind::thaw:
            return thaw(line, effect.at);
        case EffectKind::fallback:
            line.on_fallback = true;
            line.from_pile = effect.extra > 0;
            line.supply = effect.value;
            return;
        case EffectKind::normal:
            line.on_fallback = false;
            return;
        case EffectKind::factor:
            line.factor = effect.value;
            return;
        case EffectKind::reject:
            line.reject_share = effect.value;
            line.reject_minutes = effect.extra;
            return;
        default:
            return apply_to_site(effect);
    }
}

void SiteDay::apply_to_site(const Effect& effect) {
    switch (effect.kind) {
        case EffectKind::ballots:
            ballots_ = effect.value;
            return;
        case EffectKind::emergency:
            emergency_ += effect.value;
            return;
        case EffectKind::deliver:
            ballots_ += ballots_ < never ? effect.value : 0;
            return;
        case EffectKind::admit:
            admit_until_ = std::max(admit_until_, effect.value);
            return;
        default:
            return;
    }
}

void SiteDay::lose(Line& line, const Effect& effect) {
    if (line.free.empty()) {
        return;
    }
    const auto count = line.free.size();
    const auto place =
        std::min(count - 1, static_cast<std::size_t>(effect.value * static_cast<double>(count)));
    const double server = line.free[place];
    line.free.erase(line.free.begin() + static_cast<std::ptrdiff_t>(place));
    if (rider_of(server) == nobody) {
        line.lost.push_back({effect.token, 0, nobody, effect.at});
    } else {
        interrupt(line, effect, server);
    }
}

void SiteDay::interrupt(Line& line, const Effect& effect, double server) {
    const auto rider = rider_of(server);
    auto& voter = voters_[rider];
    const double clock = line.frozen > 0 ? line.frozen_since : effect.at;
    const double left = moment_of(server) - clock;
    const double stood = effect.at - clock;  // in a freeze so far
    const bool counted = counts(voter);
    auto& station = tally_.stations[line.number];
    double lost_work = 0;
    switch (effect.policy) {
        case OnFailure::wait:
            line.lost.push_back({effect.token, left, rider, effect.at});
            break;
        case OnFailure::restart:
            lost_work = voter.service - left;
            line.lost.push_back({effect.token, voter.service, rider, effect.at});
            break;
        case OnFailure::resume:
        case OnFailure::head_of_line:
            if (effect.policy == OnFailure::resume) {
                voter.unfinished = left;
            } else {
                lost_work = voter.service - left;
            }
            line.lost.push_back({effect.token, 0, nobody, effect.at});
            line.queue.insert(
                line.queue.begin() + static_cast<std::ptrdiff_t>(line.head),
                with_rider(effect.at, rider)
            );
            break;
        case OnFailure::slot:
            line.lost.push_back({effect.token, 0, nobody, effect.at});
            voter.unscanned = true;
            line.gone.push_back(with_rider(effect.at, rider));
            break;
    }
    voter.wait += stood + lost_work;
    if (counted) {
        station.wait += stood + lost_work;
        const bool again = effect.policy == OnFailure::restart;
        const bool over = again || effect.policy != OnFailure::wait;
        station.busy += (again ? voter.service : 0) - (over ? left : 0);
    }
}

void SiteDay::gain(Line& line, const Effect& effect) {
    const auto found = std::ranges::find(line.lost, effect.token, &Line::Lost::token);
    if (found == line.lost.end()) {
        return;
    }
    const auto lost = *found;
    line.lost.erase(found);
    const double clock = line.frozen > 0 ? line.frozen_since : effect.at;
    if (lost.rider == nobody) {
        if (line.leaving > 0) {
            --line.leaving;
        } else {
            insert_server(line.free, with_rider(clock, nobody));
        }
        return;
    }
    insert_server(line.free, with_rider(clock + lost.left, lost.rider));
    auto& voter = voters_[lost.rider];
    const double held = effect.at - lost.since - (effect.at - clock);

    voter.wait += held;
    if (counts(voter)) {
        tally_.stations[line.number].wait += held;
    }
}

void SiteDay::thaw(Line& line, double now) {
    if (line.frozen == 0 || --line.frozen > 0) {
        return;
    }
    const double stood = now - line.frozen_since;
    for (auto& server : line.free) {
        const auto rider = rider_of(server);
        if (rider == nobody) {
            server = with_rider(now, nobody);
            continue;
        }
        server = with_rider(moment_of(server) + stood, rider);
        auto& voter = voters_[rider];
        voter.wait += stood;
        if (counts(voter)) {
            tally_.stations[line.number].wait += stood;
        }
    }
}

}  // namespace belfry::simulation
