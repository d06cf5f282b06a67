/* predict - see predict.h */
#include "base/str.h"
#include "base/voice.h"
#include "predict.h"

enum { MODELS_MOST = 32 };

/* ---- seasons ---- */

static bool all_above_zero(const struct model_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->value[i] <= 0)
            return false;
    return true;
}

static bool has_gaps(const struct model_series *series)
{
    return series->step[series->count - 1] != (double)(series->count - 1);
}

static enum seasonal_kind season_of(const struct predicting *how, const struct model_series *series)
{
    static const enum seasonal_kind said[] = {
        [SEASON_NONE] = SEASONAL_NONE, [SEASON_ADDED] = SEASONAL_ADDED, [SEASON_TIMES] = SEASONAL_TIMES,
        [SEASON_STL] = SEASONAL_STL};
    if (series->season < 2)
        return SEASONAL_NONE;
    if (how->season != SEASON_AUTO)
        return said[how->season];
    if (has_gaps(series) || !seasonal_found(series->value, series->count, series->season))
        return SEASONAL_NONE;
    return all_above_zero(series) && how->scale == MODEL_PLAIN ? SEASONAL_TIMES : SEASONAL_ADDED;
}

static struct str season_word(enum seasonal_kind kind)
{
    static const char *const word[] = {
        [SEASONAL_NONE] = "none", [SEASONAL_ADDED] = "added", [SEASONAL_TIMES] = "times", [SEASONAL_STL] = "stl"};
    return str_of(word[kind]);
}

struct model_manner predict_manner(const struct predicting *how, const struct history *history, size_t *least)
{
    struct model_manner manner = {.scale = how->scale, .limits = how->limits, .interval_least = how->interval_least};
    manner.adjust = season_of(how, &history->series);
    *least = BACKTEST_LEAST;
    if (manner.adjust && seasonal_least(manner.adjust, history->series.season) > *least)
        *least = seasonal_least(manner.adjust, history->series.season);
    return manner;
}

/* ---- which models ---- */

/* The usual model of series with this many steps in a year. */
static const struct model *usual_model(unsigned season)
{
    return model_find(season > 2 ? STR("theta") : STR("damped"));
}

size_t predict_models(const struct predicting *how, unsigned season, const struct model **model)
{
    size_t count = 0;
    for (size_t i = 0; i < how->models && count < MODELS_MOST; i++)
        if (season > 1 || !how->model[i]->years || !how->every)
            model[count++] = how->model[i];
    if (how->models == 0)
        model[count++] = usual_model(season);
    return count;
}

/* All that belongs to the history, while its predictions are made. */
struct work {
    const struct predicting *how;
    const struct history *history;
    struct model_manner manner;
    struct backtest_ask ask;
    const struct model *model[MODELS_MOST];
    size_t models;
    struct backtest *test;    /* of each */
    struct model_fit *fit;
    struct str chosen;        /* what is said of a choice */
    struct str able;          /* which other models can do what the one that was asked cannot; once it is asked */
    unsigned asked;           /* for so many steps ahead; 0: not yet */
};

static void fit_models(struct work *work)
{
    struct model_manner manner = work->manner;
    work->fit = mem_array(work->how->mem, work->models, sizeof *work->fit);
    manner.made = work->fit;
    for (size_t i = 0; i < work->models; i++, manner.mades++)
        model_fit(work->model[i], &work->history->series, &manner, work->how->mem, &work->fit[i]);
}

static void take_usual(struct work *work)
{
    work->model[0] = usual_model(work->history->series.season);
    work->models = 1;
    fit_models(work);
    backtest_all(work->model, 1, &work->ask, work->how->mem, work->test);
}

/* The nearest of those that can be fitted to all there is. */
static void choose(struct work *work)
{
    struct mem *mem = work->how->mem;
    size_t able = 0;
    fit_models(work);
    for (size_t i = 0; i < work->models; i++)
        if (!work->fit[i].reason) {
            work->model[able] = work->model[i];
            work->fit[able++] = work->fit[i];
        }
    const struct backtest *best = backtest_choose(work->model, able, &work->ask, mem, work->test);
    work->models = 1;
    if (!best) {
        take_usual(work);
        work->chosen = say(mem,
                           "the backtest has nothing to choose a model by, too few values or none within the steps "
                           "asked: {1}, the usual one, is asked", str_of(work->model[0]->name));
        return;
    }
    size_t at = (size_t)(best - work->test);
    work->chosen = say(mem, "nearest of {1} models in the backtest", mem_format(mem, "%zu", able));
    work->model[0] = work->model[at];
    work->fit[0] = work->fit[at];
    work->test[0] = work->test[at];
}

/* ---- one prediction ---- */

static void add_reason(struct mem *mem, struct prediction *prediction, struct str sentence)
{
    prediction->reason = voice_join(mem, prediction->reason, sentence);
}

/* What is worth saying of a forecast that has a value. */
static void explain(const struct work *work, const struct model_fit *fit, const struct model_forecast *forecast,
                    struct prediction *prediction)
{
    struct mem *mem = work->how->mem;
    if (fit->constant && !forecast->interval)
        add_reason(mem, prediction, say(mem, "all values are equal, so the interval has no width"));
    if (forecast->clamped)
        add_reason(mem, prediction, say(mem, "held at a limit of nature"));
    if (forecast->interval)
        add_reason(mem, prediction, voice_str(model_why(forecast->interval)));
    for (size_t i = 0; i < fit->members && !fit->constant; i++)
        if (fit->member[i].reason)
            add_reason(mem, prediction, say(mem, "without {1}: {2}", str_of(fit->member[i].model->name),
                                            voice_str(model_why(fit->member[i].reason))));
}

static void take_forecast(const struct work *work, const struct model_fit *fit, unsigned step,
                          struct prediction *prediction)
{
    struct model_forecast forecast = model_ahead(fit, step);
    if (forecast.reason) {
        add_reason(work->how->mem, prediction, voice_str(model_why(forecast.reason)));
        return;
    }
    prediction->value = measure_double(forecast.point);
    for (int level = 0; level < MODEL_LEVELS && !forecast.interval; level++) {
        prediction->low[level] = measure_double(forecast.low[level]);
        prediction->high[level] = measure_double(forecast.high[level]);
    }
    explain(work, fit, &forecast, prediction);
}

static const struct model_forecast *path_of(const struct work *work, const struct model_fit *fit, unsigned steps)
{
    struct model_forecast *path = mem_array(work->how->mem, steps, sizeof *path);
    for (unsigned step = 1; step <= steps; step++)
        path[step - 1] = model_ahead(fit, step);
    return path;
}

/* A model that cannot do it says which ones can, the simplest first, unless all were tried. */
static struct str able_models(struct work *work, unsigned step)
{
    enum { NAMED = 3 };
    struct mem *mem = work->how->mem;
    struct str list = STR("");
    const struct model *model;
    size_t named = 0;
    if (work->asked == step || (work->how->every && !work->how->automatic))
        return work->able;
    work->asked = step;
    for (size_t i = 0; (model = model_at(i)) && named < NAMED; i++) {
        struct model_fit fit;
        if (model->combines || model_fit(model, &work->history->series, &work->manner, mem, &fit) ||
            model_ahead(&fit, step).reason)
            continue;
        list = mem_join(mem, list, named++ ? STR(",") : STR(""), str_of(model->name));
    }
    work->able = named ? say(mem, "other models can: --model {1}", list) : list;
    return work->able;
}

static struct prediction predict_one(struct work *work, size_t i, struct period when, unsigned step)
{
    const struct model_fit *fit = &work->fit[i];
    const struct history *history = work->history;
    struct prediction prediction = {.period = when, .unit = history->unit, .model = str_of(work->model[i]->name),
                                    .used = history->series.count, .last = history_last(history)->period};
    struct mem *mem = work->how->mem;
    if (history->series.season > 1)
        prediction.season = work->model[i]->years ? STR("own") : season_word(work->manner.adjust);
    if (!work->test[i].reason)
        prediction.score = &work->test[i].all;
    prediction.reason = voice_join(mem, history->told, work->chosen);
    if (fit->reason) {
        add_reason(mem, &prediction, voice_str(model_why(fit->reason)));
        if (able_models(work, step).length)
            add_reason(mem, &prediction, able_models(work, step));
        return prediction;
    }
    prediction.start = voice_str(fit->start);
    prediction.divided = voice_str(fit->divided);
    prediction.freedom = fit->constant || fit->member ? 0 : fit->divisor;
    take_forecast(work, fit, step, &prediction);
    if (work->how->paths && prediction.value.known) {
        prediction.path = path_of(work, fit, step);
        prediction.steps = step;
    }
    return prediction;
}

size_t predict(const struct predicting *how, const struct history *history, const struct period *to, size_t periods,
               struct prediction **into)
{
    struct work work = {.how = how, .history = history};
    int last = history_step(history_last(history)->period), most = 1;
    for (size_t i = 0; i < periods; i++)
        if (history_step(to[i]) - last > most)
            most = history_step(to[i]) - last;
    work.models = predict_models(how, history->series.season, work.model);
    work.test = mem_array(how->mem, work.models, sizeof *work.test);
    work.ask = (struct backtest_ask){.series = &history->series, .manner = &work.manner, .horizon = (unsigned)most};
    work.manner = predict_manner(how, history, &work.ask.least);
    if (how->automatic) {
        choose(&work);
    } else {
        fit_models(&work);
        backtest_all(work.model, work.models, &work.ask, how->mem, work.test);
    }
    *into = mem_array(how->mem, periods * work.models, sizeof **into);
    for (size_t p = 0; p < periods; p++)
        for (size_t i = 0; i < work.models; i++)
            (*into)[p * work.models + i] = predict_one(&work, i, to[p], (unsigned)(history_step(to[p]) - last));
    return periods * work.models;
}
