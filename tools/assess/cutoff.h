/* cutoff - what came after the day that counts, and was not used
 *
 * A table of the figures of judged targets that end after --as-of, one a row: region,
 * indicator, period, value, status, vintage, as_of, file, line.
 */
#ifndef CUTOFF_H
#define CUTOFF_H

#include "io/record.h"
#include "judge/judge.h"

struct cutoff;

/* Begins the table with its header. */
struct cutoff *cutoff_open(struct mem *mem, struct writer *writer);

/* Writes what the question leaves out; a series that was seen before adds nothing.  Returns how
 * many rows that were. */
uint32_t cutoff_add(struct cutoff *cutoff, const struct question *question);

/* Frees what is kept; the writer is the caller's. */
void cutoff_close(struct cutoff *cutoff);

#endif
