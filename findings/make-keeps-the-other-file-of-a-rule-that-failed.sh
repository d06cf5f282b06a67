#!/bin/bash
# make deletes one of two files of a rule that failed, and takes the half other for whole the next time.
#
# Package: make 4.3-4.1 (Debian 12).  Guess: with .DELETE_ON_ERROR all files that a recipe was making are deleted when it
# fails, so that the next run makes them again.
# Seen: of "clean.csv rejects.csv: raw.csv" only the file is deleted for whose sake the recipe was run.  The other
# stays as it was left, newer than its source: the next make takes it, adds up 1 of 3 rows, and ends with 0.
# What helps: "clean.csv rejects.csv &: raw.csv", a rule of both together (make 4.3 and later).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q make=4.3-4.1 >/dev/null
dpkg-deb -x make_*.deb root
make() { env -u MAKEFLAGS "$work/root/usr/bin/make" -s "$@"; }

make --version | sed -n 1p
recipe() { # the sign between files and source
    printf '.DELETE_ON_ERROR:\nclean.csv rejects.csv %s raw.csv\n' "$1"
    printf '\thead -n 1 raw.csv >rejects.csv; head -n 1 raw.csv >clean.csv; test -e well && cp raw.csv rejects.csv && cp raw.csv clean.csv\n'
    printf 'sum: rejects.csv\n\twc -l <rejects.csv >sum\n'
}
try() { # the sign: what the sum is when a make that failed is followed by another
    rm -f ./*.csv sum well
    printf '1\n1\n1\n' >raw.csv
    recipe "$1" >Makefile
    make clean.csv 2>/dev/null && return 1
    touch well
    make sum && cat sum
}
apart=$(try :) together=$(try '&:')
echo "rows counted after a failure: $apart of 3; with &: $together of 3"
[[ $apart == 1 && $together == 3 ]]
