/* lonely - what is done with a stratum from which one cluster alone was drawn
 *
 * One cluster shows no spread, so the stratum's part of the variance cannot be estimated.  Each way out
 * is a row: its word, what it does, and how the cluster's total, held against 0 (the estimate's mean),
 * counts.  A domain that has one cluster left in a stratum of several is no such stratum: the others
 * count with totals of 0; adjust-domains alone treats it likewise.
 */
#ifndef LONELY_H
#define LONELY_H

#include <stdbool.h>
#include <stddef.h>

struct lonely {
    const char *name, *help;
    bool stops;               /* nothing is estimated */
    bool domains;             /* domains with one cluster left in a stratum too */
    double (*part)(double rest); /* by what the square of the total is multiplied, given the share of the
                                 stratum that was not drawn; NaN: as the mean of the other strata's variances */
};

/* The rows, the default first; null after the last.  The row of a word, or null. */
const struct lonely *lonely_row(size_t i);
const struct lonely *lonely_find(const char *name);

#endif
