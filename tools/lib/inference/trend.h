/* trend - which way a short series leans, and how surely
 *
 * Lines by least squares, plain or weighted; lines that single odd points do not bend
 * (Theil and Sen, Siegel); rank correlation with time (Kendall, Spearman).  IEEE
 * doubles throughout.  x are the times: for most functions they need not be sorted nor
 * evenly spaced, but they must differ from each other.
 *
 * Theil-Sen looks at all pairs of points: n points cost n(n-1)/2 doubles.
 */
#ifndef TREND_H
#define TREND_H

#include "base/mem.h"

/* ---- least squares ---- */

/* The line y = middle_y + slope * (x - middle_x). */
struct trend_line {
    size_t count;
    double slope;
    double middle_x, middle_y; /* weighted means */
    double width;             /* sum of w (x - middle_x)^2 */
    double rest;              /* sum of w (y - line)^2 */
};

/* With a weight above 0 for each point, or null for 1 each.  False with fewer than two points. */
bool trend_line(const double *x, const double *y, const double *weight, size_t count, struct trend_line *line);

/* The line's value at a time. */
double trend_line_at(const struct trend_line *line, double x);

/* The standard error of the slope of an unweighted line, and how probable a slope is that
 * is as far from 0 or farther, if there were none (two-sided, t with n - 2 degrees of
 * freedom; 0 where the line leaves no rest).  At least three points. */
double trend_line_error(const struct trend_line *line);
double trend_line_chance(const struct trend_line *line);

/* ---- medians ---- */

/* The median of the slopes of all pairs of points (H. Theil, 1950; P. K. Sen, 1968).  count > 1. */
double trend_theil_sen(struct mem *mem, const double *x, const double *y, size_t count);

/* Where a line of this slope stands at x = 0: the median of y - slope x. */
double trend_through(struct mem *mem, const double *x, const double *y, size_t count, double slope);

/* ---- for tests ---- */

/* The median; the values are put into another order.  count > 0. */
double trend_median(double *value, size_t count);

/* The median of the points' median slopes to all others (A. F. Siegel, 1982).  count > 1. */
double trend_siegel(struct mem *mem, const double *x, const double *y, size_t count);

/* Between which two slopes the true one lies with this confidence (0.95), by the normal
 * approximation of Sen (1968), equal values counted, places rounded to the nearest. */
void trend_theil_sen_range(struct mem *mem, const double *x, const double *y, size_t count, double confidence,
                           double range[2]);

/* A coefficient from -1 to 1, and how probable one is that is as far from 0 or farther if
 * there were no trend.  Not known with fewer than three points, or where all y are equal. */
struct trend_rank {
    bool known, exact;
    double coefficient, chance;
};

/* Kendall's tau-b.  The chance is exact (all orders counted) where no two y are equal and
 * `exact` is asked for, else that of the normal approximation. */
struct trend_rank trend_kendall(struct mem *mem, const double *x, const double *y, size_t count, bool exact);

/* Spearman's rho, equal y having the mean of their ranks; the chance by t with n - 2. */
struct trend_rank trend_spearman(struct mem *mem, const double *x, const double *y, size_t count);

#endif
