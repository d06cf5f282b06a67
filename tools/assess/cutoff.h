/* cutoff - the figures that targets are judged by, and those that came after the day that counts
 *
 * Two tables with the same columns, a figure a row: region, indicator, period, months (its length), value,
 * written (with the sign of a bound), unit, status, qualifier, vintage, caliber, as_of, source, file, line.
 */
#ifndef CUTOFF_H
#define CUTOFF_H

#include "io/record.h"
#include "judge/judge.h"

struct cutoff;

/* Begins a table with its header: of the figures that end in time, or of the others. */
struct cutoff *cutoff_open(struct mem *mem, struct writer *writer, bool in_time);

/* Writes those of a question; a series that was seen before adds nothing.  Returns how many rows that
 * were. */
uint32_t cutoff_add(struct cutoff *cutoff, const struct question *question);

/* Frees what is kept; the writer is the caller's. */
void cutoff_close(struct cutoff *cutoff);

#endif
