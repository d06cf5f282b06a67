/* parallel - one file read by several threads
 *
 * Each thread takes one piece of the file after the other and fills a table of its own;
 * the tables are merged, or shared out from the time when they become large (spread).
 * Since nothing depends on the order in which records are taken in, the result is the
 * one of a single thread.  It is done on trust: when anything at
 * all is wrong with the input, or a piece was cut wrongly, nothing is kept, and
 * the caller goes through the file from the start, alone, and tells what is wrong
 * in its order and place.
 */
#ifndef PARALLEL_H
#define PARALLEL_H

#include "groups.h"

/* Fills `table`, which must be empty, from what `reader` has not read yet, with as many
 * threads as the request allows (this one among them); `part` as in walk_fill.  False,
 * with the table and the reader as they were, when it could not be done that way. */
bool parallel_fill(struct groups *table, struct reader *reader, uint32_t part);

#endif
