#include "simulation/mpi/mpi_rehearsal.hpp"

#include <cstdlib>
#include <stdexcept>

#define OMPI_SKIP_MPICXX 1
#include <mpi.h>

namespace belfry::simulation {

namespace {

void need(int code) {
    if (code != MPI_SUCCESS) {
        throw std::runtime_error("MPI failed");
    }
}

struct Processes {
    int rank = 0;
    int size = 1;
};

/// Begins MPI with the first call; it lasts until the end of the process.
Processes processes() {
    int begun = 0;
    need(MPI_Initialized(&begun));
    if (begun == 0) {
        int provided = 0;
        need(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided));
        std::atexit([] { MPI_Finalize(); });
    }
    Processes all;
    need(MPI_Comm_rank(MPI_COMM_WORLD, &all.rank));
    need(MPI_Comm_size(MPI_COMM_WORLD, &all.size));
    return all;
}

/// Sums over the processes, the same in each of them.
std::vector<std::uint64_t> sum(const std::vector<std::uint64_t>& mine) {
    std::vector<std::uint64_t> all(mine.size());
    const auto count = static_cast<int>(mine.size());
    need(MPI_Allreduce(mine.data(), all.data(), count, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD));
    return all;
}

bool any(bool mine) {
    return sum({mine ? 1U : 0U}).front() > 0;
}

Totals joined(Totals totals) {
    totals.set_words(sum(totals.words()));
    return totals;
}

RunOptions my_part(RunOptions options) {
    const auto all = processes();
    options.share = static_cast<unsigned>(all.rank);
    options.share_of = static_cast<unsigned>(all.size);
    if (all.rank > 0) {
        options.progress = {};
    }
    options.whole = [](const Look& mine) {
        return Look{joined(mine.city), any(mine.cancelled)};
    };
    return options;
}

Rehearsal rehearse_together(const Model& model, const RunOptions& options) {
    auto result = rehearse(model, my_part(options));
    result.city = joined(std::move(result.city));
    for (auto& site : result.sites) {
        site = joined(std::move(site));
    }
    if (!result.measure_uses.empty()) {
        result.measure_uses = sum(result.measure_uses);
        result.measure_squares = sum(result.measure_squares);
    }
    result.days = static_cast<std::uint32_t>(sum({result.days}).front());
    result.cancelled = result.days < options.days && !result.stopped_by_rule;
    return result;
}

/// Each day is done by one process and zero in the others.
std::vector<DayMetrics> city_days_together(
    const Model& model, const RunOptions& options, std::uint32_t first
) {
    const auto mine = city_days(model, my_part(options), first);
    std::vector<DayMetrics> all(mine.size());
    need(MPI_Allreduce(
        mine.data(),
        all.data(),
        static_cast<int>(mine.size() * metric_count),
        MPI_DOUBLE,
        MPI_SUM,
        MPI_COMM_WORLD
    ));
    return all;
}

}  // namespace

bool is_first_process() {
    return processes().rank == 0;
}

std::optional<Rehearsal> rehearse_with_mpi(const Model& model, const RunOptions& options) {
    auto result = rehearse_together(model, options);
    return is_first_process() ? std::optional(std::move(result)) : std::nullopt;
}

Engines engines_with_mpi(const std::stop_token& interrupt, const std::stop_source& agreed) {
    auto agree = [interrupt, agreed = agreed]() mutable {
        if (any(interrupt.stop_requested())) {
            agreed.request_stop();
        }
    };
    return {
        [agree](const Model& model, const RunOptions& options) mutable {
            agree();
            return rehearse_together(model, options);
        },
        [agree](const Model& model, const RunOptions& options, std::uint32_t first) mutable {
            agree();
            return city_days_together(model, options, first);
        }
    };
}

}  // namespace belfry::simulation
