#pragma once

#include <string>
#include <vector>

#include "program/words.hpp"
#include "rehearsal/results.hpp"

/// Charts as SVG 1.1: readable in black and white, with a title and a description for those who
/// hear them. All texts are in the reader's language.
namespace belfry::rehearsal {

/// The sites that hold the standard on the fewest days, with intervals.
[[nodiscard]] std::string sites_chart(
    const std::vector<RunSite>& sites, double limit_minutes, const program::Words& words
);

/// A site's day: waits as bands of percentiles, with the limit.
[[nodiscard]] std::string day_chart(const SiteDayBands& day, const program::Words& words);

/// Plans by scenarios: how often all sites hold.
[[nodiscard]] std::string matrix_chart(const Run& run, const program::Words& words);

/// Cost against the probability that all sites hold: plans of a comparison in the scenario in which
/// each does worst, or those that a search looked at.
[[nodiscard]] std::string cost_risk_chart(const Run& run, const program::Words& words);

}  // namespace belfry::rehearsal
