/* state - partial results as a table that any engine can carry about
 *
 * The law: plain = partial, merged in any order and any tree, final - byte for byte.
 *
 * A state is CSV.  Its columns are _r (what the row is), _first, _records, _note, the
 * keys, then the cells of each statistic's state, as value|sum.  Its rows:
 *
 *   s   the request: one line of it in _note
 *   g   a group: where its first record stands, how many it has, key and states
 *   e   the end: number of groups, number of records, and in _note the parts that
 *       are in it and a SHA-256 of the header, the rows above and the parts
 *
 * Equal states are equal bytes, however they were put together.  A state that is cut
 * off, damaged, from another request, or has a part that came before is refused, and
 * a final needs all parts.
 */
#ifndef STATE_H
#define STATE_H

#include "groups.h"

enum { STATE_PARTS_MOST = 32767 };

/* Which parts of the whole a state holds. */
struct parts {
    uint32_t total;
    bool *have;               /* from 1; total + 1 of them */
};

/* Reads "3/8": part 3 of 8.  What it cannot be ends the run. */
struct parts parts_parse(struct mem *mem, const char *text, uint32_t *part);

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

/* Ends the run unless all parts are there. */
void state_complete(const struct state *state);

#endif
