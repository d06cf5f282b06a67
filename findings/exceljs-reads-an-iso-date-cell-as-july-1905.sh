#!/bin/bash
# exceljs reads a cell of type d, 2021-03-31, as 13 July 1905.
#
# Libraries: exceljs 4.4.0, xlsx-populate 1.21.0, read-excel-file 9.3.17 (npm).  Guess: type d is in
# ISO/IEC 29500 beside n and s, and the strict form of the format prefers it; a reader that
# doesn't know it says so or hands the text on.
# Seen: exceljs takes the year off the text, as a serial number: day 2021 since 1900, so quarters and
# months of a year are all one date.  xlsx-populate has NaN.  read-excel-file is right.
# What helps: look for t="d" in the sheet before, or let another program save the file anew.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    exceljs@4.4.0 xlsx-populate@1.21.0 read-excel-file@9.3.17 jszip@3.10.1 >/dev/null

cat >read.mjs <<'JS'
import ExcelJS from "exceljs";
import JSZip from "jszip";
import populate from "xlsx-populate";
import { readSheet } from "read-excel-file/node";
const dates = ["2021-03-31", "2021-06-30"];
const book = new ExcelJS.Workbook();
const sheet = book.addWorksheet("S");
dates.forEach((date, i) => {
    sheet.getCell(1, i + 1).value = 44000 + i;
    sheet.getCell(1, i + 1).numFmt = "mm-dd-yy";
});
const zip = await JSZip.loadAsync(await book.xlsx.writeBuffer());
const part = "xl/worksheets/sheet1.xml";
let xml = await zip.file(part).async("string");
dates.forEach((date, i) => {
    xml = xml.replace(/<c r="([AB]1)" s="(\d+)"><v>4400\d<\/v>/, `<c r="$1" s="$2" t="d"><v>${date}</v>`);
});
zip.file(part, xml);
const file = await zip.generateAsync({ type: "nodebuffer" });
const again = new ExcelJS.Workbook();
await again.xlsx.load(file);
const say = value => value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
console.log("cells of type d:", xml.match(/t="d"/g).length);
console.log("exceljs", again.worksheets[0].getRow(1).values.slice(1).map(v => typeof v + " " + say(v)).join(", "));
const third = await populate.fromDataAsync(file);
console.log("xlsx-populate", say(third.sheet(0).cell("A1").value()), say(third.sheet(0).cell("B1").value()));
console.log("read-excel-file", (await readSheet(file))[0].map(say).join(" "));
JS
node read.mjs | tee seen
diff seen - <<'SEEN'
cells of type d: 2
exceljs object 1905-07-13, object 1905-07-13
xlsx-populate NaN NaN
read-excel-file 2021-03-31 2021-06-30
SEEN
