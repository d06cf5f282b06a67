#!/bin/bash
# chinese-days says that 1 January 2027 is a workday, and so is National Day.
#
# Library: chinese-days 1.5.7 (npm).  Guess: outside the years whose orders it holds (2004 to
# 2026) it raises an error or says unknown; at least the days off by law on fixed dates stay.
# Seen: beyond them only weekends count, silently and in the same form: the Fridays
# 2027-01-01 and 2027-10-01 are workdays, and so was the National Day of 2003, a Wednesday.
# 2027 has 261 workdays, the count of its Mondays to Fridays, against 248 in 2026: a rate per
# working day is 5 % off.  The name in getDayDetail is then a weekday's on every day of the year.
# What helps: take a year as known only if a name in getDayDetail is 元旦 on 1 January.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" chinese-days@1.5.7 >/dev/null

cat >read.cjs <<'JS'
const days = require("chinese-days");
for (const date of ["2003-10-01", "2004-10-01", "2026-01-01", "2027-01-01", "2027-10-01"]) {
    console.log(date, days.isWorkday(date) ? "workday" : "off", days.getDayDetail(date).name);
}
for (const year of [2026, 2027]) {
    console.log(year, "workdays:", days.getWorkdaysInRange(`${year}-01-01`, `${year}-12-31`).length);
}
JS
TZ=UTC node read.cjs | tee seen
diff seen - <<'SEEN'
2003-10-01 workday Wednesday
2004-10-01 off National Day,国庆节,3
2026-01-01 off New Year's Day,元旦,1
2027-01-01 workday Friday
2027-10-01 workday Friday
2026 workdays: 248
2027 workdays: 261
SEEN
