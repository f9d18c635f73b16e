#include "cli/commands.hpp"
#include "simulation/mpi/mpi_rehearsal.hpp"

/// What `mpirun -n 4 belfry rehearse …` becomes: the same command line, its days spread over all
/// processes. A program of its own, so that belfry runs where there is no MPI.
int main(int count, char** arguments) {
    belfry::cli::rehearse_by(belfry::simulation::rehearse_with_mpi);
    const belfry::cli::Program program{"mpi", {}};
    return belfry::cli::run(program, {arguments, static_cast<std::size_t>(count)});
}
