/* state - partial results as a table that any engine can carry about
 *
 * The law: plain = partial, merged in any order and any tree, final - byte for byte.
 *
 * A state is CSV.  Its columns are _r (what the row is), _else, the keys, then the cells of each
 * statistic's state, as value|sum.  Its rows, by what stands in _r:
 *
 *   s by:region   a line of the request
 *   2             a group of so many records, its key and states.  Groups stand in the order of their
 *                 first records: of a part, and in it by number, from 1.  "2 at 3:17" is the 17th
 *                 group that part 3 began; without that it follows on the row above, or is 1:1
 *   p 3 records ...  a part that is in it: how many records its input had, its SHA-256, how many
 *                 records were refused, and the program's version
 *   e groups ...  the end: number of groups and of records in them, the parts that are in it, and a
 *                 SHA-256 of the lines above, as they are written here, with this one down to the parts
 *
 * What follows from other cells is not written (stats.h).  Cells that are seldom filled have no column: what
 * they hold stands in _else, each as 2:4:+1.5, its number, its length and the text.  The request says which
 * they are.  That a group's texts are those of a column of its key is what is expected of it.
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
