/* rows - the results, as they are written
 *
 * Plainly it is a row a group.  Around that stand:
 *
 *   subtotals   a row for the groups that share all --by columns but the last, all but
 *               the last two, and so on to the total of everything; each follows the
 *               groups that are in it, which therefore stand together
 *   crosstab    a row for the groups that share the --by columns, and in it a column
 *               for each value of one more
 *
 * A subtotal is found from the states of its groups, so a mean is that of the records,
 * not of the means, and as exact as any other.  The column _level says how many keys a
 * row has: as many as --by names for a group, 0 for the total; so an empty key is
 * never taken for a subtotal.
 *
 * A group of several units has no numbers and is told (mixed-units); a subtotal of
 * several units has none either, and the number of such is told.
 */
#ifndef ROWS_H
#define ROWS_H

#include "groups.h"

/* Ends the run where two keys or results are called the same: what is seen of a state before anything is written. */
void rows_names_differ(const struct groups *table);

/* Writes the header and all rows. */
void rows_write(struct groups *table, struct writer *writer);

#endif
