#!/bin/bash
# DuckDB reads 2.50 as 3 and the code 010000 as 10000 when they come behind 20,480 whole numbers.
#
# Library: @duckdb/node-api 1.4.4-r.1 (npm), which is DuckDB 1.4.4.  Guess: a cell that does not fit
# the type taken from the first rows ends the reading with an error, as the text "n/a" does, or
# makes the column wider.
# Seen: a figure that has decimals is rounded to the type of the column: 2.50 is 3, 0.4 is 0, and a zero
# before a code is gone.  Nothing is said.  With such a cell among the first 20,480 rows all of
# them are kept; so a table is right or wrong by its order.
# What helps: all_varchar = true and a cast where one computes, or sample_size = -1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" @duckdb/node-api@1.4.4-r.1 >/dev/null

rows() { seq -f '%.0f,1' 330001 $((330000 + $1)); }
{ echo region,value; rows 25000; printf '%s\n' 010000,2.50 020000,0.4; } >late.csv
{ echo region,value; printf '%s\n' 010000,2.50 020000,0.4; rows 25000; } >early.csv
{ echo region,value; rows 25000; echo 340000,n/a; } >text.csv
cat >read.cjs <<'JS'
const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const show = async source => {
        try {
            const rows = await connection.runAndReadAll(
                `select region::varchar, value::varchar from ${source} where value::double <> 1`);
            console.log(source, rows.getRows().map(row => row.join(" ")).join(", "));
        } catch (error) {
            console.log(source, /Conversion Error/.test(error.message) ? "refused" : error.message);
        }
    };
    for (const source of ["'late.csv'", "'early.csv'", "'text.csv'", "read_csv('late.csv', sample_size = -1)"]) await show(source);
})();
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
'late.csv' 10000 3, 20000 0
'early.csv' 010000 2.5, 020000 0.4
'text.csv' refused
read_csv('late.csv', sample_size = -1) 010000 2.5, 020000 0.4
SEEN
