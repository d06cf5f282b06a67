/* loess - local regression over evenly spaced values, and STL, which is made of it
 *
 * After R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, "STL: A
 * Seasonal-Trend Decomposition Procedure Based on Loess", Journal of Official Statistics
 * 6 (1990): each value is fitted from its neighbours, weighted by the tricube of their
 * distance; fits may be made at every `jump`-th value and joined by straight lines.
 */
#ifndef LOESS_H
#define LOESS_H

#include "base/mem.h"

/* STL with an index that is the same in all years: no robustness rounds, two inner rounds,
 * spans as R's stl(s.window = "periodic") chooses them.  season > 1, count > 2 season. */
void loess_part(struct mem *mem, const double *value, size_t count, unsigned season, double *trend, double *index);

#endif
