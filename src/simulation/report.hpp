#pragma once

#include <string>

#include "json/json.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

struct ReportOptions {
    double confidence = 0.99;
    std::uint64_t seed = 1;
    bool sites = true;  ///< With each site's results; the city's alone otherwise.
};

/// The whole result as JSON (docs/formats/rehearsal.md). Equal results give equal text.
[[nodiscard]] json::Object report(
    const Model& model, const Rehearsal& rehearsal, const ReportOptions& options
);

/// What differs between two plans on the same days, first less second.
[[nodiscard]] json::Object report_differences(const Totals& differences, double confidence);

/// The city and its worst sites as a table for a terminal.
[[nodiscard]] std::string table(
    const Model& model, const Rehearsal& rehearsal, const ReportOptions& options
);

}  // namespace belfry::simulation
