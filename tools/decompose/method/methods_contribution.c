/* methods_contribution - how many points of the whole's growth each part brings
 *
 *   points = share in the base period * growth of the part = change of the part / whole in the base period * 100
 *   rate   = points / growth of the whole * 100
 *
 * Values must be at constant prices; where they are not, growth as published (in constant
 * prices) stands for their change: with the values of the base period, or with those of
 * the period itself, of which the base is made again as value / (1 + growth).
 */
#include "method/methods_rows.h"

/* Base values are made again with so many places beyond those that guard the result. */
enum { BASE_PLACES = 6 };

/* Change of each part, in units of its own, and what it is divided by. */
struct growing {
    struct num *change;
    struct num base, total;
    uint32_t parts;
    bool residual;            /* the last part is what the others leave of the whole */
    bool lost;
};

/* Contributions in points, then in percent of the whole's growth. */
static void show(const struct parts_task *task, struct growing *growing)
{
    struct breakdown *breakdown = task->breakdown;
    struct num hundred = num_of(100), *points = mem_array(breakdown->mem, growing->parts, sizeof *points),
               *rate = mem_array(breakdown->mem, growing->parts, sizeof *rate);
    bool still = num_sign(growing->total) == 0;
    int places = breakdown_guarded(breakdown, BREAKDOWN_POINTS), fine = breakdown_guarded(breakdown, BREAKDOWN_PERCENT);
    for (uint32_t i = 0; i < growing->parts; i++) {
        points[i] = methods_scaled(growing->change[i], hundred, growing->base, places, &growing->lost);
        if (!still)
            rate[i] = methods_scaled(growing->change[i], hundred, growing->total, fine, &growing->lost);
    }
    if (!methods_kept(task, "points", growing->lost))
        return;
    static const char *const in_points[] = {"points"}, *const in_percent[] = {"rate"};
    breakdown_table(breakdown, &(struct breakdown_table){.parts = growing->parts, .items = 1, .item = in_points,
                                                         .cell = points,
                                                   .residual = growing->residual, .unit = BREAKDOWN_POINTS});
    if (still)
        breakdown_say(breakdown, "rate", "the whole has not changed, so no part has a share in its change");
    else
        breakdown_table(breakdown, &(struct breakdown_table){.parts = growing->parts, .items = 1, .item = in_percent,
                                                       .cell = rate, .residual = growing->residual,
                                                       .unit = BREAKDOWN_PERCENT});
}

/* ---- from values of two periods ---- */

/* Is there a whole beside the parts that they do not make?  Then what they leave is a part too. */
static bool add_residual(const struct parts_task *task, struct growing *growing, struct num before, struct num after)
{
    const struct num *whole = task->whole;
    if (!whole)
        return false;
    struct num left = methods_less(methods_less(whole[task->periods - 1], whole[0], &growing->lost),
                                   methods_less(after, before, &growing->lost), &growing->lost);
    growing->change[growing->parts] = left;
    growing->base = whole[0];
    growing->total = methods_less(whole[task->periods - 1], whole[0], &growing->lost);
    return num_sign(left) != 0;
}

static void contribution(const struct parts_task *task)
{
    struct mem *mem = task->breakdown->mem;
    const struct num *before = parts_at(task, ROLE_VALUE, 0), *after = parts_at(task, ROLE_VALUE, -1);
    struct growing growing = {.change = mem_array(mem, task->parts + 1, sizeof *growing.change), .parts = task->parts};
    growing.base = methods_sum(before, task->parts, &growing.lost);
    struct num now = methods_sum(after, task->parts, &growing.lost);
    growing.total = methods_less(now, growing.base, &growing.lost);
    for (uint32_t i = 0; i < task->parts; i++)
        growing.change[i] = methods_less(after[i], before[i], &growing.lost);
    growing.residual = add_residual(task, &growing, growing.base, now);
    growing.parts += growing.residual;
    if (methods_above(task, "points", growing.base, say(mem, "the whole"), 0))
        show(task, &growing);
}

/* ---- from growth as published ---- */

/* Base values times growth.  `base` may have been made again; `whole` is that of the whole, null where the parts
 * make it. */
static void weigh(const struct parts_task *task, const struct num *base, const struct num *whole, int period)
{
    struct mem *mem = task->breakdown->mem;
    const struct num *growth = parts_at(task, ROLE_GROWTH, -1);
    struct growing growing = {.change = mem_array(mem, task->parts, sizeof *growing.change), .parts = task->parts};
    growing.base = whole ? *whole : methods_sum(base, task->parts, &growing.lost);
    for (uint32_t i = 0; i < task->parts; i++) {
        if (!num_multiply(base[i], growth[i], &growing.change[i]))
            growing.lost = true;
        growing.lost |= !num_shift(growing.change[i], -2, &growing.change[i]);
    }
    growing.total = methods_sum(growing.change, task->parts, &growing.lost);
    if (methods_above(task, "points", growing.base, say(mem, "the whole"), period))
        show(task, &growing);
}

static void contribution_base(const struct parts_task *task)
{
    weigh(task, parts_at(task, ROLE_VALUE, 0), task->outside ? task->whole : NULL, 0);
}

/* The base of a whole that the parts do not make, of its value and its growth; false where it is not known, or
 * they make it: then what was made of each adds up. */
static bool whole_rebuilt(const struct parts_task *task, int places, struct num *base, bool *lost)
{
    struct num hundred = num_of(100), grown;
    if (!task->outside || !task->whole_growth || !num_add(hundred, *task->whole_growth, &grown) || num_sign(grown) <= 0)
        return false;
    *base = methods_scaled(task->whole[task->periods - 1], hundred, grown, places, lost);
    return true;
}

static void contribution_rebuilt(const struct parts_task *task)
{
    struct breakdown *breakdown = task->breakdown;
    const struct num *value = parts_at(task, ROLE_VALUE, -1), *growth = parts_at(task, ROLE_GROWTH, -1);
    struct num *base = mem_array(breakdown->mem, task->parts, sizeof *base), hundred = num_of(100);
    int places = breakdown_guarded(breakdown, BREAKDOWN_AMOUNT) + BASE_PLACES;
    bool lost = false;
    for (uint32_t i = 0; i < task->parts; i++) {
        struct num grown = {0, 0};
        lost |= !num_add(hundred, growth[i], &grown);
        if (num_sign(grown) <= 0) {
            breakdown_say(breakdown, "points", "{1} grew by {2} % in {3}: no base can be made of that", task->part[i],
                        num_text(breakdown->mem, growth[i]), task->period[task->periods - 1]);
            return;
        }
        base[i] = methods_scaled(value[i], hundred, grown, places, &lost);
    }
    static const char *const item[] = {"base"};
    struct num whole;
    bool outside = whole_rebuilt(task, places, &whole, &lost);
    if (!methods_kept(task, "points", lost))
        return;
    weigh(task, base, outside ? &whole : NULL, -1);
    breakdown_table(breakdown, &(struct breakdown_table){.parts = task->parts, .items = 1, .item = item, .cell = base,
                                                   .unit = BREAKDOWN_AMOUNT});
}

const struct decomposition methods_contribution_rows[] = {
    {"contribution", "contribution", N_("points of growth, from values at constant prices of two periods"), "points",
     .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .real = true, .parts = contribution},
    {"contribution-base", "contribution", N_("from values of the base period, and growth as published"), "points",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(GROWTH), .span = METHODS_BASE,
     .parts = contribution_base},
    {"contribution-rebuilt", "contribution",
     N_("from current values and growth as published; the base is value / (1 + growth)"), "points",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(GROWTH), .span = METHODS_NOW,
     .parts = contribution_rebuilt},
    {0}};
