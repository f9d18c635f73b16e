#include "program/deed.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/thing_routes.hpp"

namespace belfry::rehearsal {

namespace {

struct FoundPlanName {
    std::string name;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(FoundPlanName, (), (name, note))

Result<http::Versioned<Run>> begin(
    const Workshop& workshop, const http::Call& call, const OptimizationWish& wish
) {
    const auto id = begin_optimization(workshop, call.caller.account, wish);
    if (!id) {
        return std::unexpected(id.error());
    }
    auto run = shown_run(workshop, *id, language_of(workshop.services, call));
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto revision = run->revision;
    return http::Versioned<Run>{std::move(*run), revision};
}

Result<http::Versioned<Plan>> keep(
    const Workshop& workshop, const http::Call& call, const FoundPlanName& wish
) {
    const auto run = workshop.services.database.read([&](store::Connection& db) {
        return find_run(db, call.id<Run>("run"));
    });
    if (!run) {
        return program::no_such_thing();
    }
    if (!run->optimization) {
        return refuse(
            Refusal::Kind::conflict,
            "run_is_no_optimization",
            "This run compared plans; it found none."
        );
    }
    if (!run->optimization->best) {
        return refuse(
            Refusal::Kind::conflict, "run_has_no_plan", "The search has found no plan yet."
        );
    }
    PlanNew plan;
    plan.name = wish.name;
    plan.note = wish.note;
    plan.measures = run->optimization->measures;
    plan.standard = run->inputs.plans.front().standard;
    return make_plan(workshop.services, call, plan);
}

}  // namespace

void add_optimization_routes(http::Router& router, const Workshop& workshop) {
    router.add(in_a_language(http::create<OptimizationWish, http::Versioned<Run>>(
        "/api/v1/optimizations",
        may_edit_rehearsals(),
        "Searches for the cheapest plan that holds the standard as often as asked. It works in the "
        "background, as a run; what it finds is in the run.",
        std::bind_front(begin, workshop)
    )));
    router.add(in_a_language(http::create<FoundPlanName, http::Versioned<Plan>>(
        "/api/v1/runs/{run}/plan",
        may_edit_rehearsals(),
        "Keeps the plan that a search has found.",
        std::bind_front(keep, workshop)
    )));
}

}  // namespace belfry::rehearsal
