#!/bin/bash
# audit_reference.sh AUDIT_SHARED_TEST [SEED] [CASES]
# Holds the audit engine against a second, slow reckoning (tests/vectors/audit_reference) over random
# contests, samples and seeds. Another seed and more cases make a longer search of their own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -B "$here/audit_reference" "$folder" "${2:-1}" "${3:-8}"
# Two tests read public files that are not made here.
BELFRY_SHARED_DATA=$folder "$1" --gtest_brief=1 --gtest_filter='*Vectors.*:*Sampler.*:-*FollowFromTheVotes*:*EveryContestOfTheFiles*'
