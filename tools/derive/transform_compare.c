/* transform_compare - a value beside earlier ones, beside a base and beside its parent */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "transform_inside.h"

static uint32_t lag(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct period then;
    *into = transform_new(work, row->period);
    if (transform_back(work, row->period, work->ask->count, into, &then) &&
        transform_want(work, then, into, &into->value))
        into->text = transform_usable(work, then)->value_text;
    return 1;
}

/* The value and the one that it is compared with. */
static bool both(const struct transform_work *work, const struct observation *row, struct derived *into,
                 struct measure *value, struct measure *earlier, struct period *then)
{
    *into = transform_new(work, row->period);
    return transform_want(work, row->period, into, value) &&
           transform_back(work, row->period, work->ask->count, into, then) &&
           transform_want(work, *then, into, earlier);
}

static uint32_t difference(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct measure value, earlier;
    struct period then;
    if (both(work, row, into, &value, &earlier, &then))
        into->value = measure_subtract(value, earlier);
    return 1;
}

/* A change from 0 or from below it is no rate of growth. */
static bool above_zero(struct measure value, struct derived *into, struct period period)
{
    if (measure_sign(value) > 0)
        return true;
    basis_say(&into->basis, "{1} is not above 0", period_text(into->basis.mem, period));
    return false;
}

/* 1 + rate / 100; of a rate in another share than percent, what that is. */
static bool factor(const struct transform_work *work, struct measure rate, struct derived *into, struct measure *result)
{
    struct unit unit = {.power = -2};
    if (into->unit.length && (!unit_read(work->mem, work->units, into->unit, &unit) ||
                              !str_eq(unit.above, STR("share")) || unit.below.length)) {
        basis_say(&into->basis, "a rate of growth in \"{1}\" cannot be chained", into->unit);
        return false;
    }
    *result = measure_add(measure_of(num_of(1)), measure_shift(rate, unit.power));
    return true;
}

static uint32_t growth(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct measure value, earlier;
    struct period then;
    if (both(work, row, into, &value, &earlier, &then) && above_zero(earlier, into, then))
        into->value = measure_growth(measure_divide(value, earlier), 1);
    return 1;
}

/* ---- windows ---- */

/* The sum of as many periods as were asked for, of which the row's is the last. */
static bool window(const struct transform_work *work, const struct observation *row, struct derived *into,
                   struct measure *total)
{
    *into = transform_new(work, row->period);
    *total = measure_of(num_of(0));
    for (int i = 0; i < work->ask->count; i++) {
        struct measure value;
        struct period then = row->period;
        if ((i && !transform_back(work, row->period, i, into, &then)) || !transform_want(work, then, into, &value))
            return false;
        *total = i ? measure_add(*total, value) : value;
    }
    return true;
}

static uint32_t moving_sum(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct measure total;
    if (window(work, row, into, &total))
        into->value = total;
    return 1;
}

static uint32_t moving_mean(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct measure total;
    if (window(work, row, into, &total))
        into->value = measure_divide(total, measure_of(num_of(work->ask->count)));
    return 1;
}

/* ---- chains of yearly rates ---- */

/* The product of 1 + rate over `count` years, of which the last is the one at `last`. */
static bool chain(const struct transform_work *work, struct period last, int count, struct derived *into,
                  struct measure *product)
{
    *product = measure_of(num_of(1));
    for (int i = 0; i < count; i++) {
        struct measure rate, step;
        struct period then = last;
        if (i && !stride_years(work->stride, last, -i, &then)) {
            basis_say(&into->basis, "the same period of an earlier year does not exist");
            return false;
        }
        if (!transform_want(work, then, into, &rate) || !factor(work, rate, into, &step))
            return false;
        if (measure_sign(step) <= 0) {
            basis_say(&into->basis, "{1} is a fall by 100 % or more", period_text(work->mem, then));
            return false;
        }
        *product = measure_multiply(*product, step);
    }
    return true;
}

/* How many years the period is after the base; false when it is not the same part of its
 * year. */
static bool years_after(struct period period, struct period base, int *years)
{
    struct period moved;
    *years = period_end_year(period) - period_end_year(base);
    return period_years_on(base, *years, &moved) && period_compare(moved, period) == 0;
}

static void index_by_chain(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct period base = work->ask->base;
    struct measure product;
    int years;
    if (!years_after(row->period, base, &years)) {
        basis_say(&into->basis, "{1} is not a whole number of years from {2}", period_text(work->mem, row->period),
                  period_text(work->mem, base));
        return;
    }
    if (!chain(work, years >= 0 ? row->period : base, years >= 0 ? years : -years, into, &product))
        return;
    if (years < 0)
        product = measure_divide(measure_of(num_of(1)), product);
    into->value = measure_shift(product, 2);
}

static uint32_t based_index(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct period base = work->ask->base;
    struct measure value, at_base;
    *into = transform_new(work, row->period);
    if (work->kind == KIND_GROWTH) {
        index_by_chain(work, row, into);
        return 1;
    }
    bool same_length = base.grain == PERIOD_SPAN ? base.last - base.first == row->period.last - row->period.first
                                                 : base.grain == row->period.grain;
    if (base.grain == PERIOD_SPAN && row->period.grain == PERIOD_SPAN && period_length_months(base))
        same_length = period_length_months(base) == period_length_months(row->period);
    if (!same_length)
        basis_say(&into->basis, "the base {1} is of another length", period_text(work->mem, base));
    else if (transform_want(work, row->period, into, &value) && transform_want(work, base, into, &at_base) &&
             above_zero(at_base, into, base))
        into->value = measure_shift(measure_divide(value, at_base), 2);
    return 1;
}

static uint32_t average_growth(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct measure value, earlier, ratio;
    struct period then;
    int years = work->ask->count;
    if (work->kind == KIND_GROWTH) {
        *into = transform_new(work, row->period);
        if (chain(work, row->period, years, into, &ratio))
            into->value = measure_growth(ratio, years);
        return 1;
    }
    if (!both(work, row, into, &value, &earlier, &then) ||
        !above_zero(earlier, into, then) || !above_zero(value, into, row->period))
        return 1;
    into->value = measure_growth(measure_divide(value, earlier), years);
    return 1;
}

/* ---- the parent ---- */

/* Whose share it is: the parent's code, and its strand or null. */
static struct str parent_of(const struct transform_work *work, const struct observation *row,
                            const struct strand **strand)
{
    struct str parent = {0};
    *strand = NULL;
    if (work->ask->scope == TRANSFORM_REGION) {
        const struct region *region = regions_find(work->regions, row->region);
        parent = region ? region->parent : parent;
        if (parent.length)
            *strand = panel_find(work->panel, parent, row->dimension, row->indicator);
    } else {
        const struct indicator *indicator = indicators_find(work->indicators, row->indicator);
        parent = indicator ? indicator->parent : parent;
        if (parent.length)
            *strand = panel_find(work->panel, row->region, row->dimension, parent);
    }
    return parent;
}

static uint32_t share(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    const struct strand *strand;
    struct measure part, whole;
    struct str parent = parent_of(work, row, &strand);
    *into = transform_new(work, row->period);
    if (!parent.length) {
        struct str own = work->ask->scope == TRANSFORM_REGION ? row->region : row->indicator;
        basis_say(&into->basis, "{1} has no parent", own);
    } else if (transform_want(work, row->period, into, &part) &&
               transform_want_of(work, strand, parent, row->period, into, &whole) &&
               above_zero(whole, into, row->period)) {
        into->value = measure_shift(measure_divide(part, whole), 2);
    }
    return 1;
}

/* ---- the rows ---- */

#define AMOUNTS (TRANSFORM_KIND(STOCK) | TRANSFORM_KIND(FLOW))
#define LEVELS (AMOUNTS | TRANSFORM_KIND(RATIO) | TRANSFORM_KIND(INDEX))
#define ALL (LEVELS | TRANSFORM_KIND(RATE) | TRANSFORM_KIND(GROWTH))

const struct transform transforms_compare[] = {
    {"lag", "[:N]", "the value N periods before", TRANSFORM_MAYBE_COUNT, ALL, false, TRANSFORM_UNIT_SAME,
     KIND_NONE, false, .steps = true, .compute = lag, .moves = true},
    {"diff", "[:N]", "difference from N periods before; of percentages, in points", TRANSFORM_MAYBE_COUNT, ALL,
     false, TRANSFORM_UNIT_CHANGE, KIND_NONE, false, .steps = true, .compute = difference},
    {"ydiff", "[:N]", "difference from the same period N years before", TRANSFORM_MAYBE_COUNT, ALL, false,
     TRANSFORM_UNIT_CHANGE, KIND_NONE, true, .compute = difference},
    {"growth", "[:N]", "growth on N periods before, in percent", TRANSFORM_MAYBE_COUNT, LEVELS, true,
     TRANSFORM_UNIT_PERCENT, KIND_GROWTH, false, .steps = true, .compute = growth},
    {"yoy", "[:N]", "growth on the same period N years before, in percent", TRANSFORM_MAYBE_COUNT, LEVELS, true,
     TRANSFORM_UNIT_PERCENT, KIND_GROWTH, true, .compute = growth},
    {"msum", ":N", "sum of N periods, this one and those before", TRANSFORM_COUNT, TRANSFORM_KIND(FLOW), false,
     TRANSFORM_UNIT_SAME, KIND_NONE, false, .steps = true, .compute = moving_sum},
    {"mmean", ":N", "mean of N periods, this one and those before", TRANSFORM_COUNT,
     LEVELS | TRANSFORM_KIND(RATE), false, TRANSFORM_UNIT_SAME, KIND_NONE, false,
     .steps = true, .compute = moving_mean},
    {"index", ":PERIOD", "index with PERIOD as 100; rates of growth are chained by years", TRANSFORM_PERIOD,
     LEVELS | TRANSFORM_KIND(GROWTH), true, TRANSFORM_UNIT_BASE, KIND_INDEX, false, .compute = based_index},
    {"cagr", ":N", "average yearly growth over N years, geometric; rates of growth are chained", TRANSFORM_COUNT,
     LEVELS | TRANSFORM_KIND(GROWTH), true, TRANSFORM_UNIT_PERCENT, KIND_GROWTH, true,
     .compute = average_growth},
    {"share", "[:indicator|region]", "share of the parent in percent", TRANSFORM_SCOPE, AMOUNTS, true,
     TRANSFORM_UNIT_PERCENT, KIND_RATE, false, .compute = share},
    {0}};
