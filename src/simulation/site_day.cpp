#include "simulation/site_day.hpp"

#include <algorithm>
#include <utility>

namespace belfry::simulation {

bool SiteDay::LaterArrival::operator()(const Arrival& a, const Arrival& b) const {
    if (a.at != b.at) {
        return a.at > b.at;
    }
    return std::pair(a.voter.home, a.voter.number) > std::pair(b.voter.home, b.voter.number);
}

SiteDay::SiteDay(
    const Model& model,
    std::uint32_t site,
    Day day,
    std::uint32_t curve,
    double turnout,
    SiteTally& tally
)
    : model_(model),
      site_(model.sites[site]),
      number_(site),
      day_(day),
      stream_(site_.curves[curve], site_.counting, site_.voters * turnout, day, site),
      line_matters_(
          model.behaviour.balk_share > 0 ||
          (model.behaviour.patience && model.behaviour.return_share > 0)
      ),
      admit_until_(site_.closes),
      settled_(site_.opens),
      tally_(tally) {
    tally_.reset(model, site_.servers.size());
    next_primary_ = stream_.next(0);
    const auto expected = static_cast<std::size_t>(site_.voters * turnout * 1.1) + 64;
    voters_.reserve(expected);
    for (std::uint32_t k = 0; k < site_.servers.size(); ++k) {
        Line line;
        line.model = &site_.pipeline->stations[k];
        line.number = k;
        line.free.assign(
            static_cast<std::size_t>(site_.servers[k]), with_rider(site_.opens, nobody)
        );
        line.queue.reserve(256);
        lines_.push_back(std::move(line));
    }
}

void SiteDay::add(const Effect& effect) {
    auto& line = lines_[is_of_site(effect.kind) ? 0 : effect.station];
    line.effects.push_back(effect);
    line.may_use_pile = line.may_use_pile || effect.kind == EffectKind::ballots ||
                        (effect.kind == EffectKind::fallback && effect.extra > 0);
}

void SiteDay::release(double until, const Route& route, std::vector<Traveller>& away) {
    while (next_primary_ < until) {
        const auto& door =
            doors_.emplace_back(next_primary_, primaries_, stream_.services(primaries_));
        ++primaries_;
        next_primary_ = stream_.next(primaries_);
        if (route.share <= 0 || door.at >= site_.closes) {
            continue;
        }
        const double draw = uniform(day_.draw(number_, door.number, follow)[0]);
        if (draw < route.lost) {
            ++tally_.came;
            ++tally_.shut_out;
            doors_.pop_back();
        } else if (draw < route.share) {
            ++tally_.sent_away;
            Voter voter(number_, door.number, door.services, 0);
            voter.sent = true;
            away.push_back({door.at + route.travel, route.target, voter});
            doors_.pop_back();
        }
    }
}

void SiteDay::receive(const Traveller& traveller) {
    incoming_.push_back({traveller.at, nobody, traveller.voter});
    std::ranges::push_heap(incoming_, LaterArrival());
}

void SiteDay::settle(double until) {
    settled_ = until;
    if (line_matters_) {
        advance_seen(until);
    } else {
        advance_unseen(until);
    }
    if (next_door_ == doors_.size()) {
        doors_.clear();
        next_door_ = 0;
    }
    for (std::uint32_t stage = 0; stage < site_.pipeline->stages(); ++stage) {
        if (stage > 0) {
            for (auto k = site_.pipeline->stage_from[stage];
                 k < site_.pipeline->stage_from[stage + 1];
                 ++k) {
                advance_line(lines_[k], until);
            }
        }
        pass_on(stage);
    }
}

double SiteDay::next_arrival() const {
    const double door = next_door_ < doors_.size() ? doors_[next_door_].at : never;
    return incoming_.empty() ? door : std::min(door, incoming_.front().at);
}

/// Where voters look at the line when they come, the first line is advanced from arrival to
/// arrival. At one moment: effects, then starts, then those whose patience has ended, then
/// arrivals.
void SiteDay::advance_seen(double until) {
    auto& line = lines_[0];
    for (;;) {
        const double arrival = next_arrival();
        const double effect =
            line.next_effect < line.effects.size() ? line.effects[line.next_effect].at : never;
        const double patience = impatient_.empty() ? never : impatient_.front().first;
        const double now = std::min({arrival, effect, patience});
        if (now >= until) {
            break;
        }
        if (effect == now) {
            commit(line, now);
            apply(line, line.effects[line.next_effect++]);
        } else {
            commit(line, now + quantum);
            if (patience == now) {
                leave_impatient(now);
            } else {
                arrive();
            }
        }
    }
    commit(line, until);
    flush(line, until);
}

/// Where nobody looks, all who come before the next effect can join before anybody starts.
void SiteDay::advance_unseen(double until) {
    auto& line = lines_[0];
    for (;;) {
        const double effect =
            line.next_effect < line.effects.size() ? line.effects[line.next_effect].at : never;
        const double end = std::min(effect, until);
        while (next_arrival() < end) {
            arrive();
        }
        commit(line, end);
        if (effect >= until) {
            break;
        }
        apply(line, line.effects[line.next_effect++]);
    }
    flush(line, until);
}

void SiteDay::advance_line(Line& line, double until) {
    while (line.next_effect < line.effects.size() && line.effects[line.next_effect].at < until) {
        const auto& effect = line.effects[line.next_effect++];
        commit(line, effect.at);
        apply(line, effect);
    }
    commit(line, until);
    flush(line, until);
}

/// Collects in merged_, in order, those who go on from a stage.
void SiteDay::merge_gone(std::uint32_t stage) {
    const auto& pipeline = *site_.pipeline;
    merged_.clear();
    merged_.swap(passing_);
    for (auto k = pipeline.stage_from[stage]; k < pipeline.stage_from[stage + 1]; ++k) {
        auto& gone = lines_[k].gone;
        if (merged_.empty()) {
            merged_.swap(gone);
        } else if (!gone.empty()) {
            spare_.resize(merged_.size() + gone.size());
            std::ranges::merge(merged_, gone, spare_.begin());
            merged_.swap(spare_);
            gone.clear();
        }
    }
}

/// Those who have gone through a stage join the lines of the next that their draws choose.
void SiteDay::pass_on(std::uint32_t stage) {
    const auto& pipeline = *site_.pipeline;
    merge_gone(stage);
    if (stage + 1 == pipeline.stages()) {
        for (const double entry : merged_) {
            auto& voter = who(entry);
            voter.left = moment_of(entry);
            voter.fate = Fate::voted;
        }
        return;
    }
    const auto first = pipeline.stage_from[stage + 1];
    if (pipeline.stage_from[stage + 2] == first + 1 && pipeline.stations[first].to >= 1) {
        auto& queue = lines_[first].queue;
        queue.insert(queue.end(), merged_.begin(), merged_.end());
        return;
    }
    for (const double entry : merged_) {
        choose_station(stage + 1, entry);
    }
}

void SiteDay::choose_station(std::uint32_t stage, double entry) {
    const auto& pipeline = *site_.pipeline;
    const auto& voter = voters_[rider_of(entry)];
    const double draw = uniform(day_.choice_word(voter.home, voter.number, stage));
    for (auto k = pipeline.stage_from[stage]; k < pipeline.stage_from[stage + 1]; ++k) {
        if (draw >= pipeline.stations[k].from && draw < pipeline.stations[k].to) {
            lines_[k].queue.push_back(entry);
            return;
        }
    }
    passing_.push_back(entry);
}

void SiteDay::arrive() {
    const bool first_time = next_door_ < doors_.size() &&
                            (incoming_.empty() || doors_[next_door_].at <= incoming_.front().at);
    if (first_time) {
        arrive_first_time();
    } else {
        arrive_again();
    }
}

void SiteDay::arrive_first_time() {
    const auto& door = doors_[next_door_++];
    // Who comes after the close is none of today's voters.
    if (door.at >= admit_until_ || voters_.size() >= nobody) {
        return;
    }
    const auto rider = static_cast<Rider>(voters_.size());
    auto& voter = voters_.emplace_back(number_, door.number, door.services, door.at);
    if (shut_) {
        return leave(voter, rider, door.at, Fate::shut_out);
    }
    join(voter, rider, door.at);
}

/// Comes back, or comes from another site.
void SiteDay::arrive_again() {
    std::ranges::pop_heap(incoming_, LaterArrival());
    const auto arrival = incoming_.back();
    incoming_.pop_back();
    const bool again = arrival.rider != nobody;
    Rider rider = arrival.rider;
    if (!again) {
        if (voters_.size() >= nobody) {
            return;
        }
        rider = static_cast<Rider>(voters_.size());
        voters_.push_back(arrival.voter);
        voters_.back().arrival = arrival.at;
    }
    auto& voter = voters_[rider];
    if (shut_ || arrival.at >= admit_until_) {
        const bool gave_up = again && !shut_;
        return leave(voter, rider, arrival.at, gave_up ? voter.fate : Fate::shut_out);
    }
    join(voter, rider, arrival.at);
}

bool SiteDay::balks(const Voter& voter, double at) const {
    const auto& behaviour = model_.behaviour;
    const auto& line = lines_[0];
    return behaviour.balk_share > 0 &&
           line.queue.size() - line.head >= static_cast<std::size_t>(behaviour.balk_above) &&
           uniform(draws(voter, temper)[1]) < behaviour.balk_share &&
           waiting(line, at) >= behaviour.balk_above;
}

void SiteDay::join(Voter& voter, Rider rider, double at) {
    if (line_matters_ && balks(voter, at)) {
        return leave(voter, rider, at, Fate::balked);
    }
    voter.fate = Fate::inside;
    voter.waited = true;
    voter.provisional = at >= site_.closes;
    if (model_.behaviour.patience) {
        voter.patience_ends =
            at +
            std::max(quantum, whole_ticks((*model_.behaviour.patience)(draws(voter, temper)[0])));
        if (model_.behaviour.return_share > 0) {
            impatient_.emplace_back(voter.patience_ends, rider);
            std::ranges::push_heap(impatient_, std::greater());
        }
    }
    lines_[0].queue.push_back(with_rider(at, rider));
}

/// Goes away; perhaps to come back later, once.
void SiteDay::leave(Voter& voter, Rider rider, double at, Fate fate) {
    voter.fate = fate;
    voter.left = at;
    const bool may = (fate == Fate::balked || fate == Fate::left_line) && !voter.came_back;
    if (!may || model_.behaviour.return_share <= 0) {
        return;
    }
    const auto words = draws(voter, come_back);
    if (uniform(words[0]) < model_.behaviour.return_share) {
        voter.came_back = true;
        const double after = whole_ticks(model_.behaviour.return_after(words[1]));
        const Arrival arrival{at + std::max(quantum, after), rider, voter};
        incoming_.push_back(arrival);
        std::ranges::push_heap(incoming_, LaterArrival());
    }
}

/// Stood in the first line from `joined` to `until` and was not served.
void SiteDay::wait_in_vain(Voter& voter, double joined, double until) {
    voter.wait += until - joined;
    if (counts(voter)) {
        tally_.in_line(model_, joined, until);
        ++tally_.stations[0].joined;
        tally_.stations[0].wait += until - joined;
    }
}

/// Takes those out of the first line whose patience has ended by `now`.
void SiteDay::leave_impatient(double now) {
    auto& line = lines_[0];
    while (!impatient_.empty() && impatient_.front().first <= now) {
        const auto [at, rider] = impatient_.front();
        std::ranges::pop_heap(impatient_, std::greater());
        impatient_.pop_back();
        const auto waits = [&](double entry) {
            return rider_of(entry) == rider;
        };
        const auto from = line.queue.begin() + static_cast<std::ptrdiff_t>(line.head);
        const auto found = std::find_if(from, line.queue.end(), waits);
        auto& voter = voters_[rider];
        if (found == line.queue.end() || voter.has_started(0) || voter.patience_ends != at) {
            continue;
        }
        wait_in_vain(voter, moment_of(*found), at);
        line.queue.erase(found);
        leave(voter, rider, at, Fate::left_line);
    }
}

void SiteDay::shut(double now, const Route& route, std::vector<Traveller>& away) {
    shut_ = true;
    auto& line = lines_[0];
    std::vector<double> staying;
    for (std::size_t i = line.head; i < line.queue.size(); ++i) {
        const auto rider = rider_of(line.queue[i]);
        auto& voter = voters_[rider];
        if (voter.has_started(0)) {
            staying.push_back(line.queue[i]);
            continue;
        }
        wait_in_vain(voter, moment_of(line.queue[i]), std::min(now, voter.patience_ends));
        if (voter.patience_ends < now) {
            leave(voter, rider, voter.patience_ends, Fate::left_line);
        } else if (uniform(draws(voter, follow)[0]) < route.lost) {
            leave(voter, rider, now, Fate::shut_out);
        } else {
            Voter goes = voter;
            goes.sent = true;
            goes.patience_ends = never;
            goes.fate = Fate::coming;
            away.push_back({now + route.travel, route.target, goes});
            leave(voter, rider, now, Fate::sent_away);
        }
    }
    line.queue.assign(staying.begin(), staying.end());
    line.head = 0;
}

int SiteDay::waiting(const Line& line, double now) const {
    const auto all = static_cast<int>(line.queue.size() - line.head);
    if (line.number > 0 || !model_.behaviour.patience) {
        return all;
    }
    int gone = 0;
    for (std::size_t i = line.head; i < line.queue.size(); ++i) {
        const auto& voter = voters_[rider_of(line.queue[i])];
        gone += !voter.has_started(0) && voter.patience_ends <= now ? 1 : 0;
    }
    return all - gone;
}

SiteView SiteDay::view(double now) const {
    SiteView view;
    for (const auto& line : lines_) {
        const int count = waiting(line, now);
        const int servers = std::max(1, static_cast<int>(line.free.size()) - line.leaving);
        view.line += count;
        view.posted_wait +=
            (line.model->to - line.model->from) * (count * line.model->service.mean() / servers);
    }
    view.ballots = static_cast<int>(std::min(ballots_ + emergency_, 2e9));
    return view;
}

}  // namespace belfry::simulation
