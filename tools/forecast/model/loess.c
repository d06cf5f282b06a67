/* loess - see loess.h */
#include <math.h>

#include "model/loess.h"

struct loess {
    size_t span;              /* neighbours that count, odd */
    bool sloped;              /* a local line, else a local mean */
    size_t jump;              /* at least 1 */
};

/* ---- one place, all places ---- */

/* The neighbours that count, from 1, both inside. */
struct window {
    size_t left, right;
};

/* Tricube: 1 at the place itself, 0 at the distance `reach`. */
static double weight_at(double distance, double reach)
{
    if (distance > 0.999 * reach)
        return 0;
    if (distance <= 0.001 * reach)
        return 1;
    double share = distance / reach, rest = 1 - share * share * share;
    return rest * rest * rest;
}

static double fit_at(struct loess loess, const double *value, size_t count, double at, struct window window)
{
    double reach = fmax(at - (double)window.left, (double)window.right - at);
    double all = 0, middle = 0, width = 0, mean = 0, lean = 0;
    if (loess.span > count)
        reach += (double)((loess.span - count) / 2);
    for (size_t j = window.left; j <= window.right; j++) {
        double weight = weight_at(fabs((double)j - at), reach);
        all += weight;
        middle += weight * (double)j;
        mean += weight * value[j - 1];
    }
    middle /= all;
    mean /= all;
    if (!loess.sloped)
        return mean;
    for (size_t j = window.left; j <= window.right; j++) {
        double across = (double)j - middle, weight = weight_at(fabs((double)j - at), reach) / all;
        width += weight * across * across;
        lean += weight * across * value[j - 1];
    }
    /* Neighbours all in one place say nothing about a slope. */
    return sqrt(width) > 0.001 * (double)(count - 1) ? mean + (at - middle) * lean / width : mean;
}

static struct window window_at(size_t span, size_t count, size_t place)
{
    size_t half = (span + 1) / 2;
    if (span >= count)
        return (struct window){1, count};
    size_t left = place <= half ? 1 : place > count - half ? count - span + 1 : place - half + 1;
    return (struct window){left, left + span - 1};
}

/* The smooth of `count` values at place `at`, counted from 1; 0 and count + 1 are allowed. */
static double smooth_at(struct loess loess, const double *value, size_t count, double at)
{
    size_t place = at < 1 ? 1 : at > (double)count ? count : (size_t)at;
    return fit_at(loess, value, count, at, window_at(loess.span, count, place));
}

/* What stands between two fits, by a straight line. */
static void join(double *into, size_t from, size_t to)
{
    double step = (into[to] - into[from]) / (double)(to - from);
    for (size_t j = from + 1; j < to; j++)
        into[j] = into[from] + step * (double)(j - from);
}

static void smooth_all(struct loess loess, const double *value, size_t count, double *into)
{
    size_t last = 0, jump = loess.jump < count ? loess.jump : count > 1 ? count - 1 : 1;
    for (size_t i = 0; i < count; i += jump) {
        into[i] = smooth_at(loess, value, count, (double)(i + 1));
        if (i > last)
            join(into, last, i);
        last = i;
    }
    if (last < count - 1) {
        into[count - 1] = smooth_at(loess, value, count, (double)count);
        join(into, last, count - 1);
    }
}

/* ---- STL ---- */

static size_t next_odd(double value)
{
    size_t whole = (size_t)ceil(value);
    return whole + (whole % 2 == 0);
}

static struct loess loess_of(size_t span, bool sloped)
{
    return (struct loess){span, sloped, (span + 9) / 10};
}

/* Moving means of `span` values: count - span + 1 of them. */
static size_t move(const double *value, size_t count, size_t span, double *into)
{
    double sum = 0;
    for (size_t i = 0; i < span; i++)
        sum += value[i];
    into[0] = sum / (double)span;
    for (size_t i = span; i < count; i++) {
        sum += value[i] - value[i - span];
        into[i - span + 1] = sum / (double)span;
    }
    return count - span + 1;
}

struct stl {
    size_t count, season;
    struct loess of_season, of_trend, of_low;
    double *one, *smooth, *cycle, *low, *other; /* room */
};

/* Each place of the year smoothed over the years, and one year on to both sides. */
static void smooth_cycles(struct stl *stl, const double *value)
{
    for (size_t place = 0; place < stl->season; place++) {
        size_t years = (stl->count - place - 1) / stl->season + 1;
        for (size_t k = 0; k < years; k++)
            stl->one[k] = value[place + k * stl->season];
        smooth_all(stl->of_season, stl->one, years, stl->smooth);
        stl->cycle[place] = smooth_at(stl->of_season, stl->one, years, 0);
        for (size_t k = 0; k < years; k++)
            stl->cycle[place + (k + 1) * stl->season] = stl->smooth[k];
        stl->cycle[place + (years + 1) * stl->season] = smooth_at(stl->of_season, stl->one, years, (double)(years + 1));
    }
}

/* An inner round: the season from what the trend leaves, then the trend from what the season leaves. */
static void round_of(struct stl *stl, const double *value, double *trend, double *index)
{
    for (size_t i = 0; i < stl->count; i++)
        stl->other[i] = value[i] - trend[i];
    smooth_cycles(stl, stl->other);
    size_t many = move(stl->cycle, stl->count + 2 * stl->season, stl->season, stl->low);
    many = move(stl->low, many, stl->season, stl->other);
    move(stl->other, many, 3, stl->low);
    smooth_all(stl->of_low, stl->low, stl->count, stl->smooth);
    for (size_t i = 0; i < stl->count; i++) {
        index[i] = stl->cycle[stl->season + i] - stl->smooth[i];
        stl->other[i] = value[i] - index[i];
    }
    smooth_all(stl->of_trend, stl->other, stl->count, trend);
}

/* The index of each place of the year is the mean of its years. */
static void even_out(double *index, size_t count, size_t season)
{
    for (size_t place = 0; place < season; place++) {
        double sum = 0;
        size_t years = (count - place - 1) / season + 1;
        for (size_t i = place; i < count; i += season)
            sum += index[i];
        for (size_t i = place; i < count; i += season)
            index[i] = sum / (double)years;
    }
}

void loess_part(struct mem *mem, const double *value, size_t count, unsigned season, double *trend, double *index)
{
    size_t wide = 10 * count + 1, room = count + 2 * (size_t)season;
    struct stl stl = {.count = count, .season = season};
    stl.of_season = loess_of(wide, false);
    stl.of_trend = loess_of(next_odd(1.5 * season / (1 - 1.5 / (double)wide)), true);
    stl.of_low = loess_of(next_odd(season), true);
    stl.one = mem_array(mem, count, sizeof *stl.one);
    stl.smooth = mem_array(mem, count, sizeof *stl.smooth);
    stl.cycle = mem_array(mem, room, sizeof *stl.cycle);
    stl.low = mem_array(mem, room, sizeof *stl.low);
    stl.other = mem_array(mem, room, sizeof *stl.other);
    for (size_t i = 0; i < count; i++)
        trend[i] = 0;
    for (int inner = 0; inner < 2; inner++)
        round_of(&stl, value, trend, index);
    even_out(index, count, season);
}
