/* prediction - one forecast as it goes out: the value, how sure it is, and how it came about
 *
 * Measures and texts that make no sense for it are not known, or empty.
 */
#ifndef PREDICTION_H
#define PREDICTION_H

#include "meaning/catalog.h"
#include "model/backtest.h"
#include "values/measure.h"

/* What is said of a prediction beside a target. */
struct beside_target {
    enum outlook outlook;
    struct str goal;          /* the target's value as the plan has it */
    struct measure needed;    /* a period from the last value on, in the indicator's unit */
    struct measure needed_growth; /* the same in percent */
    struct str reason;
};

struct prediction {
    struct period period;
    struct str caliber;       /* of its own where several stand side by side */
    struct str scenario;
    struct str model, season, start, divided; /* by which model or way; words, in the language in use */
    struct str unit, reason;
    struct measure value;
    struct measure low[MODEL_LEVELS], high[MODEL_LEVELS];
    struct measure to_date;   /* the year to date that a whole one is made of */
    struct measure least, most; /* the range, where it is no interval */
    double freedom;           /* divisor of sigma^2; 0: none */
    size_t used;              /* values that it rests on */
    struct period last;       /* of the last of these, when there are any */
    const struct backtest_score *score; /* null: not held against anything */
    struct beside_target target;
    const struct model_forecast *path; /* of each step up to it; null: none */
    unsigned steps;
};

#endif
