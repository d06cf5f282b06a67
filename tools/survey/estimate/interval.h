/* interval - between what and what a share lies, by which method
 *
 * A share of a survey behaves as one of n independent answers would, where n is the design's: p (1 - p)
 * over the variance that the design gives.  Methods made for plain counts are used with that n.  One row
 * is one method.
 */
#ifndef INTERVAL_H
#define INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

struct share_ask {
    double share, error;      /* error: the standard error by the design; not used by those that take n */
    double n;                 /* the design's number of independent answers, above 0 */
    double rows;              /* respondents of the domain, those without an answer too */
    double freedom;           /* degrees of freedom of the design; infinite: the normal distribution */
    double confidence;        /* 0.95 */
};

struct share_interval {
    const char *name, *help;
    bool (*find)(const struct share_ask *ask, double range[2]);
};

/* The rows, the default first; null after the last.  The row of a word, or null. */
const struct share_interval *interval_row(size_t i);
const struct share_interval *interval_find(const char *name);

/* The interval of one, inside 0 to 1; false where the method has none, as at a share of 0 or 1. */
bool interval_share(const struct share_interval *row, const struct share_ask *ask, double range[2]);

/* How many standard errors are taken to both sides: t, or the normal where the freedom is infinite. */
double interval_reach(double confidence, double freedom);

/* How probable something is that is so many standard errors from 0 or farther, if it were 0. */
double interval_chance(double errors, double freedom);

/* ---- two shares that do not depend on each other ---- */

struct difference_ask {
    double first, first_n, second, second_n; /* shares, and the design's numbers of independent answers */
    double confidence;
};

/* The interval of first less second, and how probable such a difference is if there were none; NaN where
 * the method has no such test. */
struct difference_interval {
    const char *name, *help;
    void (*find)(const struct difference_ask *ask, double range[2], double *chance);
};

/* The rows; null after the last.  The row of a word, or null. */
const struct difference_interval *interval_difference_row(size_t i);
const struct difference_interval *interval_difference_find(const char *name);

#endif
