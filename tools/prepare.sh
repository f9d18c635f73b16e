# What ./run and ./test share: says what happens, installs what is missing, builds. Sourced by bash.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=${BELFRY_JOBS:-$(nproc)}
least_node=20.19

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

fail() {
    printf '\nBelfry: %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "this needs root: $*. Run it as root, or install sudo."
    fi
}

# packages WORD...: names in packages.txt whose first word is one of WORD.
packages() {
    awk -v words=" $* " '!/^#/ && NF > 1 && index(words, " " $1 " ") {print $2}' "$root/packages.txt"
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_packages WORD...: installs what is missing; does nothing when all is there.
install_packages() {
    local missing=() package
    for package in $(packages "$@"); do
        installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq \
        || fail "apt-get update failed. Is this machine connected, and is /etc/apt right?"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null \
        || fail "apt-get could not install: ${missing[*]}"
}

node_is_new() {
    "$1" -e '
        const [a, b] = process.versions.node.split(".").map(Number);
        const [c, d] = process.argv[1].split(".").map(Number);
        process.exit(a > c || (a === c && b >= d) ? 0 : 1);' "$least_node" 2>/dev/null
}

# run_npm ARGUMENTS...: under `node`; Debian's own npm runs only under Debian's own Node, which is
# too old for what is to be fetched.
run_npm() {
    local own=$root/build/node/node_modules/npm/bin/npm-cli.js
    if [ "$node" = "$(own_node)" ] && [ -f "$own" ]; then
        PATH="$(dirname "$node"):$PATH" "$node" "$own" "$@"
    else
        npm "$@"
    fi
}

own_node() { find "$root/build/node" -path '*/bin/node' -type f 2>/dev/null | head -1; }

# Sets `node` to one that is new enough; false when there is none.
find_node() {
    node=$(command -v node) && node_is_new "$node" && command -v npm >/dev/null && return 0
    node=$(own_node) && [ -n "$node" ] && node_is_new "$node"
}

# Debian 12 has Node 18. A newer one comes from the npm registry, held to the hashes in tools/node.
install_node() {
    find_node && return 0
    command -v npm >/dev/null || install_packages node
    find_node && return 0
    say "Fetching Node 22 from the npm registry (this machine's is older than $least_node)"
    mkdir -p "$root/build/node"
    cp "$root"/tools/node/package*.json "$root/build/node/"
    (cd "$root/build/node" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) \
        || fail "npm could not fetch Node. Is the npm registry within reach?"
    # npm passes over optional packages that it cannot get.
    [ -n "$(own_node)" ] || fail "npm did not get Node. Is the npm registry within reach?"
    find_node || fail "the Node that npm fetched does not run on this machine ($(uname -m))."
}

hash_of() { sha256sum "$@" | sha256sum | cut -c1-32; }

# install_web_tools: the web app's build tools, when package-lock.json changed.
install_web_tools() {
    local stamp=$root/web/node_modules/.belfry-lock want
    want=$(hash_of "$root/web/package-lock.json")
    [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && return 0
    find_node || fail "Node $least_node or newer is missing. ./run installs it."
    say "Fetching the web app's build tools (npm ci)"
    (cd "$root/web" && run_npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) \
        || fail "npm ci failed in web/. Is the npm registry within reach?"
    echo "$want" > "$stamp"
}

# web_tool NAME ARGUMENTS...: runs one of them in web/.
web_tool() {
    find_node || fail "Node $least_node or newer is missing. ./run installs it."
    (cd "$root/web" && PATH="$(dirname "$node"):$root/web/node_modules/.bin:$PATH" "$@")
}

# build_web: web/dist, when anything it is made of changed.
build_web() {
    install_web_tools
    local stamp=$root/build/web-dist.hash want log=$root/build/web-build.log
    mkdir -p "$root/build"
    want=$(cd "$root" && find web presets -type f \
        -not -path '*/node_modules/*' -not -path 'web/dist/*' -not -path 'web/test-results/*' \
        -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
    if [ -f "$root/web/dist/index.html" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then
        return 0
    fi
    say "Building the web app"
    web_tool vite build --logLevel warn >"$log" 2>&1 || { cat "$log"; fail "the web app does not build."; }
    echo "$want" > "$stamp"
}

# build_preset PRESET TARGETS...: configures, then builds with progress.
build_preset() {
    local preset=$1 log=$root/build/$1.log
    shift
    mkdir -p "$root/build"
    say "Configuring $preset"
    (cd "$root" && cmake --preset "$preset") >"$log" 2>&1 \
        || { tail -30 "$log"; fail "cmake could not configure $preset (whole output: $log)."; }
    say "Building $preset${*:+: $*}"
    # Large pages take a seventh off Clang's time.
    (cd "$root" && GLIBC_TUNABLES=glibc.malloc.hugetlb=1 cmake --build --preset "$preset" -j "$jobs" ${*:+--target "$@"}) 2>&1 \
        | tee "$log" | progress
    [ "${PIPESTATUS[0]}" = 0 ] || { grep -vE '^\[[0-9]+/[0-9]+\] ' "$log" | head -60; \
        fail "$preset does not build (whole output: $log)."; }
}

# One line that is written over on a terminal; every 50th step elsewhere.
progress() {
    if [ -t 1 ]; then
        awk '/^\[/ { printf "\r\033[K    %s", substr($0, 1, 90); fflush() } END { printf "\r\033[K" }'
    else
        awk -F'[][/]' '/^\[[0-9]+\/[0-9]+\]/ && ($2 % 50 == 0 || $2 == $3) { print "    " $2 " of " $3; fflush() }'
    fi
}
