/* draft - a first mapping, written from a sample and to be edited
 *
 * A row for each column that is not what its header says plainly, for each constant that lines
 * above the table say or nothing says, and for each region, indicator, unit, period and sign that
 * could not be settled.  What is open has an empty `to` and, in the column `candidates`, what it may
 * be or why it is open: normalize asks for it to be filled when the mapping is used.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include "base/diag.h"
#include "table/raw_table.h"

struct draft;

struct draft_row {
    struct str what, from, to;
    struct str candidates;    /* of one that is open: `to` is empty */
};

/* An empty one. */
struct draft *draft_open(struct mem *mem);

/* What is said of a table's columns and of what the table lacks. */
void draft_table(struct draft *draft, const struct shape *shape, const struct raw_table *table);

/* Something that could not be settled, and why; a text of a kind is taken once. */
void draft_text(struct draft *draft, enum diag_code code, struct str text, struct str why);

/* A column without a name, by its number from 1, that holds something. */
void draft_nameless(struct draft *draft, uint32_t number, struct str text);

/* All rows so far. */
size_t draft_rows(const struct draft *draft, const struct draft_row **row);

/* Writes them as a mapping. */
void draft_write(const struct draft *draft, struct writer *writer);

/* Frees the memory of what was taken.  A null pointer is allowed. */
void draft_close(struct draft *draft);

#endif
