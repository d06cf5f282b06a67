#!/bin/bash
# tableschema infers a place on earth from 3,5 with a decimal comma, and from the figure 12,050.
#
# Library: tableschema 1.12.6 (npm), of the Frictionless family.  Guess: infer() makes a string of a column that is no
# number in its default format, which has no groups and no decimal comma, as it does of 1,234.5 and 10%.
# Seen: two whole numbers with a comma between are a geopoint.  3,5 is longitude 3 and latitude 5; 12,050 is 12 and
# 50, and its zero is gone.  With 12,950, which is no latitude, the column is of any type and stays text.  So rates
# with one decimal are always places, and figures in thousands are by chance.  The codes 010000 and 020000 are
# numbers.
# What helps: a schema of one's own with decimalChar or groupChar; infer() for a first look alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" tableschema@1.12.6 >/dev/null

cat >read.cjs <<'JS'
const { Table } = require("tableschema");
(async () => {
    const show = async (cells, field) => {
        const options = field ? { schema: { fields: [{ name: "value", ...field }] } } : {};
        const table = await Table.load([["value"], ...cells.map(cell => [cell])], options);
        if (!field) await table.infer();
        const rows = await table.read();
        console.log(`${cells.join(" and ")}: ${table.schema.fields[0].type} ${JSON.stringify(rows.map(row => row[0]))}`);
    };
    await show(["3,5", "2,0"]);
    await show(["12,050", "9,030"]);
    await show(["12,050", "12,950"]);
    await show(["1,234.5", "10%"]);
    await show(["010000", "020000"]);
    await show(["3,5", "2,0"], { type: "number", decimalChar: "," });
})();
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
3,5 and 2,0: geopoint [[3,5],[2,0]]
12,050 and 9,030: geopoint [[12,50],[9,30]]
12,050 and 12,950: any ["12,050","12,950"]
1,234.5 and 10%: string ["1,234.5","10%"]
010000 and 020000: number [10000,20000]
3,5 and 2,0: number [3.5,2]
SEEN
