#!/bin/bash
# csvcut -c 3 of a table with the months 1, 2 and 3 as headings is February, and -c 2020 is refused beside a heading 2020.
#
# Package: csvkit 1.0.7-1 (Debian 12).  Guess: what is asked for is a name where there is a heading of that name, and
# else a place; the manual says of both only that they are possible.
# Seen: digits are a place always, headings or not.  Behind a column of regions each month is the one before it, with
# the status 0; csvsort and csvgrep go alike, so a table is sorted by February for March and a row found by the wrong
# month.  Headings that are years cannot be asked for at all, though csvcut -n lists them; 2020年 can.
# What helps: places from csvcut -n; or headings that begin with a letter, as M3 and Y2020.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q csvkit=1.0.7-1 python3-agate=1.6.3-2 python3-agateexcel=0.2.5-2 python3-babel=2.10.3-1 \
    python3-isodate=0.6.1-1 python3-leather=0.3.4-2 python3-parsedatetime=2.6-3 python3-pytimeparse=1.1.5-3 \
    python3-slugify=4.0.0-2 python3-six=1.16.0-4 python3-text-unidecode=1.3-1 python3-tz=2022.7.1-4 \
    python3-olefile=0.46-3 python3-openpyxl=3.0.9-1 python3-xlrd=1.2.0-3 python3-et-xmlfile=1.0.1-2.1 \
    python3-csvkit=1.0.7-1 python-babel-localedata=2.10.3-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
tool() { PYTHONPATH=$work/root/usr/lib/python3/dist-packages python3 -S "$work/root/usr/bin/$1" "${@:2}"; }

printf '%s\n' region,1,2,3 330100,10,50,30 330200,20,40,60 >months.csv
printf '%s\n' region,2020,2020年 330100,1,2 >years.csv
{
    echo "cut: $(tool csvcut -c region,3 months.csv | paste -sd ' ')"
    echo "sorted by 3: $(tool csvsort -c 3 months.csv | paste -sd ' ')"
    echo "found 60 in 3: $(tool csvgrep -c 3 -m 60 months.csv | paste -sd ' ')"
    echo "found 60 in 4: $(tool csvgrep -c 4 -m 60 months.csv | tail -n 1)"
    echo "listed: $(tool csvcut -n years.csv | paste -sd ';')"
    { tool csvcut -c 2020 years.csv 2>&1 || true; } | tail -n 1
    echo "2020年: $(tool csvcut -c 2020年 years.csv | paste -sd ' ')"
} | tee seen
diff seen - <<'SEEN'
cut: region,2 330100,50 330200,40
sorted by 3: region,1,2,3 330200,20,40,60 330100,10,50,30
found 60 in 3: region,1,2,3
found 60 in 4: 330200,20,40,60
listed:   1: region;  2: 2020;  3: 2020年
ColumnIdentifierError: Column 2020 is invalid. The last column is '2020年' at index 3.
2020年: 2020年 2
SEEN
