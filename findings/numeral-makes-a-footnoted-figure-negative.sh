#!/bin/bash
# numeral reads "5 (p)" as -5 and "−5" as 5.
#
# Library: numeral 2.0.6 (npm).  Guess: value() takes a number off the front of a text like
# parseFloat, or gives null as for "..": a provisional 5 stays 5, and a minus sign is a minus.
# Seen: signs are counted over the whole text and everything but digits and the point is thrown
# out.  A pair of parentheses anywhere is the accountants' minus, so the mark (p) turns the
# sign; the true minus U+2212, which typeset tables use, is thrown out like a letter; a fiscal
# year 2020-21 is -202021, and 1e3 is 13.  Formatting a small rate back says NaN.
# What helps: let only ^-?[0-9,]+([.][0-9]+)?%?$ through to it; round before formatting.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" numeral@2.0.6 >/dev/null

cat >read.cjs <<'JS'
const numeral = require("numeral");
for (const said of ["5", "(5)", "5 (p)", "-5", "\u22125", "..", "2020-21", "12-3", "1e3"]) {
    console.log(JSON.stringify(said), numeral(said).value());
}
console.log("0.000001 and 0.0000001 to two decimals:", numeral(1e-6).format("0.00"), numeral(1e-7).format("0.00"));
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
"5" 5
"(5)" -5
"5 (p)" -5
"-5" -5
"−5" 5
".." null
"2020-21" -202021
"12-3" -123
"1e3" 13
0.000001 and 0.0000001 to two decimals: 0.00 NaN
SEEN
