#!/bin/bash
# Miller's mean leaves the "-" of a table out, its count and its median do not.
#
# Package: miller 6.6.0-2+b3 (Debian 12).  Guess: "-" for "not available" either makes
# the results of stats1 an error, or is left out of all of them as an empty cell is.
# Seen: of 1, -, 3 and 4 the sum is 8 and the mean 8/3, as for three figures, while count
# is 4 and the median is 4: "-" is placed above the numbers and moves the middle.  With the
# cell empty, count is 3 and the median 3.  Cells with a percent sign are text as well: the
# sum of 10% and 9% is 0, without a word.  So sum/count is no mean.  What helps: empty the
# marks first, as by put 'if ($v == "-") {$v = ""}'.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q miller=6.6.0-2+b3 >/dev/null
dpkg-deb -x miller_*.deb root

stats() { printf 'v\n%b\n' "$1" | "$work/root/usr/bin/mlr" --icsv --onidx stats1 -a count,sum,mean,median -f v; }
root/usr/bin/mlr --version
dash=$(stats '1\n-\n3\n4') na=$(stats '1\nNA\n3\n4') empty=$(stats '1\n\n3\n4')
percent=$(stats '10%\n9%')
echo "count, sum, mean, median with -:   $dash"
echo "count, sum, mean, median with NA:  $na"
echo "count, sum, mean, median if empty: $empty"
echo "10% and 9%: $percent"
[[ $dash == "4 8 2.6666666666666665 4" && $na == "$dash" ]]
[[ $empty == "3 8 2.6666666666666665 3" && $percent == "2 0 "* ]]
