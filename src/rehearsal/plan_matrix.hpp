#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "rehearsal/run_store.hpp"

/// Plans by scenarios on the same days, without a server: what the command line compares.
namespace belfry::rehearsal {

struct MatrixWish {
    simulation::City city;
    std::vector<SeenScenario> scenarios;  ///< At least one, each with an id of its own.
    std::vector<SeenPlan> plans;          ///< Likewise.
    std::uint32_t days = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has.
    std::stop_token cancel;
    std::function<void(std::int64_t done, std::int64_t of)> progress;  ///< Days of all cells.
};

/// The bits are those of a stored run with the same inputs, days and seed.
struct PlanMatrix {
    bool cancelled = false;  ///< Cells and pairs are of the days that were done.
    std::vector<RunCell> cells;
    std::vector<RunPair> paired;  ///< Of each two plans in each scenario.
};
BOOST_DESCRIBE_STRUCT(PlanMatrix, (), (cancelled, cells, paired))

/// Refuses more than six plans or twelve scenarios, and what the engine refuses of them.
[[nodiscard]] Result<PlanMatrix> plan_matrix(const MatrixWish& wish);

}  // namespace belfry::rehearsal
