#!/bin/bash
# AlaSQL's AVG of 10, nothing and 20 is 10, and with a dash in the column it is gone without a word.
#
# Library: alasql 4.19.1 (npm).  Guess: an empty cell of a CSV file is null, which AVG, COUNT and MEDIAN leave out as
# in any SQL; a text in the column is told, or left out by all of them.
# Seen: the empty cell is a text of no length, and counts: COUNT is 3, the mean of 10 and 20 is 10, and so is the
# median.  With a dash SUM is the text "30-", AVG is not in the row at all, and MEDIAN is 15.  QUART2 of 1 to 4 is 3,
# where MEDIAN is 2.5.
# What helps: WHERE v <> "" AND v <> "-" before anything is computed; quartiles from another program.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --omit=optional --legacy-peer-deps --prefix "$work" \
    alasql@4.19.1 >/dev/null

printf '%s\n' region,v 330100,10 330200, 330300,20 >empty.csv
printf '%s\n' region,v 330100,10 330200, 330300,20 330400,- >dash.csv
cat >read.cjs <<'JS'
const alasql = require("alasql");
(async () => {
    const from = name => `FROM CSV("./${name}.csv", {headers: true})`;
    const ask = async (title, query, data) => console.log(title, JSON.stringify(await alasql.promise(query, [data])));
    const all = "SELECT AVG(v) mean, SUM(v) added, COUNT(v) n, MEDIAN(v) middle ";
    await ask("empty:", all + from("empty"));
    await ask("dash: ", all + from("dash"));
    await ask("left: ", all + from("dash") + ` WHERE v <> "" AND v <> "-"`);
    await ask("1 to 4:", "SELECT QUART(v) q1, QUART2(v) q2, QUART3(v) q3, MEDIAN(v) middle FROM ?",
        [1, 2, 3, 4].map(v => ({ v })));
})();
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
empty: [{"mean":10,"added":30,"n":3,"middle":10}]
dash:  [{"added":"30-","n":4,"middle":15}]
left:  [{"mean":15,"added":30,"n":2,"middle":15}]
1 to 4: [{"q1":2,"q2":3,"q3":4,"middle":2.5}]
SEEN
