/* measure - a result that may be missing, exact for as long as it can be
 *
 * Quotients of decimals stay quotients until they are written: one third is one
 * third, and is compared with a threshold without rounding.  What comes from
 * powers and logarithms is an IEEE double.  A measure is either, or not known
 * when there is no answer; it is never 0 for lack of one.
 *
 * May include: num and the floors below.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include "num.h"

/* A value that may be missing: above / below exactly when `exact`, else `number`. */
struct measure {
    bool known, exact;
    struct num above, below;  /* below > 0 */
    double number;
};

/* A known measure: of a number, of an exact quotient, of a double. */
struct measure measure_of(struct num value);
struct measure measure_quotient(struct num above, struct num below); /* not known when below is 0 */
struct measure measure_double(double number);                       /* not known for NaN, infinity */

/* a / b; not known when either is not, or b is 0. */
struct measure measure_divide(struct measure a, struct measure b);

/* Negative, 0 or positive; both must be known.  Exact for exact measures. */
int measure_compare(struct measure a, struct num b);

/* Rounded half away from zero to `places`; the empty text when not known. */
struct str measure_text(struct mem *mem, struct measure measure, int places);

/* The same as a percentage with `places` and without its sign: 0.36 is "36.0". */
struct str measure_percent(struct mem *mem, struct measure measure, int places);

#endif
