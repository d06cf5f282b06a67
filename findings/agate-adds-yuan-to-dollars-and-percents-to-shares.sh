#!/bin/bash
# agate (under csvkit) drops the signs of ¥5 and $1 and adds them to 6.
#
# Package: agate 1.6.3-2 (Debian 12).  Guess: a column that mixes currencies, or 10% with
# the share 0.1, is text, since its numbers are of different units.
# Seen: it is Number: ¥5 and $1 are 5 and 1, and 10% is 10 beside 0.1, so that one share
# is a hundred times the other.  The decimal commas 1,5 and 2,50 lose them as well: 15 and
# 250.  But the full-width ￥5 leaves the column text, as 5元 does.
# What helps: agate.Text for such columns (csvkit's -I), and the unit in a column of its own.
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
table = agate.Table.from_csv(io.StringIO("name,v\n" + "".join('a,"%s"\n' % c for c in sys.argv[1:])))
kind = table.column_types[1]
print(type(kind).__name__, *table.columns["v"].values(), *([table.aggregate(agate.Sum("v"))] if isinstance(kind, agate.Number) else []))
PY
guessed() { PYTHONUTF8=1 PYTHONPATH=$work/root/usr/lib/python3/dist-packages python3 read.py "$@"; }
money=$(guessed ¥5 "\$1") wide=$(guessed ￥5 5元) shares=$(guessed 10% 0.1) commas=$(guessed 1,5 2,50)
echo "¥5 \$1: $money; ￥5 5元: $wide"
echo "10% 0.1: $shares"
echo "1,5 2,50: $commas"
[[ $money == "Number 5 1 6" && $wide == "Text ￥5 5元" ]]
[[ $shares == "Number 10 0.1 10.1" && $commas == "Number 15 250 265" ]]
