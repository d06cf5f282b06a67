/* predict - forecasts of one series by models, each beside what it would have said before
 *
 * Which models are asked is the caller's choice; without one it is the usual one: damped, which has
 * fixed weights and can be followed by hand, for years and half-years, and theta for the longer
 * series of quarters and months.  Where the choice is left to the backtest, all that can answer are
 * asked, and the one that was nearest takes the word.  Seasons of months, quarters and half
 * years are taken out before and given back behind, for models that have none of their own.
 */
#ifndef PREDICT_H
#define PREDICT_H

#include "history.h"
#include "prediction.h"

/* What is done with seasons: found out whether there are any, or what the caller says. */
enum season_choice { SEASON_AUTO, SEASON_NONE, SEASON_ADDED, SEASON_TIMES, SEASON_STL };

struct predicting {
    struct mem *mem;
    const struct model *const *model;
    size_t models;            /* 0: the usual one */
    bool every;               /* they are all that there are, so seasonal ones are not asked of years */
    bool automatic;           /* one of them, chosen by backtest */
    enum model_scale scale;
    enum season_choice season;
    struct model_limits limits;
    unsigned interval_least;  /* fewer values give no interval; 0: the models' own */
    bool paths;               /* keep the forecasts of all steps */
};

/* How the series is to be taken, for those who ask models themselves: the manner, and the fewest
 * values that a first fit can have. */
struct model_manner predict_manner(const struct predicting *how, const struct history *history, size_t *least);

/* Which of the models can be asked of a series with this many steps in a year; into `model`. */
size_t predict_models(const struct predicting *how, unsigned season, const struct model **model);

/* Predictions for periods of the history's grain, all behind its last value: the models of one
 * period, then the next period.  Returns how many. */
size_t predict(const struct predicting *how, const struct history *history, const struct period *to, size_t periods,
               struct prediction **into);

#endif
