#!/usr/bin/env bash
# Installs what `make bench` measures with and against; what is there already is left alone.
#
# wrk and PostgreSQL come from the distribution (Debian, as root); moto, FastAPI and the plots' library go into an
# environment of their own, benchmarks/.env, pinned in requirements/bench.txt. `--lock` renews those pins.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly ENVIRONMENT=$PWD/benchmarks/.env PINS=$PWD/requirements/bench.txt
readonly NAMES=(fastapi httptools matplotlib 'moto[server]' sqlalchemy uvicorn uvloop)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { printf 'bench: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

lock() {
    printf '%s\n' "${NAMES[@]}" | .venv/bin/uv pip compile - --generate-hashes --universal --python-version 3.11 \
        --no-header --no-annotate -q -o "$PINS"
}

install_packages() {
    local missing=()
    command -v wrk >/dev/null || missing+=(wrk)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || fail "needs ${missing[*]}, and only knows how to install them on Debian"
    [[ $EUID -eq 0 ]] ||
        fail "not root, and these packages are missing: run \`apt-get install --no-install-recommends ${missing[*]}\` as root"
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends "${missing[@]}" >"$scratch/apt.log" 2>&1 ||
        { cat "$scratch/apt.log" >&2; fail "apt-get could not install ${missing[*]}"; }
}

install_environment() {
    cmp -s "$PINS" "$ENVIRONMENT/installed.txt" && return
    say "making benchmarks/.env"
    .venv/bin/python -m venv "$ENVIRONMENT"
    "$ENVIRONMENT/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$PINS"
    cp "$PINS" "$ENVIRONMENT/installed.txt"
}

if [[ ${1:-} == --lock ]]; then lock; exit; fi
[[ -x .venv/bin/python ]] || fail ".venv is missing: \`make bench\` makes it first"
install_packages
install_environment
