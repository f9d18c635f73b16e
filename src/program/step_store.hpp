#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "program/demo_store.hpp"
#include "program/step.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// What people set on a step. A step nobody touched has revision 0.
struct StepSettings {
    int number = 0;
    std::optional<std::int64_t> owner;
    std::optional<StepStatus> status;  ///< Set by hand.
    std::string status_reason;
    std::optional<Date> due;
    std::int64_t revision = 0;
};

/// All ten, in order. What the fictional city set on a step nobody touched since is its own.
[[nodiscard]] std::vector<StepSettings> step_settings(
    store::Connection& db, Whose whose = Whose::everybodys
);

void save_step(store::Connection& db, const StepSettings& step);

/// What is next on a step, and by when.
struct NextAction {
    std::string title;
    std::optional<Date> due;
};

/// What is known of each step: what its status follows from, and what comes next.
struct StepWork {
    StepFacts facts;
    std::optional<NextAction> next;  ///< The open task or waiting decision that is due first.
    std::set<std::string, std::less<>> adopted;  ///< Suggestions that are tasks already.
};

[[nodiscard]] std::map<int, StepWork> step_work(
    store::Connection& db, Whose whose = Whose::everybodys
);

}  // namespace belfry::program
