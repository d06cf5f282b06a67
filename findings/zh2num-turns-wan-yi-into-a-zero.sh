#!/bin/bash
# zh2num reads 3万亿 as "30": behind Arabic digits a Chinese unit becomes the digit 0.
#
# Library: @lazy-cjk/zh2num 1.0.2 (npm).  Guess: a reader of Chinese numerals that gets 三万亿
# right reads the mixed form of every communique, 3万亿 and 114.92万亿, or refuses it.
# Seen: with an Arabic digit in it the text goes through character by character.  The unit
# (one, two or three characters) turns into one 0 at the end, so 1.2万 is "1.20", which looks
# like 1.2 with two decimals, and 3万亿 is "30".  The only warning is the type: a string.
# What helps: accept only results of type number, and take Arabic digits and unit apart before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" @lazy-cjk/zh2num@1.0.2 >/dev/null

cat >read.cjs <<'JS'
const { zh2num } = require("@lazy-cjk/zh2num");
for (const said of ["三万亿", "3万亿", "1.2万", "114.92万亿", "1万2", "5亿"]) {
    const got = zh2num(said);
    console.log(said, typeof got, String(got));
}
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
三万亿 number 3000000000000
3万亿 string 30
1.2万 string 1.20
114.92万亿 string 114.920
1万2 string 102
5亿 string 50
SEEN
