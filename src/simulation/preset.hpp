#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulation/plan.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

/// Where a figure was published. `date` is as exact as it is known: 2022, 2022-11 or 2022-11-08.
struct Source {
    std::string title;
    std::string publisher;
    std::string date;
};
BOOST_DESCRIBE_STRUCT(Source, (), (title, publisher, date))

/// What happened, with the figures that were published and where.
struct Incident {
    std::string place;
    Date date{};
    std::string what_failed;
    std::string when;
    std::string effect;
    std::string remedy;
    std::vector<Source> sources;
};
BOOST_DESCRIBE_STRUCT(Incident, (), (place, date, what_failed, when, effect, remedy, sources))

/// A figure of the day and what was published about it. Between `low` and `high` the simulation is
/// of the incident's order of magnitude; tests hold it to that. Names as in figure_of().
struct PresetCheck {
    std::string metric;
    std::string published;
    double low = 0;
    double high = 0;
};
BOOST_DESCRIBE_STRUCT(PresetCheck, (), (metric, published, low, high))

/// A real incident as a scenario for any city, with a city of the kind it struck and what was done.
struct Preset {
    std::string id;
    std::string name;
    Incident incident;
    City city;
    Scenario scenario;
    Plan plan;
    std::string expected;
    std::vector<PresetCheck> checks;
    std::string not_reproduced;
};
BOOST_DESCRIBE_STRUCT(
    Preset, (), (id, name, incident, city, scenario, plan, expected, checks, not_reproduced)
)

/// All presets, by id. They are part of the program (presets/incidents/).
[[nodiscard]] const std::vector<Preset>& presets();

/// Null when there is none by that id.
[[nodiscard]] const Preset* preset(std::string_view id);

/// The figure that a preset's check names; empty when there is no such figure.
[[nodiscard]] std::optional<double> figure_of(const Rehearsal& rehearsal, std::string_view name);

}  // namespace belfry::simulation
