/* model_season - models with seasons of their own: last year's, Holt and Winters */
#include <math.h>

#include "model/model_rows.h"
#include "model/winters.h"

/* ---- last year again ---- */

static enum model_reason fit_last_year(const struct model_task *task, struct model_fit *fit)
{
    const struct model_series *series = task->series;
    unsigned season = series->season;
    for (size_t i = season; i < series->count; i++) {
        double error = series->value[i] - series->value[i - season];
        fit->squares += error * error;
    }
    fit->level = 0;
    fit->index = series->value + series->count - season;
    fit->season = season;
    fit->kind = SEASONAL_ADDED;
    fit->divisor = (double)(series->count - season);
    return MODEL_OK;
}

static double breadth_last_year(const struct model_fit *fit, unsigned step)
{
    return sqrt((step - 1) / fit->season + 1);
}

/* ---- Holt and Winters ---- */

static enum model_reason fit_winters(const struct model_task *task, struct model_fit *fit, bool times)
{
    static const struct smooth_weights usual = {.alpha = 0.3, .beta = 0.1, .phi = 1, .gamma = 0.2};
    const struct model_series *series = task->series;
    const struct model_manner *manner = task->manner;
    struct winters *winters = mem_take(task->mem, sizeof *winters);
    winters->weights = manner->weights ? *manner->weights : usual;
    winters->weights.phi = 1;
    winters->times = times;
    winters->season = series->season;
    bool begun = manner->search ? winters_search(task->mem, winters, series->value, series->count)
                                : winters_start(task->mem, winters, series->value, series->count);
    if (!begun)
        return MODEL_UNPARTED;
    double errors = (double)winters->errors, around = winters->squares - winters->sum * winters->sum / errors;
    fit->level = winters->level;
    fit->slope = winters->slope;
    fit->weights = winters->weights;
    fit->index = winters->index;
    fit->season = series->season;
    fit->kind = times ? SEASONAL_TIMES : SEASONAL_ADDED;
    fit->winters = winters;
    fit->squares = around > 0 ? around : 0;
    fit->divisor = errors - 1;
    return MODEL_OK;
}

static enum model_reason fit_added(const struct model_task *task, struct model_fit *fit)
{
    return fit_winters(task, fit, false);
}

static enum model_reason fit_times(const struct model_task *task, struct model_fit *fit)
{
    return fit_winters(task, fit, true);
}

static double breadth_winters(const struct model_fit *fit, unsigned step)
{
    return winters_breadth(fit->winters, step);
}

#define FIRST_YEARS N_("the first two years parted; a line through their trend")
#define AROUND_MEAN N_("n - m - 1 around the errors' mean")

const struct model model_season_rows[] = {
    {"seasonal-naive", N_("last year's values again"), 0, .years = 1, .divided = "n - m", .fit = fit_last_year,
     .breadth = breadth_last_year},
    {"hw-additive", N_("Holt-Winters, the season added (alpha 0.3, beta 0.1, gamma 0.2)"), 0, .years = 2,
     .start = FIRST_YEARS, .divided = AROUND_MEAN, .fit = fit_added, .breadth = breadth_winters},
    {"hw-multiplicative", N_("Holt-Winters, the season multiplied (alpha 0.3, beta 0.1, gamma 0.2)"), 0, .years = 2,
     .start = FIRST_YEARS, .divided = AROUND_MEAN, .fit = fit_times, .breadth = breadth_winters},
    {0},
};
