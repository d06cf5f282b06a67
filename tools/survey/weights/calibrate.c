/* calibrate - see calibrate.h */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/voice.h"
#include "inference/matrix.h"
#include "weights/calibrate.h"

enum { ROUNDS = 200, HALVINGS = 30 };

/* What is asked of Newton's rule; the margins are held to CALIBRATION_MET. */
#define EXACT 1e-13

/* ---- the methods ---- */

static double linear(double u, const struct calibration_bounds *bounds)
{
    (void)bounds;
    return 1 + u;
}

static double linear_slope(double u, const struct calibration_bounds *bounds)
{
    (void)u;
    (void)bounds;
    return 1;
}

static double raking(double u, const struct calibration_bounds *bounds)
{
    (void)bounds;
    return exp(u);
}

static double bounded(double u, const struct calibration_bounds *bounds)
{
    return fmin(bounds->high, fmax(bounds->low, 1 + u));
}

static double bounded_slope(double u, const struct calibration_bounds *bounds)
{
    return 1 + u > bounds->low && 1 + u < bounds->high;
}

/* Deville and Sarndal's case 6: (low (high - 1) + high (1 - low) e) / (high - 1 + (1 - low) e). */
static double logit(double u, const struct calibration_bounds *bounds)
{
    double low = bounds->low, high = bounds->high, a = (high - low) / ((1 - low) * (high - 1));
    double e = exp(fmin(a * u, 700));
    return (low * (high - 1) + high * (1 - low) * e) / (high - 1 + (1 - low) * e);
}

static double logit_slope(double u, const struct calibration_bounds *bounds)
{
    double low = bounds->low, high = bounds->high, f = logit(u, bounds);
    return (f - low) * (high - f) / ((1 - low) * (high - 1));
}

static const struct calibration_method rows[] = {
    {"poststratify", N_("one variable alone: each category's weights times one factor"), .alone = true,
     .factor = linear, .slope = linear_slope},
    {"raking", N_("factors multiply, one for each category of each variable; no weight falls below 0"),
     .factor = raking, .slope = raking},
    {"linear", N_("the regression estimator's weights; one may fall below 0, which is told"), .factor = linear,
     .slope = linear_slope},
    {"bounded", N_("linear, kept to --bounds"), .bounded = true, .factor = bounded, .slope = bounded_slope},
    {"logit", N_("kept inside --bounds, which no weight quite reaches"), .bounded = true, .factor = logit,
     .slope = logit_slope},
};

const struct calibration_method *calibration_row(size_t i)
{
    return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

const struct calibration_method *calibration_find(const char *name)
{
    for (size_t i = 0; calibration_row(i); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* ---- the fit ---- */

struct fit {
    struct design *sample;
    const struct auxiliary *auxiliary;
    const struct calibration_method *method;
    const struct calibration_bounds *bounds;
    double *total;            /* what is asked of each margin */
    double *lambda, *step, *miss, *matrix;
};

static double at(const struct fit *f, uint32_t position)
{
    const struct auxiliary *auxiliary = f->auxiliary;
    double u = 0;
    for (uint32_t t = 0; t < auxiliary->terms; t++) {
        size_t term = (size_t)position * auxiliary->terms + t;
        u += f->lambda[auxiliary->which[term]] * auxiliary->amount[term];
    }
    return u;
}

static void add_terms(const struct auxiliary *auxiliary, uint32_t position, double weight, double *total)
{
    for (uint32_t t = 0; t < auxiliary->terms; t++) {
        size_t term = (size_t)position * auxiliary->terms + t;
        total[auxiliary->which[term]] += weight * auxiliary->amount[term];
    }
}

static void add_matrix(const struct auxiliary *auxiliary, uint32_t position, double weight, double *matrix)
{
    const uint32_t *which = auxiliary->which + (size_t)position * auxiliary->terms;
    const double *amount = auxiliary->amount + (size_t)position * auxiliary->terms;
    for (uint32_t s = 0; s < auxiliary->terms; s++)
        for (uint32_t t = 0; t < auxiliary->terms; t++)
            matrix[which[s] * auxiliary->size + which[t]] += weight * amount[s] * amount[t];
}

/* By how much the margins are missed with the lambda at hand, the largest in parts of its margin; NaN
 * where a weight is none. */
static double misses(struct fit *f)
{
    const struct auxiliary *auxiliary = f->auxiliary;
    double worst = 0;
    memset(f->miss, 0, auxiliary->size * sizeof *f->miss);
    for (uint32_t p = 0; p < f->sample->count; p++)
        add_terms(auxiliary, p, auxiliary->base[p] * f->method->factor(at(f, p), f->bounds), f->miss);
    for (uint32_t i = 0; i < auxiliary->size; i++) {
        f->miss[i] = f->total[i] - f->miss[i];
        if (!isfinite(f->miss[i]))
            return NAN;
        worst = fmax(worst, fabs(f->miss[i]) / fmax(fabs(f->total[i]), 1));
    }
    return worst;
}

static void find_step(struct fit *f)
{
    const struct auxiliary *auxiliary = f->auxiliary;
    memset(f->matrix, 0, (size_t)auxiliary->size * auxiliary->size * sizeof *f->matrix);
    for (uint32_t p = 0; p < f->sample->count; p++)
        add_matrix(auxiliary, p, auxiliary->base[p] * f->method->slope(at(f, p), f->bounds), f->matrix);
    matrix_invert(f->matrix, auxiliary->size);
    matrix_times(f->matrix, f->miss, auxiliary->size, f->step);
}

/* Steps of Newton, each halved while it leads farther away; how many. */
static uint32_t iterate(struct fit *f)
{
    double worst = misses(f);
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        if (worst <= EXACT)
            return round - 1;
        find_step(f);
        double share = 1, next = NAN;
        for (int i = 0; i < HALVINGS; i++, share /= 2) {
            for (uint32_t k = 0; k < f->auxiliary->size; k++)
                f->lambda[k] += share * f->step[k];
            next = misses(f);
            if (next < worst)
                break;
            for (uint32_t k = 0; k < f->auxiliary->size; k++)
                f->lambda[k] -= share * f->step[k];
        }
        if (!(next < worst)) {
            misses(f);
            return round;
        }
        worst = next;
    }
    return ROUNDS;
}

/* ---- before and after ---- */

static double *totals_of(const struct design *sample, const struct auxiliary *auxiliary)
{
    double *total = mem_array(sample->mem, auxiliary->size, sizeof *total);
    for (uint32_t p = 0; p < sample->count; p++)
        add_terms(auxiliary, p, sample->weight[p], total);
    return total;
}

/* The population that the categories of the first variable that has some sum to; 0 where there is none. */
static double population_of(const struct margins *margins, const double *total)
{
    double sum = 0;
    uint32_t v = 0;
    while (v < margins->variables && margins->variable[v].number)
        v++;
    for (uint32_t i = 0; i < margins->rows; i++)
        sum += margins->row[i].of == v ? total[i] : 0;
    return sum;
}

/* Weights that say nothing of the population's size are brought to it first: factors are then near 1.
 * Bounds are of the weights as they came. */
static void bring_to_size(struct fit *f, const struct margins *margins, double *base)
{
    double asked = population_of(margins, f->total) * f->auxiliary->waves, there = 0;
    for (uint32_t p = 0; p < f->sample->count; p++)
        there += base[p];
    for (uint32_t p = 0; p < f->sample->count && asked > 0 && !f->method->bounded; p++)
        base[p] *= asked / there;
}

/* The weights as they are now, held against what was asked. */
static void verify(struct fit *f, const double *old, struct calibration *result)
{
    const struct design *sample = f->sample;
    result->after = totals_of(sample, f->auxiliary);
    result->met = mem_array(sample->mem, f->auxiliary->size, sizeof *result->met);
    result->least = INFINITY;
    result->most = -INFINITY;
    for (uint32_t i = 0; i < f->auxiliary->size; i++) {
        double miss = fabs(result->after[i] - f->total[i]) / fmax(fabs(f->total[i]), 1);
        result->worst = fmax(result->worst, miss);
        result->met[i] = miss <= CALIBRATION_MET;
        result->missed += !result->met[i];
    }
    for (uint32_t p = 0; p < sample->count; p++) {
        result->negative += sample->weight[p] < 0;
        if (old[p] > 0) {
            result->least = fmin(result->least, sample->weight[p] / old[p]);
            result->most = fmax(result->most, sample->weight[p] / old[p]);
        }
    }
}

struct calibration calibrate(struct design *sample, const struct margins *margins, struct auxiliary *auxiliary,
                             const struct calibration_method *method, struct calibration_bounds bounds)
{
    struct mem *mem = sample->mem;
    size_t size = auxiliary->size;
    struct calibration result = {.method = method, .before = totals_of(sample, auxiliary)};
    struct fit f = {.sample = sample, .auxiliary = auxiliary, .method = method, .bounds = &bounds,
                    .total = mem_array(mem, size, sizeof(double)), .lambda = mem_array(mem, size, sizeof(double)),
                    .step = mem_array(mem, size, sizeof(double)), .miss = mem_array(mem, size, sizeof(double)),
                    .matrix = mem_array(mem, size * size, sizeof(double))};
    double *old = mem_array(mem, sample->count, sizeof *old);
    auxiliary->base = mem_array(mem, sample->count, sizeof *auxiliary->base);
    memcpy(old, sample->weight, sample->count * sizeof *old);
    memcpy(auxiliary->base, sample->weight, sample->count * sizeof *old);
    for (uint32_t i = 0; i < size; i++)
        num_to_double(margins->row[i % margins->rows].total, &f.total[i]);
    bring_to_size(&f, margins, auxiliary->base);
    result.iterations = iterate(&f);
    for (uint32_t p = 0; p < sample->count; p++)
        sample->weight[p] = auxiliary->base[p] * method->factor(at(&f, p), &bounds);
    auxiliary->inverse = mem_array(mem, size * size, sizeof *auxiliary->inverse);
    for (uint32_t p = 0; p < sample->count; p++)
        add_matrix(auxiliary, p, auxiliary->base[p], auxiliary->inverse);
    matrix_invert(auxiliary->inverse, size);
    sample->auxiliary = auxiliary;
    verify(&f, old, &result);
    return result;
}

uint32_t calibrate_replicates(struct design *sample, struct replicates *replicates, const struct margins *margins,
                              struct auxiliary *auxiliary, const struct calibration_method *method,
                              struct calibration_bounds bounds)
{
    struct mem_mark mark = mem_mark(sample->mem);
    double *kept = mem_array(sample->mem, sample->count, sizeof *kept);
    uint32_t missed = 0;
    memcpy(kept, sample->weight, sample->count * sizeof *kept);
    for (uint32_t r = 0; r < replicates->count && !missed; r++) {
        struct mem_mark own = mem_mark(sample->mem);
        for (uint32_t p = 0; p < sample->count; p++)
            sample->weight[p] = replicates->weight[(size_t)p * replicates->count + r];
        missed = calibrate(sample, margins, auxiliary, method, bounds).missed ? r + 1 : 0;
        for (uint32_t p = 0; p < sample->count; p++)
            replicates->weight[(size_t)p * replicates->count + r] = sample->weight[p];
        mem_rewind(sample->mem, own);
    }
    memcpy(sample->weight, kept, sample->count * sizeof *kept);
    mem_rewind(sample->mem, mark);
    return missed;
}

/* ---- trimming ---- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_weight(const struct design *sample)
{
    struct mem_mark mark = mem_mark(sample->mem);
    double *sorted = mem_array(sample->mem, sample->count, sizeof *sorted);
    memcpy(sorted, sample->weight, sample->count * sizeof *sorted);
    qsort(sorted, sample->count, sizeof *sorted, compare_doubles);
    uint32_t half = sample->count / 2;
    double median = sample->count % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    mem_rewind(sample->mem, mark);
    return median;
}

uint32_t calibrate_trim(struct design *sample, double times, double *limit)
{
    if (!sample->count)
        return 0;
    bool *cut = mem_array(sample->mem, sample->count, sizeof *cut);
    *limit = times * median_weight(sample);
    uint32_t total = 0;
    for (;;) {
        double over = 0;
        for (uint32_t p = 0; p < sample->count; p++)
            if (sample->weight[p] > *limit) {
                over += sample->weight[p] - *limit;
                sample->weight[p] = *limit;
                total += !cut[p];
                cut[p] = true;
            }
        uint32_t below = sample->count - total;
        if (over == 0 || !below)
            return total;
        for (uint32_t p = 0; p < sample->count; p++)
            if (!cut[p])
                sample->weight[p] += over / below;
    }
}
