/* heldout - a set of series of which a part is held out, as forecasting competitions have them
 *
 * A table with the columns series, period, value and part, and perhaps season.  `part` is history
 * or actual; `period` is a period or a whole number, and tells the order and the steps; `season` is
 * how many values make a year (12, 4; 1 where it is empty).  Each model is fitted to the history,
 * looks ahead as far as there are actual values, and is held against these.  Series may stand in
 * any order, in any number of files; one whose rows are wrong is told and left out.
 *
 * Written is a row for each model over all steps, and one for each step: sMAPE over all forecasts,
 * and MASE, whose scale is the mean change of the history from one value to the next, with seasons
 * from the value a year before.
 */
#ifndef HELDOUT_H
#define HELDOUT_H

#include "frame/tool.h"
#include "predict.h"

/* column, what it holds */
#define HELDOUT_COLUMNS(X) \
    X("model", "the model") \
    X("step", "how far ahead; all: over all steps") \
    X("series", "series that the model answered") \
    X("forecasts", "forecasts held against values") \
    X("smape", "mean of 200 |a - f| / (|a| + |f|), in percent") \
    X("mase", "mean of |a - f| over the series' scale") \
    X("inside80", "percent of the values inside the interval at 80 %") \
    X("inside95", "the same at 95 %")

/* Reads the job's input and writes the table. */
void heldout_run(struct job *job, const struct predicting *how);

#endif
