/* methods_price_volume - how much of a change of values is due to quantities, how much to prices
 *
 * The quantities are given, or values at constant prices, or the growth of either: with r
 * what they have become as a ratio,
 *
 *   volume = V0 r - V0        at the prices of the base (Laspeyres)
 *   price  = V1 - V0 r        at the quantities of the period (Paasche)
 *
 * and for the middle of both, volume = (V0 r - V0 + V1 - V1 / r) / 2 (T. L. Bennet, 1920).
 * The indices are those of Laspeyres, Paasche and their geometric mean (I. Fisher, 1922):
 * value index = Laspeyres of volumes * Paasche of prices / 100.
 */
#include <math.h>

#include "method/methods_rows.h"

/* What was, and what is, of a part; their quantities as a quotient above / below. */
struct trade {
    struct num before, after, above, below;
};

static struct trade trade_of(const struct parts_task *task, uint32_t i, bool *lost)
{
    struct trade trade = {.before = parts_at(task, ROLE_VALUE, 0)[i], .after = parts_at(task, ROLE_VALUE, -1)[i]};
    if (task->figure[ROLE_VOLUME]) {
        trade.above = parts_at(task, ROLE_VOLUME, -1)[i];
        trade.below = parts_at(task, ROLE_VOLUME, 0)[i];
    } else {
        trade.below = num_of(100);
        *lost |= !num_add(trade.below, parts_at(task, ROLE_GROWTH, -1)[i], &trade.above);
    }
    return trade;
}

/* The value of the base in the quantities of the period, and of the period in those of the base. */
static struct num forward(const struct trade *trade, int places, bool *lost)
{
    return methods_scaled(trade->before, trade->above, trade->below, places, lost);
}

static struct num backward(const struct trade *trade, int places, bool *lost)
{
    return methods_scaled(trade->after, trade->below, trade->above, places, lost);
}

/* Nothing can be said of quantities that are 0 or below. */
static bool have_quantities(const struct parts_task *task)
{
    static const char item[] = "volume";
    bool lost = false;
    if (task->figure[ROLE_VOLUME])
        return methods_all_above(task, item, ROLE_VOLUME, 0, false) &&
               methods_all_above(task, item, ROLE_VOLUME, -1, false);
    for (uint32_t i = 0; i < task->parts; i++) {
        struct trade trade = trade_of(task, i, &lost);
        if (num_sign(trade.above) > 0)
            continue;
        breakdown_say(task->breakdown, item, "{1} grew by {2} % in {3}: nothing is left of it", task->part[i],
                    num_text(task->breakdown->mem, parts_at(task, ROLE_GROWTH, -1)[i]),
                        task->period[task->periods - 1]);
        return false;
    }
    return methods_kept(task, item, lost);
}

/* ---- effects ---- */

static struct num volume_of(const struct trade *trade, int places, bool *lost)
{
    return methods_less(forward(trade, places, lost), trade->before, lost);
}

static struct num volume_between(const struct trade *trade, int places, bool *lost)
{
    struct num late = methods_less(trade->after, backward(trade, places, lost), lost), both = {0, 0};
    *lost |= !num_add(volume_of(trade, places, lost), late, &both);
    return methods_scaled(both, num_of(1), num_of(2), places, lost);
}

static void part(const struct parts_task *task, struct num (*volume)(const struct trade *trade, int places, bool *lost))
{
    static const char *const item[] = {"volume", "price"};
    struct mem *mem = task->breakdown->mem;
    struct num *cell = mem_array(mem, 2 * (size_t)task->parts, sizeof *cell);
    struct num *change = mem_array(mem, task->parts, sizeof *change);
    int places = breakdown_guarded(task->breakdown, BREAKDOWN_AMOUNT);
    bool lost = false;
    for (uint32_t i = 0; i < task->parts; i++) {
        struct trade trade = trade_of(task, i, &lost);
        change[i] = methods_less(trade.after, trade.before, &lost);
        cell[2 * i] = volume(&trade, places, &lost);
        cell[2 * i + 1] = methods_less(change[i], cell[2 * i], &lost);
    }
    if (methods_kept(task, item[0], lost))
        breakdown_table(task->breakdown, &(struct breakdown_table){.parts = task->parts, .items = 2, .item = item,
                                                             .sum = "change", .cell = cell, .row_sum = change,
                                                                 .whole = task->single,
                                                             .unit = BREAKDOWN_AMOUNT});
}

static void price_volume(const struct parts_task *task)
{
    if (have_quantities(task))
        part(task, volume_of);
}

static void price_volume_middle(const struct parts_task *task)
{
    if (have_quantities(task))
        part(task, volume_between);
}

/* ---- indices ---- */

static void add_index(const struct parts_task *task, const char *item, double index)
{
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, item, 100 * index, BREAKDOWN_NUMBER);
}

static void price_volume_index(const struct parts_task *task)
{
    struct num then = {0, 0}, now = then, late_prices = then, late_volumes = then;
    int places = breakdown_guarded(task->breakdown, BREAKDOWN_AMOUNT);
    bool lost = false;
    if (!have_quantities(task))
        return;
    for (uint32_t i = 0; i < task->parts; i++) {
        struct trade trade = trade_of(task, i, &lost);
        lost |= !num_add(then, trade.before, &then) || !num_add(now, trade.after, &now);
        lost |= !num_add(late_volumes, forward(&trade, places, &lost), &late_volumes);
        lost |= !num_add(late_prices, backward(&trade, places, &lost), &late_prices);
    }
    if (!methods_kept(task, "volume_laspeyres", lost) ||
        !methods_above(task, "volume_laspeyres", then, say(task->breakdown->mem, "the whole"), 0) ||
        !methods_above(task, "volume_laspeyres", now, say(task->breakdown->mem, "the whole"), -1))
        return;
    double v0 = methods_near(then), v1 = methods_near(now), v01 = methods_near(late_volumes),
        v10 = methods_near(late_prices);
    add_index(task, "volume_laspeyres", v01 / v0);
    add_index(task, "volume_paasche", v1 / v10);
    add_index(task, "volume_fisher", sqrt(v01 / v0 * (v1 / v10)));
    add_index(task, "price_laspeyres", v10 / v0);
    add_index(task, "price_paasche", v1 / v01);
    add_index(task, "price_fisher", sqrt(v10 / v0 * (v1 / v01)));
    add_index(task, "value_index", v1 / v0);
}

const struct decomposition methods_price_volume_rows[] = {
    {"price-volume", "price-volume", N_("change = volume at base prices + price at the period's quantities"), "volume",
     .needs = ROLE_BIT(VALUE), .either = ROLE_BIT(VOLUME) | ROLE_BIT(GROWTH), .span = METHODS_ENDS,
     .parts = price_volume},
    {"price-volume-middle", "price-volume", N_("the same halfway between the prices and quantities of both (Bennet)"),
     "volume", .needs = ROLE_BIT(VALUE), .either = ROLE_BIT(VOLUME) | ROLE_BIT(GROWTH), .span = METHODS_ENDS,
     .parts = price_volume_middle},
    {"price-volume-index", "price-volume", N_("indices of volume and price: Laspeyres, Paasche, Fisher"),
     "volume_laspeyres", .needs = ROLE_BIT(VALUE), .either = ROLE_BIT(VOLUME) | ROLE_BIT(GROWTH), .span = METHODS_ENDS,
     .parts = price_volume_index},
    {0}};
