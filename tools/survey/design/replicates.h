/* replicates - how far an estimate varies, by weights that are given again and again
 *
 * Who gives out answers and may not say how they were drawn gives replicate weights instead: columns, each
 * with the weights as they would be had some of the clusters been drawn again or left out.  Any estimate is
 * made anew with each of them, and its variance is
 *
 *     scale * sum over replicates of their own scale times (estimate - middle)^2
 *
 * around the mean of all that come out, or around the estimate itself (K. M. Wolter, "Introduction to
 * Variance Estimation", 2007, chapters 3 to 5; J. N. K. Rao and C. F. J. Wu, JASA 83, 1988).  One row is one
 * way of replicating, which says the scale.  A replicate that has nobody of a domain estimates nothing and is
 * left out.  The degrees of freedom are the rank of the weights less one.
 */
#ifndef REPLICATES_H
#define REPLICATES_H

#include "base/group.h"
#include "io/column.h"

struct replication {
    const char *name, *shape, *help; /* shape: what stands behind the name, ":RHO"; null: nothing */
    bool scales;              /* each replicate must have a scale of its own */
    double (*scale)(double count, double rho);
};

/* The rows; null after the last. */
const struct replication *replication_row(size_t i);

/* What the command line says of them. */
struct replicates_ask {
    const char *columns;      /* a list; FIRST..LAST are all from one to the other; null: there are none */
    const char *replication;  /* a row's name, with what belongs behind it */
    struct reader *scales;    /* of a table of replicate, scale; or null */
    bool around_estimate;     /* not around the mean of the replicates */
    bool factors;             /* the columns are what the weight is multiplied by */
};

struct replicates {
    struct mem *mem;
    const struct str *name;   /* of the columns */
    uint32_t count;
    bool factors, around_estimate;
    double *scale;            /* of each, the common one in it */
    double *weight;           /* [position * count + replicate]; set when the answers are there */
    struct group *ranks;      /* by the positions that were asked about */
};

/* Reads what was asked; null where there are no columns.  Mistakes end the run. */
struct replicates *replicates_open(struct mem *mem, const struct columns *columns, const struct replicates_ask *ask);
void replicates_close(struct replicates *replicates);

/* The sum of each replicate's weights times a figure of `count` positions (null: 1), into `sum`. */
void replicates_sum(const struct replicates *replicates, const uint32_t *at, uint32_t count, const double *figure,
                    double *sum);

/* The covariances of `width` estimates: `value` has them of each replicate, [replicate * width + which], NaN where
 * one has none.  False, with NaN in it, where no replicate has any. */
bool replicates_covariance(const struct replicates *replicates, const double *value, const double *estimate,
                           uint32_t width, double *covariance);
double replicates_variance(const struct replicates *replicates, const double *value, double estimate);

/* How many replicates have no estimate. */
uint32_t replicates_without(const struct replicates *replicates, const double *value);

/* The rank of the weights at these positions. */
uint32_t replicates_rank(const struct replicates *replicates, const uint32_t *at, uint32_t count);

#endif
