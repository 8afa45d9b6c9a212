#!/usr/bin/env bash
# Builds everything, runs each test assembly as a process of its own, and sums up. They run in lanes beside each other, those of a lane
# one after another (Directory.Build.targets says which), since much of their time is waiting. The last line is what counts:
#   N passed, N failed, N skipped
# Which tests failed, and why, stands just before it. An assembly that crashes, hangs or runs nothing is named there and counts
# as one failed test.
#   test.sh [filters of the test platform, such as --filter-class '*ApiTests']
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

limit=${CALLING_TEST_TIMEOUT:-15m}
results=artifacts/test-results
list=$results/assemblies.txt
passed=0 failed=0 skipped=0
left_out=() problems=() skips=() failures=()

problem() {
    problems+=("$1")
    failed=$((failed + 1))
}

build() {
    dotnet build Calling.sln -c Release --nologo -v quiet -tl:off -warnaserror || problem 'the build failed'
    dotnet msbuild eng/TestList.proj --nologo -v:quiet -tl:off -p:Configuration=Release -p:ListFile="$PWD/$list" \
        || problem 'the test assemblies could not be listed'
}

# A number among the attributes of <assembly>, which sums up the whole result file.
count() {
    grep -o '<assembly [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | head -n 1 | tr -dc 0-9
}

# Each test of a result, with what was said of it. A record per test, whatever the line breaks.
tests_that() { # result, the element that says why, result file
    awk -v result=" result=\"$1\"" -v why="$2" 'BEGIN { RS = "<test " }
        index($0, result) && (at = index(" " $0, " name=\"")) {
            name = reason = substr($0, at + 6)
            sub(/".*/, "", name)
            sub(".*<" why "><!\\[CDATA\\[", "", reason)
            sub("\\]\\]></" why ">.*", "", reason)
            gsub(/\r?\n/, " ", reason)
            print name ": " reason
        }' "$3" \
        | sed 's/&lt;/</g; s/&gt;/>/g; s/\\&quot;/"/g; s/&quot;/"/g; s/&amp;/\&/g'
}

add_up() { # name
    local name=$1 file=$results/$1.xml code bad
    code=$(cat "$results/$name.code" 2>/dev/null) || code=137
    if ! grep -q '</assemblies>' "$file" 2>/dev/null; then
        case $code in
            124) problem "$name hung: stopped after $limit" ;;
            137) problem "$name was killed: it hung for $limit, or the machine ran out of memory" ;;
            *) problem "$name crashed: exit code $code, no complete results" ;;
        esac
        return
    fi

    bad=$(($(count failed "$file") + $(count errors "$file")))
    passed=$((passed + $(count passed "$file")))
    failed=$((failed + bad))
    skipped=$((skipped + $(count skipped "$file")))
    mapfile -t -O "${#skips[@]}" skips < <(tests_that Skip reason "$file")
    mapfile -t -O "${#failures[@]}" failures < <(tests_that Fail message "$file")

    if (($(count passed "$file") + bad == 0)); then
        # With a filter most assemblies have nothing to run; that something ran is checked at the end.
        ((filtered)) || problem "$name ran no test"
    elif ((code != 0 && bad == 0)); then
        problem "$name ended with exit code $code although no test failed"
    fi
}

# Runs the assemblies of a lane. What one printed is shown when it has ended, whole.
run_lane() { # lane, filters
    local lane kind path name code
    trap 'kill "$!" 2>/dev/null; exit 130' TERM
    while IFS='|' read -r kind lane path <&3; do
        [[ $kind == assembly && $lane == "$1" ]] || continue
        name=$(basename "$path" .dll) code=0
        # In the background, so that an interrupt ends the tests too and not only this script.
        timeout --kill-after=30s "$limit" dotnet "$path" --no-progress --minimum-expected-tests 1 --results-directory "$results" \
            --report-xunit --report-xunit-filename "$name.xml" "${@:2}" </dev/null >"$results/$name.txt" 2>&1 &
        wait "$!" 2>/dev/null || code=$?
        echo "$code" >"$results/$name.code"
        { flock 9 && echo "== $name" && cat "$results/$name.txt"; } 9>"$results/lock"
    done 3<"$list"
}

run_lanes() { # filters
    local kind lane path lanes
    mapfile -t lanes < <(grep '^assembly|' "$list" | cut -d '|' -f 2 | sort -u)
    for lane in "${lanes[@]}"; do
        run_lane "$lane" "$@" &
        running+=("$!")
    done
    wait "${running[@]}" || true
    running=()
    while IFS='|' read -r kind lane path <&3; do
        case $kind in
            assembly) add_up "$(basename "$path" .dll)" ;;
            left-out) left_out+=("$lane") ;;
        esac
    done 3<"$list"
}

running=()
trap '((${#running[@]} == 0)) || kill "${running[@]}" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

eng/setup.sh
rm -rf "$results" && mkdir -p "$results"
filtered=$(($# > 0))
build

if ((failed == 0)); then
    run_lanes "$@"
    ((passed + failed > 0)) || problem 'no test ran at all'
fi

# What the documentation says of the rules is what the tests have just said; after a failure there is nothing to compare.
if ((failed == 0 && !filtered)); then
    eng/conformance.sh --check "$results" || problem 'docs/conformance.md is out of date: ./run conformance --update'
fi

echo
printf 'skipped: %s\n' "${skips[@]}" | grep -v '^skipped: $' || true
printf 'left out: %s\n' "${left_out[@]}" | grep -v '^left out: $' || true
printf 'failed: %s\n' "${failures[@]}" | grep -v '^failed: $' || true
printf 'FAILED: %s\n' "${problems[@]}" | grep -v '^FAILED: $' || true
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
