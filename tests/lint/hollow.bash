# For the lints that ask what a case owes to our tools.  To be sourced.
#
# In a hollow tree every tool says nothing and ends with a status that none has.  What a
# case gives there, it gives without them.

hollow=$(mktemp -d "${TMPDIR:-/tmp}/steelyard-hollow.XXXXXX") || exit 2
trap 'rm -rf "$hollow"' EXIT

# Runs the cases in a hollow tree, and prints those that pass there; what the others gave
# stands in $hollow/tests/cases, in the place of what is expected.  False when none ran.
hollow_run() { # TOOL/CASE...
    local program entry
    mkdir -p "$hollow/tests" "$hollow/build/bin"
    for program in "${BUILD:-build}"/bin/*; do
        printf '#!/bin/sh\nexit 125\n' >"$hollow/build/bin/${program##*/}"
    done
    chmod +x "$hollow"/build/bin/*
    for entry in samples pipelines doc; do
        if [[ -e $entry ]]; then ln -sfn "$PWD/$entry" "$hollow/$entry"; fi
    done
    cp tests/run "$hollow/tests/run"
    cp -R tests/cases "$hollow/tests/cases"
    TALLY="" BUILD=build CASE_SECONDS=${CASE_SECONDS:-3} "$hollow/tests/run" -b "$@" >"$hollow/said" 2>&1
    if (($? > 1)); then cat "$hollow/said" >&2; return 2; fi
    comm -23 <(printf '%s\n' "$@" | sort -u) <(sed -nE 's/^(blessed|FAILED) ([^: ]+).*/\2/p' "$hollow/said" | sort -u)
}
