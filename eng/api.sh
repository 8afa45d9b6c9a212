#!/usr/bin/env bash
# Accepts the public API as it is now; the difference is then reviewed like any other change.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

project=tests/Build.Tests/Calling.Build.Tests.csproj
dotnet build "$project" -c Release --nologo -v quiet -tl:off
CALLING_ACCEPT_API=1 dotnet artifacts/bin/Calling.Build.Tests/release/Calling.Build.Tests.dll \
    --filter-class '*.PublicApiTests' --no-progress
git status --short -- api 2>/dev/null || true
