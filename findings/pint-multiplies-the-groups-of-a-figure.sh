#!/bin/bash
# Pint reads 12 500 ha as 6000 ha and 10 000 t as 0 t: a space between groups of digits multiplies.
#
# Package: python3-pint 0.19.2-1 (Debian 12).  Guess: a library of units reads figures in the form that the standards
# of units prescribe, in groups of three parted by a space; or it refuses them, as it does an unknown unit.
# Seen: the text is an expression, and what stands side by side is a product: 12 500 is 12 times 500, 10 000 is 10
# times 0 and 1 234 567 is 132678, with no-break and narrow spaces too.  Commas are taken out, so 12,500 is right and
# the decimal comma of 3,5 makes 35.
# What helps: to read the figure oneself and give only the unit to Pint: Quantity(12500, "ha").
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q python3-pint=0.19.2-1 python3-pkg-resources=66.1.1-1+deb12u2 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done

cat >read.py <<'PY'
import pint
read = pint.UnitRegistry().Quantity
for text in "12 500 ha", "12\u202f500 ha", "12\u00a0500 ha", "10 000 t", "1 234 567 t", "12,500 ha", "3,5 ha":
    print(ascii(text), read(text))
print("apart", read(12500, "ha"))
PY
PYTHONPATH=$work/root/usr/lib/python3/dist-packages python3 -S read.py | tee seen
diff seen - <<'SEEN'
'12 500 ha' 6000 hectare
'12\u202f500 ha' 6000 hectare
'12\xa0500 ha' 6000 hectare
'10 000 t' 0 metric_ton
'1 234 567 t' 132678 metric_ton
'12,500 ha' 12500 hectare
'3,5 ha' 35 hectare
apart 12500 hectare
SEEN
