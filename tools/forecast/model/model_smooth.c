/* model_smooth - exponential smoothing of a level, of a slope, of one that is damped; Theta */
#include <math.h>

#include "base/str.h"
#include "model/model_rows.h"
#include "inference/trend.h"

/* What a model smooths, and with which weights when the caller names none; null: it searches. */
struct kind {
    bool slope, damped;
    const struct smooth_weights *weights;
};

static const char *const start_words[] = {
    [MODEL_START_BEFORE] = N_("the first value and the first step stand before the first value"),
    [MODEL_START_FIRST] = N_("the first value and the first step stand at the first value"),
    [MODEL_START_SQUARES] = N_("by least squares"),
};

/* What was searched was searched with the best start; else the caller's word counts, else weights
 * that are given start at the first value. */
static enum model_start start_of(const struct kind *kind, const struct model_manner *manner, bool search)
{
    if (search)
        return MODEL_START_SQUARES;
    if (manner->start != MODEL_START_OWN)
        return manner->start;
    return kind->weights ? MODEL_START_FIRST : MODEL_START_SQUARES;
}

static struct smooth run(const struct kind *kind, struct smooth_weights weights, enum model_start start,
                         const struct model_series *series)
{
    weights.beta *= kind->slope;
    weights.phi = kind->damped ? weights.phi : 1;
    if (start == MODEL_START_BEFORE)
        return smooth_from_before(weights, kind->slope, series->value, series->count);
    if (start == MODEL_START_FIRST)
        return smooth_from_first(weights, kind->slope, series->value, series->count);
    return smooth_from_squares(weights, kind->slope, series->value, series->count);
}

/* The divisor is the number of values less what was found from them, start and weights; but with
 * the start before the first value it is their number, as in R and in statsmodels. */
static void set_divisor(struct model_fit *fit, const struct kind *kind, enum model_start start, bool search)
{
    static const char *const words[] = {"n", "n - 1", "n - 2", "n - 3", "n - 4", "n - 5"};
    unsigned starts = 1 + kind->slope, searched = search ? 1 + kind->slope + kind->damped : 0;
    unsigned found = start == MODEL_START_BEFORE ? 0 : starts + searched;
    fit->divisor = (double)fit->count - found;
    fit->divided = words[found];
}

static enum model_reason smooth_in(const struct kind *kind, const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    const struct model_manner *manner = task->manner;
    const struct smooth_weights *weights = manner->weights ? manner->weights : kind->weights;
    bool search = manner->search || !weights;
    enum model_start start = start_of(kind, manner, search);
    struct smooth smooth = search ? smooth_search(kind->slope, kind->damped, series->value, series->count)
                                  : run(kind, *weights, start, series);
    fit->level = smooth.level;
    fit->slope = smooth.slope;
    fit->weights = smooth.weights;
    fit->squares = smooth.squares;
    fit->start = start_words[start];
    set_divisor(fit, kind, start, search);
    return MODEL_OK;
}

static double breadth_smooth(const struct model_fit *fit, unsigned step)
{
    return smooth_breadth(fit->weights, step);
}

/* ---- level, slope, damped slope ---- */

static enum model_reason fit_level(const struct model_task *task, struct model_fit *fit)
{
    static const struct kind level = {false, false, NULL};
    return smooth_in(&level, task, fit);
}

/* The same, or what was found before. */
static enum model_reason take_level(const struct model_task *task, struct model_fit *fit)
{
    const struct model_fit *made = model_made(task->manner, model_find(STR("ses")));
    if (!made || made->reason)
        return fit_level(task, fit);
    fit->level = made->level;
    fit->slope = made->slope;
    fit->weights = made->weights;
    fit->squares = made->squares;
    fit->divisor = made->divisor;
    fit->start = made->start;
    fit->divided = made->divided;
    return MODEL_OK;
}

static enum model_reason fit_slope(const struct model_task *task, struct model_fit *fit)
{
    static const struct smooth_weights weights = {.alpha = 0.8, .beta = 0.2, .phi = 1};
    static const struct kind sloped = {true, false, &weights};
    return smooth_in(&sloped, task, fit);
}

static enum model_reason fit_damped(const struct model_task *task, struct model_fit *fit)
{
    static const struct smooth_weights weights = {.alpha = 0.8, .beta = 0.2, .phi = 0.9};
    static const struct kind damped = {true, true, &weights};
    return smooth_in(&damped, task, fit);
}

/* ---- Theta ---- */

/* V. Assimakopoulos and K. Nikolopoulos, "The theta model", International Journal of Forecasting
 * 16 (2000), in the form of R. J. Hyndman and B. Billah, "Unmasking the Theta method", there 19
 * (2003): simple smoothing, and half the slope of the straight line as drift. */
static enum model_reason fit_theta(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    struct trend_line line;
    enum model_reason reason = take_level(task, fit);
    trend_line(series->step, series->value, NULL, series->count, &line);
    double alpha = fit->weights.alpha, count = (double)series->count;
    double behind = alpha > 1e-9 ? (1 - pow(1 - alpha, count)) / alpha : count;
    fit->slope = line.slope / 2;
    fit->level += fit->slope * (behind - 1);
    return reason;
}

#define SEARCHED N_("alpha searched; the level by least squares")
#define FIRST_STEP N_("the first value and the first step stand at the first value")

const struct model model_smooth_rows[] = {
    {"ses", N_("simple exponential smoothing: a level"), 3, .start = SEARCHED, .divided = "n - 2", .fit = fit_level,
     .breadth = breadth_smooth},
    {"holt", N_("smoothing of a level and a slope (alpha 0.8, beta 0.2)"), 3, .start = FIRST_STEP, .divided = "n - 2",
     .fit = fit_slope, .breadth = breadth_smooth},
    {"damped", N_("the same with a slope that fades (phi 0.9)"), 3, .start = FIRST_STEP, .divided = "n - 2",
     .fit = fit_damped, .breadth = breadth_smooth},
    {"theta", N_("simple smoothing with half the slope of the line as drift"), 3, .start = SEARCHED, .divided = "n - 2",
     .fit = fit_theta, .breadth = breadth_smooth},
    {0},
};
