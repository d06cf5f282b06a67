/* reliability - whether indicators hang together well enough to be made one
 */
#ifndef RELIABILITY_H
#define RELIABILITY_H

#include "base/mem.h"

/* NAN where something has no value: a column that does not vary, correlations without an inverse. */
struct reliability {
    double alpha, alpha_standardized; /* Cronbach's, of covariances and of correlations */
    double adequacy;          /* Kaiser's measure over all */
    double *adequacies;       /* and of each column */
    double sphericity, freedom, chance; /* Bartlett's chi-square, its degrees of freedom, and its p */
};

/* Of columns without missing values; arrays are in the arena. */
struct reliability reliability_of(struct mem *mem, const double *const *column, size_t parts, size_t units);

#endif
