/* model_line - straight lines: by least squares, of logarithms, of medians, with seasons */
#include <math.h>

#include "model/model_rows.h"
#include "inference/trend.h"

/* ---- least squares ---- */

static enum model_reason fit_line(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    struct trend_line line;
    double last = series->step[series->count - 1];
    trend_line(series->step, series->value, NULL, series->count, &line);
    fit->level = trend_line_at(&line, last);
    fit->slope = line.slope;
    fit->squares = line.rest;
    fit->divisor = (double)series->count - 2;
    fit->student = true;
    fit->breadth[0] = 1 + 1 / (double)series->count;
    fit->breadth[1] = last - line.middle_x;
    fit->breadth[2] = line.width;
    return MODEL_OK;
}

static double breadth_line(const struct model_fit *fit, unsigned step)
{
    double across = fit->breadth[1] + step;
    return sqrt(fit->breadth[0] + across * across / fit->breadth[2]);
}

/* ---- the median of all slopes ---- */

static enum model_reason fit_middle(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    size_t count = series->count;
    double last = series->step[count - 1];
    fit->slope = trend_theil_sen(task->mem, series->step, series->value, count);
    fit->level = trend_through(task->mem, series->step, series->value, count, fit->slope) + fit->slope * last;
    for (size_t i = 0; i < count; i++) {
        double off = series->value[i] - fit->level - fit->slope * (series->step[i] - last);
        fit->squares += off * off;
    }
    return MODEL_OK;
}

/* ---- least squares, a level for each place of the year and one slope for all ---- */

struct place {
    double many, step, value; /* how many values, and their means */
};

static unsigned place_of(const struct model_series *series, size_t i)
{
    return (unsigned)fmod(series->step[i] - series->step[0], series->season);
}

/* False when a place of the year has no value. */
static bool find_places(const struct model_series *series, struct place *place)
{
    for (size_t i = 0; i < series->count; i++) {
        struct place *here = &place[place_of(series, i)];
        here->many++;
        here->step += (series->step[i] - here->step) / here->many;
        here->value += (series->value[i] - here->value) / here->many;
    }
    for (unsigned k = 0; k < series->season; k++)
        if (place[k].many == 0)
            return false;
    return true;
}

/* The slope from what stands beside the means of the places. */
static void find_slope(const struct model_series *series, const struct place *place, struct model_fit *fit)
{
    double width = 0, together = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct place *here = &place[place_of(series, i)];
        double across = series->step[i] - here->step;
        width += across * across;
        together += across * (series->value[i] - here->value);
    }
    fit->slope = together / width;
    for (size_t i = 0; i < series->count; i++) {
        const struct place *here = &place[place_of(series, i)];
        double off = series->value[i] - here->value - fit->slope * (series->step[i] - here->step);
        fit->squares += off * off;
    }
    fit->breadth[0] = width;
}

/* Behind the indices stands what the breadth needs of each place: 1 + 1 / many, and how far the
 * last step is from the place's mean step. */
static enum model_reason fit_places(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    unsigned season = series->season, next = place_of(series, series->count - 1) + 1;
    double last = series->step[series->count - 1], *index = mem_array(task->mem, 3 * (size_t)season, sizeof *index);
    struct place *place = mem_array(task->mem, season, sizeof *place);
    if (!find_places(series, place))
        return MODEL_SHORT;
    find_slope(series, place, fit);
    fit->level = 0;
    for (unsigned k = 0; k < season; k++) {
        const struct place *here = &place[(next + k) % season];
        index[k] = here->value + fit->slope * (last - here->step);
        index[season + k] = 1 + 1 / here->many;
        index[2 * season + k] = last - here->step;
    }
    fit->index = index;
    fit->season = season;
    fit->kind = SEASONAL_ADDED;
    fit->divisor = (double)series->count - season - 1;
    fit->student = true;
    return MODEL_OK;
}

static double breadth_places(const struct model_fit *fit, unsigned step)
{
    unsigned k = (step - 1) % fit->season;
    double across = fit->index[2 * fit->season + k] + step;
    return sqrt(fit->index[fit->season + k] + across * across / fit->breadth[0]);
}

const struct model model_line_rows[] = {
    {"line", N_("a straight line by least squares"), 3, .gaps = true, .divided = "n - 2 (t)", .fit = fit_line,
     .breadth = breadth_line},
    {"log-line", N_("the same through the logarithms: steady growth"), 3, .gaps = true, .scale = MODEL_LOG,
     .divided = N_("n - 2 (t) of logarithms"), .fit = fit_line, .breadth = breadth_line},
    {"theil-sen", N_("a line with the median of all slopes, which single odd values do not bend"), 3, .gaps = true,
     .fit = fit_middle},
    {"seasonal-line", N_("a line with a level for each month or quarter"), 0, .years = 2, .gaps = true,
     .divided = "n - m - 1 (t)", .fit = fit_places, .breadth = breadth_places},
    {0},
};
