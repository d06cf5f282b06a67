/* seasonal - see seasonal.h */
#include <math.h>

#include "model/loess.h"
#include "model/seasonal.h"
#include "inference/distribution.h"

size_t seasonal_least(enum seasonal_kind kind, unsigned season)
{
    return 2 * (size_t)season + (kind == SEASONAL_STL);
}

double seasonal_given(enum seasonal_kind kind, double index, double value)
{
    return kind == SEASONAL_NONE ? value : kind == SEASONAL_TIMES ? value * index : value + index;
}

double seasonal_taken(const struct seasonal *seasonal, size_t i, double value)
{
    double index = seasonal->index[i];
    return seasonal->kind == SEASONAL_TIMES ? value / index : value - index;
}

/* ---- classical ---- */

/* The mean of a year around each value; of an even number, half of the values at both ends. */
static void find_trend(const double *value, unsigned season, struct seasonal *seasonal)
{
    size_t half = season / 2;
    seasonal->first = half;
    seasonal->end = seasonal->count - half;
    for (size_t i = seasonal->first; i < seasonal->end; i++) {
        double sum = season % 2 ? value[i + half] : (value[i - half] + value[i + half]) / 2;
        for (size_t j = i - half + (season % 2 == 0); j < i + half; j++)
            sum += value[j];
        seasonal->trend[i] = sum / season;
    }
}

/* The mean of what the trend leaves in each place of the year, into the first year's indices. */
static void find_figure(const double *value, unsigned season, struct seasonal *seasonal)
{
    bool times = seasonal->kind == SEASONAL_TIMES;
    double all = 0;
    for (unsigned place = 0; place < season; place++) {
        double sum = 0;
        size_t many = 0;
        for (size_t i = place; i < seasonal->end; i += season)
            if (i >= seasonal->first) {
                sum += times ? value[i] / seasonal->trend[i] : value[i] - seasonal->trend[i];
                many++;
            }
        seasonal->index[place] = sum / (double)many;
        all += seasonal->index[place];
    }
    for (unsigned place = 0; place < season; place++)
        if (times)
            seasonal->index[place] /= all / season;
        else
            seasonal->index[place] -= all / season;
}

static bool part_classically(const double *value, unsigned season, struct seasonal *seasonal)
{
    find_trend(value, season, seasonal);
    if (seasonal->kind == SEASONAL_TIMES)
        for (size_t i = seasonal->first; i < seasonal->end; i++)
            if (!(seasonal->trend[i] > 0))
                return false;
    find_figure(value, season, seasonal);
    for (size_t i = season; i < seasonal->count; i++)
        seasonal->index[i] = seasonal->index[i - season];
    if (seasonal->kind == SEASONAL_TIMES)
        for (unsigned place = 0; place < season; place++)
            if (!(seasonal->index[place] > 0))
                return false;
    return true;
}

bool seasonal_part(struct mem *mem, enum seasonal_kind kind, const double *value, size_t count, unsigned season,
                   struct seasonal *seasonal)
{
    *seasonal = (struct seasonal){.kind = kind, .count = count, .end = count};
    if (season < 2 || count < seasonal_least(kind, season))
        return false;
    seasonal->trend = mem_array(mem, count, sizeof *seasonal->trend);
    seasonal->index = mem_array(mem, count, sizeof *seasonal->index);
    if (kind != SEASONAL_STL)
        return part_classically(value, season, seasonal);
    loess_part(mem, value, count, season, seasonal->trend, seasonal->index);
    return true;
}

/* ---- is there one? ---- */

bool seasonal_found(const double *value, size_t count, unsigned season)
{
    double mean = 0, square = 0, sum = 0, last = 0;
    if (season < 2 || count <= season)
        return false;
    for (size_t i = 0; i < count; i++)
        mean += value[i] / (double)count;
    for (size_t i = 0; i < count; i++)
        square += (value[i] - mean) * (value[i] - mean);
    if (square == 0)
        return false;
    for (size_t lag = 1; lag <= season; lag++) {
        double together = 0;
        for (size_t i = lag; i < count; i++)
            together += (value[i] - mean) * (value[i - lag] - mean);
        last = together / square;
        if (lag < season)
            sum += last * last;
    }
    return fabs(last) / sqrt((1 + 2 * sum) / (double)count) > normal_value(0.95);
}
