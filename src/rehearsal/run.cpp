#include "rehearsal/run.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rehearsal/wish_checks.hpp"

namespace belfry::rehearsal {

Result<RunWish> checked(RunWish wish) {
    WishChecks check;
    check.list("scenarios", wish.scenarios, most_scenarios, "too_many_scenarios");
    check.list("plans", wish.plans, most_plans, "too_many_plans");
    wish.days = wish.days.value_or(1'000);
    wish.seed = wish.seed.value_or(1);
    check.days("days", *wish.days);
    check.within("seed", static_cast<double>(*wish.seed), 0, 9e15);
    if (wish.half_width_minutes) {
        check.within("half_width_minutes", *wish.half_width_minutes, 0.001, 1'000);
    }
    if (wish.scenarios.empty()) {
        wish.scenarios.push_back(0);
    }
    if (wish.plans.empty()) {
        wish.plans.push_back(0);
    }
    if (auto fits = check.result(); !fits) {
        return std::unexpected(fits.error());
    }
    return wish;
}

Figure figure(const simulation::Estimate& estimate) {
    return {estimate.value, estimate.low, estimate.high};
}

}  // namespace belfry::rehearsal
