#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "simulation/scenario.hpp"

namespace belfry::rehearsal {

/// What goes wrong on a day, as the city keeps it. `sentences` read back what was set, one for each
/// disruption, in the reader's language; they are not stored.
struct Scenario {
    Id<Scenario> id;
    std::string name;
    std::string note;
    std::optional<std::string> preset;  ///< The incident it was begun from.
    std::vector<simulation::Disruption> disruptions;
    std::vector<std::string> sentences;
    std::int64_t revision = 0;
    Instant updated_at;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Scenario, (), (id, name, note, preset, disruptions, sentences, revision, updated_at)
)

/// A new one: from a preset, from disruptions, or both, which then replace those of the preset.
struct ScenarioNew {
    std::optional<std::string> name;
    std::optional<std::string> note;
    std::optional<std::string> preset;
    std::optional<std::vector<simulation::Disruption>> disruptions;
};
BOOST_DESCRIBE_STRUCT(ScenarioNew, (), (name, note, preset, disruptions))

/// Absent: as it was.
struct ScenarioEdit {
    std::optional<std::string> name;
    std::optional<std::string> note;
    std::optional<std::vector<simulation::Disruption>> disruptions;
};
BOOST_DESCRIBE_STRUCT(ScenarioEdit, (), (name, note, disruptions))

/// Refuses an unknown preset and a scenario without a name that comes from none.
[[nodiscard]] Result<Scenario> made_of(const ScenarioNew& wish);
[[nodiscard]] Scenario edited(Scenario scenario, const ScenarioEdit& edit);

/// As the engine takes it. Its id is `scenario-12`; an ordinary day is `ordinary`.
[[nodiscard]] simulation::Scenario for_engine(const Scenario& scenario);
[[nodiscard]] simulation::Scenario ordinary_day();

/// Refuses, by field, texts that are too long, what makes no sense and sites that `city` does not
/// have.
[[nodiscard]] Result<void> check_scenario(const Scenario& scenario, const simulation::City& city);

}  // namespace belfry::rehearsal
