#!/bin/bash
# usage: tools/tsan.sh [FOLDER...]
# The tests of folders under the thread sanitizer; without one the whole suite and two hundred runs of the fault
# simulator. On PostgreSQL as well where BELFRY_TEST_POSTGRES names a server. Not part of ./test: it takes as long as
# all of that. A race ends the test that has it, with both stacks.
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
programs=()
if [ $# = 0 ]; then
    set -- $(cd "$root/src" && ls ./*/*_test.cpp | grep -v _shared_test | cut -d/ -f2 | sort -u)
    programs+=(tests/faults/fault_simulator)
fi
for folder in "$@"; do programs+=("src/$folder/${folder}_test"); done
build_preset tsan "${programs[@]##*/}"
export BELFRY_SOURCE_DIR=$root
export TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 suppressions=$root/tools/tsan.supp"
bad=0
for program in "${programs[@]}"; do
    say "Running ${program##*/}"
    (cd "$root" && GTEST_BRIEF=1 "build/tsan/$program") || bad=1
done
exit $bad
