#!/bin/bash
# A date that ssconvert writes into an XLSX is four years and a day later in xlsx2csv.
#
# Packages: gnumeric 1.12.55-1, xlsx2csv 1:0.7.8-1 (Debian 12).  Guess: both know the two
# date systems, and 2023-01-05 stays 2023-01-05 on the way CSV, XLSX, CSV.
# Seen: ssconvert says date1904="0", which is false and the default; xlsx2csv asks only
# whether the attribute is there, counts from 1904, and has 2027-01-06.  The number in the
# cell (44931) is right, other readers show 2023, and no one reports anything; in yearly
# data the shift looks like a plan's target year.  What helps: to take the attribute out of
# xl/workbook.xml, or ssconvert for both ways.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also the libraries that this machine has not
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 gnumeric=1.12.55-1 \
    libgoffice-0.10-10=0.10.55-1 libgsf-1-114=1.14.50-1+deb12u1 xlsx2csv=1:0.7.8-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
libraries=$(echo root/usr/lib/*-linux-gnu)
ssconvert() {
    LC_ALL=C.UTF-8 LD_LIBRARY_PATH=$libraries:root/usr/lib GNUMERIC_PLUGIN_PATH=$(echo "$work"/root/usr/lib/*/gnumeric/*/plugins) \
        root/usr/bin/ssconvert "$@" 2>/dev/null
}
xlsx2csv() { PYTHONPATH=root/usr/lib/python3/dist-packages python3 root/usr/bin/xlsx2csv --dateformat %Y-%m-%d "$1"; }

printf 'region,date\n330200,2023-01-05\n' >in.csv
ssconvert in.csv book.xlsx
said=$(python3 -c 'import zipfile; print(zipfile.ZipFile("book.xlsx").read("xl/workbook.xml").decode())' | grep -o 'date1904="[^"]*"')
stored=$(python3 -c 'import zipfile; print(zipfile.ZipFile("book.xlsx").read("xl/worksheets/sheet1.xml").decode())' | grep -o '<v>44931</v>')
read_back=$(xlsx2csv book.xlsx | tail -n 1)
ssconvert book.xlsx own.csv
own=$(tail -n 1 own.csv)
echo "written: $said, $stored; read by xlsx2csv: $read_back; by ssconvert itself: $own"
[[ $said == 'date1904="0"' && $read_back == 330200,2027-01-06 && $own == 330200,2023[-/]01[-/]05 ]]
