/* kind_outlier - one among many: hidiroglou_berthelot, mad, iqr
 *
 * A group of fewer values than `least` is not judged: too few to say what is usual. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"
#include "values/quantile.h"

enum method { HB, MAD, IQR };

struct outlier {
    enum method method;
    bool change, year;        /* judge the ratio to an earlier period */
    int least, type;
    struct num u, a, c, k;
};

/* One row of a group: its figure, and what it was made of. */
struct point {
    const struct cell *cell;
    struct measure figure;
    double size;              /* of the larger value, for HB */
};

static void outlier_open(struct rules *rules, struct rule *rule)
{
    struct outlier *own = mem_take(rules->mem, sizeof *own);
    const char *name = rule->kind->name;
    own->method = str_eq(str_of(name), STR("mad")) ? MAD : str_eq(str_of(name), STR("iqr")) ? IQR : HB;
    own->change = own->method == HB || rule_word(rule, "on", "value|change") == 1;
    own->year = rule_word(rule, "lag", "year|previous") == 0;
    own->least = rule_whole(rule, "least", 8, 3, 1000000);
    own->type = rule_whole(rule, "type", QUANTILE_DEFAULT, 1, QUANTILE_TYPES);
    own->u = rule_amount(rule, "u", (struct num){5, 1});
    own->a = rule_amount(rule, "a", (struct num){5, 2});
    own->c = rule_amount(rule, "c", num_of(7));
    own->k = rule_amount(rule, "k", own->method == MAD ? num_of(3) : (struct num){15, 1});
    rule->own = own;
}

static int by_figure(const void *a, const void *b)
{
    return measure_order(*(const struct measure *)a, *(const struct measure *)b);
}

/* A quantile of sorted measures, a quarter being above / 4. */
static struct measure quantile_of(const struct measure *sorted, size_t count, int quarters, int type)
{
    struct quantile at = quantile_at(count, quarters, 4, type);
    if (at.part == 0)
        return sorted[at.low];
    struct measure step = measure_subtract(sorted[at.high], sorted[at.low]);
    struct measure part = measure_quotient(num_of(at.part), num_of(at.whole));
    return measure_add(sorted[at.low], measure_multiply(step, part));
}

static struct measure *sorted_of(struct rules *rules, const struct point *point, size_t count)
{
    struct measure *sorted = mem_array(rules->scratch, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = point[i].figure;
    qsort(sorted, count, sizeof *sorted, by_figure);
    return sorted;
}

/* The limits beyond which a figure is unlike the others; false when there are none,
 * with the reason. */
static bool limits_mad(struct rules *rules, const struct outlier *own, const struct point *point, size_t count,
                       struct measure *low, struct measure *high)
{
    struct measure *sorted = sorted_of(rules, point, count);
    struct measure median = quantile_of(sorted, count, 2, QUANTILE_DEFAULT);
    for (size_t i = 0; i < count; i++) {
        struct measure apart = measure_subtract(point[i].figure, median);
        sorted[i] = measure_sign(apart) < 0 ? measure_negate(apart) : apart;
    }
    qsort(sorted, count, sizeof *sorted, by_figure);
    struct measure mad = quantile_of(sorted, count, 2, QUANTILE_DEFAULT);
    if (measure_sign(mad) == 0)
        return false; /* more than half are equal: that would flag all others */
    struct num factor;
    num_multiply(own->k, (struct num){14826, 4}, &factor);
    struct measure reach = measure_multiply(mad, measure_of(factor));
    *low = measure_subtract(median, reach);
    *high = measure_add(median, reach);
    return true;
}

static bool limits_iqr(struct rules *rules, const struct outlier *own, const struct point *point, size_t count,
                       struct measure *low, struct measure *high)
{
    const struct measure *sorted = sorted_of(rules, point, count);
    struct measure q1 = quantile_of(sorted, count, 1, own->type), q3 = quantile_of(sorted, count, 3, own->type);
    struct measure reach = measure_multiply(measure_subtract(q3, q1), measure_of(own->k));
    if (measure_sign(reach) == 0)
        return false;
    *low = measure_subtract(q1, reach);
    *high = measure_add(q3, reach);
    return true;
}

/* Hidiroglou and Berthelot, Survey Methodology 12 (1986): ratios made symmetric about
 * their median, weighted by size to the power u. */
static bool limits_hb(struct rules *rules, const struct outlier *own, struct point *point, size_t count,
                      struct measure *low, struct measure *high)
{
    double u, a, c;
    struct measure *sorted = sorted_of(rules, point, count);
    double median = measure_near(quantile_of(sorted, count, 2, QUANTILE_DEFAULT));
    num_to_double(own->u, &u);
    num_to_double(own->a, &a);
    num_to_double(own->c, &c);
    for (size_t i = 0; i < count; i++) {
        double ratio = measure_near(point[i].figure);
        double symmetric = ratio < median ? 1 - median / ratio : ratio / median - 1;
        point[i].figure = measure_double(symmetric * pow(point[i].size, u));
    }
    sorted = sorted_of(rules, point, count);
    double q1 = measure_near(quantile_of(sorted, count, 1, own->type));
    double q2 = measure_near(quantile_of(sorted, count, 2, own->type));
    double q3 = measure_near(quantile_of(sorted, count, 3, own->type));
    double below = fmax(q2 - q1, fabs(a * q2)), above = fmax(q3 - q2, fabs(a * q2));
    if (!(below > 0) || !(above > 0))
        return false;
    *low = measure_double(q2 - c * below);
    *high = measure_double(q2 + c * above);
    return true;
}

/* The figure of a row; false when it has none, which is counted. */
static bool point_of(struct rules *rules, struct rule *rule, const struct grouping *series, const struct cell *cell,
                     struct point *point)
{
    const struct outlier *own = rule->own;
    struct period before;
    *point = (struct point){.cell = cell, .figure = measure_of(cell->value)};
    if (cell->state != CELL_GOOD) {
        rule_unknown(rule);
        return false;
    }
    if (!own->change)
        return true;
    struct str key[RULE_BY_MAX];
    const struct item *then = NULL;
    for (uint32_t i = 0; i < series->count; i++)
        key[i] = cell_text(rules->cells, cell, series->by[i]);
    if (cell->dated && rule_before(cell->period, own->year, &before))
        then = grouping_find(series, key, &before, cell_of(cell, OBSERVED_INDICATOR));
    if (!then || then->doubled || then->cell->state != CELL_GOOD || num_sign(then->cell->value) <= 0 ||
        num_sign(cell->value) <= 0) {
        rule_skip(rule);
        return false;
    }
    double x, y;
    num_to_double(cell->value, &x);
    num_to_double(then->cell->value, &y);
    point->size = fmax(x, y);
    point->figure = measure_divide(measure_of(cell->value), measure_of(then->cell->value));
    return true;
}

static void tell_outlier(struct rules *rules, struct rule *rule, const struct point *point, struct measure low,
                         struct measure high, size_t count, struct str key)
{
    static const char *const value[][2] = {
        {N_("the value %.*s is outside %.*s (%s, %zu values)"),
         N_("the value %.*s is outside %.*s (%s, %zu values, quartiles of type %d)")},
        {N_("the ratio %.*s is outside %.*s (%s, %zu values)"),
         N_("the ratio %.*s is outside %.*s (%s, %zu values, quartiles of type %d)")}};
    const struct outlier *own = rule->own;
    struct mem *mem = rules->scratch;
    bool below = measure_order(point->figure, low) < 0;
    struct failure verdict = {.cell = point->cell, .key = key, .value = cell_of(point->cell, OBSERVED_VALUE),
                              .member = &point->cell, .members = 1};
    struct str least = measure_write(mem, low, 4, NUM_HALF_UP), most = measure_write(mem, high, 4, NUM_HALF_UP);
    verdict.expected = mem_format(mem, "%.*s..%.*s", STR_ARG(least), STR_ARG(most));
    verdict.imbalance = measure_write(mem, measure_subtract(point->figure, below ? low : high), 4, NUM_HALF_UP);
    const char *sentence = value[own->change][own->method != MAD];
    if (own->method == HB)
        sentence = N_("the change, weighted by size, %.*s is outside %.*s (%s, %zu values, quartiles of type %d)");
    verdict.message = say_format(mem, sentence, STR_ARG(measure_write(mem, point->figure, 4, NUM_HALF_UP)),
                                 STR_ARG(verdict.expected), rule->kind->name, count, own->type);
    rule_fail(rules, rule, &verdict);
}

static void judge_group(struct rules *rules, struct rule *rule, const struct grouping *series,
                        const struct block *block)
{
    const struct outlier *own = rule->own;
    struct measure low, high;
    struct point *point = mem_array(rules->scratch, block->cells, sizeof *point);
    size_t count = 0;
    for (size_t i = 0; i < block->cells; i++)
        count += point_of(rules, rule, series, block->cell[i], &point[count]);
    bool judged = count >= (size_t)own->least &&
                  (own->method == HB    ? limits_hb(rules, own, point, count, &low, &high)
                   : own->method == MAD ? limits_mad(rules, own, point, count, &low, &high)
                                        : limits_iqr(rules, own, point, count, &low, &high));
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = point[i].cell;
        struct str key[] = {cell_of(cell, OBSERVED_REGION), cell_of(cell, OBSERVED_INDICATOR),
                            cell_of(cell, OBSERVED_PERIOD)};
        if (!judged)
            rule_skip(rule);
        else if (measure_order(point[i].figure, low) >= 0 && measure_order(point[i].figure, high) <= 0)
            rule_pass(rule);
        else
            tell_outlier(rules, rule, &point[i], low, high, count, grouping_joined(rules, key, 3, STR("")));
    }
}

/* A view by region, period and caliber, whatever the rule groups by: for the ratio to an
 * earlier period. */
static struct grouping *by_series(struct rules *rules, const struct rule *rule)
{
    static const enum observed role[] = {OBSERVED_REGION, OBSERVED_PERIOD, OBSERVED_CALIBER};
    struct rule *other = mem_take(rules->mem, sizeof *other);
    *other = *rule;
    other->by.at = mem_array(rules->mem, 3, sizeof *other->by.at);
    other->by.count = 0;
    for (size_t i = 0; i < 3; i++)
        if (rules->cells->role[role[i]] != COLUMN_NONE)
            other->by.at[other->by.count++] = rules->cells->role[role[i]];
    return grouping_open(rules, other, NULL);
}

static void outlier_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL), *series = by_series(rules, rule);
    struct block *block;
    while ((block = grouping_next(view)))
        judge_group(rules, rule, series, block);
    grouping_close(view);
    grouping_close(series);
}

/* ---- the rows ---- */

const struct rule_kind kinds_outlier[] = {
    {"hidiroglou_berthelot", N_("a change is not unlike the others', weighted by size"), "u,a,c,lag,least",
     "indicator,period,value", "indicator,period", true, outlier_open, NULL, outlier_settle},
    {"mad", N_("a value is not far from the median, in median absolute deviations"), "k,least,on,lag",
     "indicator,period,value", "indicator,period", true, outlier_open, NULL, outlier_settle},
    {"iqr", N_("a value is inside the fences of the quartiles"), "k,type,least,on,lag", "indicator,period,value",
     "indicator,period", true, outlier_open, NULL, outlier_settle},
    {0}};
