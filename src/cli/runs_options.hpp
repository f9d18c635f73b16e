#pragma once

#include "cli/add_command.hpp"
#include "cli/compare.hpp"
#include "cli/runs.hpp"

namespace belfry::cli {

/// What `plans` and `export` work on.
struct RunsOptions {
    web::Place& place;
    ExportWish& wish;
    CompareWish& compared;
};

/// After add_plans. What is wished for must live as long as `app`.
void add_runs(CLI::App& app, const RunsOptions& options, const AddCommand& on_data);

}  // namespace belfry::cli
