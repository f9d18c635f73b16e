#include <algorithm>

#include "base/check.hpp"
#include "simulation/site_day.hpp"

namespace belfry::simulation {

/// A server has become free of its voter, who is gone.
void SiteDay::take_off(Line& line, double server) {
    if (rider_of(server) != nobody) {
        line.gone.push_back(server);
    }
}

/// Servers that shall leave and are free before `limit` do.
void SiteDay::drop_leaving(Line& line, double limit) {
    while (line.leaving > 0 && !line.free.empty() && moment_of(line.free.front()) < limit) {
        take_off(line, line.free.front());
        line.free.erase(line.free.begin());
        --line.leaving;
    }
}

/// Starts the service of all who start before `limit`.
void SiteDay::commit(Line& line, double limit) {
    while (line.head < line.queue.size() && line.frozen == 0) {
        if (line.leaving > 0) {
            drop_leaving(line, limit);
        }
        if (line.free.empty()) {
            break;
        }
        const double entry = line.queue[line.head];
        auto& voter = who(entry);
        if (line.on_fallback && !is_supplied(line, voter)) {
            break;
        }
        const double at = moment_of(std::max(entry, line.free.front()));
        if (at >= limit) {
            break;
        }
        if (line.number == 0 && !voter.has_started(0)) {
            if (at > voter.patience_ends) {
                ++line.head;
                wait_in_vain(voter, moment_of(entry), voter.patience_ends);
                leave(voter, rider_of(entry), voter.patience_ends, Fate::left_line);
                continue;
            }
            if (!take_ballot(voter)) {
                break;
            }
        }
        ++line.head;
        start(line, entry, at);
    }
    if (line.head > 64 && line.head * 2 > line.queue.size()) {
        line.queue.erase(
            line.queue.begin(), line.queue.begin() + static_cast<std::ptrdiff_t>(line.head)
        );
        line.head = 0;
    }
}

double SiteDay::service_of(const Line& line, const Voter& voter) {
    const auto stage = line.model->stage;
    const auto& sampler = line.on_fallback ? line.model->fallback : line.model->service;
    const double usual =
        stage < early_stages
            ? sampler(voter.services.word[stage], voter.services.exponential[stage])
            : sampler(draws(voter, serve + stage)[0]);
    double minutes = usual * line.factor;
    if (line.reject_share > 0 && uniform(draws(voter, jam + stage)[0]) < line.reject_share) {
        minutes += line.reject_minutes;
        tally_.rejected += counts(voter) ? 1 : 0;
    }
    return std::max(minutes, quantum);
}

void SiteDay::use_fallback(Line& line, Voter& voter) {
    take_supply(line, voter);
    voter.on_paper = voter.on_paper || line.number == 0;
    const bool scans = site_.pipeline->kinds[line.model->stage] == StageKind::scanning;
    voter.unscanned = voter.unscanned || scans;
    voter.emergency = voter.emergency || line.from_pile;
}

/// Whoever stands in line as `entry` starts at `at`, on the server that is free first.
void SiteDay::start(Line& line, double entry, double at) {
    const double joined = moment_of(entry);
    auto& voter = who(entry);
    const bool goes_on = voter.unfinished > 0;
    const double minutes = goes_on ? voter.unfinished : service_of(line, voter);
    double length = whole_ticks(minutes);
    double done = at + (length + rider_bits(rider_of(entry)));
    if (at + minutes >= 2 * time_base) {
        // Months away, where doubles are not as dense.
        done = with_rider(at + minutes, rider_of(entry));
        length = moment_of(done) - at;
    }
    voter.service = goes_on ? voter.service : length;
    voter.unfinished = 0;
    voter.joined = joined;
    voter.wait += at - joined;
    if (counts(voter)) {
        // Who joins and starts within one slot is in line at the start of none.
        if (at > line.slot_end || joined <= line.slot_end - model_.slot_minutes) {
            tally_.in_line(model_, joined, at);
            line.slot_end = model_.slot_end_of(joined);
        }
        auto& station = tally_.stations.data()[line.number];
        station.joined += voter.has_started(line.number) ? 0 : 1;
        station.wait += at - joined;
        station.busy += length;
        tally_.line_at_close += joined <= site_.closes && at > site_.closes ? 1 : 0;
    }
    if (line.on_fallback && !goes_on) {
        use_fallback(line, voter);
    }
    voter.started_at = line.number;
    take_off(line, line.free.front());
    // The least is gone: those below `done` move up by one. No step waits for the one before.
    auto* const free = line.free.data();
    const std::size_t last = line.free.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        free[i] = std::min(free[i + 1], std::max(free[i], done));
    }
    free[last] = std::max(free[last], done);
}

/// Those who have finished by `now` go on; their servers are free from `now` on.
void SiteDay::flush(Line& line, double now) {
    const double until = line.frozen > 0 ? std::min(now, line.frozen_since) : now;
    drop_leaving(line, until + quantum);
    for (auto& server : line.free) {
        if (moment_of(server) > until) {
            break;
        }
        take_off(line, server);
        server = with_rider(until, nobody);
    }
}

/// Those still held in a line when nothing more can come waited until the end of the day.
void SiteDay::finish_stuck(Line& line, double end) {
    const auto give_up = [&](Rider rider, double since, bool in_queue) {
        auto& voter = voters_[rider];
        const bool impatient = in_queue && line.number == 0 && !voter.has_started(0);
        const bool left = impatient && voter.patience_ends < never;
        const double until = left ? voter.patience_ends : std::max(since, end);
        voter.wait += until - since;
        if (counts(voter)) {
            if (in_queue) {
                tally_.in_line(model_, since, until);
                tally_.stations[line.number].joined += voter.has_started(line.number) ? 0 : 1;
            }
            tally_.stations[line.number].wait += until - since;
        }
        voter.left = until;
        voter.fate = left ? Fate::left_line : Fate::unserved;
    };
    for (; line.head < line.queue.size(); ++line.head) {
        const auto rider = rider_of(line.queue[line.head]);
        voters_[rider].joined = moment_of(line.queue[line.head]);
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

/// `slot` is the one in which he came.
void SiteDay::count(const Voter& voter, std::size_t slot) {
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
        tally_.add_wait(slot, voter.wait);
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
    // Voters stand in the order in which they came.
    std::uint32_t slot = 0;
    for (const auto& voter : voters_) {
        while (slot + 1 < model_.slots && voter.arrival >= model_.slot_start(slot + 1)) {
            ++slot;
        }
        if (counts(voter)) {
            count(voter, slot);
        }
    }
}

}  // namespace belfry::simulation
