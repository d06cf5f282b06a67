/* linearize - means, totals, ratios and spreads of a domain, with the scores behind them
 *
 * Each is linearized: the score of a respondent says by how much the estimate would move with the
 * weight, so that variance_of tells how far it varies, and what two estimates have in common (a wave and the
 * next, a question and another) comes out of their scores.  Where the design is told by replicate weights, each
 * is made anew with each of them instead.
 */
#ifndef LINEARIZE_H
#define LINEARIZE_H

#include "design/variance.h"

/* Those of a domain who count, with their figures. */
struct base {
    uint32_t *at;             /* positions, rising */
    double *y, *z;            /* figures; z, below a ratio's line, may be null */
    uint32_t count;
};

struct estimate {
    bool known;               /* false: nobody counts, or a line of 0 */
    double value;
    double variance;          /* by the design; NaN where it cannot be told */
    double *score;            /* of each of the base */
    double *replicate;        /* the value by each replicate's weights, NaN where there is none; null without them */
    double weights, squares;  /* sums of weights and of their squares */
    double simple;            /* the variance that as many respondents would give, drawn alike and with
                                 replacement; NaN where that says nothing */
};

/* One of them: what it is of, and the formula.  Scores are in the sample's arena. */
typedef struct estimate linear_figure(const struct design *sample, const struct base *base);
linear_figure linear_mean, linear_total, linear_ratio, linear_spread;

/* Second less first, whatever they share: the two bases have no respondent in common. */
double linear_change_variance(const struct design *sample, const struct base *first, const struct estimate *from,
                              const struct base *second, const struct estimate *to);

/* The correlation of y and z, by weight; NaN where one of them is the same for all. */
double linear_correlation(const struct design *sample, const struct base *base);

/* ---- for tests ---- */

/* The variance of a mean by the jackknife: each cluster of the first stage left out in turn, the others of its
 * stratum standing for it, around the mean of all that come out (JKn; J. Shao and D. Tu, 1995). */
double linear_jackknife(const struct design *sample, const struct base *base);

#endif
