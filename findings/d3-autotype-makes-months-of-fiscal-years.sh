#!/bin/bash
# d3.autoType makes September 2008 of the fiscal year 2008-09, and no date of 2013-14.
#
# Library: d3-dsv 3.0.1 (npm).  Guess: types are inferred by the column, or a cell that is no
# date stays the text it was, as 2020Q1 and 2020/21 do.
# Seen: each cell is tried alone against the shape of ISO 8601.  2000-01 to 2011-12 are months,
# 2012-13 to 2098-99 an Invalid Date (null in JSON): the text is lost, and a series of fiscal
# years has points up to 2011-12 and then none.  A thirteenth month, a closing period, goes alike.
# What helps: convert by column name; or write fiscal years as 2008/09.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" d3-dsv@3.0.1 >/dev/null

cat >read.mjs <<'JS'
import { autoType, csvParse } from "d3-dsv";
const table = csvParse("fy\n2008-09\n2011-12\n2012-13\n2013-14\n2013/14\n2020Q1\n", autoType);
for (const { fy } of table) {
    console.log(fy instanceof Date ? "Date " + JSON.stringify(fy) : typeof fy + " " + fy);
}
JS
node read.mjs | tee seen
diff seen - <<'SEEN'
Date "2008-09-01T00:00:00.000Z"
Date "2011-12-01T00:00:00.000Z"
Date null
Date null
string 2013/14
string 2020Q1
SEEN
