/* linearize - see linearize.h */
#include <math.h>

#include "estimate/linearize.h"

/* What all of them begin with: weights, and room for the scores. */
static struct estimate begin(const struct design *sample, const struct base *base)
{
    struct estimate estimate = {.variance = NAN, .simple = NAN};
    estimate.score = mem_array(sample->mem, base->count, sizeof *estimate.score);
    for (uint32_t i = 0; i < base->count; i++) {
        double weight = sample->weight[base->at[i]];
        estimate.weights += weight;
        estimate.squares += weight * weight;
    }
    return estimate;
}

/* The variance, of the values by each replicate's weights, else of the scores. */
static void end(const struct design *sample, const struct base *base, struct estimate *estimate, double *replicate)
{
    estimate->known = true;
    estimate->replicate = replicate;
    estimate->variance = replicate ? replicates_variance(sample->replicates, replicate, estimate->value)
                                   : variance_of_one(sample, base->at, base->count, estimate->score);
}

/* ---- by replicate weights ---- */

/* Each replicate's sum of its weights times figures (null: 1). */
static double *replicate_sums(const struct design *sample, const struct base *base, const double *figure)
{
    double *sum = mem_array(sample->mem, sample->replicates->count, sizeof *sum);
    replicates_sum(sample->replicates, base->at, base->count, figure, sum);
    return sum;
}

/* Sums of y over sums of z (null: 1), or null without replicates. */
static double *replicate_ratios(const struct design *sample, const struct base *base, const double *y, const double *z)
{
    if (!sample->replicates)
        return NULL;
    double *above = replicate_sums(sample, base, y), *below = replicate_sums(sample, base, z);
    for (uint32_t r = 0; r < sample->replicates->count; r++)
        above[r] = below[r] != 0 ? above[r] / below[r] : NAN;
    return above;
}

/* Means are taken from a middle, so that no digits are lost. */
static double *replicate_spreads(const struct design *sample, const struct base *base, double middle)
{
    double n = base->count;
    if (!sample->replicates)
        return NULL;
    double *off = mem_array(sample->mem, base->count, sizeof *off), *square = mem_array(sample->mem, base->count,
                                                                                        sizeof *square);
    for (uint32_t i = 0; i < base->count; i++) {
        off[i] = base->y[i] - middle;
        square[i] = off[i] * off[i];
    }
    double *mean = replicate_ratios(sample, base, off, NULL), *spread = replicate_ratios(sample, base, square, NULL);
    for (uint32_t r = 0; r < sample->replicates->count; r++)
        spread[r] = (spread[r] - mean[r] * mean[r]) * n / (n - 1);
    return spread;
}

/* ---- the figures ---- */

static double sum_of(const struct design *sample, const struct base *base, const double *figure)
{
    double sum = 0;
    for (uint32_t i = 0; i < base->count; i++)
        sum += sample->weight[base->at[i]] * figure[i];
    return sum;
}

/* The weighted variance of the figures, as a sample's estimates that of the population. */
static double spread_of(const struct design *sample, const struct base *base, double mean, double weights)
{
    double sum = 0, n = base->count;
    for (uint32_t i = 0; i < base->count; i++)
        sum += sample->weight[base->at[i]] * (base->y[i] - mean) * (base->y[i] - mean);
    return sum / weights * n / (n - 1);
}

struct estimate linear_mean(const struct design *sample, const struct base *base)
{
    struct estimate estimate = begin(sample, base);
    if (!base->count || !(estimate.weights != 0))
        return estimate;
    estimate.value = sum_of(sample, base, base->y) / estimate.weights;
    for (uint32_t i = 0; i < base->count; i++)
        estimate.score[i] = (base->y[i] - estimate.value) / estimate.weights;
    end(sample, base, &estimate, replicate_ratios(sample, base, base->y, NULL));
    estimate.simple = spread_of(sample, base, estimate.value, estimate.weights) / base->count;
    return estimate;
}

struct estimate linear_total(const struct design *sample, const struct base *base)
{
    struct estimate estimate = begin(sample, base);
    if (!base->count)
        return estimate;
    estimate.value = sum_of(sample, base, base->y);
    for (uint32_t i = 0; i < base->count; i++)
        estimate.score[i] = base->y[i];
    end(sample, base, &estimate, sample->replicates ? replicate_sums(sample, base, base->y) : NULL);
    estimate.simple = spread_of(sample, base, estimate.value / estimate.weights, estimate.weights) / base->count *
                      estimate.weights * estimate.weights;
    return estimate;
}

struct estimate linear_ratio(const struct design *sample, const struct base *base)
{
    struct estimate estimate = begin(sample, base);
    double below = base->z ? sum_of(sample, base, base->z) : 0;
    if (!base->count || below == 0)
        return estimate;
    estimate.value = sum_of(sample, base, base->y) / below;
    for (uint32_t i = 0; i < base->count; i++)
        estimate.score[i] = (base->y[i] - estimate.value * base->z[i]) / below;
    end(sample, base, &estimate, replicate_ratios(sample, base, base->y, base->z));
    return estimate;
}

struct estimate linear_spread(const struct design *sample, const struct base *base)
{
    struct estimate estimate = begin(sample, base);
    if (base->count < 2 || !(estimate.weights != 0))
        return estimate;
    double mean = sum_of(sample, base, base->y) / estimate.weights, n = base->count;
    estimate.value = spread_of(sample, base, mean, estimate.weights);
    for (uint32_t i = 0; i < base->count; i++)
        estimate.score[i] = (pow(base->y[i] - mean, 2) * n / (n - 1) - estimate.value) / estimate.weights;
    end(sample, base, &estimate, replicate_spreads(sample, base, mean));
    return estimate;
}

double linear_change_variance(const struct design *sample, const struct base *first, const struct estimate *from,
                              const struct base *second, const struct estimate *to)
{
    struct mem_mark mark = mem_mark(sample->mem);
    uint32_t count = 0, i = 0, j = 0;
    if (sample->replicates) {
        double *change = mem_array(sample->mem, sample->replicates->count, sizeof *change);
        for (uint32_t r = 0; r < sample->replicates->count; r++)
            change[r] = to->replicate[r] - from->replicate[r];
        double variance = replicates_variance(sample->replicates, change, to->value - from->value);
        mem_rewind(sample->mem, mark);
        return variance;
    }
    uint32_t *at = mem_array(sample->mem, (size_t)first->count + second->count, sizeof *at);
    double *score = mem_array(sample->mem, (size_t)first->count + second->count, sizeof *score);
    while (i < first->count || j < second->count) {
        bool earlier = j == second->count || (i < first->count && first->at[i] < second->at[j]);
        at[count] = earlier ? first->at[i] : second->at[j];
        score[count++] = earlier ? -from->score[i] : to->score[j];
        if (earlier)
            i++;
        else
            j++;
    }
    double variance = variance_of_one(sample, at, count, score);
    mem_rewind(sample->mem, mark);
    return variance;
}

double linear_correlation(const struct design *sample, const struct base *base)
{
    double weights = 0, y = 0, z = 0, yy = 0, zz = 0, yz = 0;
    for (uint32_t i = 0; i < base->count; i++) {
        double weight = sample->weight[base->at[i]];
        weights += weight;
        y += weight * base->y[i];
        z += weight * base->z[i];
    }
    for (uint32_t i = 0; i < base->count && weights > 0; i++) {
        double weight = sample->weight[base->at[i]], a = base->y[i] - y / weights, b = base->z[i] - z / weights;
        yy += weight * a * a;
        zz += weight * b * b;
        yz += weight * a * b;
    }
    return yy > 0 && zz > 0 ? yz / sqrt(yy * zz) : NAN;
}

/* ---- the jackknife ---- */

/* Sums of weight and of weight times figure, of a cluster or a stratum. */
struct part {
    double weights, sum;
};

double linear_jackknife(const struct design *sample, const struct base *base)
{
    const struct drawing *first = &sample->stage[0];
    struct part *unit = mem_array(sample->mem, first->units, sizeof *unit);
    struct part *group = mem_array(sample->mem, first->groups, sizeof *group), all = {0, 0};
    double *left = mem_array(sample->mem, first->units, sizeof *left), middle = 0, variance = 0;
    for (uint32_t i = 0; i < base->count; i++) {
        double weight = sample->weight[base->at[i]];
        struct part *parts[] = {&unit[first->unit_of[base->at[i]]],
                                &group[first->group_of[first->unit_of[base->at[i]]]], &all};
        for (int k = 0; k < 3; k++) {
            parts[k]->weights += weight;
            parts[k]->sum += weight * base->y[i];
        }
    }
    for (uint32_t u = 0; u < first->units; u++) {
        double n = first->drawn[first->group_of[u]];
        struct part stratum = group[first->group_of[u]];
        left[u] = (all.sum + stratum.sum / (n - 1) - unit[u].sum * n / (n - 1)) /
                  (all.weights + stratum.weights / (n - 1) - unit[u].weights * n / (n - 1));
        middle += left[u] / first->units;
    }
    for (uint32_t u = 0; u < first->units; u++) {
        double n = first->drawn[first->group_of[u]], rest = 1 - n / first->population[first->group_of[u]];
        variance += rest * (n - 1) / n * (left[u] - middle) * (left[u] - middle);
    }
    return variance;
}
