#!/bin/bash
# numfmt rounds every remainder away from zero: 12,301 in units of 10,000 is 1.24.
#
# Package: coreutils 9.1-1 (Debian 12).  Guess: numfmt --to-unit=10000 --format=%.2f
# prints what printf "%.2f" prints of the quotient, 1.23.
# Seen: 1.24, and 0.21 with %.1f is 0.3; 1.0001 with %.0f is 2; -0.21 is -0.3.  Each
# figure of a column grows by up to a whole last digit, and a share of 99.91 % is 100.0 %.
# The manual names the default (from-zero), but printf's own format hides it.
# What helps: --round=nearest.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q coreutils=9.1-1 >/dev/null
dpkg-deb -x coreutils_*.deb root
numfmt() { LC_ALL=C "$work/root/usr/bin/numfmt" "$@"; }

numfmt --version | head -n 1
wan=$(numfmt --to-unit=10000 --format=%.2f 12301)
tenths=$(numfmt --format=%.1f -- 0.21 -0.21 99.91 | paste -sd ' ')
whole=$(numfmt --format=%.0f 1.0001)
near=$(numfmt --round=nearest --to-unit=10000 --format=%.2f 12301)
columns=$(numfmt --round=nearest --format=%.1f -- 0.21 -0.21 99.91 | paste -sd ' ')
echo "12301 in units of 10,000: $wan, to the nearest $near"
echo "0.21 -0.21 99.91 with %.1f: $tenths, to the nearest $columns; 1.0001 with %.0f: $whole"
[[ $wan == 1.24 && $near == 1.23 && $tenths == "0.3 -0.3 100.0" ]]
[[ $columns == "0.2 -0.2 99.9" && $whole == 2 ]]
