/* winters - see winters.h */
#include <math.h>
#include <string.h>

#include "model/search.h"
#include "model/seasonal.h"
#include "model/winters.h"
#include "inference/trend.h"

static void take_in(struct winters *winters, double *index, double value)
{
    const struct smooth_weights *weight = &winters->weights;
    double ahead = winters->level + winters->slope, old = *index;
    double error = value - (winters->times ? ahead * old : ahead + old);
    double lift = weight->alpha * (winters->times ? error / old : error);
    winters->level = ahead + lift;
    winters->slope += weight->beta * lift;
    double beside = winters->by_error ? ahead : winters->level;
    *index = old + weight->gamma * ((winters->times ? value / beside : value - beside) - old);
    winters->sum += error;
    winters->squares += error * error;
    winters->errors++;
}

void winters_run(struct winters *winters, const double *value, size_t count)
{
    unsigned season = winters->season;
    for (size_t i = 0; i < count; i++)
        take_in(winters, &winters->index[i % season], value[i]);
    /* Turned until the next one stands first. */
    for (size_t turns = count % season; turns; turns--) {
        double first = winters->index[0];
        for (unsigned k = 1; k < season; k++)
            winters->index[k - 1] = winters->index[k];
        winters->index[season - 1] = first;
    }
}

/* ---- start ---- */

/* The line through the trend of two years: where it stands a step before them, and its slope. */
static void lay_line(struct mem *mem, const struct seasonal *seasonal, double *start, double *slope)
{
    struct trend_line line;
    size_t many = seasonal->end - seasonal->first;
    double *at = mem_array(mem, many, sizeof *at);
    for (size_t i = 0; i < many; i++)
        at[i] = (double)(i + 1);
    trend_line(at, seasonal->trend + seasonal->first, NULL, many, &line);
    *start = trend_line_at(&line, 0);
    *slope = line.slope;
}

/* The state before the first value is taken in. */
static bool ready(struct mem *mem, struct winters *winters, const double *value)
{
    struct seasonal seasonal;
    unsigned season = winters->season;
    enum seasonal_kind kind = winters->times ? SEASONAL_TIMES : SEASONAL_ADDED;
    if (!seasonal_part(mem, kind, value, 2 * (size_t)season, season, &seasonal))
        return false;
    lay_line(mem, &seasonal, &winters->level, &winters->slope);
    winters->index = seasonal.index;
    winters->sum = winters->squares = 0;
    winters->errors = 0;
    return true;
}

bool winters_start(struct mem *mem, struct winters *winters, const double *value, size_t count)
{
    if (!ready(mem, winters, value))
        return false;
    winters_run(winters, value + winters->season, count - winters->season);
    return true;
}

/* ---- weights ---- */

struct task {
    const struct winters *begun;
    double *index;
    const double *value;
    size_t count;
};

static double cost_of_place(void *state, const double place[SEARCH_DIMENSIONS])
{
    struct task *task = state;
    struct winters winters = *task->begun;
    winters.weights = (struct smooth_weights){.alpha = place[0], .beta = place[1], .phi = 1, .gamma = place[2]};
    winters.index = task->index;
    memcpy(winters.index, task->begun->index, winters.season * sizeof *winters.index);
    winters_run(&winters, task->value, task->count);
    return winters.squares;
}

bool winters_search(struct mem *mem, struct winters *winters, const double *value, size_t count)
{
    static const struct search_reach reach[SEARCH_DIMENSIONS] = {{0, 1, 6}, {0, 1, 6}, {0, 1, 6}};
    double best[SEARCH_DIMENSIONS];
    if (!ready(mem, winters, value))
        return false;
    struct task task = {winters, mem_array(mem, winters->season, sizeof *value), value + winters->season,
                        count - winters->season};
    search_least(reach, cost_of_place, &task, best);
    winters->weights = (struct smooth_weights){.alpha = best[0], .beta = best[1], .phi = 1, .gamma = best[2]};
    winters_run(winters, value + winters->season, count - winters->season);
    return true;
}

/* ---- ahead ---- */

double winters_breadth(const struct winters *winters, unsigned step)
{
    const struct smooth_weights *weight = &winters->weights;
    unsigned season = winters->season;
    double sum = 1, turn = winters->by_error ? weight->gamma : weight->gamma * (1 - weight->alpha);
    for (unsigned j = 1; j < step; j++) {
        double share = weight->alpha * (1 + j * weight->beta) + (j % season == 0) * turn;
        if (winters->times)
            share *= winters->index[(step - 1) % season] / winters->index[(step - j - 1) % season];
        sum += share * share;
    }
    return sqrt(sum);
}
