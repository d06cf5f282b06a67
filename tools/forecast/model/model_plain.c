/* model_plain - the last value, the mean, drift and average growth */
#include <math.h>

#include "model/model_rows.h"

/* How far it is from one value to the next, and in how many steps. */
static double rise(const struct model_series *series, size_t i, double *steps)
{
    *steps = series->step[i] - series->step[i - 1];
    return series->value[i] - series->value[i - 1];
}

/* ---- the last value: a random walk ---- */

static enum model_reason fit_last(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    double steps;
    fit->level = series->value[series->count - 1];
    for (size_t i = 1; i < series->count; i++) {
        double up = rise(series, i, &steps);
        fit->squares += up * up / steps;
    }
    fit->divisor = (double)series->count - 1;
    return MODEL_OK;
}

static double breadth_last(const struct model_fit *fit, unsigned step)
{
    (void)fit;
    return sqrt(step);
}

/* ---- the mean ---- */

static enum model_reason fit_mean(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    double sum = 0;
    for (size_t i = 0; i < series->count; i++)
        sum += series->value[i];
    fit->level = sum / (double)series->count;
    for (size_t i = 0; i < series->count; i++)
        fit->squares += (series->value[i] - fit->level) * (series->value[i] - fit->level);
    fit->divisor = (double)series->count - 1;
    fit->student = true;
    fit->breadth[0] = sqrt(1 + 1 / (double)series->count);
    return MODEL_OK;
}

static double breadth_mean(const struct model_fit *fit, unsigned step)
{
    (void)step;
    return fit->breadth[0];
}

/* ---- drift: a random walk that goes somewhere; on logarithms it is average growth ---- */

static enum model_reason fit_drift(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    size_t last = series->count - 1;
    double steps, all = series->step[last] - series->step[0];
    fit->level = series->value[last];
    fit->slope = (series->value[last] - series->value[0]) / all;
    for (size_t i = 1; i < series->count; i++) {
        double up = rise(series, i, &steps), off = up - steps * fit->slope;
        fit->squares += off * off / steps;
    }
    fit->divisor = (double)series->count - 2;
    fit->breadth[0] = all;
    return MODEL_OK;
}

static double breadth_drift(const struct model_fit *fit, unsigned step)
{
    return sqrt(step * (1 + step / fit->breadth[0]));
}

const struct model model_plain_rows[] = {
    {"naive", N_("the last value goes on"), 1, .gaps = true, .divided = "n - 1", .fit = fit_last,
     .breadth = breadth_last},
    {"mean", N_("the mean of all values"), 1, .gaps = true, .divided = "n - 1 (t)", .fit = fit_mean,
     .breadth = breadth_mean},
    {"drift", N_("the last value, and from it the average step from the first"), 2, .gaps = true, .divided = "n - 2",
     .fit = fit_drift, .breadth = breadth_drift},
    {"cagr", N_("the last value, growing at the average rate since the first"), 2, .gaps = true, .scale = MODEL_LOG,
     .divided = N_("n - 2 of logarithms"), .fit = fit_drift, .breadth = breadth_drift},
    {0},
};
