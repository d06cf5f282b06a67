/* kind_outlier - one among many: hidiroglou_berthelot, mad, iqr
 *
 * A group of fewer values than `least` is not judged: too few to say what is usual.  What is not
 * judged is told, group by group. */
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

/* Why rows of a group are not judged. */
enum reason { TOO_FEW, NO_EARLIER, ALL_ALIKE, REASONS };

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

/* The limits beyond which a figure is unlike the others.  Where so many are equal that a side has
 * no spread by the method, the figures on that side have one of their own, the lower median of their
 * distances, when there are two or more; and besides, none is outside that is within `k` times the
 * share `a` of the middle: the guard that Hidiroglou and Berthelot put into theirs. */
struct fence {
    struct measure middle, low, high;
    bool flat[2];             /* below, above: without a spread by the method */
    bool blind[2];            /* and without one of its own and a guard: nothing is judged there */
    struct measure guard;     /* how far from the middle is near enough there (HB: times size to the power u) */
};

static struct measure magnitude(struct measure measure)
{
    return measure_sign(measure) < 0 ? measure_negate(measure) : measure;
}

/* The lower median of the distances of those on one side of the middle; 0 for less than two. */
static struct measure own_spread(struct rules *rules, const struct point *point, size_t count, struct measure middle,
                                 bool above)
{
    struct measure *apart = mem_array(rules->scratch, count, sizeof *apart);
    size_t there = 0;
    for (size_t i = 0; i < count; i++) {
        int order = measure_order(point[i].figure, middle);
        if (above ? order > 0 : order < 0)
            apart[there++] = magnitude(measure_subtract(point[i].figure, middle));
    }
    qsort(apart, there, sizeof *apart, by_figure);
    return there < 2 ? measure_of(num_of(0)) : apart[(there - 1) / 2];
}

/* Where the method has no spread; `times` what it multiplies one by. */
static void mend_side(struct rules *rules, const struct point *point, size_t count, struct measure times, bool above,
                      struct fence *fence)
{
    struct measure spread = own_spread(rules, point, count, fence->middle, above);
    struct measure reach = measure_multiply(spread, times);
    fence->flat[above] = true;
    fence->blind[above] = measure_sign(reach) == 0 && measure_sign(fence->guard) == 0;
    if (above)
        fence->high = measure_add(fence->middle, reach);
    else
        fence->low = measure_subtract(fence->middle, reach);
}

static void fence_mad(struct rules *rules, const struct outlier *own, const struct point *point, size_t count,
                      struct fence *fence)
{
    struct measure *sorted = sorted_of(rules, point, count);
    struct measure median = fence->middle = quantile_of(sorted, count, 2, QUANTILE_DEFAULT);
    for (size_t i = 0; i < count; i++)
        sorted[i] = magnitude(measure_subtract(point[i].figure, median));
    qsort(sorted, count, sizeof *sorted, by_figure);
    struct measure mad = quantile_of(sorted, count, 2, QUANTILE_DEFAULT);
    struct num factor;
    num_multiply(own->k, (struct num){14826, 4}, &factor);
    struct measure reach = measure_multiply(mad, measure_of(factor));
    fence->guard = measure_multiply(magnitude(median), measure_multiply(measure_of(own->k), measure_of(own->a)));
    fence->low = measure_subtract(median, reach);
    fence->high = measure_add(median, reach);
    for (int above = 0; above < 2 && measure_sign(mad) == 0; above++)
        mend_side(rules, point, count, measure_of(factor), above, fence);
}

static void fence_iqr(struct rules *rules, const struct outlier *own, const struct point *point, size_t count,
                      struct fence *fence)
{
    const struct measure *sorted = sorted_of(rules, point, count);
    struct measure q1 = quantile_of(sorted, count, 1, own->type), q3 = quantile_of(sorted, count, 3, own->type);
    struct measure spread = measure_subtract(q3, q1), reach = measure_multiply(spread, measure_of(own->k));
    fence->middle = quantile_of(sorted, count, 2, QUANTILE_DEFAULT);
    fence->guard = measure_multiply(magnitude(fence->middle),
                                    measure_multiply(measure_of(own->k), measure_of(own->a)));
    fence->low = measure_subtract(q1, reach);
    fence->high = measure_add(q3, reach);
    for (int above = 0; above < 2 && measure_sign(spread) == 0; above++)
        mend_side(rules, point, count, measure_of(own->k), above, fence);
}

/* Hidiroglou and Berthelot, Survey Methodology 12 (1986): ratios made symmetric about
 * their median, weighted by size to the power u. */
static void fence_hb(struct rules *rules, const struct outlier *own, struct point *point, size_t count,
                     struct fence *fence)
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
    double reach[] = {fmax(q2 - q1, fabs(a * q2)), fmax(q3 - q2, fabs(a * q2))};
    fence->middle = measure_double(q2);
    fence->guard = measure_double(c * a);
    fence->low = measure_double(q2 - c * reach[0]);
    fence->high = measure_double(q2 + c * reach[1]);
    for (int above = 0; above < 2; above++)
        if (!(reach[above] > 0))
            mend_side(rules, point, count, measure_double(c), above, fence);
}

static struct fence fence_of(struct rules *rules, const struct outlier *own, struct point *point, size_t count)
{
    struct fence fence = {0};
    if (own->method == HB)
        fence_hb(rules, own, point, count, &fence);
    else
        (own->method == MAD ? fence_mad : fence_iqr)(rules, own, point, count, &fence);
    return fence;
}

enum answer { INSIDE, OUTSIDE, NOT_JUDGED };

/* The limits for one of the group: on a flat side the guard may be wider than the spread. */
static enum answer answer_of(const struct outlier *own, const struct fence *fence, const struct point *point,
                             struct measure *low, struct measure *high)
{
    struct measure guard = fence->guard;
    double u;
    num_to_double(own->u, &u);
    if (own->method == HB)
        guard = measure_double(measure_near(guard) * pow(point->size, u));
    struct measure least = measure_subtract(fence->middle, guard), most = measure_add(fence->middle, guard);
    *low = fence->flat[0] && measure_order(least, fence->low) < 0 ? least : fence->low;
    *high = fence->flat[1] && measure_order(most, fence->high) > 0 ? most : fence->high;
    bool above = measure_order(point->figure, *high) > 0;
    if (!above && measure_order(point->figure, *low) >= 0)
        return INSIDE;
    return fence->blind[above] ? NOT_JUDGED : OUTSIDE;
}

/* The figure of a row; false when it has none, which is counted. */
static bool point_of(struct rules *rules, struct rule *rule, const struct grouping *series, const struct cell *cell,
                     struct point *point)
{
    const struct outlier *own = rule->own;
    struct period before;
    *point = (struct point){.cell = cell, .figure = measure_of(cell_value(cell))};
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
    if (cell_dated(cell) && rule_before(cell_period(cell), own->year, &before))
        then = grouping_find(series, key, &before, cell_of(cell, OBSERVED_INDICATOR));
    if (!then || then->doubled || then->cell->state != CELL_GOOD || num_sign(cell_value(then->cell)) <= 0 ||
        num_sign(cell_value(cell)) <= 0) {
        rule_skip(rule);
        return false;
    }
    double x, y;
    num_to_double(cell_value(cell), &x);
    num_to_double(cell_value(then->cell), &y);
    point->size = fmax(x, y);
    point->figure = measure_divide(measure_of(cell_value(cell)), measure_of(cell_value(then->cell)));
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

/* How many of a group were not judged, and why, even where others were. */
static void tell_unjudged(struct rules *rules, const struct rule *rule, const struct block *block,
                          const size_t *unjudged, struct str key)
{
    static const char *const why[] = {
        [TOO_FEW] = N_("there are too few"),
        [NO_EARLIER] = N_("there is no earlier value, or one of the two is not above 0"),
        [ALL_ALIKE] = N_("so many of the others are alike that nothing says how far is far")};
    for (size_t i = 0; i < REASONS; i++)
        if (unjudged[i])
            rule_tell_unjudged(rules, rule, key, unjudged[i], block->cells, why[i]);
}

static void judge_group(struct rules *rules, struct rule *rule, const struct grouping *series,
                        const struct block *block, struct str group)
{
    const struct outlier *own = rule->own;
    struct point *point = mem_array(rules->scratch, block->cells, sizeof *point);
    size_t count = 0, unjudged[REASONS] = {0};
    uint64_t before = rule->not_evaluated;
    for (size_t i = 0; i < block->cells; i++)
        count += point_of(rules, rule, series, block->cell[i], &point[count]);
    unjudged[NO_EARLIER] = rule->not_evaluated - before;
    bool judged = count >= (size_t)own->least;
    struct fence fence = {0};
    struct measure low, high;
    if (judged)
        fence = fence_of(rules, own, point, count);
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = point[i].cell;
        struct str key[] = {cell_of(cell, OBSERVED_REGION), cell_of(cell, OBSERVED_INDICATOR),
                            cell_of(cell, OBSERVED_PERIOD)};
        enum answer answer = judged ? answer_of(own, &fence, &point[i], &low, &high) : NOT_JUDGED;
        if (answer == INSIDE)
            rule_pass(rule);
        else if (answer == OUTSIDE)
            tell_outlier(rules, rule, &point[i], low, high, count, grouping_joined(rules, key, 3, STR("")));
        else
            rule_skip(rule);
        unjudged[judged ? ALL_ALIKE : TOO_FEW] += answer == NOT_JUDGED;
    }
    tell_unjudged(rules, rule, block, unjudged, group);
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
        judge_group(rules, rule, series, block, grouping_joined(rules, view->key, view->count, STR("")));
    grouping_close(view);
    grouping_close(series);
}

/* ---- the rows ---- */

const struct rule_kind kinds_outlier[] = {
    {"hidiroglou_berthelot", N_("a change is not unlike the others', weighted by size"), "u,a,c,lag,least",
     "indicator,period,value", "indicator,period", true, outlier_open, NULL, outlier_settle, REACH_WIDE},
    {"mad", N_("a value is not far from the median, in median absolute deviations"), "k,a,least,on,lag",
     "indicator,period,value", "indicator,period", true, outlier_open, NULL, outlier_settle, REACH_WIDE},
    {"iqr", N_("a value is inside the fences of the quartiles"), "k,a,type,least,on,lag", "indicator,period,value",
     "indicator,period", true, outlier_open, NULL, outlier_settle, REACH_WIDE},
    {0}};
