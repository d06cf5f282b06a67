/* goals - what somebody set for indicators: the ends of their scales, and targets
 *
 * A table with the columns indicator and, where they are given, period, low, high, target and scale
 * (linear, or log: all are compared as logarithms).  A row with a period is for that one, a row
 * without for all that have none of their own.
 */
#ifndef GOALS_H
#define GOALS_H

#include "meaning/sheet.h"
#include "steps/normalize.h"
#include "table/hierarchy.h"

/* Reads the table into [column * periods + period]; numbers that are not given are NAN.  Mistakes
 * are told and end the run: an indicator that the tree does not have, a row twice, low not below high. */
struct goalpost *goals_read(struct mem *mem, struct reader *reader, const struct hierarchy *tree,
                            const struct period *period, uint32_t periods);

#endif
