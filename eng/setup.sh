#!/usr/bin/env bash
# Brings a bare Debian 12 with the .NET SDK to where everything builds and runs. Safe to repeat, quick when nothing is missing.
#   setup.sh [--vendor <names>]
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

# What the GStreamer engine loads at run time.
debian_packages=(
    gstreamer1.0-plugins-base
    gstreamer1.0-plugins-good
    gstreamer1.0-plugins-bad
    gstreamer1.0-nice
)

check_sdk() {
    if ! command -v dotnet >/dev/null; then
        echo 'setup: the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download/dotnet/10.0' >&2
        exit 1
    fi
}

missing_debian_packages() {
    local package
    for package in "${debian_packages[@]}"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

install_debian_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo 'setup: not a Debian system: install GStreamer 1.22 or newer (base, good, bad, nice) for the GStreamer engine'
        return
    fi

    local missing
    mapfile -t missing < <(missing_debian_packages)
    ((${#missing[@]} > 0)) || return 0

    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo)
        # Without a terminal nobody can type a password.
        if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [[ ! -t 0 ]]; }; then
            echo "setup: missing: ${missing[*]}. Type this as root, then repeat:" >&2
            echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
            exit 1
        fi
    fi

    echo "setup: installing ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    local install=("${apt[@]}" install -y --no-install-recommends "${missing[@]}")
    # The lists that are there may do; a bare machine has none and an old one has stale ones.
    "${install[@]}" >/dev/null 2>&1 && return
    "${apt[@]}" update
    "${install[@]}" >/dev/null
}

check_sdk
install_debian_packages
exec eng/vendor.sh "$@"
