/* weigh - how much each part of a group counts
 *
 * Weights as given, or found in the data: how unequal an indicator is among the units (entropy), how
 * much it varies and how little others say the same (CRITIC), how it goes along with what all have
 * in common (PCA).  What is found in the data is found among the indicators of one group; groups
 * weigh what the catalogue gives them.  Weights of a group sum to 1.
 */
#ifndef WEIGH_H
#define WEIGH_H

#include "table/manner.h"

/* The parts of a group that are indicators, at one period. */
struct weighing {
    size_t parts, units;
    const double *const *scaled; /* each part's units, normalised */
    const double *const *raw; /* and before that: treated, not turned */
    const double *given;      /* the catalogue's */
    struct mem *mem;          /* for a stretch of work */
};

/* The ways there are. */
extern const struct manners weigh_methods;

/* Finds the weights.  Null, or why they cannot be found, as text to be translated. */
const char *weigh_parts(const struct pick *how, const struct weighing *weighing, double *into);

/* Is it found in the data?  Is it by pairwise comparison, which the caller has (ahp.h), and
 * by the geometric means of rows?  Are the given weights shares in the whole, so that a group weighs
 * what its indicators do? */
bool weigh_by_data(const struct pick *how);
bool weigh_by_pairs(const struct pick *how);
bool weigh_by_rows(const struct pick *how);
bool weigh_by_shares(const struct pick *how);

/* ---- principal components ---- */

/* What the correlations of some columns hold.  Arrays are in the arena. */
struct components {
    double *correlation;      /* parts x parts */
    double *eigenvalue;       /* the largest first */
    double *first;            /* squared loadings of the first component, which sum to 1 */
    size_t kept;              /* components with an eigenvalue above 1 */
    double *communality;      /* of each column, by those */
    double *turned;           /* by the largest squared loading after varimax; sum to 1 */
};

/* Finds them; false where a correlation has no value (a column that does not vary). */
bool weigh_components(struct mem *mem, const double *const *column, size_t parts, size_t units,
                      struct components *components);

/* ---- for tests ---- */

/* How equal the units' shares in the sum are, from 0 to 1; NAN where there are none, or a value is
 * below 0. */
double weigh_entropy(const double *value, size_t units, double shift);

#endif
