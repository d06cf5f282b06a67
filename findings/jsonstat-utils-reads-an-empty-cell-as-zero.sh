#!/bin/bash
# jsonstat-utils makes a zero of an empty CSV cell and a null of "1,234".
#
# Library: jsonstat-utils 2.5.5 (npm).  Guess: fromCSV, of the suite of the JSON-stat format,
# where missing and zero differ by definition, makes null of an empty value, as it does of
# ".." and of a combination that has no row.
# Seen: the empty cell is 0, a figure like any other; only a row left out wholly is null.
# A grouped number is null.  A key that comes twice keeps its last value, in silence.
# What helps: write n/a (what its own toCSV writes for null) or leave the row out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" jsonstat-utils@2.5.5 >/dev/null

cat >read.cjs <<'JS'
const utils = require("jsonstat-utils");
const value = rows => JSON.stringify(utils.fromCSV("area,year,value\n" + rows.join("\n") + "\n").value);
console.log("empty cell:   ", value(["001,2020,7", "002,2020,"]));
console.log("two dots:     ", value(["001,2020,7", "002,2020,.."]));
console.log("n/a:          ", value(["001,2020,7", "002,2020,n/a"]));
console.log("no row:       ", value(["001,2020,7", "001,2021,8", "002,2021,9"]));
console.log("grouped:      ", value(["001,2020,7", '002,2020,"1,234"']));
console.log("twice:        ", value(["001,2020,7", "002,2020,1", "002,2020,2"]));
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
empty cell:    [7,0]
two dots:      [7,null]
n/a:           [7,null]
no row:        [7,8,null,9]
grouped:       [7,null]
twice:         [7,2]
SEEN
