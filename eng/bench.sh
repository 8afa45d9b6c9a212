#!/usr/bin/env bash
# What one participant of a group call costs, by the number of peers. Silent until it measures, unless the build fails.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

if ! log=$(dotnet build bench/Calling.Bench/Calling.Bench.csproj -c Release --nologo -v quiet -tl:off 2>&1); then
    printf '%s\n' "$log" >&2
    exit 1
fi
exec dotnet artifacts/bin/Calling.Bench/release/Calling.Bench.dll "$@"
