/* hindsight - earlier forecasts held against what came since: did they come true?
 *
 * Forecasts come as this tool writes them: observations of status F with the columns model,
 * last_known, intervals and, where targets were looked at, outlook and target_value.  Rows of
 * another status are passed over, and so are those without a value.  Each is held against the
 * figure that is now known for its period: of the same dimensions, by the calendar, in its own unit, in the
 * caliber that the series had before models or scenarios were set side by side.  What cannot be held against
 * anything (no figure yet, a bound, a break in the series since, unlike units) is listed with its
 * reason and counts nowhere.
 *
 *   error     what came less what was foreseen; bias and smape are 200 (a - f) / (|a| + |f|) with
 *             and without the sign, so that series of all sizes have one mean
 *   inside    was the figure inside the interval?  Of many, at 80 %, about 80 in 100 should be: fewer
 *             means that the model was too sure of itself
 *   met       was the target met?  By the rule of its kind and the value that it had then, as if the
 *             figures since had been foreseen (reach.h)
 *   right     did the outlook say so?  likely is right where it was met, hard where it was not;
 *             with_effort commits itself to neither
 */
#ifndef HINDSIGHT_H
#define HINDSIGHT_H

#include "foretell.h"
#include "frame/tool.h"

/* name, column, what it holds */
#define HINDSIGHT_COLUMNS(X) \
    X(SCOPE, "scope", "forecast; horizon: a model so far ahead; model: at all; outlook: where it gave that word") \
    X(REGION, "region", "of the forecast") \
    X(INDICATOR, "indicator", "of the forecast") \
    X(CALIBER, "caliber", "of the series") \
    X(PERIOD, "period", "of the forecast") \
    X(MODEL, "model", "the model, with its scenario where it has one") \
    X(HORIZON, "horizon", "how many periods ahead of the last that was known") \
    X(COUNT, "forecasts", "how many were held against a figure") \
    X(VALUE, "value", "what was foreseen") \
    X(ACTUAL, "actual", "what came") \
    X(ERROR, "error", "what came less what was foreseen") \
    X(BIAS, "bias", "the same in percent of both, above 0 where too little was foreseen; the mean") \
    X(SMAPE, "smape", "without the sign: symmetric error in percent, 0 to 200; the mean") \
    X(INTERVALS, "intervals", "how many had an interval") \
    X(INSIDE80, "inside80", "was the figure inside the interval at 80 %? yes or no; percent of many") \
    X(INSIDE95, "inside95", "the same at 95 %") \
    X(OUTLOOK, "outlook", "the outlook that was given") \
    X(OUTLOOKS, "outlooks", "how many outlooks were held against what came") \
    X(MET, "met", "was the target met? yes or no; of many, how many were") \
    X(RIGHT, "right", "was likely or hard right? yes or no; percent of many") \
    X(REASON, "reason", "why it cannot be held against anything, or why it is open whether the target was met")

/* Reads the forecasts and closes the reader; holds each against the observations, which these columns
 * part, and writes the table, the columns behind the caliber.  Of `how`, tables, units, targets and breaks
 * count. */
void hindsight_run(struct job *job, const struct foretelling *how, struct reader *forecasts,
                   const struct observations *observations, const struct str *dimension, uint32_t dimensions);

#endif
