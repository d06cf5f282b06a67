/* way - what is foreseen on the way to a target, years that have begun included
 *
 * Models know nothing of a year that has begun: their step for it stands for a year of which nothing is known.
 * What is added up or averaged over a span takes what the first months make of such a year instead, as its own
 * row has it, and of its range the ends; without a range its value, as certain.
 */
#ifndef WAY_H
#define WAY_H

#include "history.h"
#include "prediction.h"
#include "wholeyear.h"

struct way_ask {
    const struct wholeyear_ask *whole; /* how a year becomes a whole one; null: it does not */
    const struct history *history; /* of the series; the steps follow its last value */
    struct series series;
    struct str caliber;
};

/* The steps, with the years that have begun in their place, and what is to be said of these. */
const struct model_forecast *way_find(const struct way_ask *ask, const struct model_forecast *path, unsigned steps,
                                      struct str *said);

#endif
