#!/bin/bash
# PSPP's FREQUENCIES and EXAMINE print different quartiles of the same four figures.
#
# Package: pspp 1.6.2-2 (Debian 12).  Guess: percentiles of one program have one default
# definition; EXAMINE's HAVERAGE is SPSS's for both commands (1.25 and 3.75 for 1 to 4).
# Seen: FREQUENCIES has 1.75 and 3.25 (between the ends, R's type 7), EXAMINE 1.25 and
# 3.75 (R's type 6), and its Tukey's hinges 1.50 and 3.50: three interquartile ranges of
# 1.5, 2.5 and 2.0.  Only EXAMINE says which one it is, and none of its other methods gives
# those of FREQUENCIES.  What helps: to quote the command with the figure.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q pspp=1.6.2-2 libgsl27=2.7.1+dfsg-5+deb12u1 libgslcblas0=2.7.1+dfsg-5+deb12u1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
pspp() {
    LD_LIBRARY_PATH=$(echo "$work"/root/usr/lib/*-linux-gnu):$(echo "$work"/root/usr/lib/*-linux-gnu/pspp) \
        "$work/root/usr/bin/pspp" "$@"
}

pspp --version | head -n 1
data() { printf '%s\n' 'DATA LIST LIST NOTABLE /v.' 'BEGIN DATA' 1 2 3 4 'END DATA.' "$1"; }
data 'FREQUENCIES v /FORMAT=NOTABLE /PERCENTILES=25 75.' >f.sps
frequencies=$(pspp -O format=csv f.sps | awk -F, '/^Percentiles/ || /^,75/ {print $3}' | paste -sd ' ')
for method in HAVERAGE WAVERAGE ROUND AEMPIRICAL EMPIRICAL; do
    data "EXAMINE v /PERCENTILES(25,75)=$method." >e.sps
    echo "$method $(pspp -O format=csv e.sps | awk -F, '/^v,Weighted/ {print $3, $4}')"
done >examine
hinges=$(pspp -O format=csv e.sps | awk -F, "/Hinges/ {print \$3, \$4}")
echo "FREQUENCIES: $frequencies; EXAMINE: $(paste -sd ';' examine); hinges $hinges"
[[ $frequencies == "1.75 3.25" && $hinges == "1.50 3.50" ]]
grep -qx "HAVERAGE 1.25 3.75" examine
! grep -q "1.75 3.25" examine
