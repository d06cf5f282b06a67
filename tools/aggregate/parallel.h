/* parallel - one file read by several threads
 *
 * Each thread takes a piece of the file and fills a table of its own; the tables
 * are merged in the order of the pieces.  It is done on trust: when anything at
 * all is wrong with the input, or a piece was cut wrongly, nothing is kept, and
 * the caller goes through the file from the start, alone, and tells what is wrong
 * in its order and place.
 */
#ifndef PARALLEL_H
#define PARALLEL_H

#include "table.h"

/* Fills `table`, which must be empty, from what `reader` has not read yet, with up
 * to `threads` threads (this one among them); `part` as in table_fill.  False, with the table and the reader
 * as they were, when it could not be done that way. */
bool parallel_fill(struct table *table, struct reader *reader, uint32_t part, size_t threads);

#endif
