/* history - what is known of a series, as a model takes it
 *
 * From the rows of one region, indicator and dimensions those that are in one caliber and of one
 * length: years, half-years, quarters or months.  Values are counted by the calendar, so that a
 * missing year is a step of two.  In one unit: that of the latest value; others of its dimension
 * are moved exactly, and where that can't be the series is refused.  A value with status B ends
 * what was before: those values are another series, and are left out unless the caller says that
 * they count.  Forecasts (status F) and bounds are no values.
 *
 * Where figures are suppressed behind the last value the series is refused: a forecast would estimate them.
 *
 * What is left out and what lies between is said in `told`, a refusal in `refusal`.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "meaning/observation.h"
#include "meaning/unit.h"
#include "model/model.h"

struct history_ask {
    struct mem *mem;
    const struct units *units;
    bool across;              /* values before a break count too */
};

struct history {
    enum period_grain grain;
    struct model_series series;
    const struct observation **row; /* of each value */
    struct num *number;       /* each value in the unit */
    struct str unit;
    int places;               /* the most decimals that a value has */
    struct str told, refusal; /* sentences, or empty */
    const struct observation *culprit; /* where that is, or null */
};

/* How many steps of a grain make a year: 1, 2, 4, 12; 0 for grains that no history is of. */
unsigned history_season(enum period_grain grain);

/* The number of a period of such a grain, rising by one from each to the next. */
int history_step(struct period period);

/* Reads the rows of a series.  False where it is refused; then there may still be values. */
bool history_read(struct history *history, const struct history_ask *ask, struct series series, struct str caliber,
                  enum period_grain grain);

/* The last row with a value; null without any. */
const struct observation *history_last(const struct history *history);

#endif
