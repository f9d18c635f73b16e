#!/bin/bash
# usage: tools/coverage.sh [FOLDER...]
# Which lines and branches of src/FOLDER the tests reach, folder by folder (all folders without one). Builds with Clang
# without optimisation into build/coverage and runs the tests of these folders on SQLite and, where
# BELFRY_TEST_POSTGRES names a server, PostgreSQL. Branches are those of the source (each condition, both ways).
# build/coverage/report/ shows every line; missed.txt beside it names each branch that no test takes; coverage.md holds
# the rows of the table in docs/security.md.
#
# The goals: 90 % of all lines; every branch in accounts (authorisation), record, crypto and store (migrations).
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
command -v llvm-cov-19 >/dev/null || fail "llvm-cov-19 is missing: ./test packages installs it."
[ $# -gt 0 ] || set -- $(cd "$root/src" && for folder in */; do [ -n "$(ls "$folder"*_test.cpp 2>/dev/null)" ] && echo "${folder%/}"; done)
build=$root/build/coverage
programs=()
for folder in "$@"; do
    for kind in test shared_test; do
        case $kind in shared_test) pattern="*_shared_test.cpp" ;; *) pattern="*_test.cpp" ;; esac
        # shellcheck disable=SC2086
        if ls "$root/src/$folder/"$pattern >/dev/null 2>&1; then programs+=("${folder}_$kind"); fi
    done
done
build_preset coverage "${programs[@]}"
rm -f "$build"/profiles/*.profraw
objects=()
for program in "${programs[@]}"; do
    file=$(ls "$build"/src/*/"$program")
    say "Running $program"
    (cd "$root" && BELFRY_SOURCE_DIR=$root LLVM_PROFILE_FILE="$build/profiles/%m-%p.profraw" "$file" --gtest_brief=1) \
        || fail "$program fails."
    objects+=(--object "$file")
done
llvm-profdata-19 merge --sparse --failure-mode=all -o "$build/profile" "$build"/profiles/*.profraw
python3 "$root/tools/coverage.py" "$root" "$build" "${objects[@]}" -- "$@"
