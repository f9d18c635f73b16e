#pragma once

#include <optional>
#include <vector>

#include "program/decision.hpp"
#include "store/connection.hpp"

namespace belfry::program {

enum class DecisionView { waiting, answered, all };
BOOST_DESCRIBE_ENUM(DecisionView, waiting, answered, all)

/// Waiting ones by due date, those without one last; then the answered, newest first. People hold
/// their id only. `step` 0: every step.
[[nodiscard]] std::vector<Decision> list_decisions(
    store::Connection& db, DecisionView view, int step
);

[[nodiscard]] std::optional<Decision> find_decision(store::Connection& db, Id<Decision> id);

void add_decision(store::Connection& db, const Decision& decision);
void save_decision(store::Connection& db, const Decision& decision);
void delete_decision(store::Connection& db, Id<Decision> id);

}  // namespace belfry::program
