/* dust - digits that a figure has because a program kept it as a binary fraction
 *
 * A spreadsheet's file holds 66.4 as 66.400000000000006 and 0.053 as 5.2999999999999999E-2:
 * the digits behind say nothing, and part what is equal.  A cell that shows 1.57043E+12 is the
 * other way round: digits that were there are lost.
 */
#ifndef DUST_H
#define DUST_H

#include "base/mem.h"

/* Shorter figures have none. */
#define DUST_LENGTH 17

/* Is it a figure of 16 or 17 digits, at least three more than the shortest that is the same
 * double?  Then *shorter is that. */
bool dust_find(struct mem *mem, struct str figure, struct str *shorter);

/* Does it end as a spreadsheet shows a number too long for its column: 1.57043E+12? */
bool dust_is_cut(struct str figure);

#endif
