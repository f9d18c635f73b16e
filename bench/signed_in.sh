#!/bin/bash
# usage: bench/signed_in.sh [SECONDS] [CONNECTIONS]
# The task list of Port Ellery: asked for over HTTP by somebody who is signed in, and read from the same
# file with SQLite alone, in turns, on this machine in this minute. Start and memory are measured too.
# Build first: cmake --preset release -DBELFRY_BENCH=ON && cmake --build --preset release --target belfry raw_list
set -eu
seconds=${1:-5}; connections=${2:-32}
root=$(cd "$(dirname "$0")/.." && pwd)
belfry=$root/build/release/belfry
raw=$root/build/release/bench/raw_list
[ -x "$belfry" ] && [ -x "$raw" ] || { echo "build belfry and raw_list first (see the head of this script)" >&2; exit 1; }
for tool in wrk curl python3; do command -v $tool >/dev/null || { echo "$tool is missing" >&2; exit 1; }; done
folder=$(mktemp -d); server=; trap 'kill $server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT

now() { date +%s%N; }
begun=$(now)
"$belfry" serve --data "$folder/data" --port 0 --log off --requests-per-minute 0 >"$folder/out" 2>"$folder/errors" & server=$!
until grep -q 'listening on' "$folder/out"; do sleep 0.002; kill -0 $server || { cat "$folder/errors" >&2; exit 1; }; done
echo "start, empty data: $((($(now) - begun) / 1000000)) ms (goal <= 300)"
sleep 2
echo "memory, idle: $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$server/status) MB (goal <= 64)"

address=$(sed -n 's/^listening on //p' "$folder/out")
until grep -q '/setup#' "$folder/out"; do sleep 0.01; done
token=$(sed -n 's/.*\/setup#//p' "$folder/out")
json() { python3 -c 'import json, sys; print(json.load(sys.stdin)'"$1"')'; }
csrf=$(curl -sS -c "$folder/jar" -H "Origin: $address" -H 'Content-Type: application/json' "$address/api/v1/setup" \
    -d "{\"token\":\"$token\",\"name\":\"A. Bench\",\"email\":\"bench@city.example\",\"password\":\"long enough for a bench run\"}" | json '["csrf"]')
curl -sS -b "$folder/jar" -H "Origin: $address" -H "X-CSRF-Token: $csrf" -X POST "$address/api/v1/demo" >/dev/null
cookie=$(awk '$6 ~ /belfry$/ {print $6 "=" $7}' "$folder/jar")
count=$(curl -sS -H "Cookie: $cookie" "$address/api/v1/tasks" | json '["items"].__len__()')
[ "$count" -gt 0 ] || { echo "the demonstration city has no tasks" >&2; exit 1; }
echo "tasks in the list: $count"

for turn in 1 2 3; do
    wrk -t1 -c"$connections" -d"${seconds}s" --latency -H "Cookie: $cookie" "$address/api/v1/tasks" \
        | awk '/Requests\/sec/ {rate = $2} /99%/ {p99 = $2} /Non-2xx/ {bad = $0} END {print "belfry", rate, p99, bad}'
    echo "sqlite $("$raw" "$folder/data/belfry.db" "$seconds")"
done | tee "$folder/lines"
awk '{rate[$1] += $2} END {printf "signed-in list : SQLite alone   rate %.2f (with rights, JSON, HTTP and the load'"'"'s own core)\n", rate["belfry"] / rate["sqlite"]}' "$folder/lines"
