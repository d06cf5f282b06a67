#!/bin/bash
# mammoth's Markdown says 114\.921 for 114.92 with a raised 1, and keeps the figure struck out.
#
# Library: mammoth 1.13.0, file made with docx 9.15.2 (npm).  Guess: text and Markdown carry what
# the HTML of the same library carries, if not as marks then with a space or a bracket.
# Seen: the HTML has <sup> and <s>.  In Markdown and plain text both are gone, so a note mark
# is a further decimal, and the old figure, struck out, stands before the new one as one
# number.  A figure in a simple field (mail merge, document property) is in none of them.
# What helps: convert to HTML and go from there, and look at the messages, which name the
# field but not the figure.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    mammoth@1.13.0 docx@9.15.2 >/dev/null

cat >read.mjs <<'JS'
import { Document, Packer, Paragraph, SimpleField, TextRun } from "docx";
import mammoth from "mammoth";
const lines = [
    [new TextRun("GDP 114.92"), new TextRun({ text: "1", superScript: true })],
    [new TextRun({ text: "8.4", strike: true }), new TextRun("8.5")],
    [new TextRun("jobs "), new SimpleField("MERGEFIELD jobs", "1206"), new TextRun(" of 1100")],
];
const buffer = await Packer.toBuffer(new Document({ sections: [{ children: lines.map(children => new Paragraph({ children })) }] }));
const html = await mammoth.convertToHtml({ buffer });
console.log(html.value);
console.log(JSON.stringify((await mammoth.convertToMarkdown({ buffer })).value));
console.log(JSON.stringify((await mammoth.extractRawText({ buffer })).value));
console.log(html.messages.map(m => m.message).join());
JS
node read.mjs | tee seen
diff seen - <<'SEEN'
<p>GDP 114.92<sup>1</sup></p><p><s>8.4</s>8.5</p><p>jobs  of 1100</p>
"GDP 114\\.921\n\n8\\.48\\.5\n\njobs  of 1100\n\n"
"GDP 114.921\n\n8.48.5\n\njobs  of 1100\n\n"
An unrecognised element was ignored: w:fldSimple
SEEN
