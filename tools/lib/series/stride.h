/* stride - how far apart the figures of a series are
 *
 * Years, quarters, months and weeks follow one another, and the period before one is the period of its
 * length before it.  Two sorts of series are dated otherwise: points in time by their days (2030-12-31,
 * 2031-12-31; month ends; every Monday), and quarters or years by a month of theirs (2030-01, 2030-04).
 * What is one period before is then seen from the periods that there are: the largest step of a week, of
 * a month's end, of a quarter, half-year or year by which all of them can be reached.  Figures that no
 * such step reaches have the step of their own length.
 */
#ifndef STRIDE_H
#define STRIDE_H

#include "meaning/observation.h"

struct stride {
    int months;               /* a step has so many months, */
    int days;                 /* or so many days; neither: as long as the period is */
    bool ends;                /* the periods are last days of months, and stay so */
};

/* Of the rows in this caliber. */
struct stride stride_of(const struct series *series, struct str caliber);

/* The period `steps` steps later (negative: earlier), or `years` years; false as period_step and
 * period_years_on are. */
bool stride_step(struct stride stride, struct period period, int steps, struct period *result);
bool stride_years(struct stride stride, struct period period, int years, struct period *result);

#endif
