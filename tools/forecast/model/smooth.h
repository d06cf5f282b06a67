/* smooth - exponential smoothing: the recursion, where it starts, its best weights
 *
 * With a level l, a slope b and a damping p, one step ahead is l + p b.  A value y that
 * comes in is off by e = y - (l + p b), and
 *
 *   l <- l + p b + alpha e        b <- p b + alpha beta e
 *
 * which is the textbook's recursion with its own beta.  (Programs that print alpha beta
 * as "beta", as R's ets does, mean the same weight.)  Simple smoothing is the same with
 * b = 0 and beta = 0.
 *
 * A start is three things: the level, the slope, and before which value they stand.
 */
#ifndef SMOOTH_H
#define SMOOTH_H

#include "base/mem.h"

/* What is smoothed in. */
struct smooth_weights {
    double alpha, beta, phi;  /* 0 to 1 each; without a slope beta is 0 and phi 1 */
    double gamma;             /* 0 to 1, of the seasons (seasonal.h); else 0 */
};

struct smooth {
    struct smooth_weights weights;
    double level, slope;      /* at the last value taken in */
    double squares;           /* sum of e^2 */
    size_t errors;            /* how many e there were */
};


/* ---- starts, each followed by a run over the rest ---- */

/* The first value and the first step up are the state before the first value, which is taken
 * in too (R's initial = "simple"); or the state at the first value, so that the second is the
 * first one taken in (the textbook's).  count > 1 with a slope, count > 0 without. */
struct smooth smooth_from_before(struct smooth_weights weights, bool slope, const double *value, size_t count);
struct smooth smooth_from_first(struct smooth_weights weights, bool slope, const double *value, size_t count);

/* The state before the first value that makes the sum of squares the smallest: errors are
 * linear in it, so it is found at once, by least squares. */
struct smooth smooth_from_squares(struct smooth_weights weights, bool slope, const double *value, size_t count);

/* ---- weights ---- */

/* The weights with the smallest sum of squares, start included (smooth_from_squares), to about
 * 0.0001: the best of a grid over all there are, then smaller and smaller steps around it.
 * alpha and beta from 0 to 1; with a slope and `damped` phi from 0.8 to 0.98, else 1. */
struct smooth smooth_search(bool slope, bool damped, const double *value, size_t count);

/* ---- ahead ---- */

/* p + p^2 + ... + p^step. */
double smooth_damped(double phi, unsigned step);

/* By how much the standard deviation of one step grows to that of `step` steps ahead:
 * sqrt(1 + sum of (alpha + alpha beta (p + ... + p^j))^2 for j = 1 .. step - 1), class 1 in
 * R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, "Prediction intervals for
 * exponential smoothing using two new classes of state space models", Journal of
 * Forecasting 24 (2005). */
double smooth_breadth(struct smooth_weights weights, unsigned step);

/* ---- for tests ---- */

/* Takes values in, one after the other. */
void smooth_run(struct smooth *smooth, const double *value, size_t count);

#endif
