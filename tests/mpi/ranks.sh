#!/bin/bash
# usage: tests/mpi/ranks.sh BELFRY
# A rehearsal gives the same bytes alone and over 1, 2 and 3 processes (but for `elapsed`).
set -eu
belfry=$1
wish="rehearse --city hinds-ms-2023 --scenario hinds-ms-2023 --days 40 --seed 7 --threads 1 --json"
without_time() { sed 's/"elapsed":[-+0-9.e]*//'; }
alone=$($belfry $wish | without_time | md5sum)
for ranks in 1 2 3; do
    over=$(mpirun --allow-run-as-root --oversubscribe -n $ranks $belfry $wish 2>/dev/null | without_time | md5sum)
    [ "$over" = "$alone" ] || { echo "$ranks processes give another result than one alone"; exit 1; }
done
echo "1, 2 and 3 processes give the bytes of one alone"
