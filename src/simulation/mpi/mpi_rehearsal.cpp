#include "simulation/mpi/mpi_rehearsal.hpp"

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

/// Sums numbers over the processes; the sum is at rank 0.
std::vector<std::uint64_t> sum(const std::vector<std::uint64_t>& mine) {
    std::vector<std::uint64_t> all(mine.size());
    need(MPI_Reduce(
        mine.data(),
        all.data(),
        static_cast<int>(mine.size()),
        MPI_UINT64_T,
        MPI_SUM,
        0,
        MPI_COMM_WORLD
    ));
    return all;
}

void join(Totals& totals) {
    totals.set_words(sum(totals.words()));
}

/// From here until the end of the process.
void begin() {
    int begun = 0;
    need(MPI_Initialized(&begun));
    if (begun == 0) {
        int provided = 0;
        need(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided));
        std::atexit([] { MPI_Finalize(); });
    }
}

}  // namespace

std::optional<Rehearsal> rehearse_with_mpi(const Model& model, RunOptions options) {
    begin();
    int rank = 0;
    int size = 1;
    need(MPI_Comm_rank(MPI_COMM_WORLD, &rank));
    need(MPI_Comm_size(MPI_COMM_WORLD, &size));
    options.share = static_cast<unsigned>(rank);
    options.share_of = static_cast<unsigned>(size);
    options.stop_rule.reset();
    auto result = rehearse(model, options);
    join(result.city);
    for (auto& site : result.sites) {
        join(site);
    }
    if (!result.measure_uses.empty()) {
        result.measure_uses = sum(result.measure_uses);
    }
    result.days = static_cast<std::uint32_t>(sum({result.days}).front());
    result.cancelled = result.days < options.days;
    if (rank != 0) {
        return std::nullopt;
    }
    return result;
}

}  // namespace belfry::simulation
