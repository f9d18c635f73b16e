#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rehearsal/routes.hpp"
#include "rehearsal/run.hpp"

namespace belfry::rehearsal {

/// A chart about a run: `matrix`, `cost-risk`, `sites`, or `site-NUMBER` for a site's day. Scenario
/// and plan, by number, are those of a chart of sites: the run's first where none is said.
struct ChartWish {
    Id<Run> run;
    std::string name;
    std::optional<std::int64_t> scenario;
    std::optional<std::int64_t> plan;
    std::string language = "en";
};

/// As SVG. Refuses a run, a chart and a cell that are not there.
[[nodiscard]] Result<std::string> draw_chart(const Workshop& workshop, const ChartWish& wish);

/// As `svg` or `png`.
[[nodiscard]] Result<std::string> draw_chart(
    const Workshop& workshop, const ChartWish& wish, std::string_view format
);

}  // namespace belfry::rehearsal
