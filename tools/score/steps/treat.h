/* treat - outliers of an indicator: whether there are any, and what is done about them
 *
 * The rule (OECD/JRC, "Handbook on Constructing Composite Indicators", 2008, as programs of the JRC have
 * it): an indicator fails where |skewness| >= 2 and kurtosis >= 3.5, both in the form G1 and G2 of Excel,
 * the kurtosis being the excess; it passes where either is below.  With n values one lone outlier has
 * a skewness of the root of n, so that the rule cannot fire on a few: below 8 values it is not asked.
 */
#ifndef TREAT_H
#define TREAT_H

#include "table/manner.h"

#define TREAT_SKEWNESS 2.0
#define TREAT_KURTOSIS 3.5
enum { TREAT_LEAST = 8 };

/* What became of an indicator. */
struct treatment {
    bool asked;               /* there were enough values */
    bool failed, fails;       /* the rule, before and after */
    double skewness, kurtosis, skewness_after, kurtosis_after; /* NAN where they have no value */
    uint32_t points;          /* values that were moved */
    const char *form;         /* what was done: winsorized, log, box-cox; empty: nothing */
    double lambda;            /* of box-cox */
};

/* The ways there are. */
extern const struct manners treat_methods;

/* Treats `count` values in place; marks get CUBE_TREATED where a value changed.  `room` holds as many. */
struct treatment treat_values(const struct pick *how, double *value, uint8_t *mark, size_t count, double *room);

/* ---- for tests ---- */

/* The exponent that makes positive values most like normal ones, by maximum likelihood between -3
 * and 3 (G. E. P. Box and D. R. Cox, "An Analysis of Transformations", 1964). */
double treat_lambda(const double *value, size_t count);

#endif
