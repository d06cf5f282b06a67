#!/bin/bash
# datamash bin puts -5 into the bin -10, though 5 is in the bin 5 and 0 in the bin 0.
#
# Package: datamash 1.7-2 (Debian 12).  Guess: bin:5 names each bin by its lower end, and
# a value on a boundary is in the bin that begins there, below zero as above.
# Seen: 0, 5 and 10 begin bins, but -5 is counted in -10 and -10 in -15: below zero a
# boundary belongs to the bin under it.  The bin -5 is left with four integers where all
# others have five, and a histogram of growth rates leans downwards.
# What helps: add a multiple of the width that makes all values positive, and take it off.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q datamash=1.7-2 >/dev/null
dpkg-deb -x datamash_*.deb root
datamash() { "$work/root/usr/bin/datamash" "$@"; }

datamash --version | head -n 1
bins=$(printf '%s\n' -10 -7 -5 -3 0 3 5 10 | datamash bin:5 1 | paste -sd ' ')
counts=$(seq -10 9 | datamash bin:5 1 | sort -n | uniq -c | awk '{print $2 ":" $1}' | paste -sd ' ')
moved=$(printf '%s\n' -10 -7 -5 -3 0 3 5 10 | awk '{print $1 + 100}' | datamash bin:5 1 | awk '{print $1 - 100}' | paste -sd ' ')
echo "bins of -10 -7 -5 -3 0 3 5 10: $bins"
echo "moved by 100 and back:         $moved"
echo "how many of -10 to 9 in each: $counts"
[[ $bins == "-15 -10 -10 -5 0 0 5 10" ]]
[[ $moved == "-10 -10 -5 -5 0 0 5 10" ]]
[[ $counts == "-15:1 -10:5 -5:4 0:5 5:5" ]]
