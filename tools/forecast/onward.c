/* onward - see onward.h */
#include "base/str.h"
#include "base/voice.h"
#include "onward.h"

enum way { WAY_POINT, WAY_LEAST, WAY_MOST, WAY_COUNT };

bool onward_fits(const struct history *history, const struct prediction *begun)
{
    return str_eq(history->unit, begun->unit);
}

/* The history with one value more. */
static struct history lengthen(struct mem *mem, const struct history *history, struct period year,
                               struct measure measure)
{
    struct history longer = *history;
    size_t count = history->series.count;
    double value = measure_near(measure), *values = mem_array(mem, count + 1, sizeof *values),
        *step = mem_array(mem, count + 1, sizeof *step);
    struct observation *row = mem_take(mem, sizeof *row);
    longer.row = mem_array(mem, count + 1, sizeof *longer.row);
    longer.number = mem_array(mem, count + 1, sizeof *longer.number);
    memcpy(longer.row, history->row, count * sizeof *longer.row);
    memcpy(longer.number, history->number, count * sizeof *longer.number);
    memcpy(values, history->series.value, count * sizeof *values);
    memcpy(step, history->series.step, count * sizeof *step);
    *row = *history_last(history);
    row->period = year;
    row->period_text = period_text(mem, year);
    longer.row[count] = row;
    if (!measure_decimal(measure, &longer.number[count]))
        num_from_double(value, &longer.number[count]);
    row->value = longer.number[count];
    values[count] = value;
    step[count] = step[count - 1] + 1;
    longer.series.value = values;
    longer.series.step = step;
    longer.series.count++;
    return longer;
}

static void widen(const struct model_forecast *other, struct model_forecast *into)
{
    if (other->interval && !into->interval)
        into->interval = other->interval;
    for (int level = 0; level < MODEL_LEVELS && !into->interval; level++) {
        if (other->low[level] < into->low[level])
            into->low[level] = other->low[level];
        if (other->high[level] > into->high[level])
            into->high[level] = other->high[level];
    }
}

/* The prediction's path, where it has one, as wide as all three. */
static void widen_path(struct mem *mem, struct prediction *into, const struct prediction *least,
                       const struct prediction *most)
{
    if (!into->path || !least->path || !most->path) {
        into->path = NULL;
        return;
    }
    struct model_forecast *path = mem_array(mem, into->steps, sizeof *path);
    for (unsigned i = 0; i < into->steps; i++) {
        path[i] = into->path[i];
        widen(&least->path[i], &path[i]);
        widen(&most->path[i], &path[i]);
    }
    into->path = path;
}

static struct measure outer(struct measure a, struct measure b, int sign)
{
    if (!a.known || !b.known)
        return (struct measure){0};
    return measure_order(b, a) * sign > 0 ? b : a;
}

static void widen_ends(struct prediction *into, const struct prediction *other)
{
    for (int level = 0; level < MODEL_LEVELS; level++) {
        into->low[level] = outer(into->low[level], other->low[level], -1);
        into->high[level] = outer(into->high[level], other->high[level], 1);
    }
}

static void no_interval(struct mem *mem, struct prediction *into, struct period year)
{
    for (int level = 0; level < MODEL_LEVELS; level++)
        into->low[level] = into->high[level] = (struct measure){0};
    into->reason = voice_join(mem, into->reason, say(mem, "no interval, since there is no range for {1}",
                                                     period_text(mem, year)));
    if (!into->path)
        return;
    struct model_forecast *path = mem_array(mem, into->steps, sizeof *path);
    for (unsigned i = 0; i < into->steps; i++) {
        path[i] = into->path[i];
        path[i].interval = MODEL_SHORT;
    }
    into->path = path;
}

size_t onward_predict(const struct onward_ask *ask, struct history *longer, struct prediction **into)
{
    struct mem *mem = ask->how->mem;
    const struct prediction *begun = ask->begun;
    const struct measure end[WAY_COUNT] = {begun->value, begun->least, begun->most};
    bool ranged = begun->least.known && begun->most.known;
    struct prediction *known, *way[WAY_COUNT] = {NULL};
    size_t count = predict(ask->how, ask->history, ask->to, ask->periods, &known);
    struct predicting how = *ask->how;
    const struct model *chosen = count && how.automatic ? model_find(known->model) : NULL;
    if (chosen) {
        how.model = &chosen;
        how.models = 1;
        how.automatic = how.every = false;
    }
    for (enum way w = 0; w < (ranged ? WAY_COUNT : WAY_LEAST); w++) {
        struct history history = lengthen(mem, ask->history, begun->period, end[w]);
        predict(&how, &history, ask->to, ask->periods, &way[w]);
        if (w == WAY_POINT)
            *longer = history;
    }
    struct str said = say(mem, "goes on from {1} for {2}, which its year to date makes",
                          measure_text(mem, begun->value, ask->places), period_text(mem, begun->period));
    for (size_t i = 0; i < count; i++) {
        struct prediction *one = &way[WAY_POINT][i];
        one->score = known[i].score;
        one->last = begun->last;
        one->reason = voice_join(mem, said, one->reason);
        if (ranged) {
            widen_ends(one, &way[WAY_LEAST][i]);
            widen_ends(one, &way[WAY_MOST][i]);
            widen_path(mem, one, &way[WAY_LEAST][i], &way[WAY_MOST][i]);
        } else {
            no_interval(mem, one, begun->period);
        }
    }
    *into = way[WAY_POINT];
    return count;
}
