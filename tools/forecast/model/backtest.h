/* backtest - what a model would have said before, and how far it was off
 *
 * From a rolling origin: the model is fitted to the first values alone, looks ahead, and is
 * held against what came; then to one value more, and so on.  Steps go by the calendar: a
 * value two years later is two steps ahead, whether or not there is one between.
 *
 *   MAE    mean |a - f|                 RMSE   sqrt(mean (a - f)^2)
 *   sMAPE  mean 200 |a - f| / (|a| + |f|); where both are 0 it counts 0
 *   MASE   mean of |a - f| / scale; the scale is the mean of |a - the value before it|, with
 *          seasons the value a year before it, among the values that the model was fitted to;
 *          for the whole MASE, among all values of the series
 */
#ifndef BACKTEST_H
#define BACKTEST_H

#include "model/model.h"

struct backtest_ask {
    const struct model_series *series;
    const struct model_manner *manner;
    size_t least;             /* values in the first fit; 0: BACKTEST_LEAST; never fewer than the model needs */
    size_t origins;           /* at most so many fits; 0: all there are; 1: one part is kept back */
    unsigned horizon;         /* steps ahead, above 0 */
    bool intervals;           /* count how many values came inside the intervals too */
};

enum { BACKTEST_LEAST = 4 };

/* Over all forecasts, or over those of one step ahead. */
struct backtest_score {
    size_t count;             /* forecasts held against values; 0: the rest is not known */
    double mae, rmse, smape;
    double mase, mase_whole;
    bool has_mase, has_mase_whole; /* not where a scale is 0 */
    double last_mae;          /* of the last value at the same places */
    size_t intervals, inside[MODEL_LEVELS]; /* how many intervals there were, and values in them */
};

struct backtest {
    const struct model *model;
    enum model_reason reason; /* MODEL_SHORT: nothing could be held against anything */
    size_t first;             /* values in the first fit */
    size_t origins, failed;   /* fits, and those that gave no answer */
    enum model_reason failure; /* of the first of these */
    struct backtest_score all;
    struct backtest_score *step; /* [horizon], in the arena; [0] is one step ahead */
};

/* Was the model nearer than the last value, by mean absolute error?  False when as near. */
bool backtest_beats(const struct backtest_score *score);


/* Runs it for several models, each into its place; what they build on in common is fitted once for
 * all of them. */
void backtest_all(const struct model *const *model, size_t models, const struct backtest_ask *ask, struct mem *mem,
                  struct backtest *backtest);

/* Chooses among models by the smallest mean absolute error over all steps, each of them held
 * against the same values: the first fit has as many values as the one needs that needs most
 * among those that can answer.  The earlier of equals wins.  `backtest` has room for all; null
 * when none could be tested. */
const struct backtest *backtest_choose(const struct model *const *model, size_t models, const struct backtest_ask *ask,
                                       struct mem *mem, struct backtest *backtest);

/* ---- for tests ---- */

/* The same of one model; reason and result are one. */
enum model_reason backtest_run(const struct model *model, const struct backtest_ask *ask, struct mem *mem,
                               struct backtest *backtest);

#endif
