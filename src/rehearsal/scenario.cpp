#include "rehearsal/scenario.hpp"

#include <fmt/format.h>

#include "program/limits.hpp"
#include "simulation/preset.hpp"
#include "simulation/validation.hpp"

namespace belfry::rehearsal {

Result<Scenario> made_of(const ScenarioNew& wish) {
    Scenario made;
    if (wish.preset) {
        const auto* preset = simulation::preset(*wish.preset);
        if (preset == nullptr) {
            return refuse_fields({{"preset", "unknown_preset", "There is no such incident.", {}}});
        }
        made.name = preset->name;
        made.preset = wish.preset;
        made.disruptions = preset->scenario.disruptions;
    }
    made.name = wish.name.value_or(made.name);
    made.note = wish.note.value_or("");
    if (wish.disruptions) {
        made.disruptions = *wish.disruptions;
    }
    return made;
}

Scenario edited(Scenario scenario, const ScenarioEdit& edit) {
    scenario.name = edit.name.value_or(scenario.name);
    scenario.note = edit.note.value_or(scenario.note);
    if (edit.disruptions) {
        scenario.disruptions = *edit.disruptions;
    }
    return scenario;
}

simulation::Scenario for_engine(const Scenario& scenario) {
    return {fmt::format("scenario-{}", scenario.id.value), scenario.name, scenario.disruptions};
}

simulation::Scenario ordinary_day() {
    return {"ordinary", "An ordinary day", {}};
}

Result<void> check_scenario(const Scenario& scenario, const simulation::City& city) {
    program::Checked fields;
    fields.line("name", scenario.name, program::most_title)
        .optional_text("note", scenario.note, program::most_text);
    const auto texts = fields.result();
    auto problems = texts ? json::Problems() : texts.error().problems;
    simulation::check_scenario(for_engine(scenario), city, json::Path(), problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

}  // namespace belfry::rehearsal
