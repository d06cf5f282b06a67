#!/bin/bash
# The log of GNU parallel has the exit value 0 for a job that was killed.
#
# Package: parallel 20221122+ds-2 (Debian 12).  Guess: Exitval is what a shell says of the job, 137 of one that
# was killed by signal 9, so the jobs to be done again are the rows where it is not 0.
# Seen: Exitval is 0 and Signal is 9, as wait(2) parts them.  Who counts the rows with another Exitval than 0 finds that
# all is well while one of three parts has no result; parallel itself counts right, and ends with 1.
# What helps: to ask for rows where Exitval or Signal is not 0, or to look for the results themselves.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q parallel=20221122+ds-2 >/dev/null
dpkg-deb -x parallel_*.deb root
parallel() { HOME=$work "$work/root/usr/bin/parallel" --will-cite "$@"; }

parallel --version | sed -n 1p
ended=0
# shellcheck disable=SC2016 # of the shell that parallel starts
parallel --joblog log '[ {} = 2 ] && kill -9 $$; echo {} >part.{}' ::: 1 2 3 2>/dev/null || ended=$?
made=$(find . -name 'part.*' | wc -l)
by_value=$(awk 'NR > 1 && $7 != 0' log | wc -l)
by_both=$(awk 'NR > 1 && ($7 != 0 || $8 != 0)' log | wc -l)
echo "made: $made of 3; parallel ends with $ended"
echo "rows with an Exitval that is not 0: $by_value; with that or a Signal: $by_both"
[[ $made == 2 && $ended == 1 && $by_value == 0 && $by_both == 1 ]]
