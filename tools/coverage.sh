#!/bin/bash
# usage: tools/coverage.sh [FOLDER...]
# Which lines and branches of src/FOLDER the tests reach (all folders without one), folder by folder. Builds with
# g++ without optimisation into build/coverage, runs the tests of these folders on SQLite and, where
# BELFRY_TEST_POSTGRES names a server, PostgreSQL; writes build/coverage/report/. Branches that only an
# exception from a library takes are not counted: no test can make malloc fail at each place.
#
# The goals: 90 % of all lines; every branch in accounts, record, crypto and store (migrations).
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
command -v gcovr >/dev/null || fail "gcovr is missing: ./test packages installs it."
[ $# -gt 0 ] || set -- $(cd "$root/src" && for folder in */; do [ -n "$(ls "$folder"*_test.cpp 2>/dev/null)" ] && echo "${folder%/}"; done)
targets=(); for folder in "$@"; do targets+=("${folder}_test"); done
build_preset coverage "${targets[@]}"
find "$root/build/coverage" -name '*.gcda' -delete
for folder in "$@"; do
    say "Testing $folder"
    (cd "$root" && BELFRY_SOURCE_DIR=$root "build/coverage/src/$folder/${folder}_test" --gtest_brief=1) || fail "$folder's tests fail."
done
mkdir -p "$root/build/coverage/report"
filters=(); for folder in "$@"; do filters+=(--filter "src/$folder/"); done
(cd "$root" && gcovr --root . --object-directory build/coverage "${filters[@]}" --exclude '.*_test\.cpp' --exclude '.*/test_[a-z_]*\.hpp' \
    --exclude-throw-branches --exclude-unreachable-branches --exclude-lines-by-pattern '.*check\(.*' \
    --gcov-ignore-parse-errors --csv build/coverage/report/files.csv --html-details build/coverage/report/index.html \
    --print-summary) | tail -3
awk -F, 'NR > 1 { split($1, part, "/"); folder = part[2]; lines[folder] += $2; hit[folder] += $3; branches[folder] += $5; taken[folder] += $6 }
    END { for (folder in lines) printf "%-16s lines %5.1f %% of %6d   branches %5.1f %% of %6d\n", folder, 100 * hit[folder] / lines[folder],
        lines[folder], branches[folder] ? 100 * taken[folder] / branches[folder] : 100, branches[folder] }' "$root/build/coverage/report/files.csv" | sort
