#pragma once

#include <optional>
#include <vector>

#include "program/stored.hpp"
#include "rehearsal/plan.hpp"
#include "rehearsal/scenario.hpp"
#include "store/connection.hpp"

/// Scenarios and plans in the database. What is derived of them is empty.
namespace belfry::rehearsal {

[[nodiscard]] std::optional<Scenario> find_scenario(store::Connection& db, Id<Scenario> id);
[[nodiscard]] std::optional<Plan> find_plan(store::Connection& db, Id<Plan> id);

/// By name.
[[nodiscard]] std::vector<Scenario> list_scenarios(store::Connection& db);
[[nodiscard]] std::vector<Plan> list_plans(store::Connection& db);

/// As new, or instead of the one with its number.
void save(store::Connection& db, const Scenario& scenario);
void save(store::Connection& db, const Plan& plan);

void erase(store::Connection& db, Id<Scenario> id);
void erase(store::Connection& db, Id<Plan> id);

}  // namespace belfry::rehearsal

namespace belfry::program {

template <>
struct Stored<rehearsal::Scenario> {
    static constexpr std::string_view kind = "scenario";

    static std::optional<rehearsal::Scenario> find(
        store::Connection& db, Id<rehearsal::Scenario> id
    ) {
        return rehearsal::find_scenario(db, id);
    }

    static void add(
        store::Connection& db, const rehearsal::Scenario& scenario, Instant, std::int64_t
    ) {
        rehearsal::save(db, scenario);
    }

    static void save(store::Connection& db, const rehearsal::Scenario& scenario) {
        rehearsal::save(db, scenario);
    }

    static void erase(store::Connection& db, Id<rehearsal::Scenario> id) {
        rehearsal::erase(db, id);
    }

    static Findable findable(const rehearsal::Scenario& s) { return {s.name, s.note}; }

    template <class Names>
    static void complete(const Names&, rehearsal::Scenario&) {}
};

template <>
struct Stored<rehearsal::Plan> {
    static constexpr std::string_view kind = "plan";

    static std::optional<rehearsal::Plan> find(store::Connection& db, Id<rehearsal::Plan> id) {
        return rehearsal::find_plan(db, id);
    }

    static void add(store::Connection& db, const rehearsal::Plan& plan, Instant, std::int64_t) {
        rehearsal::save(db, plan);
    }

    static void save(store::Connection& db, const rehearsal::Plan& plan) {
        rehearsal::save(db, plan);
    }

    static void erase(store::Connection& db, Id<rehearsal::Plan> id) { rehearsal::erase(db, id); }

    static Findable findable(const rehearsal::Plan& p) { return {p.name, p.note}; }

    template <class Names>
    static void complete(const Names&, rehearsal::Plan&) {}
};

}  // namespace belfry::program
