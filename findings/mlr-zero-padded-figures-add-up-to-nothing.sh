#!/bin/bash
# Figures padded with zeros are text to Miller's sums, unless they have a decimal point.
#
# Package: miller 6.6.0-2+b3 (Debian 12).  Guess: 007 from a fixed-width export is the
# integer 7; a sum of such figures is right, or at least not silent.
# Seen: 007 is a string and adds 0 to a sum; 007.5 in the next row is a float and adds
# 7.5, so only some rows of one column are counted, with status 0.  int() is no way out:
# int("010") is the octal 8, as with -O.  What helps: sub($v, "^0+", "") in
# an mlr of its own, whose output a second one sums.
# shellcheck disable=SC2016
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q miller=6.6.0-2+b3 >/dev/null
dpkg-deb -x miller_*.deb root
mlr() { "$work/root/usr/bin/mlr" "$@"; }

printf 'v\n007\n010\n012\n' >whole.csv
printf 'v\n007\n007.5\n012\n' >mixed.csv
mlr --version
whole=$(mlr --icsv --onidx stats1 -a sum,count -f v whole.csv)
mixed=$(mlr --icsv --onidx stats1 -a sum,count -f v mixed.csv)
types=$(mlr --icsv --onidx put -q 'print typeof($v)' mixed.csv | paste -sd ' ')
octal=$(mlr -O --icsv --onidx stats1 -a sum,count -f v whole.csv)
sums() { mlr --icsv --ocsv put "\$v = $1" whole.csv | mlr --icsv --onidx stats1 -a sum,count -f v; }
int=$(sums 'int($v)') helped=$(sums 'sub($v, "^0+", "")')
echo "sum and count of 007, 010, 012: $whole; with -O: $octal; by int(): $int; by sub(): $helped"
echo "sum and count of 007, 007.5, 012: $mixed; types: $types"
[[ $whole == "0 3" && $mixed == "7.5 3" && $types == "string float string" ]]
[[ $octal == "25 3" && $int == "25 3" && $helped == "29 3" ]]
