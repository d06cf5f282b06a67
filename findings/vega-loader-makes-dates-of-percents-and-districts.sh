#!/bin/bash
# vega-loader makes 1 October 2001 of 10%, and days of District 1 and of the code 3.1.2.
#
# Library: vega-loader 5.1.3 (npm), with parse: "auto".  Guess: a column is of dates where its cells look like dates;
# 10%, 5 (p), District 1, CN-33 and the code 3.1.2 are text, as 2020Q1 and 2023-24 are.
# Seen: a column that is neither boolean nor number is of dates if the engine's Date.parse takes all of its cells, and
# that skips words and takes a number up to 12 for a month.  The shares 9% and 10% are days of September and October
# 2001 (in milliseconds since 1970), twelve districts are the months of 2001, the province CN-33 is in 2033.  A
# thirteenth district, or 13%, makes text of the whole column again.
# What helps: to name the types, as parse: {share: "string"}.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" vega-loader@5.1.3 >/dev/null

cat >read.mjs <<'JS'
import { read } from "vega-loader";
const show = value => typeof value === "number" ? new Date(value).toISOString().slice(0, 10) : JSON.stringify(value);
const column = (cells, parse = "auto") =>
    read("key\n" + cells.join("\n") + "\n", { type: "csv", parse }).map(row => show(row.key)).join(" ");
for (const cells of [["9%", "10%"], ["9%", "13%"], ["District 1", "District 12"], ["District 1", "District 13"],
    ["5 (p)", "6"], ["1-4", "5-9"], ["3.1.2", "3.1.3"], ["CN-33", "CN-32"], ["2020Q1", "2020Q2"], ["2023-24", "2024-25"]]) {
    console.log(cells.join(", ") + ": " + column(cells));
}
console.log("as text: " + column(["9%", "10%"], { key: "string" }));
JS
TZ=UTC node read.mjs | tee seen
diff seen - <<'SEEN'
9%, 10%: 2001-09-01 2001-10-01
9%, 13%: "9%" "13%"
District 1, District 12: 2001-01-01 2001-12-01
District 1, District 13: "District 1" "District 13"
5 (p), 6: 2001-05-01 2001-06-01
1-4, 5-9: 2001-01-04 2001-05-09
3.1.2, 3.1.3: 2002-03-01 2003-03-01
CN-33, CN-32: 2033-01-01 2032-01-01
2020Q1, 2020Q2: "2020Q1" "2020Q2"
2023-24, 2024-25: "2023-24" "2024-25"
as text: "9%" "10%"
SEEN
