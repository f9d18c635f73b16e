# The stages of ./test. Each `stage_NAME` prints what it does and adds what it ran to
# $out/counts (`NAME passed failed skipped`). A stage that ends with an error and counted nothing is one
# failed test. Sourced by bash after tools/prepare.sh.

# What the stages after the tests of the code drive: tools/sanitized.sh names another one.
program=$root/build/release/belfry

# count PASSED FAILED [SKIPPED]
count() { echo "$stage $1 $2 ${3:-0}" >> "$out/counts"; }

run_stage() {
    stage=$1
    local log=$out/$1.log begun=$SECONDS status
    say "$stage"
    # A subshell: `fail` ends the stage, not the run.
    ( "stage_$stage" ) 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    if ! grep -qs "^$stage " "$out/counts"; then
        if [ $status = 0 ]; then count 1 0; else count 0 1; fi
    elif [ $status != 0 ] && ! grep -qs "^$stage [0-9]* [1-9]" "$out/counts"; then
        count 0 1
    fi
    times[${#times[@]}]="$stage $((SECONDS - begun))"
}
times=()

summary() {
    local passed failed
    echo
    say "Summary ($(((SECONDS - started) / 60)) min $(((SECONDS - started) % 60)) s)"
    printf '%s\n' "${times[@]}" | awk '
        NR == FNR { passed[$1] += $2; failed[$1] += $3; skipped[$1] += $4; next }
        {
            printf "    %-9s %5d passed %4d failed %5d s", $1, passed[$1], failed[$1], $2
            printf skipped[$1] ? ", %d skipped\n" : "\n", skipped[$1]
        }
    ' "$out/counts" -
    read -r passed failed < <(awk '{ p += $2; f += $3 } END { print p + 0, f + 0 }' "$out/counts")
    [ "$failed" = 0 ] || echo "    What failed stands in build/test/*.log."
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}

stage_packages() {
    if [ -r /etc/debian_version ]; then install_packages build test; fi
    install_node
    install_web_tools
}

stage_web() {
    install_node
    install_web_tools
    local bad=0
    web_tool svelte-check --tsconfig ./tsconfig.json --fail-on-warnings || bad=1
    count $((1 - bad)) $bad
    web_tool vitest run --reporter=default --reporter=json --outputFile="$out/vitest.json" || true
    count_json "$out/vitest.json" numPassedTests numFailedTests
    build_web
}

# count_json FILE PASSED FAILED: adds the numbers under these keys; a missing file is one failure.
count_json() {
    local numbers
    numbers=$(python3 -c '
import json, sys
found = json.load(open(sys.argv[1]))
print(found[sys.argv[2]], found[sys.argv[3]])' "$@" 2>/dev/null) || numbers="0 1"
    count $numbers
}

stage_release() { build_web; build_preset release belfry; }

# The typed client is what this server offers.
stage_api() {
    "$root/build/release/belfry" openapi > "$out/openapi.json" || fail "belfry openapi failed."
    install_web_tools
    web_tool node tools/api.mjs "$out/openapi.json" --check
}

stage_cpp() {
    build_preset asan
    start_postgres
    trap stop_postgres EXIT
    mkdir -p "$out/gtest"
    (cd "$root" && GTEST_OUTPUT="xml:$out/gtest/" \
        ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
        ctest --preset asan -j "$jobs" --no-tests=error --output-junit "$out/ctest.xml")
    # One line for each case of each program; a program that died without a report counts as failed.
    python3 "$root/tools/count_tests.py" "$out/ctest.xml" "$out/gtest" > "$out/cpp.counts"
    local numbers
    numbers=$(tail -1 "$out/cpp.counts")
    count ${numbers:-0 1}
}

# A PostgreSQL of our own: in a temporary folder, on a free port of this machine, without fsync.
start_postgres() {
    local bin log=$out/postgres.log as=()
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    [ -x "$bin/postgres" ] || fail "PostgreSQL is not installed; ./test packages installs it."
    postgres_folder=$(mktemp -d /tmp/belfry-postgres.XXXXXX)
    if [ "$(id -u)" = 0 ]; then chown postgres: "$postgres_folder"; as=(runuser -u postgres --); fi
    postgres_port=$(python3 -c '
import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])')
    (
        cd "$postgres_folder" || exit 1
        "${as[@]}" "$bin/initdb" -D "$postgres_folder/data" -U belfry --auth=trust -E UTF8 \
            --locale=C.UTF-8 --no-sync || exit 1
        "${as[@]}" "$bin/pg_ctl" -D "$postgres_folder/data" -w -t 60 -l "$postgres_folder/log" -o \
            "-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder -c fsync=off -c max_connections=200" start
    ) > "$log" 2>&1 || { tail -5 "$log"; fail "PostgreSQL did not start (see build/test/postgres.log)."; }
    postgres_stop=("${as[@]}" "$bin/pg_ctl" -D "$postgres_folder/data" -m immediate stop)
    export BELFRY_TEST_POSTGRES=postgres://belfry@127.0.0.1:$postgres_port/postgres
}

stop_postgres() {
    (cd / && "${postgres_stop[@]}" >/dev/null 2>&1)
    rm -rf "$postgres_folder"
}

stage_browser() {
    [ -f "$root/tests/browser/playwright.config.ts" ] || { echo "    none yet"; count 0 0; return 0; }
    install_web_tools
    BELFRY_PROGRAM=$program PLAYWRIGHT_JSON_OUTPUT_NAME=$out/playwright.json \
        web_tool playwright test --config ../tests/browser/playwright.config.ts --reporter=list,json || true
    local numbers
    numbers=$(python3 -c '
import json, sys
stats = json.load(open(sys.argv[1]))["stats"]
print(stats["expected"] + stats["flaky"], stats["unexpected"])' "$out/playwright.json" 2>/dev/null)
    count ${numbers:-0 1}
}

# Crashes, power cuts, failing disks and clocks (tests/faults/README.md). Half of them run beside the
# other half; BELFRY_FAULTS=long runs the searches.
stage_faults() {
    local kills=100 images=300 trials=80 changes=25 imports=3 skipped=0
    if [ "${BELFRY_FAULTS:-}" = long ]; then kills=1000 images=2000 trials=1000 changes=200 imports=100; fi
    start_postgres
    trap stop_postgres EXIT
    run_faults kill9.py --cycles $kills > "$out/faults.beside" 2>&1 &
    local beside=$! bad=0
    run_faults power_cut.py --images $images || bad=$((bad + 1))
    run_faults io_errors.py --trials $trials --within 2 || bad=$((bad + 1))
    local full=0
    run_faults full_disk.py --within 1 || full=$?
    case $full in 0) ;; 77) skipped=1 ;; *) bad=$((bad + 1)) ;; esac
    run_faults clock.py || bad=$((bad + 1))
    run_faults imports.py --cycles $imports || bad=$((bad + 1))
    run_faults upgrade_and_restore.py --cycles $changes || bad=$((bad + 1))
    wait $beside || bad=$((bad + 1))
    cat "$out/faults.beside"
    local all=7
    if [ "${BELFRY_FAULTS:-}" = long ]; then
        run_faults runs.py || bad=$((bad + 1))
        all=8
    fi
    count $((all - bad - skipped)) $bad $skipped
}

run_faults() {
    local test=$1
    shift
    python3 "$root/tests/faults/$test" "$program" "$@"
}

# What an attacker would send. BELFRY_HOSTILE=long tries every value everywhere.
stage_hostile() {
    local patience=0.03
    if [ "${BELFRY_HOSTILE:-}" = long ]; then patience=10; fi
    BELFRY_EVIDENCE=$out/evidence \
        judged "$out/hostile.lines" python3 "$root/tests/hostile/run.py" "$program" --patience $patience
}

# judged FILE COMMAND…: counts the lines `same …` and `FAILED …` that the command says.
judged() {
    local lines=$1 status
    shift
    "$@" | tee "$lines"
    status=${PIPESTATUS[0]}
    count "$(grep -cE '^(same|ok)[: ]' "$lines")" "$(grep -cE '^(FAILED|DIFFERENT)' "$lines")"
    return "$status"
}

# Go's packages for signed notes and transparency logs judge what a real Belfry shows of its record.
stage_foreign() {
    command -v go >/dev/null || { echo "    no Go here: ./test packages installs it"; count 0 0; return 0; }
    # No network and no cache of the user's: the packages are Debian's.
    (cd "$root" && env GOFLAGS=-mod=mod GOPATH=/usr/share/gocode GO111MODULE=off GOCACHE="$out/go" \
        go build -o "$out/verify" tests/foreign/verify.go) || fail "tests/foreign/verify.go does not build."
    judged "$out/foreign.lines" python3 "$root/tests/foreign/run.py" "$program" "$out/verify"
}

# Four servers in networks of their own watch each other; two go away, and one lies.
stage_witness() {
    judged "$out/witness.lines" python3 "$root/tests/witness/run.py" "$program"
}

# The rehearsal engine over several processes gives the bits of one.
stage_mpi() {
    command -v mpicxx >/dev/null || { echo "    no MPI here: ./test packages installs it"; count 0 0; return 0; }
    build_preset release belfry belfry-mpi
    judged "$out/mpi.lines" "$root/tests/mpi/ranks.sh" "$root/build/release/belfry"
}

# A minute for each target; BELFRY_FUZZ_SECONDS=3600 makes it a search. The tests' own build has what it
# needs: a second one of half the tree would take longer than the fuzzing.
fuzz_all() { "$root/tests/fuzz/run.sh" "${BELFRY_FUZZ_SECONDS:-60}" > "$out/fuzz.lines" 2>&1; }

# In a whole run the targets take what the stages from the browser on leave of the processors: of half a second's work
# that is sometimes half a minute.
begin_fuzz() {
    root=$root out=$out BELFRY_FUZZ_PATIENCE=200 nice -n 19 bash -c "$(declare -f fuzz_all); fuzz_all" &
    fuzz_beside=$!
}

stage_fuzz() {
    if [ -n "${fuzz_beside:-}" ]; then
        tail --pid="$fuzz_beside" -s 1 -n +1 -f "$out/fuzz.lines"
    else
        build_preset asan fuzz_targets
        fuzz_all
        cat "$out/fuzz.lines"
    fi
    grep -q '^fuzz ' "$out/fuzz.lines" || fail "no fuzz target ran."
    count "$(grep -c ', clean$' "$out/fuzz.lines")" "$(grep -c FAILED "$out/fuzz.lines")"
}

sources() { (cd "$root" && find src tests bench -name '*.[ch]pp' 2>/dev/null | sort); }

stage_format() {
    (cd "$root" && sources | xargs -P "$jobs" -n 40 clang-format-19 --dry-run -Werror) \
        || fail "clang-format-19 -i on the files above mends this."
}

# After the stages whose figures it holds the documents to.
stage_floors() {
    python3 "$root/tools/layers.py" "$root" && python3 "$root/tools/evidence.py" && python3 "$root/tools/figures.py" "$out"
}

# Every source through the linter: asked for by name, before a release and after a change of many files.
stage_tidy() { python3 "$root/tools/tidy.py" --jobs "$jobs"; }

# The Debian package holds what it should, and nothing else.
stage_package() {
    (cd "$root/build/release" && cpack -G DEB) >"$out/cpack.log" 2>&1 \
        || { tail -20 "$out/cpack.log"; fail "cpack failed."; }
    local file
    file=$(ls -t "$root"/build/release/belfry_*.deb | head -1)
    dpkg-deb -c "$file" | awk '$1 !~ /^d/ && $6 !~ /doc.belfry.*[.]md$/ { print $6 }' | sort > "$out/package.files"
    diff -u "$root/tools/package.files" "$out/package.files" \
        || fail "the package's files differ from tools/package.files."
    dpkg-deb -c "$file" | awk '$2 != "root/root" || $1 ~ /^.....w|^........w|s/ { print; bad = 1 } END { exit bad }' \
        || fail "the package has files of another owner, writable for others, or setuid."
    dpkg-deb --fsys-tarfile "$file" | tar -xO ./usr/share/doc/belfry/belfry.cdx.json > "$out/belfry.cdx.json"
    python3 "$root/tools/sbom.py" --check "$out/belfry.cdx.json" || fail "the bill of materials is not in order."
    dpkg-deb -f "$file" Package Version Architecture Depends
}
