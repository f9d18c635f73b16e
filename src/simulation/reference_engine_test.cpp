#include "simulation/reference_engine_test.hpp"

#include <algorithm>
#include <deque>
#include <ostream>
#include <queue>
#include <set>

#include "simulation/city_day.hpp"
#include "simulation/control_plane.hpp"
#include "simulation/moment.hpp"
#include "simulation/reference_parts_test.hpp"

namespace belfry::simulation::reference {

namespace {

class Engine {
public:
    Engine(const Model& model, Day day) : model_(model), day_(day), control_(model, day) {
        const double factor = turnout_of(model, day);
        for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
            const auto& site = model.sites[i];
            Place place;
            place.number = i;
            place.model = &site;
            place.stream = ArrivalStream(
                site.curves[control_.curve_of(i)], site.counting, site.voters * factor, day, i
            );
            place.admit_until = site.closes;
            for (std::uint32_t k = 0; k < site.servers.size(); ++k) {
                Station station;
                station.model = &site.pipeline->stations[k];
                station.number = k;
                station.servers.resize(static_cast<std::size_t>(site.servers[k]));
                place.stations.push_back(station);
            }
            places_.push_back(std::move(place));
        }
        for (auto& place : places_) {
            next_primary(place);
        }
    }

    std::vector<std::vector<Outcome>> run() {
        look_ahead();
        for (;;) {
            const double now = next_moment();
            if (now >= never) {
                break;
            }
            finish_services(now);
            control(now);
            start_everywhere(now);
            impatience(now);
            arrivals(now);
        }
        return results();
    }

private:
    void next_primary(Place& place) {
        const double at = place.stream.next(place.primaries);
        if (at < never) {
            Coming coming{at, true, {}, SIZE_MAX};
            coming.person.home = place.number;
            coming.person.number = place.primaries++;
            place.coming.push(coming);
        }
    }

    /// The control plane tells what will happen until it must look again.
    void look_ahead() {
        std::vector<Effect> effects;
        control_.run_before(control_.next_sync(), effects);
        pending_.insert(pending_.end(), effects.begin(), effects.end());
    }

    double next_moment() const {
        double next = control_.next_sync();
        next = pending_.empty() ? next : std::min(next, pending_.front().at);
        for (const auto& place : places_) {
            next = place.coming.empty() ? next : std::min(next, place.coming.top().at);
            next = place.opened ? next : std::min(next, place.model->opens);
            for (const auto& station : place.stations) {
                for (const auto& server : station.servers) {
                    next = server.busy && station.frozen == 0 ? std::min(next, server.ends) : next;
                }
            }
            for (const auto p : place.stations[0].queue) {
                const auto& person = place.people[p];
                next = person.started ? next : std::min(next, person.patience_ends);
            }
        }
        return next;
    }

    void finish_services(double now) {
        for (auto& place : places_) {
            for (std::size_t k = 0; k < place.stations.size(); ++k) {
                auto& station = place.stations[k];
                std::vector<std::size_t> done;
                for (std::size_t s = 0; s < station.servers.size() && station.frozen == 0;) {
                    auto& server = station.servers[s];
                    if (!server.busy || server.ends != now) {
                        ++s;
                        continue;
                    }
                    done.push_back(server.person);
                    server.busy = false;
                    if (station.leaving > 0) {
                        --station.leaving;
                        station.servers.erase(station.servers.begin() + static_cast<long>(s));
                    } else {
                        ++s;
                    }
                }
                std::ranges::sort(done);
                for (const auto person : done) {
                    leave_station(place, station, person, now);
                }
            }
        }
    }

    void leave_station(Place& place, Station& station, std::size_t p, double now) {
        auto& person = place.people[p];
        person.wait += now - person.joined - person.worked;
        next_stage(place, p, station.model->stage + 1, now);
    }

    void next_stage(Place& place, std::size_t p, std::uint32_t stage, double now) {
        auto& person = place.people[p];
        const auto& pipeline = *place.model->pipeline;
        for (; stage < pipeline.stages(); ++stage) {
            const double draw = uniform(day_.choice_word(person.home, person.number, stage));
            for (auto k = pipeline.stage_from[stage]; k < pipeline.stage_from[stage + 1]; ++k) {
                const auto& station = pipeline.stations[k];
                if (draw >= station.from && draw < station.to) {
                    person.joined = person.since = now;
                    person.started = false;
                    auto& queue = place.stations[k].queue;
                    auto at = queue.end();
                    while (at != queue.begin() && place.people[*(at - 1)].since == now &&
                           *(at - 1) > p && !place.people[*(at - 1)].started) {
                        --at;
                    }
                    queue.insert(at, p);
                    return;
                }
            }
        }
        person.left = now;
        person.fate = Fate::voted;
    }

    void control(double now) {
        std::vector<Effect> effects;
        const bool sync = control_.next_sync() == now;
        if (sync) {
            std::vector<SiteView> views;
            for (const auto& place : places_) {
                views.push_back(look_at(place));
            }
            control_.sync(now, views, effects);
        }
        pending_.insert(pending_.begin(), effects.begin(), effects.end());
        if (sync) {
            look_ahead();
        }
        while (!pending_.empty() && pending_.front().at == now) {
            const Effect effect = pending_.front();
            pending_.pop_front();
            apply(places_[effect.site], effect);
        }
    }

    SiteView look_at(const Place& place) const {
        SiteView view;
        for (const auto& station : place.stations) {
            const auto count = static_cast<int>(station.queue.size());
            const int servers =
                std::max(1, static_cast<int>(station.servers.size()) - station.leaving);
            view.line += count;
            view.posted_wait += (station.model->to - station.model->from) *
                                (count * station.model->service.mean() / servers);
        }
        view.ballots = static_cast<int>(std::min(place.ballots + place.emergency, 2e9));
        return view;
    }

    static bool remove_idle(Station& station) {
        const auto idle = std::ranges::find(station.servers, false, &Server::busy);
        if (idle == station.servers.end()) {
            return false;
        }
        station.servers.erase(idle);
        return true;
    }

    void apply(Place& place, const Effect& effect) {
        auto& station = place.stations[is_of_site(effect.kind) ? 0 : effect.station];
        switch (effect.kind) {
            case EffectKind::lose:
                return lose(place, station, effect);
            case EffectKind::gain:
                return gain(station, effect);
            case EffectKind::add:
                if (station.leaving > 0) {
                    --station.leaving;
                } else {
                    station.servers.push_back({});
                }
                return;
            case EffectKind::drain:
                if (!remove_idle(station)) {
                    ++station.leaving;
                }
                return;
            case EffectKind::freeze:
                if (station.frozen++ == 0) {
                    station.frozen_since = effect.at;
                    for (auto& server : station.servers) {
                        server.remaining = server.ends - effect.at;
                    }
                }
                return;
            case EffectKind::thaw:
                if (station.frozen > 0 && --station.frozen == 0) {
                    for (auto& server : station.servers) {
                        server.ends = effect.at + server.remaining;
                    }
                }
                return;
            default:
                return apply_to_work(place, station, effect);
        }
    }

    void apply_to_work(Place& place, Station& station, const Effect& effect) {
        switch (effect.kind) {
            case EffectKind::fallback:
                station.on_fallback = true;
                station.from_pile = effect.extra > 0;
                station.supply = effect.value;
                return;
            case EffectKind::normal:
                station.on_fallback = false;
                return;
            case EffectKind::factor:
                station.factor = effect.value;
                return;
            case EffectKind::reject:
                station.reject_share = effect.value;
                station.reject_minutes = effect.extra;
                return;
            default:
                return apply_to_place(place, effect);
        }
    }

    void apply_to_place(Place& place, const Effect& effect) {
        switch (effect.kind) {
            case EffectKind::ballots:
                place.ballots = effect.value;
                return;
            case EffectKind::emergency:
                place.emergency += effect.value;
                return;
            case EffectKind::deliver:
                place.ballots += place.ballots < never ? effect.value : 0;
                return;
            case EffectKind::admit:
                place.admit_until = std::max(place.admit_until, effect.value);
                return;
            case EffectKind::shut:
                return shut(place, effect.at);
            case EffectKind::reopen:
                place.shut = false;
                return;
            default:
                return;
        }
    }

    void lose(Place& place, Station& station, const Effect& effect) {
        if (station.servers.empty()) {
            return;
        }
        const bool frozen = station.frozen > 0;
        const auto key = [&](const Server& s) {
            const double time = frozen ? s.remaining : s.ends;
            return std::tuple(s.busy, s.busy ? time : 0, s.busy ? s.person : 0);
        };
        std::ranges::sort(station.servers, {}, key);
        const auto n = station.servers.size();
        const auto at = std::min(n - 1, static_cast<std::size_t>(effect.value * double(n)));
        const Server server = station.servers[at];
        station.servers.erase(station.servers.begin() + static_cast<long>(at));
        Broken broken{effect.token, server.busy, server.person, 0, effect.at};
        if (server.busy) {
            auto& person = place.people[server.person];
            broken.remaining = frozen ? server.remaining : server.ends - effect.at;
            switch (effect.policy) {
                case OnFailure::wait:
                    break;
                case OnFailure::restart:
                    broken.remaining = person.service;
                    break;
                case OnFailure::resume:
                case OnFailure::head_of_line:
                    person.unfinished = effect.policy == OnFailure::resume ? broken.remaining : 0;
                    broken.holds = false;
                    person.since = effect.at;
                    station.queue.push_front(server.person);
                    break;
                case OnFailure::slot:
                    person.worked = person.service - broken.remaining;
                    broken.holds = false;
                    leave_station(place, station, server.person, effect.at);
                    break;
            }
        }
        station.broken.push_back(broken);
    }

    void gain(Station& station, const Effect& effect) {
        const auto found = std::ranges::find(station.broken, effect.token, &Broken::token);
        if (found == station.broken.end()) {
            return;
        }
        const Broken broken = *found;
        station.broken.erase(found);
        if (!broken.holds && station.leaving > 0) {
            --station.leaving;
            return;
        }
        Server server;
        server.busy = broken.holds;
        server.person = broken.person;
        server.remaining = broken.remaining;
        server.ends = effect.at + broken.remaining;
        station.servers.push_back(server);
    }

    void shut(Place& place, double now) {
        place.shut = true;
        const auto& route = control_.routes()[place.number];
        auto& queue = place.stations[0].queue;
        std::deque<std::size_t> staying;
        for (const auto p : queue) {
            auto& person = place.people[p];
            if (person.started) {
                staying.push_back(p);
                continue;
            }
            person.wait += now - person.joined;
            if (uniform(day_.draw(person.home, person.number, follow)[0]) < route.lost) {
                go(place, p, now, Fate::shut_out);
                continue;
            }
            Coming coming{now + route.travel, false, person, SIZE_MAX};
            coming.person.patience_ends = never;
            go(place, p, now, Fate::sent_away);
            places_[route.target].coming.push(coming);
        }
        queue = staying;
    }

    void start_everywhere(double now) {
        for (auto& place : places_) {
            place.opened = now >= place.model->opens;
            for (auto& station : place.stations) {
                start(place, station, now);
            }
        }
    }

    void start(Place& place, Station& station, double now) {
        while (place.opened && !station.queue.empty() && station.frozen == 0) {
            const auto idle = std::ranges::find(station.servers, false, &Server::busy);
            if (idle == station.servers.end()) {
                return;
            }
            const auto p = station.queue.front();
            auto& person = place.people[p];
            const bool own = station.from_pile && person.emergency;
            auto& supply = station.from_pile ? place.emergency : station.supply;
            if (station.on_fallback && !own && supply <= 0) {
                return;
            }
            if (station.number == 0 && !person.started && !take_ballot(place, person)) {
                return;
            }
            station.queue.pop_front();
            person.started = true;
            double done = now + person.unfinished;
            if (person.unfinished == 0) {
                done = moment_of(now + service(station, person));
                person.service = person.worked = done - now;
                supply -= station.on_fallback && !own ? 1 : 0;
                person.emergency = person.emergency || (station.on_fallback && station.from_pile);
            }
            person.unfinished = 0;
            idle->busy = true;
            idle->person = p;
            idle->ends = done;
        }
    }

    static bool take_ballot(Place& place, Person& person) {
        auto& from = place.ballots > 0 ? place.ballots : place.emergency;
        if (from <= 0) {
            return false;
        }
        person.emergency = person.emergency || &from == &place.emergency;
        from -= from < never ? 1 : 0;
        return true;
    }

    double service(const Station& station, const Person& person) const {
        const auto stage = station.model->stage;
        const auto word = day_.service_word(person.home, person.number, stage);
        const auto& sampler =
            station.on_fallback ? station.model->fallback : station.model->service;
        double minutes = sampler(word) * station.factor;
        const double rejects = uniform(day_.draw(person.home, person.number, jam + stage)[0]);
        if (rejects < station.reject_share) {
            minutes += station.reject_minutes;
        }
        return std::max(minutes, quantum);
    }

    void impatience(double now) {
        for (auto& place : places_) {
            std::vector<std::size_t> leaving;
            for (const auto p : place.stations[0].queue) {
                if (!place.people[p].started && place.people[p].patience_ends == now) {
                    leaving.push_back(p);
                }
            }
            std::ranges::sort(leaving);
            for (const auto p : leaving) {
                std::erase(place.stations[0].queue, p);
                place.people[p].wait += now - place.people[p].joined;
                go(place, p, now, Fate::left_line);
            }
        }
    }

    void arrivals(double now) {
        for (auto& place : places_) {
            while (!place.coming.empty() && place.coming.top().at == now) {
                const Coming coming = place.coming.top();
                place.coming.pop();
                if (coming.primary) {
                    next_primary(place);
                }
                arrive(place, coming);
                start(place, place.stations[0], now);
            }
        }
    }

    void arrive(Place& place, const Coming& coming) {
        const auto& route = control_.routes()[place.number];
        if (coming.primary && route.share > 0 && coming.at < place.model->closes) {
            const double draw =
                uniform(day_.draw(coming.person.home, coming.person.number, follow)[0]);
            if (draw < route.lost) {
                return;
            }
            if (draw < route.share) {
                places_[route.target].coming.push(
                    {coming.at + route.travel, false, coming.person, SIZE_MAX}
                );
                return;
            }
        }
        if (coming.primary && coming.at >= place.admit_until) {
            return;
        }
        std::size_t p = coming.again;
        if (p == SIZE_MAX) {
            p = place.people.size();
            place.people.push_back(coming.person);
            place.people.back().arrival = coming.at;
        }
        auto& person = place.people[p];
        if (place.shut) {
            return go(place, p, coming.at, Fate::shut_out);
        }
        if (coming.at >= place.admit_until) {
            return go(place, p, coming.at, coming.again == SIZE_MAX ? Fate::shut_out : person.fate);
        }
        const auto& behaviour = model_.behaviour;
        const auto words = day_.draw(person.home, person.number, temper);
        const auto line = static_cast<int>(place.stations[0].queue.size());
        if (uniform(words[1]) < behaviour.balk_share && line >= behaviour.balk_above) {
            return go(place, p, coming.at, Fate::balked);
        }
        person.fate = Fate::inside;
        person.joined = person.since = coming.at;
        person.started = false;
        if (behaviour.patience) {
            person.patience_ends =
                coming.at + std::max(quantum, whole_ticks((*behaviour.patience)(words[0])));
        }
        place.stations[0].queue.push_back(p);
    }

    void go(Place& place, std::size_t p, double now, Fate fate) {
        auto& person = place.people[p];
        person.fate = fate;
        person.left = now;
        if ((fate != Fate::balked && fate != Fate::left_line) || person.came_back) {
            return;
        }
        const auto words = day_.draw(person.home, person.number, come_back);
        if (uniform(words[0]) < model_.behaviour.return_share) {
            person.came_back = true;
            const double after = whole_ticks(model_.behaviour.return_after(words[1]));
            place.coming.push({now + std::max(quantum, after), false, person, p});
        }
    }

    /// Those who are stuck waited until the doors closed.
    void give_up(Place& place, Station& station) {
        const auto stuck = [&](std::size_t p, double since, double elsewhere) {
            auto& person = place.people[p];
            const double until = std::max(since, place.admit_until);
            person.wait += until - elsewhere;
            person.left = until;
            person.fate = Fate::unserved;
        };
        for (const auto p : station.queue) {
            const auto& person = place.people[p];
            // Work already done on a machine that broke is no wait.
            const double worked = person.unfinished > 0 ? person.service - person.unfinished : 0;
            stuck(p, person.since, person.joined + worked);
        }
        for (const auto& broken : station.broken) {
            if (broken.holds) {
                const auto& person = place.people[broken.person];
                const double worked = person.service - broken.remaining;
                stuck(broken.person, broken.since, person.joined + worked);
            }
        }
        for (const auto& server : station.servers) {
            if (server.busy) {
                // The engine books the whole service when it begins.
                auto& person = place.people[server.person];
                const double worked = person.service - server.remaining;
                stuck(server.person, station.frozen_since, person.joined + worked);
            }
        }
    }

    std::vector<std::vector<Outcome>> results() {
        std::vector<std::vector<Outcome>> all;
        for (auto& place : places_) {
            for (auto& station : place.stations) {
                give_up(place, station);
            }
            std::vector<Outcome> outcomes;
            for (const auto& person : place.people) {
                outcomes.push_back(
                    {person.home,
                     person.number,
                     person.arrival,
                     person.wait,
                     person.left,
                     person.fate}
                );
            }
            all.push_back(std::move(outcomes));
        }
        return all;
    }

    const Model& model_;
    Day day_;
    ControlPlane control_;
    std::deque<Effect> pending_;
    std::vector<Place> places_;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Outcome& o) {
    return out << "{" << o.home << "/" << o.number << " came " << o.arrival - time_base
               << " waited " << o.wait << " left " << o.left - time_base << " fate " << int(o.fate)
               << "}";
}

std::vector<std::vector<Outcome>> run(const Model& model, Day day) {
    return Engine(model, day).run();
}

}  // namespace belfry::simulation::reference
