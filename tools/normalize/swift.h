/* swift - lines that need nothing go by
 *
 * Most lines of a large table hold a region, an indicator, a period and a unit that were
 * met before and needed no change, and a plain number.  Such a line is an observation as
 * it stands: its cells are copied, in the order of the output, and nothing else is
 * looked at.  What is not surely so is left to row_write, which gives the same bytes.
 */
#ifndef SWIFT_H
#define SWIFT_H

#include "row.h"

struct swift;

/* Readies it for a table; null where its lines always need more (columns that become
 * rows, constants, another form of output ...). */
struct swift *swift_open(struct rows *rows, const struct table *table);

/* Writes the record if it needs nothing; false when it was not written. */
bool swift_row(struct swift *swift, const struct record *record);

#endif
