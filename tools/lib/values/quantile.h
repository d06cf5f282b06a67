/* quantile - where in a sorted list a quantile stands, by each of the nine rules
 *
 * The nine definitions of Hyndman and Fan, "Sample Quantiles in Statistical
 * Packages", The American Statistician 50 (1996), numbered as they and R number
 * them.  Type 7 is R's and Excel's QUARTILE.INC, type 6 is SPSS's and
 * QUARTILE.EXC, type 2 averages at steps as SAS does.  Other programs give other
 * answers for the same data, so whoever prints a quantile says which type it is.
 *
 * Only whole numbers are computed here: the answer is two places in the list and
 * how far to go from one to the other as a fraction, so that the caller
 * interpolates exactly, whatever its values are.
 */
#ifndef QUANTILE_H
#define QUANTILE_H

#include "base/mem.h"

#define QUANTILE_TYPES 9
#define QUANTILE_DEFAULT 7

/* x[low] + (x[high] - x[low]) * part / whole, places counted from 0 in the list
 * sorted upwards; 0 <= part < whole in lowest terms, and low == high where part is 0. */
struct quantile {
    size_t low, high;
    int64_t part, whole;
};

/* The quantile of a share `above` / `below` (1/4 is the first quartile) of a list
 * of `count` values.  count > 0, 0 <= above <= below, 0 < below <= 10^9, type 1 to 9. */
struct quantile quantile_at(size_t count, int64_t above, int64_t below, int type);

#endif
