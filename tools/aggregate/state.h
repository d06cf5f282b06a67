/* state - partial results as a table that any engine can carry about
 *
 * The law: plain = partial, merged in any order and any tree, final - byte for byte.
 *
 * A state is CSV.  Its columns are _r (what the row is), _first, _records, _note, the
 * keys, then the cells of each statistic's state, as value|sum.  Its rows:
 *
 *   s   the request: one line of it in _note
 *   g   a group: where its first record stands, how many it has, key and states
 *   p   a part that is in it: its number, how many records its input had, and in _note
 *       that input's SHA-256, how many records were refused, and the program's version
 *   e   the end: number of groups, number of records in them, and in _note the parts that
 *       are in it and a SHA-256 of the header, the rows above and the parts
 *
 * Equal states are equal bytes, however they were put together.  A state that is cut
 * off, damaged, from another request, or has a part that came before is refused, and
 * a final needs all parts.  States may come one behind the other in one stream, each with
 * its header or only the first.
 */
#ifndef STATE_H
#define STATE_H

#include "groups.h"
#include "parts.h"

/* Writes a table as a state. */
void state_write(struct groups *table, const struct parts *parts, struct writer *writer);

/* Reads the states that a reader of one or more of them gives into a new table, and
 * which parts they had.  The request comes from the states; its options of the
 * output (places, rounding, order, reasons) are those of `shown`.  Anything wrong
 * ends the run with status 2. */
struct state {
    struct request request;
    struct groups table;
    struct parts parts;
};
void state_read(struct state *state, struct mem *mem, struct reader *reader, const struct request *shown);

#endif
