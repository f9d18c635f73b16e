#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/refusal.hpp"
#include "simulation/plan.hpp"

namespace belfry::rehearsal {

/// What the city has ready and does, as it keeps it. `sentences` read back what was set, one for
/// each measure; `cost` is what it costs before anything is used, at the city's sites. Neither is
/// stored.
struct Plan {
    Id<Plan> id;
    std::string name;
    std::string note;
    std::vector<simulation::Measure> measures;
    simulation::Standard standard;
    std::vector<std::string> sentences;
    std::optional<Money> cost;  ///< Absent when the city has no places to count.
    std::int64_t revision = 0;
    Instant updated_at;

    friend bool operator==(const Plan&, const Plan&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Plan, (), (id, name, note, measures, standard, sentences, cost, revision, updated_at)
)

struct PlanNew {
    std::string name;
    std::optional<std::string> note;
    std::optional<std::string> preset;  ///< What was done in that incident.
    std::optional<std::vector<simulation::Measure>> measures;
    std::optional<simulation::Standard> standard;
};
BOOST_DESCRIBE_STRUCT(PlanNew, (), (name, note, preset, measures, standard))

/// Absent: as it was.
struct PlanEdit {
    std::optional<std::string> name;
    std::optional<std::string> note;
    std::optional<std::vector<simulation::Measure>> measures;
    std::optional<simulation::Standard> standard;
};
BOOST_DESCRIBE_STRUCT(PlanEdit, (), (name, note, measures, standard))

/// Refuses an unknown preset.
[[nodiscard]] Result<Plan> made_of(const PlanNew& wish);
[[nodiscard]] Plan edited(Plan plan, const PlanEdit& edit);

/// As the engine takes it. Its id is `plan-12`; no plan is `none`.
[[nodiscard]] simulation::Plan for_engine(const Plan& plan);
[[nodiscard]] simulation::Plan no_plan();

/// Refuses, by field, texts that are too long, what makes no sense and sites that `city` does not
/// have.
[[nodiscard]] Result<void> check_plan(const Plan& plan, const simulation::City& city);

/// What the measures cost before anything is used. Empty when the engine takes no such plan.
[[nodiscard]] std::optional<Money> fixed_cost(
    const simulation::Plan& plan, const simulation::City& city
);

}  // namespace belfry::rehearsal
