#!/bin/bash
# chinese-parseint stops at the first big unit: 一百一十四万亿 (GDP in yuan) is read as 1,140,000.
#
# Library: chinese-parseint 1.2.1 (npm).  Guess: a parser that knows 万 and 亿, and reads
# 一亿零五 and 两千亿 right, multiplies them in 万亿, the unit of every national total.
# Seen: what stands behind 万 is taken for the rest below 10,000, and a bare 亿 there counts
# nothing: 10^8 is lost, with no error and no NaN.
# What helps: chinese-parseint2 2.0.6, another package of nearly the same name, reads 万亿
# right; or replace 万亿 by 兆 on the way in, which the first one knows as 10^12.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    chinese-parseint@1.2.1 chinese-parseint2@2.0.6 >/dev/null

cat >read.cjs <<'JS'
const first = require("chinese-parseint");
const second = require("chinese-parseint2").chinese_parseInt;
for (const said of ["两千亿", "一亿零五", "一万亿", "一百一十四万亿", "一百一十四兆"]) {
    console.log(said, first(said), second(said));
}
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
两千亿 200000000000 200000000000
一亿零五 100000005 100000005
一万亿 10000 1000000000000
一百一十四万亿 1140000 114000000000000
一百一十四兆 114000000000000 114000000000000
SEEN
