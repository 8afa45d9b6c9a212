#!/usr/bin/env bash
# Runs the conformance kit, prints what each rule says, and writes artifacts/conformance/<provider>.{json,md,html}.
#   conformance.sh --provider <name>   one provider: Mock, WebRtc, SipSorcery (WebRtc on that engine), Acme, AcsNative, AcsPaired (on an emulation of the vendor)
#   conformance.sh --provider <name> --seed <n>        replays one random script and shows what everybody saw, there and on the mock
#   conformance.sh --simulate <60s|100000> [--seed n]  random calls on the mock in virtual time, for so long or so many
#   conformance.sh --update            all of them, and rewrites docs/conformance.md
#   conformance.sh --check <results>   fails if docs/conformance.md is not what the result files in this folder say (for eng/test.sh)
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

all=(Mock WebRtc SipSorcery Acme AcsNative AcsPaired)
declare -A project=(
    [Mock]=conformance/Calling.Conformance.Mock
    [WebRtc]=conformance/Calling.Conformance.WebRtc
    [SipSorcery]=conformance/Calling.Conformance.SipSorcery
    [Acme]=samples/AcmeProvider.Conformance
    [AcsNative]=conformance/Calling.Conformance.AcsNative
    [AcsPaired]=conformance/Calling.Conformance.AcsPaired
)
out=artifacts/conformance
configuration=Release
page=docs/conformance.md

usage() {
    echo "usage: ./run conformance --provider $(IFS='|'; echo "${all[*]}") [--seed <n>] | --simulate <60s|100000> [--seed <n>] | --update" >&2
    exit 2
}

build() { # project
    dotnet build "$1" -c "$configuration" --nologo -v quiet -tl:off
}

report() {
    dotnet "artifacts/bin/Calling.Conformance.Report/${configuration,,}/Calling.Conformance.Report.dll" --rules docs/spec/rules.json "$@"
}

# Says what a provider's project lacks, if it is left out.
left_out() { # provider
    dotnet msbuild "${project[$1]}" -getProperty:LeftOut --nologo -v:quiet -tl:off
}

# The arguments that name every provider's results in a folder. A provider whose project needs a vendor package may have none.
results_in() {
    local name file
    for name in "${all[@]}"; do
        file=$1/Calling.Conformance.$name.xml
        if [[ ! -f $file ]] && grep -q '<VendorPackage>' "${project[$name]}"/*.csproj; then
            printf '%s\n' --not-run "$name"
        else
            echo "$name=$file"
        fi
    done
}

# The page without a provider that did not run on one of the two machines: there is nothing to compare.
without() { # provider
    awk -v name="$1" '
        BEGIN { FS = OFS = "|" }
        /^\| rule /  { column = 0; for (i = 1; i <= NF; i++) if ($i == " " name " ") column = i }
        index($0, "**" name "**: ") == 1 || index($0, " on " name ": ") { next }
        /^\|/ && column { for (i = column; i < NF; i++) $i = $(i + 1); NF-- }
        { print }'
}

run_kit() { # provider
    local name=Calling.Conformance.$1 code=0
    rm -f "$out/$name.xml"
    dotnet "artifacts/bin/$name/${configuration,,}/$name.dll" --no-progress --results-directory "$out" \
        --report-xunit --report-xunit-filename "$name.xml" </dev/null || code=$?
    report --table --json "$out/$1.json" --markdown "$out/$1.md" --html "$out/$1.html" "$1=$out/$name.xml"
    return "$code"
}

# One class of the kit alone, with what it says. The kit's own failure is enough; xunit's summary tells it.
run_class() { # provider class
    dotnet "artifacts/bin/Calling.Conformance.$1/${configuration,,}/Calling.Conformance.$1.dll" --no-progress --show-live-output on \
        --filter-class "Calling.Conformance.$1.$2" </dev/null | sed "s/^OUTPUT: \[[^]]*\] //"
}

simulate() {
    local report=$out/simulation.txt code=0
    rm -f "$report"
    CALLING_SIMULATE=$1 CALLING_SEED=$seed CALLING_SIMULATION_REPORT=$PWD/$report run_class Mock SimulationTests >"$out/simulation.log" || code=$?
    cat "$report" 2>/dev/null || cat "$out/simulation.log"
    return "$code"
}

check() { # folder
    local fresh old name
    fresh=$(mktemp) old=$(mktemp)
    report --markdown "$fresh" $(results_in "$1")
    cp "$page" "$old"
    for name in "${all[@]}"; do
        if cat "$old" "$fresh" | grep -q "^\*\*$name\*\*: not run"; then
            without "$name" <"$old" >"$old.less" && mv "$old.less" "$old"
            without "$name" <"$fresh" >"$fresh.less" && mv "$fresh.less" "$fresh"
        fi
    done
    if ! diff -u "$old" "$fresh"; then
        rm -f "$fresh" "$old"
        echo "$page is out of date; ./run conformance --update writes it" >&2
        return 1
    fi
    rm -f "$fresh" "$old"
}

chosen=() update=0 seed='' simulate=''
while (($# > 0)); do
    case $1 in
        --provider) [[ $# -ge 2 && " ${all[*]} " == *" $2 "* ]] || usage; chosen+=("$2"); shift 2 ;;
        --seed) [[ $# -ge 2 && $2 =~ ^[0-9]+$ ]] || usage; seed=$2; shift 2 ;;
        --simulate) [[ $# -ge 2 && $2 =~ ^[1-9][0-9]*s?$ ]] || usage; simulate=$2; shift 2 ;;
        --update) update=1; shift ;;
        --check) [[ $# -eq 2 ]] || usage; check "$2"; exit ;;
        *) usage ;;
    esac
done
if ((update)); then
    [[ -z $seed$simulate && ${#chosen[@]} -eq 0 ]] || usage
    chosen=("${all[@]}")
elif [[ -n $simulate ]]; then
    ((${#chosen[@]} == 0)) || usage
    chosen=(Mock)
fi
((${#chosen[@]} > 0)) || usage

eng/setup.sh
mkdir -p "$out"
build conformance/Calling.Conformance.Report
run=()
for name in "${chosen[@]}"; do
    build "${project[$name]}"
    missing=$(left_out "$name")
    if [[ -z $missing ]]; then
        run+=("$name")
    elif ((update)); then
        rm -f "$out/Calling.Conformance.$name.xml"
    else
        echo "left out: $missing" >&2
        exit 1
    fi
done

if [[ -n $simulate ]]; then
    simulate "$simulate"
    exit
fi
if [[ -n $seed ]]; then
    for name in "${run[@]}"; do
        CALLING_SEED=$seed run_class "$name" Differential
    done
    exit
fi

failed=0
for name in "${run[@]}"; do
    run_kit "$name" || failed=1
done
if ((update)); then
    report --markdown "$page" $(results_in "$out")
    echo "wrote $page"
fi
echo "details: $(printf "$out/%s.html " "${run[@]}")"
exit "$failed"
