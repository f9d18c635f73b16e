#!/bin/bash
# usage: tools/reproducible.sh [COMMIT]
# Builds the program of a commit twice, in two folders, without any cache, and compares the bytes. Takes two
# whole builds.
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
commit=${1:-HEAD}
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
for turn in first second; do
    mkdir "$folder/$turn"
    git -C "$root" archive "$commit" | tar -x -C "$folder/$turn"
    say "Building ($turn)"
    (
        cd "$folder/$turn"
        export CCACHE_DISABLE=1 SOURCE_DATE_EPOCH=0
        bash -c 'source tools/prepare.sh; install_node; build_web; build_preset release belfry'
    ) > "$folder/$turn.log" 2>&1 || { tail -20 "$folder/$turn.log"; fail "the $turn build failed."; }
done
one=$(sha256sum < "$folder/first/build/release/belfry")
two=$(sha256sum < "$folder/second/build/release/belfry")
[ "$one" = "$two" ] || fail "two builds of $commit differ: ${one:0:16}, ${two:0:16}."
say "Two builds of $commit are the same bytes: ${one:0:64}"
