/* association - do the answers to a question depend on the group?
 *
 * Pearson's chi-square of the weighted table of answers by groups, which a design makes larger or smaller
 * than chi-square: J. N. K. Rao and A. J. Scott (Annals of Statistics 12, 1984) compare it with what the
 * design's eigenvalues make of it; or Wald's test of independence with the design's covariance (Koch,
 * Freeman and Freeman 1975).  One row is one test.
 */
#ifndef ASSOCIATION_H
#define ASSOCIATION_H

#include "design/variance.h"

struct association_test {
    const char *name, *help;
};

/* The rows, the default first; null after the last.  The row of a word, or null. */
const struct association_test *association_row(size_t i);
const struct association_test *association_find(const char *name);

/* A table: each of a base's positions is in a row and a column, both from 0. */
struct crossing {
    const uint32_t *at, *row, *column;
    uint32_t count, rows, columns;
};

struct association {
    bool known;               /* false: one row, one column, or a design without enough degrees of freedom */
    double statistic;         /* as it is compared with F or chi-square; of saddlepoint Pearson's own */
    double freedom, below;    /* above and below the line of F; below 0: chi-square's; both 0: of neither */
    double chance;
};

/* `freedom`: the design's.  Rows and columns that nobody is in must have been left out. */
struct association association_of(const struct design *sample, const struct crossing *crossing, double freedom,
                                  const struct association_test *test);

/* ---- for tests ---- */

/* How probable it is that a sum of lambda times chi-squares of one degree of freedom is above `last` times a chi-square
 * of `freedom`, by saddlepoint; NaN where that is near its middle. */
double association_tail(const double *lambda, uint32_t count, double last, double freedom);

#endif
