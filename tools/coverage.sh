#!/bin/bash
# usage: tools/coverage.sh [FOLDER...]
# Which lines and branches of src/FOLDER the tests reach, folder by folder. Builds with Clang without optimisation into
# build/coverage and runs the tests of these folders on SQLite and, where BELFRY_TEST_POSTGRES names a server, PostgreSQL.
# Without a folder the whole program is measured: then what the real program reaches under tests/hostile and tests/witness
# counts as well, and so do the tests over shared data where BELFRY_SHARED_DATA names their folder.
# Branches are those of the source (each condition, both ways). build/coverage/report/ shows every line; missed.txt beside
# it names each branch that no test takes; coverage.md holds the rows of the table in docs/security.md.
#
# The goals: 90 % of all lines; every branch in accounts (authorisation), record, crypto and store (migrations).
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
command -v llvm-cov-19 >/dev/null || fail "llvm-cov-19 is missing: ./test packages installs it."
whole=no
if [ $# = 0 ]; then
    whole=yes
    set -- $(cd "$root/src" && ls -d */ | tr -d /)
fi
build=$root/build/coverage
programs=()
for folder in "$@"; do
    for kind in test shared_test; do
        case $kind in
            shared_test) pattern="*_shared_test.cpp"; [ -n "${BELFRY_SHARED_DATA:-}" ] || continue ;;
            *) pattern="*_test.cpp" ;;
        esac
        # shellcheck disable=SC2086
        if ls "$root/src/$folder/"$pattern >/dev/null 2>&1; then programs+=("${folder}_$kind"); fi
    done
done
if [ $whole = yes ]; then build_preset coverage "${programs[@]}" belfry; else build_preset coverage "${programs[@]}"; fi
rm -f "$build"/profiles/*.profraw
export LLVM_PROFILE_FILE=$build/profiles/%m-%p.profraw BELFRY_SOURCE_DIR=$root
objects=()
for program in "${programs[@]}"; do
    file=$(ls "$build"/src/*/"$program")
    say "Running $program"
    (cd "$root" && "$file" --gtest_brief=1) || fail "$program fails."
    objects+=(--object "$file")
done
if [ $whole = yes ]; then
    say "Running the program under tests/hostile and tests/witness"
    python3 "$root/tests/hostile/run.py" "$build/belfry" --patience 0.03 || fail "tests/hostile fails."
    python3 "$root/tests/witness/run.py" "$build/belfry" || fail "tests/witness fails."
    objects+=(--object "$build/belfry")
fi
llvm-profdata-19 merge --sparse --failure-mode=all -o "$build/profile" "$build"/profiles/*.profraw
python3 "$root/tools/coverage.py" "$root" "$build" "${objects[@]}" -- "$@"
