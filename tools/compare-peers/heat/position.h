/* position - where one value stands among others
 *
 * All who compete stand on a ladder, put there once, in order of merit.  A unit is ranked
 * among its peers and itself; best, median, mean, quartiles and spread are those of the peers
 * alone, that is of the ladder without its own rung.  All of it is found from the place of
 * that rung: nothing is sorted or added up again for another unit.  Everything is exact but what
 * takes a root, which is an IEEE double; it is rounded only when it is written.
 *
 * A statistic is a row of POSITION_MEASURES, or of those since an earlier period, and a function.
 */
#ifndef POSITION_H
#define POSITION_H

#include "base/mem.h"
#include "values/measure.h"
#include "values/quantile.h"

/* Values in order of merit, the best first.  Where all are whole numbers at one scale that leave room for
 * sums of their squares in 126 bits, as they nearly always are, they are computed with as such. */
struct rungs {
    const struct num *value;
    const int64_t *whole;     /* value = whole * 10^-scale; null: they are no such numbers */
    int32_t scale;
    uint32_t count;
    int sign;                 /* 1 when more is better, -1 when less is */
    int type;                 /* of quantiles, 1 to 9 */
    __int128 whole_sum, whole_squares; /* of the whole numbers */
    struct measure sum, squares; /* of the values, where they are none */
    struct quantile quarter[3]; /* where the quartiles of all but one rung lie; zero bytes where there is one alone */
};

/* The ladder of these values, which must stay; what it keeps is in `mem`. */
struct rungs rungs_open(struct mem *mem, const struct num *value, uint32_t count, int sign, int type);

struct position {
    const struct rungs *ladder;
    uint32_t at;              /* the rung */
    struct num value;
    uint32_t rank;            /* 1 is best; equal values share the smallest: 1, 2, 2, 4 */
    uint32_t ties;            /* how many have this very value, the unit included */
    uint32_t of;              /* peers and the unit */
};

/* The position of the rung with this number.  Without peers only the rank is known. */
struct position position_find(const struct rungs *ladder, uint32_t at);

/* 1: not below the better quartile of the peers ... 4: worse than the worse one; 0 without peers. */
int position_quartile(const struct position *position);

/* The share of the others that are worse: (n - rank - ties + 1) / (n - 1); not known for one alone. */
struct measure position_percentile(const struct position *position);

/* What a figure is held against, so that it never reaches it by rounding; how many decimals it has. */
enum position_beside { BESIDE_OWN, BESIDE_ZERO, BESIDE_ONE, BESIDE_HUNDRED, BESIDE_ENDS };
enum position_places { PLACES_VALUE, PLACES_SHARE, PLACES_INDEX, PLACES_SCORE };

/* name, what it is, function, held against, decimals; `with` is handed on */
#define POSITION_MEASURES(X, with) \
    X(with, median, "of the peers", position_median, OWN, VALUE) \
    X(with, mean, "of the peers, so without the unit", position_mean, OWN, VALUE) \
    X(with, q1, "smaller quartile of the peers", position_q1, OWN, VALUE) \
    X(with, q3, "greater quartile of the peers", position_q3, OWN, VALUE) \
    X(with, mean_all, "of the peers and the unit", position_mean_all, OWN, VALUE) \
    X(with, frontier, "best of the peers and the unit", position_frontier, OWN, VALUE) \
    X(with, gap_best, "to the best peer; positive when the unit is ahead", position_gap_best, ZERO, VALUE) \
    X(with, gap_frontier, "to the best of all, the unit included: 0 or negative", position_gap_frontier, ZERO, VALUE) \
    X(with, gap_median, "to the median", position_gap_median, ZERO, VALUE) \
    X(with, gap_mean, "to the mean of the peers", position_gap_mean, ZERO, VALUE) \
    X(with, gap_mean_all, "to the mean of the peers and the unit", position_gap_mean_all, ZERO, VALUE) \
    X(with, index_median, "value / median * 100", position_index, HUNDRED, INDEX) \
    X(with, frontier_ratio, "value / frontier, or frontier / value where less is better: 1 is the frontier", \
      position_frontier_ratio, ENDS, SHARE) \
    X(with, z, "gap to the mean in standard deviations (n - 1) of the peers", position_z, ZERO, SCORE) \
    X(with, robust_z, "gap to the median in 1.4826 median absolute deviations of the peers", position_robust_z, ZERO, \
      SCORE)

#define X(with, name, meaning, function, beside, places) \
    struct measure function(const struct position *position);
/* The statistic of each row, of a position with peers. */
POSITION_MEASURES(X, )
#undef X

/* The same of two positions of one unit among the same members: now and at an earlier period. */
#define POSITION_CHANGES(X, with) \
    X(with, gap_best_since, "to the best peer then, among those with both periods", position_gap_best_then, ZERO, VALUE) \
    X(with, gap_best_change, "gained on the best peer since, among them", position_gap_best_change, ZERO, VALUE) \
    X(with, gap_median_since, "to the median then, among them", position_gap_median_then, ZERO, VALUE) \
    X(with, gap_median_change, "gained on the median since, among them", position_gap_median_change, ZERO, VALUE) \
    X(with, gap_frontier_since, "to the best of all then, among them", position_gap_frontier_then, ZERO, VALUE) \
    X(with, frontier_closed, "share of the gap to the frontier then that is closed; negative where it grew", \
      position_frontier_closed, ENDS, SHARE)

#define X(with, name, meaning, function, beside, places) \
    struct measure function(const struct position *now, const struct position *then);
/* The statistic of each row. */
POSITION_CHANGES(X, )
#undef X

/* Have all the peers one value?  Have half of them or more the value in the middle? */
bool position_level(const struct position *position);
bool position_level_middle(const struct position *position);

/* ---- for tests ---- */

/* The quantile above / below (1/4: the first quartile) of the peers. */
struct measure position_quantile(const struct position *position, int above, int below, int type);

/* The median of the distances of the peers from their median. */
struct measure position_deviation(const struct position *position);

#endif
