#!/bin/bash
# gretl reads a balance of -999 persons as missing, and one of -9999; -999.0 is a figure.
#
# Package: gretl 2022c-1 (Debian 12).  Guess: in a CSV file NA, n/a, a point or nothing is missing; a
# figure is a figure, whichever it is.
# Seen: the texts -999 and -9999 are missing, as old files of surveys have it, in a column that has
# -998 and -1000 too; nothing is said.  The sum of a column of migration balances is short of just that year,
# and a mean rises.  Written -999.0 it is read.
# What helps: to write such a column with a decimal, or to add 1 before and take it off after.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 gretl=2022c-1 gretl-common=2022c-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
gretl() {
    HOME=$work LC_ALL=C LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib "$work"/root/{usr/,}lib/*-linux-gnu{,/blas,/lapack}) \
        GRETL_HOME=$work/root/usr/share/gretl "$work/root/usr/bin/gretlcli" -b "$1"
}

printf '%s\n' obs,balance,tenths 2018,-998,-998.0 2019,-999,-999.0 2020,-1000,-1000.0 2021,-9999,-9999.0 >balances.csv
printf '%s\n' 'open balances.csv --quiet' 'printf "of 4: %d, %d\n", nobs(balance), nobs(tenths)' \
    'printf "sums: %.0f, %.0f\n", sum(balance), sum(tenths)' >read.inp
gretl read.inp >said 2>&1 || { cat said >&2; exit 1; }
grep -o 'version 2022c' said | head -n 1
grep -E '^(of 4|sums):' said | tee seen
diff seen - <<'SEEN'
of 4: 2, 4
sums: -1998, -12996
SEEN
