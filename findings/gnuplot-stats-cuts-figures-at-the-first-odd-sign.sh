#!/bin/bash
# gnuplot's stats takes "1,234" for 1 and 12abc for 12, and reports no invalid record.
#
# Package: gnuplot-nox 5.4.4+dfsg1-2+b2 (Debian 12).  Guess: a cell that is no number as a
# whole is counted under "Invalid", which stats has for this, as for the cell that is empty.
# Seen: each cell is read as far as it goes: quoted "1,234" and "2,500" are 1 and 2 with
# the mean 1.5; 1_000, 12abc, 5% and 3元 are 1, 12, 5 and 3; invalid is 0 in both.  The
# empty cell is counted as invalid.
# What helps: to check and clean the column before gnuplot has it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q gnuplot-nox=5.4.4+dfsg1-2+b2 liblua5.4-0=5.4.4-3+deb12u1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
gnuplot() { LD_LIBRARY_PATH=$(echo "$work"/root/usr/lib/*-linux-gnu) "$work/root/usr/bin/gnuplot-nox" "$@"; }

gnuplot --version
stats() {
    printf '%b\n' "$1" >in.csv
    gnuplot -e 'set datafile separator ","; stats "in.csv" using 2 nooutput;
        set print "-"; print STATS_records, STATS_invalid, STATS_sum, STATS_mean'
}
quoted=$(stats '1,"1,234"\n2,"2,500"')
signs=$(stats '1,1_000\n2,12abc\n3,5%\n4,3元')
empty=$(stats '1,10\n2,\n3,30')
echo "records, invalid, sum, mean of quoted 1,234 and 2,500: $quoted"
echo "of 1_000 12abc 5% 3元: $signs"
echo "of 10, an empty cell, 30: $empty"
[[ $quoted == "2 0 3.0 1.5" && $signs == "4 0 21.0 5.25" && $empty == "2 1 40.0 20.0" ]]
