#!/bin/bash
# exceljs reads 5 hectares as 4 January 1900: an escaped letter in a number format makes a date.
#
# Library: exceljs 4.4.0 (npm), read back also with read-excel-file 9.3.17.  Guess: whoever tells
# dates from numbers by the letters d, m, y, h and s of a format leaves out quoted ones, and
# so also the escaped ones, which spreadsheets write for a unit typed behind the digits.
# Seen: 0.0" ha" is a number, the same unit as 0.0\ \h\a makes a Date of every figure in the
# column, and so does _m, the space as wide as an m.  The value itself is lost on the way to
# JSON.  Other readers of the same file keep the number.
# What helps: read with styles taken out of the file, or turn Dates of such formats back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    exceljs@4.4.0 read-excel-file@9.3.17 >/dev/null

cat >read.mjs <<'JS'
import ExcelJS from "exceljs";
import { readSheet } from "read-excel-file/node";
const formats = ['0.0" ha"', "0.0\\ \\h\\a", "0\\ \\m", "0\\ \\d\\a\\y\\s", "0_m", "0\\ \\k\\g"];
const book = new ExcelJS.Workbook();
const sheet = book.addWorksheet("area");
formats.forEach((format, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = 5;
    cell.numFmt = format;
});
const file = await book.xlsx.writeBuffer();
const again = new ExcelJS.Workbook();
await again.xlsx.load(file);
const other = await readSheet(file);
formats.forEach((format, i) => {
    const value = again.worksheets[0].getCell(i + 1, 1).value;
    console.log(format, value instanceof Date ? value.toISOString().slice(0, 10) : value, "other reader:", other[i][0]);
});
JS
node read.mjs | tee seen
diff seen - <<'SEEN'
0.0" ha" 5 other reader: 5
0.0\ \h\a 1900-01-04 other reader: 5
0\ \m 1900-01-04 other reader: 5
0\ \d\a\y\s 1900-01-04 other reader: 5
0_m 1900-01-04 other reader: 5
0\ \k\g 5 other reader: 5
SEEN
