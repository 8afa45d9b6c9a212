#!/usr/bin/env bash
# Says which vendor packages the configured NuGet sources have, and chooses which ones the build uses.
#   vendor.sh [--vendor <names>]      names separated by ; or , or spaces; "" chooses none
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

probe=artifacts/vendor-probe
answers=$probe/answers.txt

# The packages in the group "Vendor packages" of Directory.Packages.props: name and version.
pinned() {
    sed -n '/Label="Vendor packages"/,/<\/ItemGroup>/p' Directory.Packages.props \
        | sed -n 's/.*Include="\([^"]*\)" Version="\([^"]*\)".*/\1 \2/p'
}

# The package that a companion (SIPSorcery.VP8) comes with (SIPSorcery): choosing that one is enough.
owner() { # name
    pinned | while read -r name _; do
        [[ $1 != "$name".* ]] || { echo "$name"; break; }
    done
}

# One throwaway restore that asks for each package alone: no dependencies, no target framework to fit.
ask_registry() {
    mkdir -p "$probe"
    # What stands in the root would apply to the probe too.
    for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
        echo '<Project />' >"$probe/$file"
    done
    {
        echo '<Project Sdk="Microsoft.NET.Sdk">'
        echo '<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
        pinned | while read -r name version; do
            echo "<PackageDownload Include=\"$name\" Version=\"[$version]\" />"
        done
        echo '</ItemGroup></Project>'
    } >"$probe/probe.csproj"

    local log=$probe/restore.log code=0
    timeout 90 dotnet restore "$probe/probe.csproj" --nologo -v quiet -tl:off >"$log" 2>&1 || code=$?

    local name version answer
    pinned | while read -r name version; do
        if grep -qE "NU110[123]: .* package ${name//./\\.}(\\. | with )" "$log"; then
            answer=missing
        elif ((code == 0)) || ! grep -qvE 'NU110[123]|^$' "$log"; then
            answer=available
        else
            answer=unknown
        fi
        echo "$name $version $answer"
    done >"$answers"
}

# An answer is good for as long as the same versions are pinned; no answer (no network) is asked for again.
answered() {
    [[ -f $answers ]] && ! grep -q ' unknown$' "$answers" && diff -q <(pinned) <(cut -d' ' -f1,2 "$answers") >/dev/null
}

choices() {
    local name
    pinned | while read -r name _; do
        [[ -n $(owner "$name") ]] || echo "$name"
    done
}

choose() {
    local names
    names=$(tr ' ,' ';;' <<<"$1")
    local name
    for name in ${names//;/ }; do
        if ! pinned | grep -q "^$name " || [[ -n $(owner "$name") ]]; then
            echo "setup: '$name' is no vendor package that can be chosen; there are: $(choices | paste -sd' ')" >&2
            exit 2
        fi
    done
    cat >Vendor.props <<XML
<Project>
  <!-- Written by ./run setup --vendor. The environment variable VendorPackages comes first. -->
  <PropertyGroup Condition="'\$(VendorPackages)' == ''">
    <VendorPackages>$names</VendorPackages>
  </PropertyGroup>
</Project>
XML
}

if (($# > 0)); then
    [[ $# -eq 2 && $1 == --vendor ]] || { echo 'usage: ./run setup [--vendor <names>]' >&2; exit 2; }
    choose "$2"
    rm -f "$answers"
fi

answered || ask_registry

chosen=${VendorPackages:-}
if [[ -z $chosen && -f Vendor.props ]]; then
    chosen=$(sed -n 's:.*<VendorPackages>\(.*\)</VendorPackages>.*:\1:p' Vendor.props)
fi
while read -r name version answer; do
    used='not chosen' with=$(owner "$name")
    [[ ";${chosen//[ ,]/;};" != *";${with:-$name};"* ]] || used=chosen
    [[ -z $with ]] || used="$used with $with"
    echo "vendor package $name $version: $answer in the registry, $used"
done <"$answers"
