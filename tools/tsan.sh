#!/bin/bash
# usage: tools/tsan.sh [FOLDER...]
# The tests of folders under the thread sanitizer; without one, of those that use threads. Not part of ./test: the
# build takes as long as the one for the other sanitizers. A race ends the test that has it, with both stacks.
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
[ $# -gt 0 ] || set -- store record jobs http accounts operations transparency program public_records release_packages portal simulation rehearsal web
targets=(); for folder in "$@"; do targets+=("${folder}_test"); done
build_preset tsan "${targets[@]}"
bad=0
for folder in "$@"; do
    say "Testing $folder"
    (cd "$root" && BELFRY_SOURCE_DIR=$root TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 suppressions=$root/tools/tsan.supp" \
        "build/tsan/src/$folder/${folder}_test" --gtest_brief=1) || bad=1
done
exit $bad
