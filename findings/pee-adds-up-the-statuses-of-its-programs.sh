#!/bin/bash
# pee of moreutils ends with 3 where one program ended with 1 and another with 2.
#
# Package: moreutils 0.67-1 (Debian 12).  Guess: of several statuses the largest is given, or the last, as by a
# pipe of the shell.
# Seen: their bits are put together: 1 and 2 are 3, and 3, 4 and 8 are 15.  A script that takes 1 for "found" and 2 for
# "broken" meets a status that no program has, and "at most 1 is fine" is the only question that is answered right.
# What helps: to ask whether the status is above 1, never which it is; tee with >(program) has no status at all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q moreutils=0.67-1 >/dev/null
dpkg-deb -x moreutils_*.deb root
pee() { "$work/root/usr/bin/pee" "$@"; }

status() { local ended=0; echo row | pee "$@" || ended=$?; echo "$ended"; }
two=$(status 'cat >/dev/null; exit 1' 'cat >/dev/null; exit 2')
three=$(status 'cat >/dev/null; exit 3' 'cat >/dev/null; exit 4' 'cat >/dev/null; exit 8')
echo "1 and 2 give $two; 3, 4 and 8 give $three"
[[ $two == 3 && $three == 15 ]]
