/* model - what a forecast is made with, by name, fitted to one short series
 *
 * A model is a row: its name, how many values it needs, where it starts, how its spread is
 * found.  Rows stand at the foot of the file that holds the arithmetic; a new model is one
 * function and one row.  Fitting is one step, looking ahead another, so what is said of a
 * step does not depend on how many steps were asked for.
 *
 * Nothing is changed silently: where a model can't answer it says why, and no other takes
 * its place.  IEEE doubles inside; neither NaN nor an infinity comes out.  Results are not
 * rounded.  Everything lives in the arena given; the caller marks and rewinds it.
 */
#ifndef MODEL_H
#define MODEL_H

#include "model/seasonal.h"
#include "model/smooth.h"
#include "values/num.h"

/* ---- what goes in ---- */

/* What is known, oldest first. */
struct model_series {
    const double *value;
    const double *step;       /* when, in whole steps from any origin, rising; a gap is more than 1 */
    size_t count;
    unsigned season;          /* steps in a year: 12, 4; 1 without seasons */
};

/* Why there is no answer, or no interval: name, code, sentence. */
#define MODEL_REASONS(X) \
    X(SHORT, "short", N_("there are too few values for this model")) \
    X(GAPS, "gaps", N_("values are missing in between, and this model needs them all")) \
    X(NOT_POSITIVE, "not_positive", N_("a value is not above 0, so that it has no logarithm")) \
    X(OUTSIDE, "outside", N_("a value does not lie between the limits of nature, so that it has no logit")) \
    X(NO_LIMITS, "no_limits", N_("the logit needs a lower and an upper limit of nature")) \
    X(SCALED, "scaled", N_("this model has a scale of its own")) \
    X(SEASONLESS, "seasonless", N_("this model needs a series of months or quarters")) \
    X(UNPARTED, "unparted", N_("season and trend can't be parted: too few years, or a trend that is not above 0")) \
    X(MEMBERS, "members", N_("none of the models combined has an answer")) \
    X(RANGE, "range", N_("a number is too large for the computation")) \
    X(FEW, "few", N_("there are too few values for an interval")) \
    X(FREEDOM, "freedom", N_("nearly as much was fitted as there are values, too little is left for an interval")) \
    X(UNSPREAD, "unspread", N_("no interval is defined for this model"))

enum model_reason {
    MODEL_OK,
#define MODEL_REASON(name, code, sentence) MODEL_##name,
    MODEL_REASONS(MODEL_REASON)
#undef MODEL_REASON
};

/* The sentence of a reason, in English; empty for MODEL_OK. */
const char *model_why(enum model_reason reason);

/* The values as doubles; MODEL_RANGE when one is too large. */
enum model_reason model_read(const struct num *number, size_t count, double *value);

/* On what scale is fitted: as it is, its logarithm, or ln((y - least) / (most - y)).  Points
 * come back as they are, without a correction: they are medians. */
enum model_scale { MODEL_PLAIN, MODEL_LOG, MODEL_LOGIT };

/* Limits of nature: no share is above 100 %, no number of beds below 0. */
struct model_limits {
    bool below, above;        /* is there one? */
    double least, most;
};

/* Where smoothing starts (smooth.h). */
enum model_start { MODEL_START_OWN, MODEL_START_BEFORE, MODEL_START_FIRST, MODEL_START_SQUARES };

struct model;

/* How it is to be done; all zero is the models' own way. */
struct model_manner {
    enum model_scale scale;
    struct model_limits limits; /* points and intervals end there, and say so */
    enum seasonal_kind adjust; /* taken out before, given back behind: what multiplies outside the scale, what is
                                 added on it; models with seasons of their own see to them alone */
    const struct smooth_weights *weights; /* null: the model's own */
    bool search;              /* find the weights that fit best */
    enum model_start start;
    unsigned interval_least;  /* fewer values give no interval; 0: MODEL_INTERVAL_LEAST */
    const struct model *const *member; /* what a combination combines; null: ses, holt and damped */
    size_t members;
    const struct model_fit *made; /* fits of this very series in this manner: who builds on another model */
    size_t mades;             /* takes it from there */
};

enum { MODEL_INTERVAL_LEAST = 5 };

/* ---- models ---- */

/* A model fitted.  One step ahead on its scale is level + slope, `step` steps are level +
 * slope (phi + ... + phi^step), with the season's index added, or multiplied: by the model's own on
 * the scale, by one that was taken out before outside it. */
struct model_fit {
    const struct model *model;
    enum model_reason reason; /* MODEL_OK, or why there is none of the rest */
    size_t count;             /* values that it was fitted to */
    bool constant;            /* all equal: so are the forecasts, and their intervals have no width */
    double level, slope;
    struct smooth_weights weights; /* phi is 1 where nothing is damped */
    double squares;           /* sum of squared errors on the scale */
    double divisor;           /* what divides it for sigma^2; below 2 there is no interval */
    double sigma;             /* 0 where it is no more than rounding */
    bool student;             /* t with `divisor` degrees of freedom, else normal */
    const char *start, *divided; /* where it started and what the divisor is, in words */
    double breadth[3];        /* what the row's breadth needs */
    const double *index;      /* of the next `season` steps */
    unsigned season;
    enum seasonal_kind kind;
    const struct winters *winters;
    enum model_scale scale;
    struct model_limits limits;
    unsigned interval_least;
    struct model_fit *member; /* of a combination; those with a reason did not take part */
    size_t members;
};

/* What a row's function fits to; the series is on the fit's scale already. */
struct model_task {
    const struct model_series *series;
    const struct model_manner *manner;
    struct mem *mem;
};

struct model {
    const char *name, *help;
    unsigned least;           /* values needed, and `years` full years of them */
    unsigned years;           /* not 0: a seasonal model */
    bool gaps;                /* can do with values missing in between */
    bool combines;            /* its answer is that of other models, which do all of the manner */
    enum model_scale scale;
    const char *start, *divided; /* words for the model's own way; see model_fit */
    enum model_reason (*fit)(const struct model_task *task, struct model_fit *fit);
    /* By how much sigma grows to the standard deviation `step` steps ahead; null: no interval. */
    double (*breadth)(const struct model_fit *fit, unsigned step);
};

/* The models in order, simplest first; null behind the last. */
const struct model *model_at(size_t i);

/* The model of that name, or null. */
const struct model *model_find(struct str name);

/* How many values the model needs when `season` of them make a year. */
size_t model_least(const struct model *model, unsigned season);

/* Fits a model.  The result, which is also fit->reason, is MODEL_OK or why there is no fit. */
enum model_reason model_fit(const struct model *model, const struct model_series *series,
                            const struct model_manner *manner, struct mem *mem, struct model_fit *fit);

/* ---- ahead; fit->reason must be MODEL_OK, step above 0 ---- */

enum { MODEL_80, MODEL_95, MODEL_LEVELS };

struct model_forecast {
    enum model_reason reason; /* MODEL_OK: the point is known */
    enum model_reason interval; /* MODEL_OK: low and high are known */
    double point, low[MODEL_LEVELS], high[MODEL_LEVELS];
    bool clamped;             /* a limit of nature has moved one of these */
};

/* The point alone; MODEL_RANGE with *point untouched where it is beyond all doubles. */
enum model_reason model_point(const struct model_fit *fit, unsigned step, double *point);

/* Point and intervals.  Those of a combination are the means of its members'. */
struct model_forecast model_ahead(const struct model_fit *fit, unsigned step);

/* ---- for tests ---- */

/* The code of a reason; empty for MODEL_OK. */
const char *model_reason_code(enum model_reason reason);

/* How probable it is that the value is at least the target (at most, unless `up`), from 0 to
 * 1; for a caller who will tell it as a band.  The reason is that of the interval. */
enum model_reason model_chance(const struct model_fit *fit, unsigned step, double target, bool up, double *chance);

#endif
