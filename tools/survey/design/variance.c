/* variance - see variance.h */
#include <math.h>
#include <string.h>

#include "design/variance.h"
#include "inference/matrix.h"

/* A stratum, or a cluster of a later stage, of which less than this was not drawn is known whole. */
#define WHOLE 1e-7

/* Weighted scores at positions, and where their variance is gathered. */
struct spread_sum {
    const struct design *sample;
    const uint32_t *at;
    uint32_t count, width;
    const double *x;
    double *totals;           /* of the units of one group */
    double *mean, *sum;       /* sum: of one stage, width by width */
    uint32_t groups, unknown; /* seen at the stage; of those, without a variance of their own */
};

/* ---- a group ---- */

static void add_square(struct spread_sum *s, const double *x, const double *middle, double times)
{
    for (uint32_t i = 0; i < s->width; i++)
        for (uint32_t j = 0; j < s->width; j++)
            s->sum[i * s->width + j] += times * (x[i] - middle[i]) * (x[j] - middle[j]);
}

/* The units of a group whose totals are known; the others that were drawn have 0. */
static void add_group(struct spread_sum *s, const struct drawing *stage, uint32_t group, uint32_t units)
{
    const struct lonely *lonely = s->sample->lonely;
    double drawn = stage->drawn[group], rest = 1 - drawn / stage->population[group], part = stage->part[group];
    s->groups++;
    if (rest < WHOLE)
        return;
    memset(s->mean, 0, s->width * sizeof *s->mean);
    if (drawn == 1) {
        double times = lonely->part(rest);
        if (isnan(times))
            s->unknown++;
        else
            add_square(s, s->totals, s->mean, part * times);
        return;
    }
    double times = part * rest * drawn / (drawn - 1);
    if (units > 1 || !lonely->domains)
        for (uint32_t u = 0; u < units; u++)
            for (uint32_t k = 0; k < s->width; k++)
                s->mean[k] += s->totals[u * s->width + k] / drawn;
    for (uint32_t u = 0; u < units; u++)
        add_square(s, s->totals + u * s->width, s->mean, times);
    for (uint32_t i = 0; i < s->width; i++)
        for (uint32_t j = 0; j < s->width; j++)
            s->sum[i * s->width + j] += times * (drawn - units) * s->mean[i] * s->mean[j];
}

/* ---- a stage ---- */

static void add_stage(struct spread_sum *s, const struct drawing *stage)
{
    uint32_t i = 0;
    while (i < s->count) {
        uint32_t group = stage->group_of[stage->unit_of[s->at[i]]], units = 0;
        while (i < s->count && stage->group_of[stage->unit_of[s->at[i]]] == group) {
            uint32_t unit = stage->unit_of[s->at[i]];
            double *total = s->totals + units++ * s->width;
            memset(total, 0, s->width * sizeof *total);
            for (; i < s->count && stage->unit_of[s->at[i]] == unit; i++)
                for (uint32_t k = 0; k < s->width; k++)
                    total[k] += s->x[(size_t)i * s->width + k];
        }
        add_group(s, stage, group, units);
    }
}

static bool add_stages(struct spread_sum *s, double *covariance)
{
    uint32_t cells = s->width * s->width;
    memset(covariance, 0, cells * sizeof *covariance);
    for (uint32_t i = 0; i < s->sample->stages; i++) {
        const struct drawing *stage = &s->sample->stage[i];
        if (i && isinf(s->sample->stage[i - 1].population[0]))
            break;
        memset(s->sum, 0, cells * sizeof *s->sum);
        s->groups = s->unknown = 0;
        add_stage(s, stage);
        double known = s->groups - s->unknown;
        for (uint32_t k = 0; k < cells; k++)
            covariance[k] += s->unknown ? s->sum[k] * s->groups / known : s->sum[k];
    }
    return !isnan(covariance[0]);
}

/* ---- scores ---- */

/* What is left of weighted scores when the auxiliary totals have explained what they can; all
 * positions have some. */
static void take_residuals(struct spread_sum *s, const double *score, double *x)
{
    const struct auxiliary *auxiliary = s->sample->auxiliary;
    struct mem *mem = s->sample->mem;
    double *with = mem_array(mem, auxiliary->size, sizeof *with);
    double *slope = mem_array(mem, auxiliary->size, sizeof *slope);
    for (uint32_t k = 0; k < s->width; k++) {
        memset(with, 0, auxiliary->size * sizeof *with);
        for (uint32_t i = 0; i < s->count; i++)
            for (uint32_t t = 0; t < auxiliary->terms; t++) {
                size_t term = (size_t)s->at[i] * auxiliary->terms + t;
                with[auxiliary->which[term]] += auxiliary->base[s->at[i]] * auxiliary->amount[term] *
                                                score[(size_t)i * s->width + k];
            }
        matrix_times(auxiliary->inverse, with, auxiliary->size, slope);
        for (uint32_t p = 0; p < s->sample->count; p++) {
            double fitted = 0;
            for (uint32_t t = 0; t < auxiliary->terms; t++) {
                size_t term = (size_t)p * auxiliary->terms + t;
                fitted += slope[auxiliary->which[term]] * auxiliary->amount[term];
            }
            x[(size_t)p * s->width + k] = -fitted;
        }
        for (uint32_t i = 0; i < s->count; i++)
            x[(size_t)s->at[i] * s->width + k] += score[(size_t)i * s->width + k];
    }
    for (size_t p = 0; p < (size_t)s->sample->count * s->width; p++)
        x[p] *= s->sample->weight[p / s->width];
}

bool variance_of(const struct design *sample, const uint32_t *at, uint32_t count, const double *score, uint32_t width,
                 double *covariance)
{
    struct mem *mem = sample->mem;
    struct mem_mark mark = mem_mark(mem);
    struct spread_sum s = {.sample = sample, .at = at, .count = count, .width = width};
    uint32_t all = sample->auxiliary ? sample->count : count;
    double *x = mem_array(mem, (size_t)all * width, sizeof *x);
    s.totals = mem_array(mem, (size_t)all * width, sizeof *s.totals);
    s.mean = mem_array(mem, width, sizeof *s.mean);
    s.sum = mem_array(mem, (size_t)width * width, sizeof *s.sum);
    if (sample->auxiliary) {
        uint32_t *every = mem_array(mem, all, sizeof *every);
        for (uint32_t p = 0; p < all; p++)
            every[p] = p;
        take_residuals(&s, score, x);
        s.at = every;
        s.count = all;
    } else
        for (size_t i = 0; i < (size_t)count * width; i++)
            x[i] = score[i] * sample->weight[at[i / width]];
    s.x = x;
    bool known = add_stages(&s, covariance);
    mem_rewind(mem, mark);
    return known;
}

double variance_of_one(const struct design *sample, const uint32_t *at, uint32_t count, const double *score)
{
    double variance;
    variance_of(sample, at, count, score, 1, &variance);
    return variance;
}
