#!/bin/bash
# datamash adds 2 to 100,000,000,000,001 and has 1e+14; the larger of both is 1e+14 too.
#
# Package: datamash 1.7-2 (Debian 12).  Guess: sums are of long doubles, which hold 19 digits, so a
# product of the nation in yuan (15 digits) is added up exactly; and max, like first and last, gives
# back a cell as it stands.
# Seen: what is computed is written with 14 digits: the sum is 1e+14, 114,923,700,000,001 alone has
# the sum 1.149237e+14, min and max are cut likewise, with status 0.  first and last give the text.
# The figures inside are right: with a format they come out.
# What helps: --format "%.0f" or another that is long enough, in every call that computes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q datamash=1.7-2 >/dev/null
dpkg-deb -x datamash_*.deb root
datamash() { LC_ALL=C "$work/root/usr/bin/datamash" "$@"; }

datamash --version | head -n 1
yuan=100000000000001
added=$(printf '%s\n' $yuan 2 | datamash sum 1 max 1 first 1)
alone=$(echo 114923700000001 | datamash sum 1)
whole=$(printf '%s\n' $yuan 2 | datamash --format %.0f sum 1 max 1)
echo "sum, max and first of $yuan and 2: $added; the sum of 114923700000001: $alone; with a format: $whole"
[[ $added == $'1e+14\t1e+14\t100000000000001' && $alone == 1.149237e+14 ]]
[[ $whole == $'100000000000003\t100000000000001' ]]
