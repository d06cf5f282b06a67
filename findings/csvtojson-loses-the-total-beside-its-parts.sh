#!/bin/bash
# csvtojson drops SP.POP.TOTL.FE.IN when the column SP.POP.TOTL is there too.
#
# Library: csvtojson 2.0.14 (npm).  Guess: dots in a heading make nested objects, as its
# manual says, and where a code is also the beginning of another one, both stay, or it says so.
# Seen: with the total behind its part the part is gone, with the total before it the total is:
# one of two figures is lost in either order, without an error, to the later column.  Months
# as 2020.1, 2020.2 turn into a list that begins with null.
# What helps: flatKeys: true, for every table whose headings are codes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" csvtojson@2.0.14 >/dev/null

cat >read.cjs <<'JS'
const csv = require("csvtojson");
(async () => {
    for (const [text, options] of [
        ["year,SP.POP.TOTL.FE.IN,SP.POP.TOTL\n2020,688,1411\n"],
        ["year,SP.POP.TOTL,SP.POP.TOTL.FE.IN\n2020,1411,688\n"],
        ["code,2020.1,2020.2\n330200,5,6\n"],
        ["year,SP.POP.TOTL,SP.POP.TOTL.FE.IN\n2020,1411,688\n", { flatKeys: true }],
    ]) {
        console.log(JSON.stringify((await csv(options).fromString(text))[0]));
    }
})();
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
{"year":"2020","SP":{"POP":{"TOTL":"1411"}}}
{"year":"2020","SP":{"POP":{"TOTL":{"FE":{"IN":"688"}}}}}
{"2020":[null,"5","6"],"code":"330200"}
{"year":"2020","SP.POP.TOTL":"1411","SP.POP.TOTL.FE.IN":"688"}
SEEN
