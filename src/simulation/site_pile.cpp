#include <algorithm>

#include "simulation/site_day.hpp"

/// Ballots, and the pile of emergency ballots that the stations of a site share.
namespace belfry::simulation {

/// A ballot goes with each voter who starts at the first station, as long as there are some.
bool SiteDay::take_ballot(Voter& voter) {
    if (ballots_ <= 0 && emergency_ <= 0) {
        return false;
    }
    auto& from = ballots_ > 0 ? ballots_ : emergency_;
    if (&from == &emergency_) {
        voter.emergency = true;
    }
    if (from < never) {
        from -= 1;
        ++tally_.ballots_used;
    }
    return true;
}

/// Who was given an emergency ballot at the first station needs no other.
bool SiteDay::is_supplied(const Line& line, const Voter& voter) const {
    return line.from_pile ? voter.emergency || emergency_ > 0 : line.supply > 0;
}

void SiteDay::take_supply(Line& line, const Voter& voter) {
    auto& supply = line.from_pile ? emergency_ : line.supply;
    supply -= line.from_pile && voter.emergency ? 0 : 1;
}

/// Stations that take from the one pile of emergency ballots may compete for its last ones. Then
/// the site goes from moment to moment, so that they are taken in the order of time.
void SiteDay::advance(double until) {
    constexpr double slice = 15;
    const bool compete = std::ranges::count(lines_, true, &Line::may_use_pile) > 1;
    while (compete && (emergency_ > 0 || settled_ <= site_.opens)) {
        const double next = next_moment();
        if (next >= until) {
            break;
        }
        const double end = std::min(until, next + slice);
        settle(may_take(end) < emergency_ ? end : next + quantum);
    }
    settle(until);
}

/// When something can happen next; supplies that are used up hold their lines.
double SiteDay::next_moment() const {
    double next = next_door_ < doors_.size() ? doors_[next_door_].at : never;
    next = incoming_.empty() ? next : std::min(next, incoming_.front().at);
    next = impatient_.empty() ? next : std::min(next, impatient_.front().first);
    for (const auto& line : lines_) {
        if (line.next_effect < line.effects.size()) {
            next = std::min(next, line.effects[line.next_effect].at);
        }
        if (line.frozen > 0 || line.free.empty()) {
            continue;
        }
        const auto ridden = std::ranges::find_if(line.free, [](double server) {
            return rider_of(server) != nobody;
        });
        next = ridden == line.free.end() ? next : std::min(next, moment_of(*ridden));
        const bool held = line.on_fallback && !line.from_pile && line.supply <= 0;
        if (line.head < line.queue.size() && !held) {
            next = std::min(next, moment_of(std::max(line.queue[line.head], line.free.front())));
        }
    }
    return std::max(next, settled_);
}

/// At most so many can take an emergency ballot before `until`.
double SiteDay::may_take(double until) const {
    auto people = incoming_.size() + passing_.size();
    for (auto door = next_door_; door < doors_.size() && doors_[door].at < until; ++door) {
        ++people;
    }
    for (const auto& line : lines_) {
        people += line.queue.size() - line.head + line.free.size();
    }
    return static_cast<double>(people);
}

}  // namespace belfry::simulation
