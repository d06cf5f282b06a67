/* swift - lines that need nothing go by
 *
 * Most lines of a large table hold a region, an indicator, a period and a unit that were
 * met before and needed no change, and a plain number.  Such a line is an observation as
 * it stands: its cells are copied, in the order of the output, and nothing else is
 * looked at.  Cells that become what they became before are put in their place, and the log
 * has their rows.  What is not surely so is left to row_write, which gives the same bytes.
 */
#ifndef SWIFT_H
#define SWIFT_H

#include "line/row.h"

struct swift;

/* Readies it for a table; null where its lines always need more (columns that become
 * rows, most constants, another form of output ...). */
struct swift *swift_open(struct rows *rows, const struct raw_table *table);

/* Looks at up to SWIFT_BATCH records of one reader_batch, which swift_line then writes one
 * by one. */
#define SWIFT_BATCH 64
void swift_look(struct swift *swift, struct reader *reader, const struct record *record, size_t count);

/* Writes the record that was looked at as number `i` (from 0) if its line needs nothing
 * more; false when it was not written.  Between the lines others may be read by row_write. */
bool swift_line(struct swift *swift, size_t i);

#endif
