#include "cli/commands.hpp"
#include "simulation/mpi/mpi_rehearsal.hpp"

/// What `mpirun -n 4 belfry rehearse …` and `… optimise …` become: the same command line, its days
/// spread over all processes. A program of its own, so that belfry runs where there is no MPI.
int main(int count, char** arguments) {
    using namespace belfry;
    cli::rehearse_by(
        {simulation::rehearse_with_mpi, simulation::engines_with_mpi, simulation::is_first_process}
    );
    const cli::Program program{"mpi", {}};
    return cli::run(program, {arguments, static_cast<std::size_t>(count)});
}
