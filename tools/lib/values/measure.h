/* measure - a result that may be missing, exact for as long as it can be
 *
 * Quotients of decimals stay quotients until they are written: one third is one
 * third, and is compared with a threshold without rounding.  An average rate of growth,
 * a root, is written as exactly, and computed with as the nearest double.  What comes
 * from other powers and from logarithms is an IEEE double.  A measure is either, or not known
 * when there is no answer; it is never 0 for lack of one.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include "values/num.h"

/* A value that may be missing: above / below exactly when `exact`, else `number`. */
struct measure {
    bool known, exact;
    unsigned steps;           /* not 0: `number` is a rate of growth to above / below */
    struct num above, below;  /* below > 0 */
    double number;
};

/* A known measure: of a number, of an exact quotient, of a double. */
struct measure measure_of(struct num value);
struct measure measure_quotient(struct num above, struct num below); /* not known when below is 0 */
struct measure measure_double(double number);                       /* not known for NaN, infinity */

/* Not known when either is not, or where b is 0 in a quotient.  Exact as long as the
 * reduced quotient has two parts of 38 digits; beyond that a double. */
struct measure measure_add(struct measure a, struct measure b);
struct measure measure_subtract(struct measure a, struct measure b);
struct measure measure_multiply(struct measure a, struct measure b);
struct measure measure_divide(struct measure a, struct measure b);

/* With the point moved by `by` places to the right; with the other sign. */
struct measure measure_shift(struct measure measure, int by);
struct measure measure_negate(struct measure measure);

/* The rate in percent that, `steps` times, makes this ratio: (ratio^(1 / steps) - 1) * 100.
 * Not known for more than one step to a ratio that is not above 0; steps > 0. */
struct measure measure_growth(struct measure ratio, int steps);

/* Negative, 0 or positive; must be known. */
int measure_sign(struct measure measure);

/* Negative, 0 or positive; both must be known.  Exact for exact measures. */
int measure_compare(struct measure a, struct num b);

/* Negative, 0 or positive as a is below, the same as or above b; both must be known. */
int measure_order(struct measure a, struct measure b);

/* The nearest double; must be known. */
double measure_near(struct measure measure);

/* The measure as a decimal: false when it is a double, or a quotient that no decimal of
 * 38 digits equals, such as one third. */
bool measure_decimal(struct measure measure, struct num *value);

/* Rounded half away from zero to `places`; the empty text when not known. */
struct str measure_text(struct mem *mem, struct measure measure, int places);

/* The same with another rule for halves.  With NUM_SHORTEST a decimal is written with all
 * its places, anything else as the shortest text of the nearest double. */
struct str measure_write(struct mem *mem, struct measure measure, int places, enum num_rounding how);

/* For a figure that is shown beside limits that decide something: with as many places more as
 * it takes for the text to stand on that side of each limit on which the measure itself
 * stands.  0.9477 beside 0.95 is "0.948" and 109997 of 110000 beside 1 is no 1.00.  A limit
 * is a number that the text may be; a double as close to one as 12 more places stays as it
 * is.  measure_percent_beside shows percents, with the limits as ratios. */
struct str measure_text_beside(struct mem *mem, struct measure measure, int places, const struct num *limit,
                               size_t limits);
struct str measure_percent_beside(struct mem *mem, struct measure measure, int places, const struct num *limit,
                                  size_t limits);

/* The same as a percentage with `places` and without its sign: 0.36 is "36.0". */
struct str measure_percent(struct mem *mem, struct measure measure, int places);

#endif
