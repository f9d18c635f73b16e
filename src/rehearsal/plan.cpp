#include "rehearsal/plan.hpp"

#include <cmath>

#include <fmt/format.h>

#include "program/limits.hpp"
#include "rehearsal/scenario.hpp"
#include "simulation/day_block.hpp"
#include "simulation/preset.hpp"
#include "simulation/validation.hpp"

namespace belfry::rehearsal {

Result<Plan> made_of(const PlanNew& wish) {
    Plan made;
    made.name = wish.name;
    made.note = wish.note.value_or("");
    if (wish.preset) {
        const auto* preset = simulation::preset(*wish.preset);
        if (preset == nullptr) {
            return refuse_fields({{"preset", "unknown_preset", "There is no such incident.", {}}});
        }
        made.measures = preset->plan.measures;
    }
    if (wish.measures) {
        made.measures = *wish.measures;
    }
    made.standard = wish.standard.value_or(made.standard);
    return made;
}

Plan edited(Plan plan, const PlanEdit& edit) {
    plan.name = edit.name.value_or(plan.name);
    plan.note = edit.note.value_or(plan.note);
    if (edit.measures) {
        plan.measures = *edit.measures;
    }
    plan.standard = edit.standard.value_or(plan.standard);
    return plan;
}

simulation::Plan for_engine(const Plan& plan) {
    return {fmt::format("plan-{}", plan.id.value), plan.name, plan.measures, plan.standard};
}

simulation::Plan no_plan() {
    return {"none", "No plan", {}, simulation::Standard()};
}

Result<void> check_plan(const Plan& plan, const simulation::City& city) {
    program::Checked fields;
    fields.line("name", plan.name, program::most_title)
        .optional_text("note", plan.note, program::most_text);
    const auto texts = fields.result();
    auto problems = texts ? json::Problems() : texts.error().problems;
    simulation::check_plan(for_engine(plan), city, json::Path(), problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

std::optional<Money> fixed_cost(const simulation::Plan& plan, const simulation::City& city) {
    const auto model = simulation::make_model(city, ordinary_day(), plan);
    if (!model) {
        return {};
    }
    return Money::cents(std::llround(100 * simulation::fixed_cost(*model)));
}

}  // namespace belfry::rehearsal
