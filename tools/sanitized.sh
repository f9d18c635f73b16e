#!/bin/bash
# usage: tools/sanitized.sh asan|tsan [faults|hostile|witness|browser...]
# The stages that drive the whole program, with the program built for the sanitizers: what the gate does with the
# release. Not part of ./test: it takes hours. A report of a sanitizer, of whatever process, is a failure.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
source "$root/tools/stages.sh"
preset=${1:-}
case $preset in asan|tsan) shift ;; *) sed -n '2,4p' "${BASH_SOURCE[0]}"; exit 64 ;; esac
[ $# -gt 0 ] || set -- faults hostile witness browser
build_web
build_preset "$preset" belfry

out=$root/build/sanitized-$preset
rm -rf "$out"
mkdir -p "$out/reports"
started=$SECONDS
program=$root/build/$preset/belfry
# A report ends its process, so that the test sees it as well.
said="log_path=$out/reports/report:halt_on_error=1:print_stacktrace=1"
export ASAN_OPTIONS=$said:detect_stack_use_after_return=1:detect_leaks=1 UBSAN_OPTIONS=$said
export BELFRY_SANITIZED=$preset TSAN_OPTIONS=$said:second_deadlock_stack=1:suppressions=$root/tools/tsan.supp
for name in "$@"; do run_stage "$name"; done

stage=reports
shopt -s nullglob
reports=("$out"/reports/*)
for file in "${reports[@]}"; do
    echo "FAILED: $file"
    head -40 "$file"
done
count $((${#reports[@]} == 0)) ${#reports[@]}
times+=("reports 0")
summary
