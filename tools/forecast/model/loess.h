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

struct loess {
    size_t span;              /* neighbours that count, odd */
    bool sloped;              /* a local line, else a local mean */
    size_t jump;              /* at least 1 */
};

/* The smooth of `count` values at place `at`, counted from 1; 0 and count + 1 are allowed. */
double loess_at(struct loess loess, const double *value, size_t count, double at);

/* The smooth at all places; `into` has room for `count`. */
void loess_all(struct loess loess, const double *value, size_t count, double *into);

/* STL with an index that is the same in all years: no robustness rounds, two inner rounds,
 * spans as R's stl(s.window = "periodic") chooses them.  season > 1, count > 2 season. */
void loess_part(struct mem *mem, const double *value, size_t count, unsigned season, double *trend, double *index);

#endif
