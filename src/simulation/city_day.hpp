#pragma once

#include <functional>
#include <vector>

#include "simulation/site_day.hpp"

namespace belfry::simulation {

/// The factor by which today's turnout differs, for all sites alike.
[[nodiscard]] double turnout_of(const Model& model, Day day);

/// One day of the whole city, one replication at a time, with everything that can depend on lines.
///
/// Sites run in windows between the moments at which the control plane must see them all; `done` is
/// given each site's tally and its day.
void run_city_day(
    const Model& model,
    Day day,
    std::vector<SiteTally>& tallies,
    ControlTotals& totals,
    const std::function<void(std::uint32_t site, const SiteDay& day)>& done = {}
);

}  // namespace belfry::simulation
