#!/bin/bash
# gnuplot draws the closing period 2022-13 in January 2023, and 2023-99 in March 2031.
#
# Package: gnuplot-nox 5.4.4+dfsg1-2+b2 (Debian 12).  Guess: a month that is none is no time, and the point
# is left out, as those of 2023-00, of 2023-Q2 and of a word are.
# Seen: months beyond 12 and days beyond the end of a month run on into the next: a thirteenth month lies
# on the January that has a figure of its own, 31 February is 3 March, and one slip of a key makes the
# axis eight years longer.  stats counts these records as valid.
# What helps: to check the column before gnuplot has it, with validate or a pattern.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q gnuplot-nox=5.4.4+dfsg1-2+b2 liblua5.4-0=5.4.4-3+deb12u1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
gnuplot() { LD_LIBRARY_PATH=$(echo "$work"/root/usr/lib/*-linux-gnu) "$work/root/usr/bin/gnuplot-nox" "$@" 2>&1; }

gnuplot --version
printf '%s\n' 2022-12,100 2022-13,5 2023-01,90 2023-99,1 2023-00,2 2023-Q2,4 word,3 >months.csv
gnuplot -e 'set datafile separator ","; set xdata time; set timefmt "%Y-%m"; set table "drawn"; plot "months.csv" using 1:2'
drawn=$(awk '/^"/ {print $1, $2}' drawn | tr -d '"' | paste -sd ';')
counts=$(gnuplot -e 'set datafile separator ","; set print "-";
    stats "months.csv" using (timecolumn(1, "%Y-%m")):2 nooutput; print STATS_records, STATS_invalid')
day=$(gnuplot -e 'set print "-"; print strftime("%Y-%m-%d", strptime("%Y-%m-%d", "2023-02-31"))')
echo "drawn: $drawn; records and invalid ones: $counts; 31 February: $day"
[[ $drawn == '2022-12 100;2023-01 5;2023-01 90;2031-03 1' && $counts == '4 3' && $day == 2023-03-03 ]]
