/* backtest - see backtest.h */
#include <math.h>

#include "model/backtest.h"

/* ---- sums on their way to a score ---- */

/* One forecast beside what came. */
struct pair {
    double actual, point;
    double last;              /* the last value that was known */
    double scale;             /* of the values before it */
};

static void add(struct backtest_score *score, const struct pair *pair)
{
    double off = fabs(pair->actual - pair->point), both = fabs(pair->actual) + fabs(pair->point);
    score->count++;
    score->mae += off;
    score->rmse += off * off;
    score->smape += both > 0 ? 200 * off / both : 0;
    score->mase += off / pair->scale;
    score->last_mae += fabs(pair->actual - pair->last);
}

/* Turns sums into means.  Where a scale was 0 the sum is no number any more. */
static void settle(struct backtest_score *score, double whole)
{
    double count = (double)score->count;
    if (score->count == 0)
        return;
    score->mae /= count;
    score->rmse = sqrt(score->rmse / count);
    score->smape /= count;
    score->last_mae /= count;
    score->has_mase = isfinite(score->mase);
    score->mase = score->has_mase ? score->mase / count : 0;
    score->has_mase_whole = whole > 0;
    score->mase_whole = whole > 0 ? score->mae / whole : 0;
}

static void add_score(struct backtest_score *all, const struct backtest_score *part)
{
    all->count += part->count;
    all->mae += part->mae;
    all->rmse += part->rmse;
    all->smape += part->smape;
    all->mase += part->mase;
    all->last_mae += part->last_mae;
    all->intervals += part->intervals;
    for (int level = 0; level < MODEL_LEVELS; level++)
        all->inside[level] += part->inside[level];
}

bool backtest_beats(const struct backtest_score *score)
{
    return score->count && score->mae < score->last_mae;
}

/* ---- the rolling origin ---- */

static void count_inside(struct backtest_score *score, const struct model_fit *fit, unsigned ahead, double actual)
{
    struct model_forecast forecast = model_ahead(fit, ahead);
    if (forecast.interval)
        return;
    score->intervals++;
    for (int level = 0; level < MODEL_LEVELS; level++)
        score->inside[level] += actual >= forecast.low[level] && actual <= forecast.high[level];
}

/* Holds a fit to the first values against those that follow; why it could not, if so. */
static enum model_reason hold(const struct model_fit *fit, const struct backtest_ask *ask, double scale,
                              struct backtest_score *step)
{
    const struct model_series *series = ask->series;
    size_t last = fit->count - 1;
    for (size_t i = last + 1; i < series->count; i++) {
        double ahead = series->step[i] - series->step[last];
        if (ahead > ask->horizon)
            break;
        struct pair pair = {.actual = series->value[i], .last = series->value[last], .scale = scale};
        struct backtest_score *score = &step[(size_t)ahead - 1];
        enum model_reason reason = model_point(fit, (unsigned)ahead, &pair.point);
        if (reason)
            return reason;
        add(score, &pair);
        if (ask->intervals)
            count_inside(score, fit, (unsigned)ahead, pair.actual);
    }
    return MODEL_OK;
}

/* Is there a value within the horizon behind the first `count`? */
static bool has_next(const struct model_series *series, size_t count, unsigned horizon)
{
    return count < series->count && series->step[count] - series->step[count - 1] <= horizon;
}

/* What a value is compared with to tell what is usual: the value before it, or that of the same
 * place a year before.  False where there is none. */
static bool find_before(const struct model_series *series, size_t i, size_t *before)
{
    double year = series->step[i] - series->season;
    *before = i > series->season ? i - series->season : 0;
    if (series->season < 2)
        return i > 0;
    while (series->step[*before] < year)
        ++*before;
    return series->step[*before] == year;
}

/* How far the first values are from what they are compared with, on average; 0 without any. */
static double naive_error(const struct model_series *series, size_t count)
{
    double sum = 0, many = 0;
    size_t before;
    for (size_t i = 0; i < count; i++)
        if (find_before(series, i, &before)) {
            sum += fabs(series->value[i] - series->value[before]);
            many++;
        }
    return many > 0 ? sum / many : 0;
}

/* One origin of one model: fits, looks ahead, and says why not if it can't. */
static enum model_reason try_origin(const struct model_series *known, const struct backtest_ask *ask,
                                    const struct model_manner *manner, double scale, struct mem *mem,
                                    struct backtest *backtest, struct model_fit *fit)
{
    enum model_reason reason = model_fit(backtest->model, known, manner, mem, fit);
    return reason ? reason : hold(fit, ask, scale, backtest->step);
}

/* One origin of all models that begin by then. */
static void try_models(size_t count, const struct backtest_ask *ask, struct mem *mem, struct backtest *backtest,
                       size_t models)
{
    struct model_series known = *ask->series;
    struct model_manner manner = *ask->manner;
    struct model_fit *fit = mem_array(mem, models, sizeof *fit);
    known.count = count;
    double scale = naive_error(&known, count);
    manner.made = fit;
    manner.mades = 0;
    for (size_t i = 0; i < models; i++) {
        struct backtest *one = &backtest[i];
        if (count < one->first || (ask->origins && one->origins == ask->origins))
            continue;
        enum model_reason reason = try_origin(&known, ask, &manner, scale, mem, one, &fit[manner.mades]);
        manner.mades++;
        if (reason && !one->failed++)
            one->failure = reason;
        one->origins++;
    }
}

static void roll(const struct backtest_ask *ask, struct mem *mem, struct backtest *backtest, size_t models)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < models; i++)
        if (backtest[i].first < first)
            first = backtest[i].first;
    for (size_t count = first; count < ask->series->count; count++) {
        struct mem_mark mark = mem_mark(mem);
        if (has_next(ask->series, count, ask->horizon))
            try_models(count, ask, mem, backtest, models);
        mem_rewind(mem, mark);
    }
}

static size_t least_of(const struct backtest_ask *ask)
{
    return ask->least ? ask->least : BACKTEST_LEAST;
}

static void add_up(const struct backtest_ask *ask, double whole, struct backtest *backtest)
{
    for (unsigned step = 0; step < ask->horizon; step++)
        add_score(&backtest->all, &backtest->step[step]);
    for (unsigned step = 0; step < ask->horizon; step++)
        settle(&backtest->step[step], whole);
    settle(&backtest->all, whole);
    if (backtest->all.count == 0)
        backtest->reason = backtest->failed ? backtest->failure : MODEL_SHORT;
    else if (!isfinite(backtest->all.rmse))
        backtest->reason = MODEL_RANGE;
}

void backtest_all(const struct model *const *model, size_t models, const struct backtest_ask *ask, struct mem *mem,
                  struct backtest *backtest)
{
    size_t least = least_of(ask);
    for (size_t i = 0; i < models; i++) {
        size_t needed = model_least(model[i], ask->series->season);
        backtest[i] = (struct backtest){.model = model[i], .first = least > needed ? least : needed};
        backtest[i].step = mem_array(mem, ask->horizon, sizeof *backtest[i].step);
    }
    roll(ask, mem, backtest, models);
    double whole = naive_error(ask->series, ask->series->count);
    for (size_t i = 0; i < models; i++)
        add_up(ask, whole, &backtest[i]);
}

enum model_reason backtest_run(const struct model *model, const struct backtest_ask *ask, struct mem *mem,
                               struct backtest *backtest)
{
    backtest_all(&model, 1, ask, mem, backtest);
    return backtest->reason;
}

/* ---- choosing ---- */

/* So many values in the first fit that all can make it who can answer at all. */
static size_t common_least(const struct model *const *model, size_t models, const struct backtest_ask *ask,
                           struct mem *mem)
{
    const struct model_series *series = ask->series;
    size_t least = least_of(ask);
    for (size_t i = 0; i < models; i++) {
        struct model_fit fit;
        struct mem_mark mark = mem_mark(mem);
        size_t needed = model_least(model[i], series->season);
        if (needed < series->count && needed > least && !model_fit(model[i], series, ask->manner, mem, &fit))
            least = needed;
        mem_rewind(mem, mark);
    }
    return least;
}

const struct backtest *backtest_choose(const struct model *const *model, size_t models, const struct backtest_ask *ask,
                                       struct mem *mem, struct backtest *backtest)
{
    struct backtest_ask same = *ask;
    const struct backtest *best = NULL;
    same.least = common_least(model, models, ask, mem);
    backtest_all(model, models, &same, mem, backtest);
    for (size_t i = 0; i < models; i++) {
        const struct backtest *one = &backtest[i];
        bool whole = !one->reason && !one->failed && one->first == same.least;
        /* What is better by rounding alone is not better. */
        if (whole && (!best || one->all.mae < best->all.mae * (1 - 1e-9)))
            best = one;
    }
    return best;
}
