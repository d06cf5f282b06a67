/* lists - how headings, annexes and items are counted in an office document
 *
 * Word counts by itself, so that a person who moves a heading has it numbered anew: headings by their
 * style 一、（一）1.（1） in Chinese and 1, 1.1 elsewhere, annexes apart.  Headings begin anew in each annex,
 * and items in each list.
 */
#ifndef LISTS_H
#define LISTS_H

#include "io/out.h"
#include "office/layout.h"

struct lists;

/* Those of the styles alone: headings and annexes. */
struct lists *lists_open(struct mem *mem);

/* The number of a list that begins here: of items with dots, of items counted from `first` at a level (from
 * 1), of headings in another annex. */
int lists_dots(struct lists *lists);
int lists_count(struct lists *lists, int level, long first);
int lists_annex(struct lists *lists);

/* word/numbering.xml. */
void lists_write(const struct lists *lists, struct out *out, const struct document *document,
                 const struct layout *layout);

#endif
