/* percentile - see percentile.h */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/voice.h"
#include "estimate/percentile.h"

/* Shares this near are the same: sums of weights are doubles. */
#define SAME 1e-12

/* ---- where a share falls ---- */

/* The last value up to which at most the share lies, the next, and by how much the share is beyond the one and
 * short of the other; the first value, twice, where more than the share lies up to it. */
struct spot {
    double low, high, beyond, rest;
    uint32_t at;              /* of low, counted from 1 */
};

static double total(const double *weight, uint32_t count)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += weight[i];
    return sum;
}

static struct spot find_spot(const double *value, const double *weight, uint32_t count, double share)
{
    double whole = total(weight, count), sum = 0, below = weight[0] / whole;
    uint32_t low = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum += weight[i];
        if (sum / whole > share + SAME)
            break;
        low = i;
        below = sum / whole;
    }
    bool before = below > share + SAME;
    uint32_t high = low + 1 < count && !before ? low + 1 : low;
    double upto = high > low ? below + weight[high] / whole : below;
    double beyond = fabs(share - below) <= SAME ? 0 : share - below;
    return (struct spot){value[low], value[high], beyond, upto - share, low + 1};
}

static double lower(const double *value, const double *weight, uint32_t count, double share)
{
    struct spot spot = find_spot(value, weight, count, share);
    return spot.beyond == 0 ? spot.low : spot.high;
}

static double middle(const double *value, const double *weight, uint32_t count, double share)
{
    struct spot spot = find_spot(value, weight, count, share);
    return spot.beyond == 0 ? (spot.low + spot.high) / 2 : spot.high;
}

/* Of the different values, the nearest even one where it falls on a step. */
static double even(const double *value, const double *weight, uint32_t count, double share)
{
    double *own = mem_resize(NULL, 2 * (count + 1) * sizeof *own), *sum = own + count + 1;
    uint32_t many = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!i || value[i] != value[i - 1]) {
            own[many] = value[i];
            sum[many++] = 0;
        }
        sum[many - 1] += weight[i];
    }
    struct spot spot = find_spot(own, sum, many, share);
    mem_release(own);
    return spot.beyond == 0 && spot.at % 2 == 0 ? spot.low : spot.high;
}

static double between(const double *value, const double *weight, uint32_t count, double share)
{
    struct spot spot = find_spot(value, weight, count, share);
    if (spot.low == spot.high || spot.beyond < 0)
        return spot.low;
    double part = spot.beyond / (spot.beyond + spot.rest);
    return spot.low * (1 - part) + spot.high * part;
}

/* ---- lines through points ---- */

/* The share at which value i stands is (sum before it + a * its weight) / (all + b * the last weight); between
 * two values a straight line.  `most` of the whole, before b: all, or all but the last. */
static double along(const double *value, const double *weight, uint32_t count, double share, double a, double whole)
{
    double sum = 0, last = 0;
    for (uint32_t i = 0; i < count; i++) {
        double here = (sum + a * weight[i]) / whole;
        if (here >= share) {
            if (!i || here - last <= 0)
                return value[i];
            return value[i - 1] + (value[i] - value[i - 1]) * (share - last) / (here - last);
        }
        sum += weight[i];
        last = here;
    }
    return value[count - 1];
}

static double hf5(const double *value, const double *weight, uint32_t count, double share)
{
    return along(value, weight, count, share, 0.5, total(weight, count));
}

static double hf6(const double *value, const double *weight, uint32_t count, double share)
{
    return along(value, weight, count, share, 1, total(weight, count) + weight[count - 1]);
}

static double hf7(const double *value, const double *weight, uint32_t count, double share)
{
    return count == 1 ? value[0] : along(value, weight, count, share, 0, total(weight, count - 1));
}

static double hf8(const double *value, const double *weight, uint32_t count, double share)
{
    return along(value, weight, count, share, 2.0 / 3, total(weight, count) + weight[count - 1] / 3);
}

static double hf9(const double *value, const double *weight, uint32_t count, double share)
{
    return along(value, weight, count, share, 5.0 / 8, total(weight, count) + weight[count - 1] / 4);
}

/* B. V. Shah and A. K. Vaish, ASA Proceedings 2006: steps at (S + 1/2 - w/2) / (n + 1), S of weights with mean 1. */
static double shah_vaish(const double *value, const double *weight, uint32_t count, double share)
{
    double mean = total(weight, count) / count, sum = 0, found = value[0];
    for (uint32_t i = 0; i < count; i++) {
        sum += weight[i] / mean;
        if ((sum + 0.5 - weight[i] / mean / 2) / (count + 1.0) > share + SAME)
            break;
        found = value[i];
    }
    return found;
}

static const struct percentile_rule rules[] = {
    {"math", N_("the smallest value up to which at least the share lies"), lower},
    {"school", N_("the same, and the mean of two where the share falls between them"), middle},
    {"shah-vaish", N_("Shah and Vaish's, by weights with mean 1"), shah_vaish},
    {"hf1", N_("Hyndman and Fan's type 1: as math"), lower},
    {"hf2", N_("type 2: as school"), middle},
    {"hf3", N_("type 3: the nearest even value"), even},
    {"hf4", N_("type 4: straight lines between steps"), between},
    {"hf5", N_("type 5: straight lines between the middles of steps"), hf5},
    {"hf6", N_("type 6: straight lines, as of n + 1"), hf6},
    {"hf7", N_("type 7: straight lines, as of n - 1"), hf7},
    {"hf8", N_("type 8: straight lines, median-unbiased"), hf8},
    {"hf9", N_("type 9: straight lines, unbiased for the normal"), hf9},
};

const struct percentile_rule *percentile_row(size_t i)
{
    return i < sizeof rules / sizeof *rules ? &rules[i] : NULL;
}

const struct percentile_rule *percentile_find(const char *name)
{
    for (size_t i = 0; percentile_row(i); i++)
        if (strcmp(rules[i].name, name) == 0)
            return &rules[i];
    return NULL;
}

/* ---- the value and its interval ---- */

struct pair_of {
    double value, weight;
    uint32_t respondent;      /* equal values stay in the order in which they came */
};

static int compare_values(const void *a, const void *b)
{
    const struct pair_of *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->respondent > y->respondent) - (x->respondent < y->respondent);
}

/* The share up to the value, and its standard error. */
static double share_error(const struct design *sample, const struct base *base, double value, double *share)
{
    double *up = mem_array(sample->mem, base->count, sizeof *up);
    for (uint32_t i = 0; i < base->count; i++)
        up[i] = base->y[i] <= value;
    struct estimate estimate = linear_mean(sample, &(struct base){.at = base->at, .y = up, .count = base->count});
    *share = estimate.value;
    return sqrt(estimate.variance);
}

struct percentile percentile_of(const struct design *sample, const struct base *base, double share,
                                const struct percentile_rule *rule, double reach)
{
    struct percentile percentile = {.range = {NAN, NAN}, .error = NAN};
    if (!base->count)
        return percentile;
    struct mem_mark mark = mem_mark(sample->mem);
    struct pair_of *pair = mem_array(sample->mem, base->count, sizeof *pair);
    double *value = mem_array(sample->mem, base->count, sizeof *value), upto;
    double *weight = mem_array(sample->mem, base->count, sizeof *weight);
    for (uint32_t i = 0; i < base->count; i++)
        pair[i] = (struct pair_of){base->y[i], sample->weight[base->at[i]], sample->respondent[base->at[i]]};
    qsort(pair, base->count, sizeof *pair, compare_values);
    for (uint32_t i = 0; i < base->count; i++) {
        value[i] = pair[i].value;
        weight[i] = pair[i].weight;
    }
    percentile.value = rule->find(value, weight, base->count, share);
    percentile.known = !isnan(percentile.value);
    double error = percentile.known ? share_error(sample, base, percentile.value, &upto) : NAN;
    for (int i = 0; i < 2 && !isnan(error); i++) {
        double end = upto + (i ? reach : -reach) * error;
        if (end >= 0 && end <= 1)
            percentile.range[i] = rule->find(value, weight, base->count, end);
    }
    percentile.error = (percentile.range[1] - percentile.range[0]) / (2 * reach);
    mem_rewind(sample->mem, mark);
    return percentile;
}
