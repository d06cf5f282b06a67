/* treat - see treat.h */
#include <string.h>

#include "base/voice.h"
#include "steps/sample.h"
#include "steps/treat.h"
#include "table/cube.h"

#define LAMBDA_MOST 3.0

/* ---- the rule ---- */

static bool fails(const double *value, size_t count, double *skewness, double *kurtosis)
{
    struct sample sample = sample_of(value, count);
    *skewness = sample_skewness(&sample, 2);
    *kurtosis = sample_kurtosis(&sample, 2);
    return fabs(*skewness) >= TREAT_SKEWNESS && *kurtosis >= TREAT_KURTOSIS;
}

static bool fails_after(struct treatment *treatment, const double *value, size_t count)
{
    return treatment->fails = fails(value, count, &treatment->skewness_after, &treatment->kurtosis_after);
}

/* ---- moving points ---- */

/* The value next to the end, and the end, on the side to which the values are skewed. */
static void find_end(const double *value, size_t count, bool top, double *end, double *next)
{
    double side = top ? 1 : -1;
    *end = *next = -INFINITY;
    for (size_t i = 0; i < count; i++)
        if (side * value[i] > *end) {
            *next = *end;
            *end = side * value[i];
        } else if (side * value[i] > *next && side * value[i] < *end) {
            *next = side * value[i];
        }
    *end *= side;
    *next *= side;
}

/* Moves all that stand at the end to the next value; returns false where there is none. */
static bool move_end(double *value, size_t count, bool top)
{
    double end, next;
    find_end(value, count, top, &end, &next);
    if (isinf(next))
        return false;
    for (size_t i = 0; i < count; i++)
        if (value[i] == end)
            value[i] = next;
    return true;
}

static void winsorize(const struct pick *how, struct treatment *treatment, double *value, size_t count,
                      const double *before)
{
    treatment->form = "winsorized";
    while (fails_after(treatment, value, count) && treatment->points < how->number[0]) {
        if (!move_end(value, count, treatment->skewness_after > 0))
            return;
        treatment->points = 0;
        for (size_t i = 0; i < count; i++)
            treatment->points += value[i] != before[i] && !isnan(value[i]);
    }
}

/* ---- transforming all of it ---- */

/* log(x - min + 0.01 range) where the long tail is above, -log(max - x + 0.01 range) where below. */
static void take_log(const struct pick *how, struct treatment *treatment, double *value, size_t count,
                     const double *before)
{
    (void)how;
    struct sample sample = sample_of(before, count);
    double shift = 0.01 * (sample.most - sample.least);
    bool top = treatment->skewness > 0;
    for (size_t i = 0; i < count; i++)
        value[i] = top ? log(before[i] - sample.least + shift) : -log(sample.most - before[i] + shift);
    treatment->form = "log";
    treatment->points = 0;
    fails_after(treatment, value, count);
}

static void winsorize_or_log(const struct pick *how, struct treatment *treatment, double *value, size_t count,
                             const double *before)
{
    winsorize(how, treatment, value, count, before);
    if (treatment->fails)
        take_log(how, treatment, value, count, before);
}

static double power(double value, double lambda)
{
    return fabs(lambda) < 1e-12 ? log(value) : expm1(lambda * log(value)) / lambda;
}

/* How likely the values are under this exponent, but for what does not depend on it. */
static double likelihood(const double *value, size_t count, double lambda)
{
    double sum = 0, logs = 0, rest = 0, n = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(value[i])) {
            sum += power(value[i], lambda);
            logs += log(value[i]);
            n++;
        }
    for (size_t i = 0; i < count; i++)
        if (!isnan(value[i])) {
            double away = power(value[i], lambda) - sum / n;
            rest += away * away;
        }
    return -n / 2 * log(rest / n) + (lambda - 1) * logs;
}

/* By the golden section: the likelihood has one top. */
double treat_lambda(const double *value, size_t count)
{
    double golden = (sqrt(5) - 1) / 2, low = -LAMBDA_MOST, high = LAMBDA_MOST;
    while (high - low > 1e-9) {
        double a = high - golden * (high - low), b = low + golden * (high - low);
        if (likelihood(value, count, a) > likelihood(value, count, b))
            high = b;
        else
            low = a;
    }
    return (low + high) / 2;
}

static void box_cox(const struct pick *how, struct treatment *treatment, double *value, size_t count,
                    const double *before)
{
    (void)how;
    struct sample sample = sample_of(before, count);
    treatment->fails = treatment->failed;
    if (sample.least <= 0)
        return;
    treatment->form = "box-cox";
    treatment->lambda = treat_lambda(before, count);
    for (size_t i = 0; i < count; i++)
        value[i] = power(before[i], treatment->lambda);
    fails_after(treatment, value, count);
}

/* ---- one list of them ---- */

struct way {
    struct manner about;
    void (*treat)(const struct pick *how, struct treatment *treatment, double *value, size_t count,
                  const double *before);
};

static const struct way ways[] = {
    {{.name = "none", .shape = "", .meaning = N_("outliers are told and stay")}, NULL},
    {{.name = "winsorize", .shape = ":POINTS",
      .meaning = N_("the farthest value becomes the next one, value by value, at most so many (5)"),
      .numbers = 1, .usual = {5}}, winsorize},
    {{.name = "winsorize-log", .shape = ":POINTS",
      .meaning = N_("the same; where that does not help, logarithms of what came: log(x - min + range / 100)"),
      .numbers = 1, .usual = {5}}, winsorize_or_log},
    {{.name = "log", .shape = "", .meaning = N_("logarithms: log(x - min + range / 100)")}, take_log},
    {{.name = "box-cox", .shape = "",
      .meaning = N_("the power that is most like a normal distribution; values above 0")}, box_cox},
};

const struct manners treat_methods = MANNERS("--treat", ways);

struct treatment treat_values(const struct pick *how, double *value, uint8_t *mark, size_t count, double *room)
{
    struct treatment treatment = {.form = ""};
    struct sample sample = sample_of(value, count);
    treatment.asked = sample.count >= TREAT_LEAST;
    treatment.failed = fails(value, count, &treatment.skewness, &treatment.kurtosis) && treatment.asked;
    treatment.fails = treatment.failed;
    treatment.skewness_after = treatment.skewness;
    treatment.kurtosis_after = treatment.kurtosis;
    if (!treatment.failed || !ways[how->row].treat)
        return treatment;
    memcpy(room, value, count * sizeof *room);
    ways[how->row].treat(how, &treatment, value, count, room);
    for (size_t i = 0; i < count; i++)
        if (value[i] != room[i] && !isnan(value[i]))
            mark[i] |= CUBE_TREATED;
    return treatment;
}
