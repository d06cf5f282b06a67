/* seasonal - a series parted into trend, season and rest
 *
 * Values stand without gaps, `season` of them to a year (12, 4).  What is added or
 * multiplied in each place of the year is its index; indices of the additive kinds sum
 * to about 0 over a year, those that multiply have a mean of about 1.
 */
#ifndef SEASONAL_H
#define SEASONAL_H

#include "base/mem.h"

enum seasonal_kind {
    SEASONAL_NONE,
    SEASONAL_ADDED,           /* classical: moving average over a year, means of what is left */
    SEASONAL_TIMES,           /* the same with quotients */
    SEASONAL_STL              /* added; by local regression, the index the same in all years */
};

struct seasonal {
    enum seasonal_kind kind;
    size_t count;
    double *trend;            /* known from `first` on, before `end` */
    size_t first, end;
    double *index;            /* of each value */
};

/* How many values a kind needs: two years, STL one more. */
size_t seasonal_least(enum seasonal_kind kind, unsigned season);

/* Parts the series; in `mem`.  As R's decompose() and stl(s.window = "periodic") do.  False
 * with too few values, and for SEASONAL_TIMES where the trend or an index is not above 0. */
bool seasonal_part(struct mem *mem, enum seasonal_kind kind, const double *value, size_t count, unsigned season,
                   struct seasonal *seasonal);

/* A value without its season, and with it. */
double seasonal_taken(const struct seasonal *seasonal, size_t i, double value);
double seasonal_given(enum seasonal_kind kind, double index, double value);

/* Is there a season at all: is the autocorrelation at its length significant at 90 %?  The
 * test of J. A. Fiorucci and others for the Theta method, as R's thetaf makes it. */
bool seasonal_found(const double *value, size_t count, unsigned season);

#endif
