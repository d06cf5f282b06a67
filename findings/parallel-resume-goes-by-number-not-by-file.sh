#!/bin/bash
# GNU parallel --resume skips a file that is new, and does another twice.
#
# Package: parallel 20221122+ds-2 (Debian 12).  Guess: the log has each command with its file, so --resume leaves
# out what is done and does what is not.
# Seen: it goes by the number in the row of files.  A province whose file came late stands first: it is taken for the one
# that was done under that number, and the last, which has been moved on by one, is done a second time.  The status is 0.
# What helps: to give the files that have no result yet, instead of all and --resume.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q parallel=20221122+ds-2 >/dev/null
dpkg-deb -x parallel_*.deb root
parallel() { HOME=$work "$work/root/usr/bin/parallel" --will-cite "$@"; }

parallel --version | sed -n 1p
for province in 13 33; do echo 1 >$province.csv; done
parallel --joblog log 'cat {} >>sum.{}' ::: [0-9]*.csv
echo 1 >11.csv
ended=0
parallel --joblog log --resume 'cat {} >>sum.{}' ::: [0-9]*.csv || ended=$?
for province in 11 13 33; do echo "province $province is counted $(cat sum.$province.csv 2>/dev/null | wc -l) times"; done
echo "status $ended"
[[ ! -e sum.11.csv && $(wc -l <sum.13.csv) == 1 && $(wc -l <sum.33.csv) == 2 && $ended == 0 ]]
