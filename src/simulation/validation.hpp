#pragma once

#include <string_view>

#include "simulation/plan.hpp"

/// What makes no sense is refused here, with the path of the field and the reason, before anything
/// is simulated. Every check is on values alone; no order of calls is needed.
namespace belfry::simulation {

inline constexpr int most_sites = 3'000;
inline constexpr int most_servers = 2'000;           ///< At one station.
inline constexpr int most_voters_expected = 50'000;  ///< At one site.
inline constexpr double longest_day = 60'000;        ///< Minutes after midnight.

/// Adds one problem for each field of the city that has to change; `path` is where the city stands.
void check_city(const City& city, const json::Path& path, json::Problems& problems);

/// Checks what the scenario says by itself and that the sites it names are in `city`.
void check_scenario(
    const Scenario& scenario, const City& city, const json::Path& path, json::Problems& problems
);

void check_plan(
    const Plan& plan, const City& city, const json::Path& path, json::Problems& problems
);

/// Reads foreign JSON and checks it. Refusals name every field by its path.
[[nodiscard]] Result<City> city_from(std::string_view text);
[[nodiscard]] Result<Scenario> scenario_from(std::string_view text, const City& city);
[[nodiscard]] Result<Plan> plan_from(std::string_view text, const City& city);

}  // namespace belfry::simulation
