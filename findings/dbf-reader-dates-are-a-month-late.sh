#!/bin/bash
# dbf-reader reads 5 January 2023 as 5 February, and an empty figure as 0; in shapefile a day not given is in 1899.
#
# Libraries: dbf-reader 1.0.3, shapefile 0.6.6, file made with dbffile 1.13.0 (npm).  Guess: a date in a DBF file is eight
# digits, year, month and day, which leaves nothing to interpret; a field of spaces is missing, for figures, days and
# yes-or-no alike.
# Seen: dbf-reader counts months from 0 and takes the digits as they are: every day is a month late, and the last of
# December is in January of the next year, so the figures of a year's end are counted in another year.  Its empty
# figure is 0, like a true 0, and its empty yes-or-no is no.  shapefile has the days right and the empty figure
# null, but 30 November 1899 for the empty day.  dbffile has all of them.
# What helps: to read with dbffile, or to read one's own file back and compare.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    dbf-reader@1.0.3 dbffile@1.13.0 shapefile@0.6.6 >/dev/null

cat >read.cjs <<'JS'
const fs = require("fs");
const { Dbf } = require("dbf-reader");
const { DBFFile } = require("dbffile");
const shapefile = require("shapefile");
const show = value => value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
const print = (name, rows) => console.log(name, rows.map(row => Object.values(row).map(show).join(" ")).join(", "));
(async () => {
    const file = await DBFFile.create("figures.dbf", [{ name: "VALUE", type: "N", size: 12, decimalPlaces: 2 },
        { name: "DAY", type: "D", size: 8 }, { name: "BINDING", type: "L", size: 1 }]);
    const day = text => new Date(text + "T00:00:00Z");
    await file.appendRecords([{ VALUE: 2.5, DAY: day("2023-01-05"), BINDING: true }, { VALUE: null, DAY: null, BINDING: null },
        { VALUE: 0, DAY: day("2023-12-31"), BINDING: false }]);
    console.log("stored", fs.readFileSync("figures.dbf", "latin1").match(/2023[0-9]{4}/g).join(" "));
    print("dbffile", await (await DBFFile.open("figures.dbf")).readRecords(3));
    print("dbf-reader", Dbf.read(fs.readFileSync("figures.dbf")).rows);
    const source = await shapefile.openDbf("figures.dbf"), rows = [];
    for (let next; !(next = await source.read()).done;) rows.push(next.value);
    print("shapefile", rows);
})();
JS
TZ=UTC node read.cjs | tee seen
diff seen - <<'SEEN'
stored 20230105 20231231
dbffile 2.5 2023-01-05 true, null null null, 0 2023-12-31 false
dbf-reader 2.5 2023-02-05 true, 0 null false, 0 2024-01-31 false
shapefile 2.5 2023-01-05 true, null 1899-11-30 null, 0 2023-12-31 false
SEEN
