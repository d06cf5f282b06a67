/* recut - the same figure in other parts
 *
 * Two quarters, and then their half-year: neither is a figure that was revised where they add up to it.
 */
#ifndef RECUT_H
#define RECUT_H

#include "meaning/observation.h"
#include "report/earlier.h"

/* Do the figures of one of the two, which follow each other without a gap, add up to one of the other that the period
 * is, or lies inside? */
bool recut(const struct seen_list *was, struct series is, struct period period);

#endif
