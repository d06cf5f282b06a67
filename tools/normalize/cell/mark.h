/* mark - footnote marks behind a value or a name
 *
 * 1196.5① is the number 1196.5 with a mark, and must lose it before anything is
 * folded: NFKC would make it 11961.51.  Marks are circled and bracketed numbers,
 * asterisks, daggers, [1], 〔1〕, 【注1】, （注）, and behind a number superscript
 * digits (behind a name they are a unit's: km²) and, apart from it, 1).
 */
#ifndef MARK_H
#define MARK_H

#include "base/mem.h"

/* Splits the marks off the end of a trimmed text.  Returns the text before them,
 * trimmed again; *marks is what was split off, empty when nothing was.  A text that
 * is nothing but marks is left whole. */
struct str mark_split(struct str text, bool number, struct str *marks);

#endif
