#!/bin/bash
# usage: tests/mpi/ranks.sh BELFRY
# Rehearsals and the optimiser give the same bytes alone and over 1, 2 and 3 processes (but for
# `elapsed`), also when the stop rule ends the run. One line for each comparison; skipped where there
# is no mpirun or no belfry-mpi beside the program.
set -u
belfry=$1
command -v mpirun >/dev/null && [ -x "$(dirname "$belfry")/belfry-mpi" ] || { echo "skipped: no MPI"; exit 0; }
folder=$(mktemp -d /tmp/belfry-mpi.XXXXXX)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/plan.json" <<'END'
{"id": "spares", "name": "Spares", "measures": [
  {"id": "sheets", "kind": "ballot_delivery", "count": 0, "unit_cost": 30,
   "delay": {"shape": "deterministic", "mean": 60}, "trigger": {"when": "stock", "value": 40}}]}
END
preset="--city hinds-ms-2023 --scenario hinds-ms-2023 --seed 7 --threads 1 --json"
wishes=(
    "rehearse $preset --days 40"
    "rehearse $preset --days 400 --until 0.3"
    "optimise $preset --plan $folder/plan.json --lever sheets=0..2 --days 16 --final-days 16"
)
# Root may run mpirun here, and more processes than cores are no fault.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
without_time() { sed 's/"elapsed":[-+0-9.e]*//' | md5sum; }
failed=0
for wish in "${wishes[@]}"; do
    alone=$("$belfry" $wish | without_time)
    for ranks in 1 2 3; do
        over=$(mpirun --oversubscribe -n $ranks "$belfry" $wish 2>/dev/null | without_time)
        if [ "$over" = "$alone" ]; then
            echo "same: $ranks processes, ${wish%% *} ${wish##*--days}"
        else
            echo "DIFFERENT: $ranks processes, $wish"
            failed=1
        fi
    done
done
exit $failed
