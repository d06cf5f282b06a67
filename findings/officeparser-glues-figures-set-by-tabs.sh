#!/bin/bash
# officeparser turns "8<tab>9" of a Word file into 89.
#
# Library: officeparser 7.8.0, file made with docx 9.15.2 (npm).  Guess: plain
# text of a line set by tab stops has the tabs, or spaces, as words in paragraphs have.
# Seen: the tab is dropped, and figures of two columns become one longer figure, as do a
# figure and its raised note mark.  A line break inside a paragraph goes the same way.
# What helps: nothing in the text; put a table where columns are meant, or read the XML for w:tab.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    officeparser@7.8.0 docx@9.15.2 >/dev/null

cat >read.mjs <<'JS'
import { Document, Packer, Paragraph, Tab, TextRun } from "docx";
import { parseOffice } from "officeparser";
const lines = [
    [new TextRun("Ningbo"), new TextRun({ children: [new Tab(), "8", new Tab(), "9"] })],
    [new TextRun("2021: 8.5"), new TextRun({ text: "2022: 3.5", break: 1 })],
    [new TextRun("114.92"), new TextRun({ text: "1", superScript: true })],
    [new TextRun("8.5 3.5")],
];
const file = await Packer.toBuffer(new Document({ sections: [{ children: lines.map(children => new Paragraph({ children })) }] }));
const parsed = await parseOffice(file);
console.log(parsed.toText());
JS
node read.mjs | tee seen
diff seen - <<'SEEN'
Ningbo89
2021: 8.52022: 3.5
114.921
8.5 3.5
SEEN
