#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/output.hpp"
#include "web/house.hpp"

namespace belfry::cli {

struct ExportWish {
    std::string what;         ///< runs, plans, scenarios, results, chart
    std::int64_t number = 0;  ///< Of the run whose results or chart are wanted.
    std::string form;         ///< csv, xlsx, json; of a chart svg, png. Empty: csv, or svg.
    std::string chart = "matrix";
    std::optional<std::int64_t> scenario;  ///< Of a chart of sites.
    std::optional<std::int64_t> plan;
    std::string file;  ///< Empty: to standard output.
    std::string language = "en";
};

int list_plans(const web::Place& place, const Output& out);
int show_plan(const web::Place& place, std::int64_t number, const Output& out);
/// As a file that `rehearse --plan` takes.
int export_plan(const web::Place& place, std::int64_t number, const Output& out);
int export_rehearsal(const web::Place& place, const ExportWish& wish, const Output& out);

/// Simulates a stored run again and says whether every bit is the same; `found` when not.
int rehearse_again(const web::Place& place, std::int64_t run, unsigned threads, const Output& out);

}  // namespace belfry::cli
