#!/bin/bash
# usage: tests/fuzz/run.sh SECONDS [TARGET...]
# Runs each fuzz target for so long, as many at a time as there are processors, and prints a line for
# each. A crash leaves its input in build/fuzz/crashes/ and fails the run; what is printed tells where it
# was and, where it is short, the input itself, for a machine that is gone afterwards. So does an input that takes more
# than 20 seconds, or $BELFRY_FUZZ_PATIENCE: the clock goes on while other programs have the processors. The programs
# are those of the preset asan, or of $BELFRY_FUZZ_PRESET; fuzz is the optimised one, for a long search:
# cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_targets
set -u
export seconds=${1:?usage: tests/fuzz/run.sh SECONDS [TARGET...]} patience=${BELFRY_FUZZ_PATIENCE:-20}; shift
root=$(cd "$(dirname "$0")/../.." && pwd)
export root programs=$root/build/${BELFRY_FUZZ_PRESET:-asan}/fuzz crashes=$root/build/fuzz/crashes
mkdir -p "$crashes"
[ $# -gt 0 ] || set -- $(cd "$programs" && ls | sed -n 's/^fuzz_//p')

run_target() {
    # What a run finds grows beside the build; the seeds in the repository stay as they are.
    local target=$1 found=$root/build/fuzz/found/$1 log=$root/build/fuzz/$1.log runs
    mkdir -p "$found"
    if "$programs/fuzz_$target" -max_total_time="$seconds" -max_len=8192 -timeout="$patience" -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$crashes/$target-" "$found" "$root/tests/fuzz/corpus/$target" \
        >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "fuzz $target: ${runs:-0} inputs in $seconds s, clean"
    else
        echo "fuzz $target: FAILED, see $log and $crashes/$target-*
$(grep -vE '^\s*NEW_FUNC' "$log" | grep -E 'SUMMARY|ERROR|ALARM|terminate|what\(\)|^ *#[0-9]+ .* belfry::|^Base64' | head -20 | cut -c1-2000)"
        return 1
    fi
}
export -f run_target

printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -c 'run_target {}'
