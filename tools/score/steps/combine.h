/* combine - the parts of a group made one value
 *
 * Means of a power family (arithmetic, geometric, harmonic, any power), which let good parts make up for
 * bad ones the more the higher the power; the median; ways that count places (Borda, Copeland) or
 * distances from an ideal (TOPSIS); and the mean less what the parts differ (Mazziotta-Pareto).
 *
 * A part that a unit lacks is left out of its mean, and the weights of the others are raised; data
 * and weights are dropped alike.  Where the share of parts that are there is below a limit there is
 * no value.
 */
#ifndef COMBINE_H
#define COMBINE_H

#include "table/manner.h"

/* Why a unit has no value. */
enum combine_lack {
    COMBINE_DONE,
    COMBINE_FEW,              /* too few of the parts are there */
    COMBINE_NOT_ABOVE_0,      /* a value is not above 0, which this mean needs */
    COMBINE_ZERO,             /* of reciprocals: a value is 0 or below */
    COMBINE_ONE               /* this needs others to compare with, or all to be the same is in the way */
};

/* A group at one period. */
struct combining {
    size_t parts, units;
    const double *const *part; /* of each part its units; NAN: none */
    const double *weight;     /* sums to 1 */
    const double *const *raw; /* of indicators before they were normalised, of groups the same as `part` */
    const int *sign;          /* of each in `raw`: 1 more is better, -1 less */
    int better;               /* of each in `part`: likewise, one for all */
    bool whole;               /* nothing is NAN: no need to look */
    double available;         /* the least share of parts */
    double *room;             /* for 4 x parts and 4 x units */
    uint8_t *lack;            /* of each unit an enum combine_lack; null: nobody asks */
};

/* The ways there are. */
extern const struct manners combine_methods;

/* Combines; a unit without a value gets NAN. */
void combine_parts(const struct pick *how, const struct combining *combining, double *into);

/* Which way is better in the result, given that of the parts. */
int combine_better(const struct pick *how, int better);

/* ---- means of the power family, for who combines often ---- */

/* Is it one, so that it is the inverse of a weighted sum of functions of the parts?  Then the
 * function, in place, of some values, and its inverse; of what is not in its domain NAN. */
bool combine_is_mean(const struct pick *how);
void combine_forth(const struct pick *how, double *value, size_t count);
void combine_back(const struct pick *how, double *value, size_t count);

/* ---- for tests ---- */

/* What share of the weights speaks for unit `one` before `other`, half of it where both are the same;
 * of the parts that both have.  NAN where there are none. */
double combine_outranks(const struct combining *combining, size_t one, size_t other);

#endif
