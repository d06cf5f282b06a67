#!/bin/bash
# xlsx2csv writes #,##0"04" for 5 days and 0.0"1201²" for 5 square hectometres: the figure is gone.
#
# Package: xlsx2csv 1:0.7.8-1 (Debian 12).  Guess: a unit in quotation marks is text in a number format: a 5 in the
# format 0"m" is 5 or 5m.
# Seen: a letter of dates anywhere in a format makes it one of dates, in quotation marks as well as behind _ (a space
# as wide as an m).  The cell is the format itself then, with the day, hour or month of 4 January 1900 in the place of
# its letters; the status is 0.  Units in Chinese, or a t, keep their figures.  A month in the format yyyy"年"m"月"
# keeps the quotation marks.
# What helps: units in headings and not in formats; --ignore-formats date, which leaves days as numbers too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q xlsx2csv=1:0.7.8-1 >/dev/null
dpkg-deb -x xlsx2csv_*.deb root
xlsx2csv() { PYTHONPATH=root/usr/lib/python3/dist-packages python3 root/usr/bin/xlsx2csv "$@"; }

cat >write.py <<'PY'
import zipfile
FORMATS = [('#,##0"d"', 5), ('0.0"hm²"', 5), ('0"m"', 5), ('0.0_m', 5), ('0.0"亩"', 5), ('0.0" t"', 5),
    ('yyyy"年"m"月"', 44958)]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-"
def relations(*targets):
    return f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets)) + "</Relationships>"
formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
    for i, (code, _) in enumerate(FORMATS))
styles = "".join(f'<xf numFmtId="{164 + i}" applyNumberFormat="1"/>' for i in range(len(FORMATS)))
rows = "".join(f'<row r="{i}"><c r="A{i}" s="{i}"><v>{value}</v></c></row>' for i, (_, value) in enumerate(FORMATS, 1))
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{TYPES}package.relationships+xml"/>' + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{TYPES}officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("styles", "styles"), ("worksheets/sheet1", "worksheet"))) + "</Types>",
    "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(FORMATS) + 1}"><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
}
with zipfile.ZipFile("units.xlsx", "w") as book:
    for name, text in parts.items():
        book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
PY
python3 write.py
xlsx2csv units.xlsx | tee seen
echo "without formats: $(xlsx2csv --ignore-formats date -- units.xlsx | paste -sd ' ')" | tee -a seen
diff seen - <<'SEEN'
"#,##0""04"""
"0.0""1201²"""
"0""01"""
0.0_01
5.0000
5.00000
"2023""年""02""月"""
without formats: 5 5 5 5 5.0000 5.00000 44958
SEEN
