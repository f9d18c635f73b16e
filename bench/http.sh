#!/bin/bash
# usage: bench/http.sh [SECONDS] [CONNECTIONS]
# One cached page of 16 KB from Belfry and from nginx, in turns, on this machine in this minute.
# Build first: cmake --preset release -DBELFRY_BENCH=ON && cmake --build --preset release --target bench_http
set -eu
seconds=${1:-5}; connections=${2:-64}
root=$(cd "$(dirname "$0")/.." && pwd)
program=$root/build/release/bench/bench_http
[ -x "$program" ] || { echo "build bench_http first (see the head of this script)" >&2; exit 1; }
for tool in nginx wrk; do command -v $tool >/dev/null || { echo "$tool is missing: apt-get install nginx-light wrk" >&2; exit 1; }; done
folder=$(mktemp -d); trap 'kill $belfry $nginx 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
belfry=; nginx=
mkdir "$folder/www"; chmod 755 "$folder" "$folder/www"
{ echo '<!doctype html><title>Results</title>'; for i in $(seq 1 260); do echo "<p>Precinct $i: 1,234 votes, reported at 21:04, $((i * 7919 % 1000)) waiting</p>"; done; } >"$folder/www/index.html"
cat >"$folder/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $folder/nginx.pid; error_log $folder/error.log;
events { worker_connections 16384; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
  types { text/html html; } client_body_temp_path $folder/t1; proxy_temp_path $folder/t2; fastcgi_temp_path $folder/t3;
  uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
  server { listen 127.0.0.1:18081; root $folder/www; add_header X-Content-Type-Options nosniff; } }
CONF
"$program" 18080 "$folder/www/index.html" >"$folder/belfry.log" & belfry=$!
nginx -c "$folder/nginx.conf" & nginx=$!
for port in 18080 18081; do
    for _ in $(seq 50); do (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null && break; sleep 0.1; done
done
worker=$(pgrep -P "$nginx" | head -1)
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
# One turn: requests a second, microseconds of processor time for each, and the slowest of 100.
measure() {
    local before after out
    before=$(ticks "$2"); out=$(wrk -t1 -c"$connections" -d"${seconds}s" --latency "$3"); after=$(ticks "$2")
    awk -v name="$1" -v cpu=$((after - before)) -v hz="$(getconf CLK_TCK)" '
        /Requests\/sec/ {rate = $2} /requests in/ {n = $1} /99%/ {p99 = $2} /Non-2xx/ {bad = $0}
        END {printf "%-16s %9.0f requests/s  %6.2f us CPU each  p99 %s %s\n", name, rate, cpu / hz * 1e6 / n, p99, bad}' <<<"$out"
}
for turn in 1 2 3; do
    measure belfry "$belfry" http://127.0.0.1:18080/
    measure nginx "$worker" http://127.0.0.1:18081/
    measure belfry-worker "$belfry" http://127.0.0.1:18080/worker
done | tee "$folder/lines"
echo "memory of belfry: $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$belfry/status") MB"
awk '{rate[$1] += $2; cpu[$1] += $4}
    END {printf "belfry : nginx   rate %.2f (goal >= 0.50)   CPU per request %.2f (goal <= 2.00)\n",
        rate["belfry"] / rate["nginx"], cpu["belfry"] / cpu["nginx"]
        printf "through a worker rate %.2f\n", rate["belfry-worker"] / rate["nginx"]}' "$folder/lines"
