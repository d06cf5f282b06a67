/* fill - merged cells: a blank cell, or one that says ditto (〃, 同上), repeats the one above
 *
 * Only in columns that the user names, from the outside in: a new value in one makes
 * those named after it begin anew.  Columns of values are never filled.
 */
#ifndef FILL_H
#define FILL_H

#include "table/raw_table.h"

struct fill;

/* Does a cell say no more than that it repeats the one above? */
bool fill_is_ditto(struct str cell);

/* The columns of a table that a list names, parted by commas, by header or by the
 * output's name.  One that the table lacks ends the run. */
struct fill *fill_open(struct mem *mem, const struct raw_table *table, struct str list);

/* Looks at a line's cells: to be called once for each, before fill_cell. */
void fill_line(struct fill *fill, const struct record *record);

/* What a blank cell of a column repeats; empty where nothing is to be filled.  Good
 * until the next fill_line. */
struct str fill_cell(const struct fill *fill, uint32_t at);

/* Frees the buffers.  A null pointer is allowed. */
void fill_close(struct fill *fill);

#endif
