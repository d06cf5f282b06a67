#!/bin/bash
# SQLite's date('2022') is 7 June 4707 before our era, and 2023 less 2022 is one day.
#
# Package: sqlite3 3.40.1-2+deb12u2 (Debian 12).  Guess: a year alone is its 1 January, as 2022-07-01 is
# that day; or it is no date and gives null, as 2022-07 does.
# Seen: any number is a day of the Julian count, so strftime('%Y', period) of a yearly series has years
# before our era, and julianday('2023') - julianday('2022') is 1.  A month gives null, a quarter too.  A day
# that is none (2022-02-30) stays as it is, until something is added to it: then it is 2 March.
# What helps: substr(period, 1, 4) for the year; '-01-01' behind it where a day is needed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2 libreadline8=8.2-1.3 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
ask() {
    LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/*-linux-gnu "$work"/root/lib/*-linux-gnu) \
        "$work/root/usr/bin/sqlite3" -nullvalue null :memory: "$1"
}

ask 'select sqlite_version()'
year=$(ask "select date('2022'), strftime('%Y', '2022'), julianday('2023') - julianday('2022')")
parts=$(ask "select date('2022-07-01'), date('2022-07'), date('2022-Q3')")
none=$(ask "select date('2022-02-30'), date('2022-02-30', '+0 days')")
echo "date, year, and days from 2022 to 2023: $year; 2022-07-01, 2022-07, 2022-Q3: $parts; 30 February: $none"
[[ $year == '-4707-06-07|-4707|1.0' && $parts == '2022-07-01|null|null' && $none == '2022-02-30|2022-03-02' ]]
