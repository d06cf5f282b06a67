#!/bin/bash
# convert-units makes 4535.92 kg of 5 t: its t is the American short ton.
#
# Library: convert-units 2.3.4 (npm).  Guess: t is the tonne, as everywhere in the metric system, beside kg and g, ha and km2
# that have their usual signs; and mt, if there is such a unit, is the one that needs to be looked up.
# Seen: t is 2000 pounds and called Ton, the tonne is mt: figures in tonnes are 9.3 % too low, with nothing to show for
# it, and 1000 mt are 1102.3 t.  toBest() of 5000 kg stays right, as it says mt.  kt and Mt are refused.
# What helps: mt for the tonne, or describe(unit).system, which is "imperial" for t.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" convert-units@2.3.4 >/dev/null

cat >convert.cjs <<'JS'
const convert = require("convert-units");
const round = x => Number(x.toFixed(2));
for (const unit of ["t", "mt"]) {
    const { singular, system } = convert().describe(unit);
    console.log(`5 ${unit} (${singular}, ${system}) are ${round(convert(5).from(unit).to("kg"))} kg`);
}
console.log(`1000 mt are ${round(convert(1000).from("mt").to("t"))} t`);
const best = convert(5000).from("kg").toBest();
console.log(`5000 kg are at best ${best.val} ${best.unit}; 1 ha is ${convert(1).from("ha").to("m2")} m2`);
for (const unit of ["kt", "Mt"]) {
    let known = true;
    try { convert(5).from(unit); } catch { known = false; }
    console.log(unit, known ? "is known" : "is refused");
}
JS
node convert.cjs | tee seen
diff seen - <<'SEEN'
5 t (Ton, imperial) are 4535.92 kg
5 mt (Metric Tonne, metric) are 5000 kg
1000 mt are 1102.31 t
5000 kg are at best 5 mt; 1 ha is 10000 m2
kt is refused
Mt is refused
SEEN
