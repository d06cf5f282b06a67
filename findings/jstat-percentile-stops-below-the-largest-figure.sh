#!/bin/bash
# jStat's 90th percentile of 1, 2, 3, 4 and 10 is 4: it does not interpolate up to the largest figure.
#
# Library: jstat 1.9.6 (npm).  Guess: percentile(list, k) is PERCENTILE.INC of spreadsheets and percentile(list, k,
# true) is PERCENTILE.EXC, as it says of both ends "inclusive" and "exclusive"; the middle one of quartiles(list) is
# the median.
# Seen: it is so up to the second largest figure.  Above it the inclusive form stays there (4 where 7.6 is right) and
# jumps to 10 at the very end; the exclusive one has 4 for 5.2 and for 8.8.  Of eleven peers the 95th percentile is
# the second best. quartiles() rounds to a place in the list: the middle of 1 to 4 is 2, while median() says 2.5.
# What helps: quantiles(list, [k], 1, 1), which is PERCENTILE.INC all the way (without 1, 1 it is a third rule).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" jstat@1.9.6 >/dev/null

cat >compute.cjs <<'JS'
const { jStat } = require("jstat");
const list = [1, 2, 3, 4, 10], shares = [0.7, 0.75, 0.8, 0.9, 1], round = x => Number(x.toFixed(6));
console.log("inclusive:", ...shares.map(k => round(jStat.percentile(list, k))));
console.log("quantiles:", ...jStat.quantiles(list, shares, 1, 1).map(round));
console.log("exclusive at 0.7, 0.8:", ...[0.7, 0.8].map(k => round(jStat.percentile(list, k, true))));
const peers = Array.from({ length: 11 }, (_, i) => i + 1);
console.log("of eleven, at 0.95:", jStat.percentile(peers, 0.95), round(jStat.quantiles(peers, [0.95], 1, 1)[0]));
console.log("middles of four:", jStat.quartiles([1, 2, 3, 4])[1], jStat.median([1, 2, 3, 4]));
JS
node compute.cjs | tee seen
diff seen - <<'SEEN'
inclusive: 3.8 4 4 4 10
quantiles: 3.8 4 5.2 7.6 10
exclusive at 0.7, 0.8: 4 4
of eleven, at 0.95: 10 10.5
middles of four: 2 2.5
SEEN
