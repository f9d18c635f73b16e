#pragma once

#include <cstdint>
#include <vector>

#include "simulation/model.hpp"
#include "simulation/random_streams.hpp"
#include "simulation/site_day.hpp"

namespace belfry::simulation::reference {

/// What became of one voter, in the order in which voters came to their site.
struct Outcome {
    std::uint32_t home = 0;
    std::uint32_t number = 0;
    double arrival = 0;
    double wait = 0;
    double left = 0;
    Fate fate = Fate::coming;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome);

/// One day by the textbook: an event list, servers and voters as objects, a queue at every station.
/// Slow and plain, it judges the engine. It shares with it the draws and the control plane, not the
/// way time is advanced.
[[nodiscard]] std::vector<std::vector<Outcome>> run(const Model& model, Day day);

}  // namespace belfry::simulation::reference
