/* contest - all models beside each other: what each would have said before, and how far it was off
 *
 * The table of --backtest: a row for each model and series, and at the end a row for each model over
 * all series.  Means over series are of sMAPE and MASE, which have no unit, and each series counts
 * once.  What a model could not answer stands with its reason.
 */
#ifndef CONTEST_H
#define CONTEST_H

#include "frame/tool.h"
#include "predict.h"

/* name, column, what it holds */
#define CONTEST_COLUMNS(X) \
    X(SCOPE, "scope", "series, or all: a model over all series") \
    X(REGION, "region", "of the series") \
    X(INDICATOR, "indicator", "of the series") \
    X(CALIBER, "caliber", "of the series") \
    X(FREQUENCY, "frequency", "years, half-years, quarters or months") \
    X(MODEL, "model", "the model") \
    X(SERIES, "series", "for all: in how many series the model answered") \
    X(NEAREST, "nearest", "yes where the model was nearest; for all: in how many series it was") \
    X(FIRST, "first", "values in the first fit") \
    X(ORIGINS, "origins", "fits") \
    X(COUNT, "forecasts", "forecasts held against values") \
    X(MAE, "mae", "mean absolute error") \
    X(RMSE, "rmse", "root of the mean squared error") \
    X(SMAPE, "smape", "symmetric error in percent, 0 to 200; for all: its mean over the series") \
    X(MASE, "mase", "error beside that of one step without a model; for all: its mean") \
    X(BEATS, "beats_last", "yes where it was nearer than the last value; for all: in how many series") \
    X(INSIDE80, "inside80", "percent of the values that came inside the interval at 80 %") \
    X(INSIDE95, "inside95", "the same at 95 %") \
    X(REASON, "reason", "why there is nothing, or how often there was not")

struct contest;

/* A contest over steps 1 to `horizon`.  Columns that part series stand behind the caliber. */
struct contest *contest_open(struct job *job, const struct predicting *how, unsigned horizon,
                             const struct str *dimension, uint32_t dimensions);

/* All models on one series, of which `like` is a row, in its limits. */
void contest_series(struct contest *contest, const struct observation *like, const struct history *history,
                    struct model_limits limits, int places);

/* The rows over all. */
void contest_finish(struct contest *contest);

#endif
