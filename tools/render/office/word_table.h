/* word_table - a grid as a table of Word, or as several where it is too wide for paper
 *
 * Widths come from the grid's shares; a column of figures is never narrower than its widest figure, so
 * that none is broken.  A table that does not fit on upright paper at the least size goes across, and what does
 * not fit there is cut between columns, each piece with the first column again.  Heads are repeated on
 * each page, and a row stands on one page.
 */
#ifndef WORD_TABLE_H
#define WORD_TABLE_H

#include "office/pen.h"

/* Does it need paper across? */
bool word_table_is_wide(struct pen *pen, const struct grid *grid);

/* Its caption, the table, its notes. */
void word_table(struct pen *pen, const struct doc_block *block);

/* "Table 3. text", the number a field of Word.  Nothing for an empty text. */
void word_caption(struct pen *pen, enum word id, long number, struct str text, struct str anchor,
                  const struct paragraph_extra *extra);

#endif
