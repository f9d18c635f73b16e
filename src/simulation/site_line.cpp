#include <algorithm>

#include "base/check.hpp"
#include "simulation/site_day.hpp"

namespace belfry::simulation {

namespace {

/// Keeps the servers in the order in which they become free.
void insert_server(std::vector<double>& free, double server) {
    free.insert(std::ranges::upper_bound(free, server), server);
}

bool ready(double moment, double limit, bool through) {
    return through ? moment <= limit : moment < limit;
}

}  // namespace

/// A server has become free of its voter, who is gone.
void SiteDay::take_off(Line& line, double server) {
    if (rider_of(server) != nobody) {
        line.gone.push_back(server);
    }
}

void SiteDay::drop_leaving(Line& line, double limit, bool through) {
    while (line.leaving > 0 && !line.free.empty() &&
           ready(moment_of(line.free.front()), limit, through)) {
        take_off(line, line.free.front());
        line.free.erase(line.free.begin());
        --line.leaving;
    }
}

/// Starts the service of all who start before `limit`, or at it when `through`.
void SiteDay::commit(Line& line, double limit, bool through) {
    while (line.head < line.queue.size() && line.frozen == 0) {
        drop_leaving(line, limit, through);
        if (line.free.empty() || (line.on_fallback && line.supply <= 0)) {
            break;
        }
        const double entry = line.queue[line.head];
        const auto rider = rider_of(entry);
        auto& voter = voters_[rider];
        const double at = moment_of(std::max(entry, line.free.front()));
        if (!ready(at, limit, through)) {
            break;
        }
        if (line.number == 0 && !voter.started && at > voter.patience_ends) {
            ++line.head;
            const double waited = voter.patience_ends - voter.joined;
            voter.wait += waited;
            if (counts(voter)) {
                tally_.in_line(model_, voter.joined, voter.patience_ends);
                ++tally_.stations[0].joined;
                tally_.stations[0].wait += waited;
            }
            leave(voter, rider, voter.patience_ends, Fate::left_line);
            continue;
        }
        if (!take_ballot(line, voter)) {
            break;
        }
        ++line.head;
        start(line, rider, voter.joined, at);
    }
    if (line.head > 64 && line.head * 2 > line.queue.size()) {
        line.queue.erase(
            line.queue.begin(), line.queue.begin() + static_cast<std::ptrdiff_t>(line.head)
        );
        line.head = 0;
    }
}

/// A ballot goes with each voter who starts at the first station, as long as there are some.
bool SiteDay::take_ballot(Line& line, const Voter& voter) {
    if (line.number != 0 || voter.started) {
        return true;
    }
    if (ballots_ <= 0 && emergency_ <= 0) {
        return false;
    }
    auto& from = ballots_ > 0 ? ballots_ : emergency_;
    if (&from == &emergency_) {
        voters_[rider_of(line.queue[line.head])].emergency = true;
    }
    if (from < never) {
        from -= 1;
        ++tally_.ballots_used;
    }
    return true;
}

double SiteDay::service_of(const Line& line, const Voter& voter) {
    const auto stage = line.model->stage;
    double minutes = voter.planned;
    if (line.on_fallback || minutes <= 0) {
        const auto words = draws(voter, stage == 0 ? enter : serve + stage);
        const auto& sampler = line.on_fallback ? line.model->fallback : line.model->service;
        minutes = sampler(words[stage == 0 ? 1 : 0]);
    }
    minutes *= line.factor;
    if (line.reject_share > 0 && uniform(draws(voter, jam + stage)[0]) < line.reject_share) {
        minutes += line.reject_minutes;
        tally_.rejected += counts(voter) ? 1 : 0;
    }
    return std::max(minutes, quantum);
}

void SiteDay::start(Line& line, Rider rider, double joined, double at) {
    auto& voter = voters_[rider];
    const bool goes_on = voter.unfinished > 0;
    const double minutes = goes_on ? voter.unfinished : service_of(line, voter);
    const double done = with_rider(at + minutes, rider);
    const double length = moment_of(done) - at;
    voter.service = goes_on ? voter.service : length;
    voter.unfinished = 0;
    voter.wait += at - joined;
    if (counts(voter)) {
        // Who joins and starts within one slot is in line at the start of none.
        if (at > line.slot_end || joined <= line.slot_end - model_.slot_minutes) {
            tally_.in_line(model_, joined, at);
            line.slot_end = model_.slot_end_of(joined);
        }
        auto& station = tally_.stations[line.number];
        station.joined += voter.started ? 0 : 1;
        station.wait += at - joined;
        station.busy += length;
        if (joined <= site_.closes && at > site_.closes) {
            ++tally_.line_at_close;
        }
    }
    if (line.on_fallback && !goes_on) {
        line.supply -= 1;
        voter.on_paper = voter.on_paper || line.number == 0;
        const bool scans = site_.pipeline->kinds[line.model->stage] == StageKind::scanning;
        voter.unscanned = voter.unscanned || scans;
        voter.emergency = voter.emergency || (line.number > 0 && !scans);
    }
    voter.started = true;
    take_off(line, line.free.front());
    // The place of the least is free now: move those below `done` up by one.
    std::size_t place = 0;
    while (place + 1 < line.free.size() && line.free[place + 1] < done) {
        line.free[place] = line.free[place + 1];
        ++place;
    }
    line.free[place] = done;
}

/// Those who have finished by `now` go on; their servers are free from `now` on.
void SiteDay::flush(Line& line, double now) {
    const double until = line.frozen > 0 ? std::min(now, line.frozen_since) : now;
    drop_leaving(line, until, true);
    for (auto& server : line.free) {
        if (moment_of(server) > until) {
            break;
        }
        take_off(line, server);
        server = with_rider(until, nobody);
    }
}

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
            emergency_ = effect.value;
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
            voter.joined = effect.at;
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

/// Those still held in a line when nothing more can come waited until the end of the day.
void SiteDay::finish_stuck(Line& line, double end) {
    const auto give_up = [&](Rider rider, double since, bool in_queue) {
        auto& voter = voters_[rider];
        const bool impatient = in_queue && line.number == 0 && !voter.started;
        const bool left = impatient && voter.patience_ends < never;
        const double until = left ? voter.patience_ends : std::max(since, end);
        voter.wait += until - since;
        if (counts(voter)) {
            if (in_queue) {
                tally_.in_line(model_, since, until);
                tally_.stations[line.number].joined += voter.started ? 0 : 1;
            }
            tally_.stations[line.number].wait += until - since;
        }
        voter.left = until;
        voter.fate = left ? Fate::left_line : Fate::unserved;
    };
    for (; line.head < line.queue.size(); ++line.head) {
        const auto rider = rider_of(line.queue[line.head]);
        give_up(rider, voters_[rider].joined, true);
    }
    for (const auto& lost : line.lost) {
        if (lost.rider != nobody) {
            give_up(lost.rider, lost.since, false);
        }
    }
    for (const double server : line.free) {
        if (rider_of(server) != nobody) {
            give_up(rider_of(server), line.frozen_since, false);
        }
    }
}

void SiteDay::count(const Voter& voter) {
    const bool here = voter.fate != Fate::sent_away;
    tally_.came += here ? 1 : 0;
    tally_.came_back += voter.came_back ? 1 : 0;
    tally_.sent_here += voter.sent ? 1 : 0;
    tally_.voted += voter.fate == Fate::voted ? 1 : 0;
    tally_.balked += voter.fate == Fate::balked ? 1 : 0;
    tally_.left_line += voter.fate == Fate::left_line ? 1 : 0;
    tally_.unserved += voter.fate == Fate::unserved ? 1 : 0;
    tally_.shut_out += voter.fate == Fate::shut_out ? 1 : 0;
    tally_.sent_away += here ? 0 : 1;
    tally_.inside_at_close += voter.arrival <= site_.closes && voter.left > site_.closes ? 1 : 0;
    if (voter.waited && here) {
        tally_.add_wait(model_, voter.arrival, voter.wait);
    }
    if (voter.fate == Fate::voted) {
        tally_.last_out = std::max(tally_.last_out, voter.left);
        tally_.provisional += voter.provisional ? 1 : 0;
        tally_.emergency += voter.emergency ? 1 : 0;
        tally_.unscanned += voter.unscanned ? 1 : 0;
        tally_.on_paper += voter.on_paper ? 1 : 0;
    }
}

void SiteDay::finish() {
    for (auto& line : lines_) {
        finish_stuck(line, admit_until_);
    }
    for (const auto& voter : voters_) {
        if (counts(voter)) {
            count(voter);
        }
    }
}

}  // namespace belfry::simulation
