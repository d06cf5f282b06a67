/* draft - a first mapping, written from a sample and to be edited
 *
 * A row for each column that is not what its header says plainly, and one for each
 * region, indicator, unit, period and sign that could not be settled, with an empty `to`:
 * normalize asks for it to be filled when the mapping is used.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include "base/diag.h"
#include "table/raw_table.h"

struct draft;

/* A draft for that writer, beginning with its header. */
struct draft *draft_open(struct mem *mem, struct writer *writer);

/* What is said of a table's columns. */
void draft_table(struct draft *draft, const struct raw_table *table);

/* Something that could not be settled; a text of a kind is written once. */
void draft_text(struct draft *draft, enum diag_code code, struct str text);

/* Frees the memory of what was written.  A null pointer is allowed. */
void draft_close(struct draft *draft);

#endif
