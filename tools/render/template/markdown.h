/* markdown - the text of a filled template, parsed into the blocks of a document
 *
 * GitHub's Markdown by its own parser (cmark-gfm): headings, lists, quotes, tables, footnotes, bold,
 * emphasis, code, links.  Left out on purpose: strikethrough (3~5%，其中6~8% is no deletion), bare
 * addresses as links (they swallow Chinese punctuation), HTML (shown as the text that it is).
 *
 * Bold is what stands between ** also beside Chinese punctuation, where CommonMark denies it
 * (**“十四五”**以); a line end between two Chinese characters is no space.
 *
 * The only module that includes cmark-gfm.h.
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "document/document.h"
#include "template/filling.h"

/* What stands for the marks in the Markdown. */
struct markdown {
    struct document *document;
    const struct filled *value;
    size_t values;
    void (*inset)(void *state, size_t i, enum doc_role role); /* puts the i-th directive into the document */
    void *state;
};

/* Parses and adds; paragraphs get the role. */
void markdown_put(const struct markdown *markdown, struct str text, enum doc_role role);

/* The text of one paragraph as runs of a block. */
void markdown_runs(const struct markdown *markdown, struct doc_block *block, struct str text);

/* ---- for tests ---- */

/* Text with letters put in where ** would not be seen as bold. */
struct str markdown_flanked(struct mem *mem, struct str text);

#endif
