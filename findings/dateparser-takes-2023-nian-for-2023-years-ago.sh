#!/bin/bash
# dateparser reads 2023年 as 2023 years ago, which is in the year 3; 2030年 is the year 2030.
#
# Package: python3-dateparser 1.1.6-1 (Debian 12).  Guess: it knows Chinese and reads 2023年3月 as March 2023, so 2023年
# is the year 2023, as 2023 alone is.
# Seen: a number with 年 and no month is that many years back from the day of the question: for somebody who asks on 30
# November 2026 it is 30 November of the year 3.  Only a year that is still to come, and so cannot be gone back, is
# read as the year: of a plan the target year is right and the base year is not.  STRICT_PARSING changes nothing, nor
# does naming the language.  And 2023-13 is the 13th of the month of the question.
# What helps: to take 年 off, or date_formats=["%Y年"], and to use the year of the answer alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q python3-dateparser=1.1.6-1 python3-dateutil=2.8.2-2 python3-regex=0.1.20221031-1+b1 python3-six=1.16.0-4 \
    python3-tz=2022.7.1-4 python3-tzlocal=4.2-1 python3-pytz-deprecation-shim=0.1.0.post0-3 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done

cat >read.py <<'PY'
import datetime
import dateparser
def read(text, strict=False, **more):
    settings = {"RELATIVE_BASE": datetime.datetime(2026, 11, 30), "TIMEZONE": "UTC", "STRICT_PARSING": strict}
    return str(dateparser.parse(text, languages=["zh"], settings=settings, **more))[:10]
for text in "2020年", "2023年", "2030年", "2023年3月", "2023", "2023-13":
    print(text, read(text))
print("strict:", read("2023年", strict=True))
print("by its format:", read("2023年", date_formats=["%Y年"]))
PY
PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 -S -W ignore read.py | tee seen
diff seen - <<'SEEN'
2020年 0006-11-30
2023年 0003-11-30
2030年 2030-11-30
2023年3月 2023-03-30
2023 2023-11-30
2023-13 2023-11-13
strict: 0003-11-30
by its format: 2023-01-30
SEEN
