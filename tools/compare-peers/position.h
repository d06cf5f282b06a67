/* position - where one value stands among others
 *
 * The unit is ranked among its peers and itself; best, worst, median, mean and
 * quartiles are those of the peers alone.  Everything is exact: gaps and indices
 * are measures that are rounded only when they are written.
 */
#ifndef POSITION_H
#define POSITION_H

#include "base/mem.h"
#include "values/measure.h"

struct position {
    uint32_t rank;            /* 1 is best; equal values share the smallest: 1, 2, 2, 4 */
    uint32_t ties;            /* how many have this very value, the unit included */
    uint32_t of;              /* peers and the unit */
    struct measure percentile; /* share of the others that are worse */
    int quartile;             /* 1: not below the better quartile of the peers ... 4: worse than the worse one */
    struct measure median, mean, q1, q3; /* of the peers; q1 is the smaller, whatever is better */
    struct measure gap_best, gap_median, gap_mean; /* positive when the unit is ahead in merit */
    struct measure index;     /* value / median * 100; not known for a median of 0 or below */
};

/* The position of `value` among `count` peers, given in order of merit, the best
 * first; `sign` is 1 when more is better and -1 when less is.  `type` is the type of
 * quantile, 1 to 9.  Without peers only the rank is known. */
struct position position_find(struct num value, const struct num *peer, uint32_t count, int sign, int type);

/* ---- for tests ---- */

/* The quantile above / below (1/4: the first quartile) of values in rising order. */
struct measure position_quantile(const struct num *rising, uint32_t count, int above, int below, int type);

/* (those that are less) / (count - 1) for a value among `count` values, itself one of
 * them; not known for one value. */
struct measure position_percentile(uint32_t less, uint32_t count);

#endif
