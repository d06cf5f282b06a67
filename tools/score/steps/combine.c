/* combine - see combine.h */
#include <math.h>

#include "base/voice.h"
#include "steps/combine.h"
#include "steps/sample.h"

static void lack(const struct combining *c, size_t unit, enum combine_lack what)
{
    if (c->lack)
        c->lack[unit] = (uint8_t)what;
}

/* ---- means of the power family ---- */

static double power_of(const struct pick *how);

static double forth(double power, double value)
{
    if (power == 1)
        return value;
    if (power == 0)
        return value > 0 ? log(value) : NAN;
    if (power == -1)
        return value > 0 ? 1 / value : NAN; /* with values of both signs it could lie beyond them all */
    return value > 0 || (value == 0 && power > 0) ? pow(value, power) : NAN;
}

static double back(double power, double value)
{
    if (power == 1)
        return value;
    if (power == 0)
        return exp(value);
    if (power == -1)
        return value != 0 ? 1 / value : NAN;
    return pow(value, 1 / power);
}

void combine_forth(const struct pick *how, double *value, size_t count)
{
    double power = power_of(how);
    for (size_t i = 0; i < count && power != 1; i++)
        value[i] = forth(power, value[i]);
}

void combine_back(const struct pick *how, double *value, size_t count)
{
    double power = power_of(how);
    for (size_t i = 0; i < count && power != 1; i++)
        value[i] = back(power, value[i]);
}

static void by_mean(const struct pick *how, const struct combining *c, double *into)
{
    double power = power_of(how);
    for (size_t u = 0; u < c->units; u++) {
        double sum = 0, weights = 0;
        bool outside = false;
        for (size_t k = 0; k < c->parts; k++) {
            double value = c->part[k][u];
            if (isnan(value) || !(c->weight[k] > 0))
                continue;
            sum += c->weight[k] * forth(power, value);
            weights += c->weight[k];
            outside |= isnan(forth(power, value));
        }
        into[u] = outside || !(weights > 0) ? NAN : back(power, sum / weights);
        if (isnan(into[u]))
            lack(c, u, !outside && !(weights > 0) ? COMBINE_FEW : power == -1 ? COMBINE_ZERO : COMBINE_NOT_ABOVE_0);
    }
}

/* ---- without weights ---- */

static void by_median(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    double *own = c->room, *sorted = c->room + c->parts;
    for (size_t u = 0; u < c->units; u++) {
        for (size_t k = 0; k < c->parts; k++)
            own[k] = c->part[k][u];
        into[u] = sample_quantile(own, c->parts, 0.5, sorted);
    }
}

/* M. Mazziotta, A. Pareto, "On a generalized non-compensatory composite index for measuring
 * socio-economic phenomena", Social Indicators Research 127 (2016): the mean less variance / mean. */
static void by_mean_less_spread(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    for (size_t u = 0; u < c->units; u++) {
        for (size_t k = 0; k < c->parts; k++)
            c->room[k] = c->part[k][u];
        struct sample sample = sample_of(c->room, c->parts);
        into[u] = sample.mean > 0 ? sample.mean - sample.square / sample.mean : NAN;
        if (isnan(into[u]))
            lack(c, u, COMBINE_NOT_ABOVE_0);
    }
}

/* ---- by places ---- */

static void by_points(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    double *weights = c->room;
    for (size_t u = 0; u < c->units; u++)
        into[u] = weights[u] = 0;
    for (size_t k = 0; k < c->parts; k++)
        for (size_t u = 0; u < c->units; u++) {
            double worse = 0, value = c->better * c->part[k][u];
            if (isnan(value))
                continue;
            for (size_t other = 0; other < c->units; other++)
                worse += c->better * c->part[k][other] < value;
            into[u] += c->weight[k] * worse;
            weights[u] += c->weight[k];
        }
    for (size_t u = 0; u < c->units; u++)
        into[u] = weights[u] > 0 ? into[u] / weights[u] : NAN;
}

double combine_outranks(const struct combining *c, size_t one, size_t other)
{
    double speaks = 0, weights = 0;
    for (size_t k = 0; k < c->parts; k++) {
        double apart = c->better * (c->part[k][one] - c->part[k][other]);
        if (isnan(apart))
            continue;
        weights += c->weight[k];
        speaks += apart > 0 ? c->weight[k] : apart < 0 ? 0 : c->weight[k] / 2;
    }
    return weights > 0 ? speaks / weights : NAN;
}

/* A. H. Copeland (1951): how many units one beats by the weights that speak for it, less how many
 * beat it. */
static void by_wins(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    for (size_t u = 0; u < c->units; u++) {
        bool any = false;
        for (size_t k = 0; k < c->parts; k++)
            any |= !isnan(c->part[k][u]);
        into[u] = any ? 0 : NAN;
    }
    for (size_t u = 0; u < c->units; u++)
        for (size_t other = u + 1; other < c->units; other++) {
            double lead = combine_outranks(c, u, other) - 0.5;
            int side = (lead > 1e-12) - (lead < -1e-12);
            into[u] += side;
            into[other] -= side;
        }
}

/* ---- by distances ---- */

static double by_root(const struct sample *sample)
{
    return sqrt(sample->count * (sample->square + sample->mean * sample->mean));
}

static double by_sum(const struct sample *sample)
{
    return fabs(sample->count * sample->mean);
}

static double by_most(const struct sample *sample)
{
    return fabs(sample->most);
}

static double by_range(const struct sample *sample)
{
    return sample->most - sample->least;
}

/* C.-L. Hwang, K. Yoon, "Multiple Attribute Decision Making" (1981): how near a unit is to the best
 * values of all, as a share of the ways to the best and to the worst. */
static void by_ideal(const struct combining *c, double (*norm)(const struct sample *), double *into)
{
    double *best = c->room, *worst = best + c->units, *weights = worst + c->units;
    for (size_t u = 0; u < c->units; u++)
        best[u] = worst[u] = weights[u] = 0;
    for (size_t k = 0; k < c->parts; k++) {
        struct sample sample = sample_of(c->raw[k], c->units);
        double divisor = norm(&sample), high = c->sign[k] > 0 ? sample.most : sample.least;
        double low = c->sign[k] > 0 ? sample.least : sample.most;
        for (size_t u = 0; u < c->units; u++) {
            double value = c->raw[k][u];
            if (isnan(value) || !(divisor > 0))
                continue;
            double to_best = c->weight[k] * (value - high) / divisor, to_worst = c->weight[k] * (value - low) / divisor;
            best[u] += to_best * to_best;
            worst[u] += to_worst * to_worst;
            weights[u] = 1;
        }
    }
    for (size_t u = 0; u < c->units; u++) {
        double ways = sqrt(best[u]) + sqrt(worst[u]);
        into[u] = weights[u] > 0 && ways > 0 ? sqrt(worst[u]) / ways : NAN;
        if (isnan(into[u]))
            lack(c, u, COMBINE_ONE);
    }
}

static void by_ideal_root(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    by_ideal(c, by_root, into);
}

static void by_ideal_sum(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    by_ideal(c, by_sum, into);
}

static void by_ideal_most(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    by_ideal(c, by_most, into);
}

static void by_ideal_range(const struct pick *how, const struct combining *c, double *into)
{
    (void)how;
    by_ideal(c, by_range, into);
}

/* ---- one list of them ---- */

enum kind { MEAN, UNWEIGHTED, PLACES, RAW };

struct way {
    struct manner about;
    void (*combine)(const struct pick *how, const struct combining *combining, double *into);
    enum kind kind;
    double power;             /* of a mean that takes no number */
};

static const struct way ways[] = {
    {{"arithmetic", "", N_("mean: what one part lacks another makes up for"), 0, {0}, false}, by_mean, MEAN, 1},
    {{"geometric", "", N_("mean of logarithms; values above 0"), 0, {0}, false}, by_mean, MEAN, 0},
    {{"harmonic", "", N_("mean of reciprocals; no value 0"), 0, {0}, false}, by_mean, MEAN, -1},
    {{"power", ":P", N_("mean of powers (2); values above 0"), 1, {2}, false}, by_mean, MEAN, NAN},
    {{"median", "", N_("the middle one, whatever the weights"), 0, {0}, false}, by_median, UNWEIGHTED, 0},
    {{"borda", "", N_("how many units are worse, weighted"), 0, {0}, false}, by_points, PLACES, 0},
    {{"copeland", "", N_("units beaten less units that beat it, two by two, by the weights that speak for each"), 0,
      {0}, false}, by_wins, PLACES, 0},
    {{"topsis-vector", "", N_("nearness to the best values; each indicator divided by the root of its squares"), 0, {0},
      false}, by_ideal_root, RAW, 0},
    {{"topsis-sum", "", N_("the same, divided by its sum"), 0, {0}, false}, by_ideal_sum, RAW, 0},
    {{"topsis-max", "", N_("the same, divided by its greatest value"), 0, {0}, false}, by_ideal_most, RAW, 0},
    {{"topsis-minmax", "", N_("the same, divided by its range"), 0, {0}, false}, by_ideal_range, RAW, 0},
    {{"mazziotta-pareto", "", N_("mean less variance / mean, for values around 100"), 0, {0}, false},
     by_mean_less_spread, UNWEIGHTED, 0},
};

const struct manners combine_methods = MANNERS("--combine", ways);

static double power_of(const struct pick *how)
{
    return isnan(ways[how->row].power) ? how->number[0] : ways[how->row].power;
}

/* Takes those away that lack too many parts. */
static void guard(const struct combining *c, double *into)
{
    for (size_t u = 0; u < c->units; u++) {
        size_t there = 0;
        for (size_t k = 0; k < c->parts; k++)
            there += !isnan(c->part[k][u]);
        if (there && (double)there >= c->available * (double)c->parts - 1e-9)
            continue;
        into[u] = NAN;
        lack(c, u, COMBINE_FEW);
    }
}

void combine_parts(const struct pick *how, const struct combining *combining, double *into)
{
    for (size_t u = 0; u < combining->units; u++)
        lack(combining, u, COMBINE_DONE);
    ways[how->row].combine(how, combining, into);
    if (!combining->whole)
        guard(combining, into);
    for (size_t u = 0; u < combining->units; u++)
        if (!isfinite(into[u]))
            into[u] = NAN;
}

int combine_better(const struct pick *how, int better)
{
    enum kind kind = ways[how->row].kind;
    return kind == PLACES || kind == RAW ? 1 : better;
}

bool combine_is_mean(const struct pick *how)
{
    return ways[how->row].kind == MEAN;
}
