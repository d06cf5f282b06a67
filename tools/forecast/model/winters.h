/* winters - exponential smoothing with seasons (Holt and Winters)
 *
 * Level and slope move as in smooth.h; the season of a value is added to them or multiplies
 * them, and is smoothed from its own last value a year before:
 *
 *   added       s <- gamma (y - l) + (1 - gamma) s
 *   multiplies  s <- gamma y / l + (1 - gamma) s
 *
 * with the level that the value has moved already.  `by_error` takes the level before that,
 * as R's ets does; its gamma of an added season is (1 - alpha) times the textbook's.
 */
#ifndef WINTERS_H
#define WINTERS_H

#include "model/smooth.h"

struct winters {
    struct smooth_weights weights;
    bool times, by_error;
    unsigned season;
    double level, slope;      /* at the last value taken in */
    double *index;            /* of the next `season` values, next first */
    double sum, squares;      /* of the errors, and of their squares */
    size_t errors;
};


/* Starts as R's HoltWinters() does: the first two years are parted (seasonal.h), a line is
 * laid through their trend, and level and slope where that line begins stand before the first
 * value of the second year, from where values are taken in.  (The line begins half a year
 * earlier; what that is off is smoothed away.)  Two years of values must be there, even if
 * only `count`, a year at least, are to be taken in.  False where the years can't be parted,
 * as with a trend that is not above 0 when the season multiplies. */
bool winters_start(struct mem *mem, struct winters *winters, const double *value, size_t count);

/* The weights alpha, beta and gamma with the smallest sum of squares from that start. */
bool winters_search(struct mem *mem, struct winters *winters, const double *value, size_t count);

/* By how much the standard deviation of one step grows to that of `step` steps ahead: M. Yar
 * and C. Chatfield, "Prediction intervals for the Holt-Winters forecasting procedure",
 * International Journal of Forecasting 6 (1990).  (Where the season multiplies, R 4.2 is
 * narrower by two slips: alpha + gamma (1 - alpha) instead of 1 for the first step, and the
 * slope for one of the indices.) */
double winters_breadth(const struct winters *winters, unsigned step);

/* ---- for tests ---- */

/* Takes values in, one after the other. */
void winters_run(struct winters *winters, const double *value, size_t count);

#endif
