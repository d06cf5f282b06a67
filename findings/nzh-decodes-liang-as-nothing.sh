#!/bin/bash
# nzh decodes 两千亿 as 0: one numeral it doesn't know takes all the digits before it along.
#
# Library: nzh 1.0.14 (npm), decodeS of nzh/cn.  Guess: the decoder of a Chinese package reads
# what offices write, 两 for 二 before a unit, 廿 for 20, and raises an error or gives NaN
# where it can't.
# Seen: it knows no 两.  Behind a sign it does not know the count begins anew, so 两万五百 has only
# its end and 三百两十 is 310; a numeral of other digits (1.2万, １２３) is 0, and of digits said one
# by one (二〇二二) the zero is gone.  It is always a number, and nothing tells of it.
# What helps: encode the number again and compare; of these only 二千亿 comes back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" nzh@1.0.14 >/dev/null

cat >read.cjs <<'JS'
const cn = require("nzh/cn");
for (const said of ["二千亿", "两千亿", "三百两十", "两万五百", "廿三", "二〇二二", "1.2万", "１２３"]) {
    const got = cn.decodeS(said);
    console.log(said, got, cn.encodeS(got) === said ? "comes back" : "does not come back");
}
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
二千亿 200000000000 comes back
两千亿 0 does not come back
三百两十 310 does not come back
两万五百 500 does not come back
廿三 3 does not come back
二〇二二 222 does not come back
1.2万 0 does not come back
１２３ 0 does not come back
SEEN
