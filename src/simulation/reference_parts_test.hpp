#pragma once

#include <cstdint>
#include <deque>
#include <queue>
#include <utility>
#include <vector>

#include "simulation/model.hpp"
#include "simulation/moment.hpp"
#include "simulation/site_day.hpp"

/// People, servers and queues of the plain event-list engine.
namespace belfry::simulation::reference {

struct Person {
    std::uint32_t home = 0;
    std::uint32_t number = 0;
    double arrival = 0;
    double wait = 0;
    double joined = 0;  // the present station's line, the first time
    double since = 0;   // the present wait in the queue
    double service = 0;
    double worked = 0;
    double unfinished = 0;
    double patience_ends = never;
    double left = never;
    Fate fate = Fate::coming;
    bool came_back = false;
    bool started = false;
    bool emergency = false;
};

struct Server {
    bool busy = false;
    std::size_t person = 0;
    double ends = 0;       // while not frozen
    double remaining = 0;  // while frozen
};

struct Broken {
    std::uint32_t token = 0;
    bool holds = false;
    std::size_t person = 0;
    double remaining = 0;
    double since = 0;
};

struct Station {
    const StationModel* model = nullptr;
    std::uint32_t number = 0;
    std::vector<Server> servers;
    std::vector<Broken> broken;
    std::deque<std::size_t> queue;
    int frozen = 0;
    double frozen_since = 0;
    int leaving = 0;
    bool on_fallback = false;
    bool from_pile = false;
    double supply = 0;
    double factor = 1;
    double reject_share = 0;
    double reject_minutes = 0;
};

struct Coming {
    double at = 0;
    bool primary = true;
    Person person;
    std::size_t again = SIZE_MAX;
};

struct LaterComing {
    bool operator()(const Coming& a, const Coming& b) const {
        if (a.at != b.at) {
            return a.at > b.at;
        }
        if (a.primary != b.primary) {
            return b.primary;
        }
        return std::pair(a.person.home, a.person.number) >
               std::pair(b.person.home, b.person.number);
    }
};

struct Place {
    std::uint32_t number = 0;
    const SiteModel* model = nullptr;
    ArrivalStream stream;
    std::uint32_t primaries = 0;
    std::priority_queue<Coming, std::vector<Coming>, LaterComing> coming;
    std::vector<Person> people;
    std::vector<Station> stations;
    bool opened = false;
    bool shut = false;
    double admit_until = 0;
    double ballots = never;
    double emergency = 0;
};

}  // namespace belfry::simulation::reference
