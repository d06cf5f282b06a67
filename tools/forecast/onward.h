/* onward - later years, going on from a year that has only begun
 *
 * The whole year that its first months make (wholeyear.h) is taken for the last value, and the
 * models are fitted to the series with it: three times, with the estimate, with the least and with
 * the most that earlier years would make of it.  The point is that of the estimate; the interval
 * reaches from the lowest of the three low ends to the highest of the three high ones, so it is as
 * wide as the model's own and as the doubt about the year begun.  Without that range (one earlier
 * year alone) there is no interval.  What the backtest says is of the values that are known.
 */
#ifndef ONWARD_H
#define ONWARD_H

#include "predict.h"

struct onward_ask {
    const struct predicting *how;
    const struct history *history; /* of years, up to the last whole one */
    const struct prediction *begun; /* of the year behind it */
    int places;               /* of the estimate, where it is told */
    const struct period *to;  /* years behind that */
    size_t periods;
};

/* Can the year be put behind the history?  Not in another unit. */
bool onward_fits(const struct history *history, const struct prediction *begun);

/* The predictions as predict gives them, and the history with the estimate. */
size_t onward_predict(const struct onward_ask *ask, struct history *longer, struct prediction **into);

#endif
