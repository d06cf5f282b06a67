/* word_styles - the styles and the table of typefaces of an office document
 *
 * Word's own names where it has them, so that a person finds "heading 1" (标题 1) where he looks for it;
 * children of an element stand in the order that the schema of WordprocessingML has (ECMA-376), without
 * which Word refuses a document.
 */
#ifndef WORD_STYLES_H
#define WORD_STYLES_H

#include "io/out.h"
#include "office/layout.h"

/* word/styles.xml and word/fontTable.xml. */
void word_styles_write(struct out *out, const struct document *document, const struct layout *layout);
void word_styles_write_fonts(struct out *out, const struct layout *layout);

/* A length in characters of a style's type as twips. */
int word_styles_twips(const struct layout *layout, enum paragraph paragraph, int hundredths);

/* <w:ind .../> of a paragraph's style; nothing where it has none. */
void word_styles_write_indent(struct out *out, const struct layout *layout, enum paragraph paragraph);

/* The list that headings are counted by; lists have the numbers behind it (lists.h). */
enum { LIST_OF_HEADINGS = 1, LIST_OF_ANNEXES = 2 };

/* The names of the styles that are none of paragraphs. */
#define STYLE_LINK "Hyperlink"
#define STYLE_CODE "CodeCharacter"
#define STYLE_FOOTNOTE "FootnoteReference"
#define STYLE_TABLE "ReportTable"

#endif
