/* model - see model.h */
#include <math.h>

#include "base/str.h"
#include "base/voice.h"
#include "model/model.h"
#include "model/model_rows.h"
#include "inference/distribution.h"

/* ---- rows ---- */

static const struct model *const table[] = {model_plain_rows, model_line_rows, model_smooth_rows, model_combine_rows,
                                            model_season_rows};

const struct model *model_at(size_t i)
{
    for (size_t t = 0; t < sizeof table / sizeof *table; t++)
        for (const struct model *row = table[t]; row->name; row++)
            if (i-- == 0)
                return row;
    return NULL;
}

const struct model *model_find(struct str name)
{
    const struct model *model;
    for (size_t i = 0; (model = model_at(i)); i++)
        if (str_eq(name, str_of(model->name)))
            return model;
    return NULL;
}

size_t model_least(const struct model *model, unsigned season)
{
    return model->least + (size_t)model->years * season;
}

static const struct {
    const char *code, *sentence;
} reason_row[] = {
    {"", ""},
#define MODEL_REASON(name, code, sentence) {code, sentence},
    MODEL_REASONS(MODEL_REASON)
#undef MODEL_REASON
};

const char *model_reason_code(enum model_reason reason)
{
    return reason_row[reason].code;
}

const char *model_why(enum model_reason reason)
{
    return reason_row[reason].sentence;
}

/* ---- scales ---- */

enum model_reason model_read(const struct num *number, size_t count, double *value)
{
    for (size_t i = 0; i < count; i++)
        if (!num_to_double(number[i], &value[i]))
            return MODEL_RANGE;
    return MODEL_OK;
}

/* A value on the scale; at or beyond an end of the scale an infinity. */
static double to_scale(enum model_scale scale, const struct model_limits *limits, double value)
{
    if (scale == MODEL_LOG)
        return value > 0 ? log(value) : -INFINITY;
    if (scale == MODEL_LOGIT)
        return value <= limits->least  ? -INFINITY
               : value >= limits->most ? INFINITY
                                       : log((value - limits->least) / (limits->most - value));
    return value;
}

static double from_scale(const struct model_fit *fit, double value)
{
    const struct model_limits *limits = &fit->limits;
    if (fit->scale == MODEL_LOG)
        return exp(value);
    if (fit->scale == MODEL_LOGIT)
        return limits->least + (limits->most - limits->least) / (1 + exp(-value));
    return value;
}

static double clamp(const struct model_limits *limits, double value, bool *clamped)
{
    double inside = limits->below && value < limits->least   ? limits->least
                    : limits->above && value > limits->most ? limits->most
                                                            : value;
    *clamped |= inside != value;
    return inside;
}

/* ---- fitting ---- */

static bool has_gaps(const struct model_series *series)
{
    return series->count && series->step[series->count - 1] - series->step[0] != (double)(series->count - 1);
}

static bool all_equal(const struct model_series *series)
{
    for (size_t i = 1; i < series->count; i++)
        if (series->value[i] != series->value[0])
            return false;
    return true;
}

/* Can this model be asked that of this series? */
static enum model_reason refuse(const struct model *model, const struct model_series *series,
                                const struct model_manner *manner)
{
    bool seasonal = manner->adjust != SEASONAL_NONE && !model->years;
    if (model->combines)
        return series->count < model->least ? MODEL_SHORT : MODEL_OK;
    if (manner->scale != MODEL_PLAIN && model->scale != MODEL_PLAIN && manner->scale != model->scale)
        return MODEL_SCALED;
    if (manner->scale == MODEL_LOGIT && !(manner->limits.below && manner->limits.above))
        return MODEL_NO_LIMITS;
    if ((model->years || seasonal) && series->season < 2)
        return MODEL_SEASONLESS;
    if (series->count < model_least(model, series->season))
        return MODEL_SHORT;
    return (!model->gaps || seasonal) && has_gaps(series) ? MODEL_GAPS : MODEL_OK;
}

/* The series on the fit's scale; its values are new ones in the arena where they differ. */
static enum model_reason scale_series(const struct model_fit *fit, struct mem *mem, struct model_series *series)
{
    if (fit->scale == MODEL_PLAIN)
        return MODEL_OK;
    double *value = mem_array(mem, series->count, sizeof *value);
    for (size_t i = 0; i < series->count; i++) {
        value[i] = to_scale(fit->scale, &fit->limits, series->value[i]);
        if (!isfinite(value[i]))
            return fit->scale == MODEL_LOG ? MODEL_NOT_POSITIVE : MODEL_OUTSIDE;
    }
    series->value = value;
    return MODEL_OK;
}

/* The series without its season, which the fit keeps to be given back. */
static enum model_reason adjust_series(struct model_fit *fit, enum seasonal_kind kind, struct mem *mem,
                                       struct model_series *series)
{
    struct seasonal parts;
    if (kind == SEASONAL_NONE)
        return MODEL_OK;
    if (!seasonal_part(mem, kind, series->value, series->count, series->season, &parts))
        return MODEL_UNPARTED;
    double *value = mem_array(mem, series->count, sizeof *value);
    for (size_t i = 0; i < series->count; i++)
        value[i] = seasonal_taken(&parts, i, series->value[i]);
    series->value = value;
    fit->kind = kind;
    fit->season = series->season;
    fit->index = parts.index + series->count - series->season;
    return MODEL_OK;
}

/* Without its season and on the scale.  Quotients are taken of the values as they are: those of
 * logarithms would be powers.  What is added is added on the scale. */
static enum model_reason prepare(struct model_fit *fit, enum seasonal_kind kind, struct mem *mem,
                                 struct model_series *series)
{
    bool first = kind == SEASONAL_TIMES;
    enum model_reason reason = MODEL_OK;
    if (first && !fit->constant)
        reason = adjust_series(fit, kind, mem, series);
    if (!reason)
        reason = scale_series(fit, mem, series);
    if (!reason && !first && !fit->constant)
        reason = adjust_series(fit, kind, mem, series);
    return reason;
}

/* What the row says holds until its function knows better. */
static void begin_fit(struct model_fit *fit, const struct model *model, const struct model_series *series,
                      const struct model_manner *manner)
{
    *fit = (struct model_fit){.model = model, .count = series->count, .limits = manner->limits};
    fit->scale = model->scale != MODEL_PLAIN ? model->scale : manner->scale;
    fit->interval_least = manner->interval_least ? manner->interval_least : MODEL_INTERVAL_LEAST;
    fit->weights.phi = 1;
    fit->start = model->start;
    fit->divided = model->divided;
}

/* Errors that are no more than the rounding of the values are none. */
static void find_sigma(struct model_fit *fit, const struct model_series *series)
{
    double most = 0;
    for (size_t i = 0; i < series->count; i++)
        if (fabs(series->value[i]) > most)
            most = fabs(series->value[i]);
    if (fit->divisor > 0)
        fit->sigma = sqrt(fit->squares / fit->divisor);
    if (fit->sigma < 1e-14 * most)
        fit->sigma = 0;
}

static enum model_reason try_fit(struct model_fit *fit, struct model_series series, const struct model_manner *manner,
                                 struct mem *mem)
{
    const struct model_task task = {&series, manner, mem};
    enum model_reason reason = refuse(fit->model, &series, manner);
    if (reason)
        return reason;
    fit->constant = all_equal(&series);
    fit->level = series.value[0];
    if (fit->model->combines)
        return fit->model->fit(&task, fit);
    reason = prepare(fit, fit->model->years ? SEASONAL_NONE : manner->adjust, mem, &series);
    if (reason || fit->constant)
        return reason;
    reason = fit->model->fit(&task, fit);
    if (reason)
        return reason;
    find_sigma(fit, &series);
    return isfinite(fit->level) && isfinite(fit->slope) && isfinite(fit->sigma) ? MODEL_OK : MODEL_RANGE;
}

enum model_reason model_fit(const struct model *model, const struct model_series *series,
                            const struct model_manner *manner, struct mem *mem, struct model_fit *fit)
{
    begin_fit(fit, model, series, manner);
    fit->reason = try_fit(fit, *series, manner, mem);
    return fit->reason;
}

const struct model_fit *model_made(const struct model_manner *manner, const struct model *model)
{
    for (size_t i = 0; i < manner->mades; i++)
        if (manner->made[i].model == model)
            return &manner->made[i];
    return NULL;
}

/* ---- ahead ---- */

/* By what a value from the scale is multiplied: the index of a season that was taken out before. */
static double outer_index(const struct model_fit *fit, unsigned step)
{
    return fit->kind == SEASONAL_TIMES && !fit->winters ? fit->index[(step - 1) % fit->season] : 1;
}

/* The forecast on its scale, with the season that belongs there. */
static double on_scale(const struct model_fit *fit, unsigned step)
{
    double value = fit->level + fit->slope * smooth_damped(fit->weights.phi, step);
    bool inner = fit->index && (fit->winters || fit->kind != SEASONAL_TIMES);
    return inner ? seasonal_given(fit->kind, fit->index[(step - 1) % fit->season], value) : value;
}

static double off_scale(const struct model_fit *fit, unsigned step, double value)
{
    return from_scale(fit, value) * outer_index(fit, step);
}

static enum model_reason combine_points(const struct model_fit *fit, unsigned step, double *point)
{
    double sum = 0, one;
    size_t many = 0;
    for (size_t i = 0; i < fit->members; i++)
        if (!fit->member[i].reason && !model_point(&fit->member[i], step, &one)) {
            sum += one;
            many++;
        }
    *point = sum / (double)many;
    return many ? MODEL_OK : MODEL_MEMBERS;
}

static enum model_reason find_point(const struct model_fit *fit, unsigned step, double *point, bool *clamped)
{
    double value;
    enum model_reason reason = MODEL_OK;
    if (fit->constant)
        value = fit->level;
    else if (fit->member)
        reason = combine_points(fit, step, &value);
    else
        value = off_scale(fit, step, on_scale(fit, step));
    if (!reason && !isfinite(value))
        reason = MODEL_RANGE;
    if (!reason)
        *point = clamp(&fit->limits, value, clamped);
    return reason;
}

enum model_reason model_point(const struct model_fit *fit, unsigned step, double *point)
{
    bool clamped = false;
    return find_point(fit, step, point, &clamped);
}

/* Why a single model has no interval. */
static enum model_reason interval_reason(const struct model_fit *fit)
{
    if (fit->count < fit->interval_least)
        return MODEL_FEW;
    if (fit->constant)
        return MODEL_OK;
    return !fit->model->breadth ? MODEL_UNSPREAD : fit->divisor < 2 ? MODEL_FREEDOM : MODEL_OK;
}

/* The standard deviation on the scale. */
static double deviation_of(const struct model_fit *fit, unsigned step)
{
    if (fit->constant || fit->sigma == 0)
        return 0;
    return fit->sigma * fit->model->breadth(fit, step);
}

/* How many standard deviations an interval reaches to each side; those of t, which take a
 * while, are remembered. */
static double reach_of(const struct model_fit *fit, int level)
{
    enum { REMEMBERED = 64 };
    static const double share[MODEL_LEVELS] = {0.9, 0.975};
    static const double normal[MODEL_LEVELS] = {1.2815515655446004, 1.959963984540054};
    static _Thread_local double known[MODEL_LEVELS][REMEMBERED];
    if (!fit->student)
        return normal[level];
    if (fit->divisor >= REMEMBERED)
        return student_value(share[level], fit->divisor);
    double *reach = &known[level][(size_t)fit->divisor];
    if (*reach == 0)
        *reach = student_value(share[level], fit->divisor);
    return *reach;
}

static enum model_reason single_interval(const struct model_fit *fit, unsigned step, struct model_forecast *forecast)
{
    enum model_reason reason = interval_reason(fit);
    if (reason)
        return reason;
    double middle = fit->constant ? fit->level : on_scale(fit, step), deviation = deviation_of(fit, step);
    for (int level = 0; level < MODEL_LEVELS; level++) {
        double reach = deviation == 0 ? 0 : reach_of(fit, level) * deviation;
        forecast->low[level] = reach == 0 ? forecast->point : off_scale(fit, step, middle - reach);
        forecast->high[level] = reach == 0 ? forecast->point : off_scale(fit, step, middle + reach);
        if (!isfinite(forecast->low[level]) || !isfinite(forecast->high[level]))
            return MODEL_RANGE;
    }
    return MODEL_OK;
}

/* A combination is sure of no more than its members are on average; one that has no interval
 * leaves it without. */
static enum model_reason combined_interval(const struct model_fit *fit, unsigned step, struct model_forecast *forecast)
{
    size_t many = 0;
    for (size_t i = 0; i < fit->members; i++) {
        if (fit->member[i].reason)
            continue;
        struct model_forecast one = model_ahead(&fit->member[i], step);
        if (one.reason)
            continue;
        if (one.interval)
            return one.interval;
        many++;
        forecast->clamped |= one.clamped;
        for (int level = 0; level < MODEL_LEVELS; level++) {
            forecast->low[level] += (one.low[level] - forecast->low[level]) / (double)many;
            forecast->high[level] += (one.high[level] - forecast->high[level]) / (double)many;
        }
    }
    return MODEL_OK;
}

struct model_forecast model_ahead(const struct model_fit *fit, unsigned step)
{
    struct model_forecast forecast = {0};
    forecast.reason = find_point(fit, step, &forecast.point, &forecast.clamped);
    forecast.interval = forecast.reason;
    if (forecast.reason)
        return forecast;
    forecast.interval = fit->member ? combined_interval(fit, step, &forecast) : single_interval(fit, step, &forecast);
    for (int level = 0; level < MODEL_LEVELS && !forecast.interval; level++) {
        forecast.low[level] = clamp(&fit->limits, forecast.low[level], &forecast.clamped);
        forecast.high[level] = clamp(&fit->limits, forecast.high[level], &forecast.clamped);
    }
    return forecast;
}

/* ---- a target ---- */

static enum model_reason combined_chance(const struct model_fit *fit, unsigned step, double target, bool up,
                                         double *chance)
{
    double sum = 0, one;
    size_t many = 0;
    for (size_t i = 0; i < fit->members; i++) {
        if (fit->member[i].reason)
            continue;
        enum model_reason reason = model_chance(&fit->member[i], step, target, up, &one);
        if (reason)
            return reason;
        sum += one;
        many++;
    }
    *chance = sum / (double)many;
    return many ? MODEL_OK : MODEL_MEMBERS;
}

enum model_reason model_chance(const struct model_fit *fit, unsigned step, double target, bool up, double *chance)
{
    if (fit->member)
        return combined_chance(fit, step, target, up, chance);
    double point;
    enum model_reason reason = interval_reason(fit);
    if (!reason)
        reason = model_point(fit, step, &point);
    if (reason)
        return reason;
    double deviation = deviation_of(fit, step), sign = up ? 1 : -1;
    if (deviation == 0) {
        *chance = sign * (point - target) >= 0;
        return MODEL_OK;
    }
    double goal = to_scale(fit->scale, &fit->limits, target / outer_index(fit, step));
    double away = sign * (goal - on_scale(fit, step)) / deviation;
    if (!isfinite(deviation) || isnan(away))
        return MODEL_RANGE;
    *chance = fit->student ? student_above(away, fit->divisor) : normal_above(away);
    return MODEL_OK;
}
