#!/bin/bash
# Miller's --ofmt rewrites input cells that no expression touched, and two codes become one.
#
# Package: miller 6.6.0-2+b3 (Debian 12).  Guess: --ofmt %.1lf is for the floats that
# Miller computes; what is only passed through keeps its text, as 1.10 does without --ofmt.
# Seen: with cat, or put of another column, each cell that looks like a float is formatted:
# the indicator codes 3.10 and 3.14 are both 3.1 afterwards, and 3.10.2 stays, being no
# number.  Integers stay too, so only part of a column of codes changes.  What helps:
# fmtnum() on the columns meant, and no --ofmt.
# shellcheck disable=SC2016
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q miller=6.6.0-2+b3 >/dev/null
dpkg-deb -x miller_*.deb root
mlr() { "$work/root/usr/bin/mlr" "$@"; }

printf 'code,v\n3.10,1\n3.14,2\n3.10.2,3\n4,4\n' >codes.csv
codes() { cut -d , -f 1 | tail -n +2 | paste -sd ' '; }
mlr --version
plain=$(mlr --csv put '$share = $v / 3' codes.csv | codes)
passed=$(mlr --csv --ofmt %.1lf cat codes.csv | codes)
beside=$(mlr --csv --ofmt %.1lf put '$share = $v / 3' codes.csv | codes)
named=$(mlr --csv put '$share = fmtnum($v / 3, "%.1lf")' codes.csv | codes)
echo "codes without --ofmt: $plain"
echo "with --ofmt and cat: $passed; with put of another column: $beside; with fmtnum: $named"
[[ $plain == "3.10 3.14 3.10.2 4" && $named == "$plain" ]]
[[ $passed == "3.1 3.1 3.10.2 4" && $beside == "$passed" ]]
