#!/usr/bin/env bash
# Runs a command of the calling tool: cli.sh <command> [arguments]. Builds first and is silent unless the build fails.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

if ! log=$(dotnet build src/Cli/Calling.Cli.csproj -c Release --nologo -v quiet -tl:off 2>&1); then
    printf '%s\n' "$log" >&2
    exit 1
fi
exec dotnet artifacts/bin/Calling.Cli/release/calling.dll "$@"
