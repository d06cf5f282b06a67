/* revise - what has changed since the last delivery
 *
 * Two tables of observations are matched by region, indicator, period and caliber, in
 * each the row of the latest vintage standing for its figure.  Both are kept in
 * memory.
 */
#ifndef REVISE_H
#define REVISE_H

#include "records/cells.h"

struct revise;

/* Begins with the rows of the last delivery. */
struct revise *revise_open(struct mem *mem, const struct cells *before, const struct columns *columns);

/* A record of this delivery. */
void revise_add(struct revise *revise, const struct record *record, const struct reader *reader);

/* Writes the table: region, indicator, period, caliber, change (revised, added, dropped),
 * before, now, difference, percent, line_before, line; then releases everything. */
void revise_finish(struct revise *revise, const char *path, char delimiter);

#endif
