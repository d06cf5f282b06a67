#!/bin/bash
# agate (under csvkit) takes the classes 1-2 and 3-4 for days in 2001, and 5M for minutes.
#
# Package: agate 1.6.3-2 (Debian 12).  Guess: a column of classes (household sizes 1-2 and
# 3-4, age groups 5-9 and 10-12) is text, and so are 5M and 300M.
# Seen: classes whose ends could all be a month and a day become dates (2001-01-02), so
# that 10-12 is an October day; one class more, as 15-64, and the whole column is text
# again.  5M and 300M are durations, 300M being five hours.  csvkit's csvsort and csvjson
# write the dates in the place of the classes.
# What helps: csvkit's -I, agate's column_types; both for codes above all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q python3-agate=1.6.3-2 python3-babel=2.10.3-1 python3-isodate=0.6.1-1 python3-leather=0.3.4-2 \
    python3-parsedatetime=2.6-3 python3-pytimeparse=1.1.5-3 python3-slugify=4.0.0-2 python3-six=1.16.0-4 \
    python3-text-unidecode=1.3-1 python3-tz=2022.7.1-4 python-babel-localedata=2.10.3-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done

cat >read.py <<'PY'
import io, sys
import agate
table = agate.Table.from_csv(io.StringIO("class,v\n" + "".join(c + ",1\n" for c in sys.argv[1:])))
print(type(table.column_types[0]).__name__, *(str(row[0]).replace(", ", "_") for row in table.rows))
PY
guessed() { PYTHONPATH=$work/root/usr/lib/python3/dist-packages python3 read.py "$@"; }
sizes=$(guessed 1-2 3-4) ages=$(guessed 5-9 10-12) more=$(guessed 5-9 10-12 15-64) millions=$(guessed 5M 300M)
echo "1-2 3-4: $sizes"
echo "5-9 10-12: $ages; with 15-64: $more"
echo "5M 300M: $millions"
[[ $sizes == "Date 2001-01-02 2001-03-04" && $ages == "Date 2001-05-09 2001-10-12" ]]
[[ $more == "Text 5-9 10-12 15-64" && $millions == "TimeDelta 0:05:00 5:00:00" ]]
