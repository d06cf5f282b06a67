/* methods_shift_share - what a region's change owes to the whole, to its mix of industries and to itself
 *
 * With e and E the values of an industry in the region and in the reference region, g and
 * G its growth there, and G without an industry that of the whole reference (E. S. Dunn, "A
 * statistical and analytical technique for regional analysis", 1960):
 *
 *   national     = e G
 *   industry_mix = e (G_i - G)
 *   regional     = e (g_i - G_i)
 *
 * J. M. Esteban-Marquillas ("A reinterpretation of shift-share analysis", 1972) takes for the
 * regional effect h, what the region would have if its mix were the reference's, and sees what
 * is left as allocation, (e - h) (g_i - G_i).  The dynamic form (R. A. Barff and P. L. Knight,
 * 1988) adds up the effects of single periods, so that mix and growth move along.
 */
#include "method/methods_rows.h"

enum { NATIONAL, MIX, REGIONAL, ALLOCATION, EFFECTS };

/* What h is computed with beyond the places that guard the result. */
enum { MIX_PLACES = 9 };

/* One span, from one period to a later one. */
struct shift {
    const struct parts_task *task;
    const struct num *before, *after, *then, *now; /* of the region and of the reference */
    struct num base, whole_then, whole_now; /* all of the region, of the reference */
    int places;
    bool lost;
};

static struct shift open_shift(const struct parts_task *task, int from, int to)
{
    struct shift shift = {.task = task, .places = breakdown_guarded(task->breakdown, BREAKDOWN_AMOUNT)};
    shift.before = parts_at(task, ROLE_VALUE, from);
    shift.after = parts_at(task, ROLE_VALUE, to);
    shift.then = parts_at(task, ROLE_REFERENCE, from);
    shift.now = parts_at(task, ROLE_REFERENCE, to);
    shift.base = methods_sum(shift.before, task->parts, &shift.lost);
    shift.whole_then = methods_sum(shift.then, task->parts, &shift.lost);
    shift.whole_now = methods_sum(shift.now, task->parts, &shift.lost);
    return shift;
}

/* The three effects of an industry, added to the cells. */
static void add_effects(struct shift *shift, uint32_t i, struct num *cell)
{
    bool *lost = &shift->lost;
    struct num before = shift->before[i];
    struct num by_whole = methods_scaled(before, shift->whole_now, shift->whole_then, shift->places, lost);
    struct num by_industry = methods_scaled(before, shift->now[i], shift->then[i], shift->places, lost);
    struct num effect[] = {methods_less(by_whole, before, lost), methods_less(by_industry, by_whole, lost),
                           methods_less(shift->after[i], by_industry, lost)};
    for (int k = 0; k <= REGIONAL; k++)
        *lost |= !num_add(cell[k], effect[k], &cell[k]);
}

/* What of the regional effect is due to the region's own mix goes to the allocation. */
static void add_allocation(struct shift *shift, uint32_t i, struct num *cell)
{
    bool *lost = &shift->lost;
    int fine = shift->places + MIX_PLACES;
    struct num alike = methods_scaled(shift->base, shift->then[i], shift->whole_then, fine, lost);
    struct num own = methods_scaled(alike, shift->after[i], shift->before[i], shift->places, lost);
    struct num theirs = methods_scaled(shift->base, shift->now[i], shift->whole_then, shift->places, lost);
    struct num regional = methods_less(own, theirs, lost);
    struct num all = methods_less(shift->after[i],
                                  methods_scaled(shift->before[i], shift->now[i], shift->then[i], shift->places, lost),
                                  lost);
    struct num allocation = methods_less(all, regional, lost);
    cell[REGIONAL] = methods_less(cell[REGIONAL], allocation, lost);
    *lost |= !num_add(cell[ALLOCATION], allocation, &cell[ALLOCATION]);
}

static bool can_be_shared(const struct parts_task *task, bool allocation)
{
    static const char first[] = "national";
    for (uint32_t t = 0; t + 1 < task->periods; t++) {
        if (!methods_all_above(task, first, ROLE_REFERENCE, (int)t, false))
            return false;
        if (allocation && !methods_all_above(task, first, ROLE_VALUE, (int)t, false))
            return false;
    }
    return true;
}

static void share(const struct parts_task *task, bool allocation)
{
    static const char *const item[] = {"national", "industry_mix", "regional", "allocation"};
    struct mem *mem = task->breakdown->mem;
    uint32_t items = allocation ? EFFECTS : EFFECTS - 1;
    struct num *cell = mem_array(mem, (size_t)task->parts * items, sizeof *cell);
    struct num *change = mem_array(mem, task->parts, sizeof *change);
    bool lost = false;
    if (!can_be_shared(task, allocation))
        return;
    for (int t = 0; t + 1 < (int)task->periods; t++) {
        struct shift shift = open_shift(task, t, t + 1);
        for (uint32_t i = 0; i < task->parts; i++) {
            add_effects(&shift, i, &cell[i * items]);
            if (allocation)
                add_allocation(&shift, i, &cell[i * items]);
        }
        lost |= shift.lost;
    }
    for (uint32_t i = 0; i < task->parts; i++)
        change[i] = methods_less(parts_at(task, ROLE_VALUE, -1)[i], parts_at(task, ROLE_VALUE, 0)[i], &lost);
    if (methods_kept(task, item[0], lost))
        breakdown_table(task->breakdown, &(struct breakdown_table){.parts = task->parts, .items = items, .item = item,
                                                             .sum = "change", .cell = cell, .row_sum = change,
                                                             .unit = BREAKDOWN_AMOUNT});
}

static void shift_share(const struct parts_task *task)
{
    share(task, false);
}

static void esteban_marquillas(const struct parts_task *task)
{
    share(task, true);
}

const struct decomposition methods_shift_share_rows[] = {
    {"shift-share", "shift-share", N_("change = national + industry mix + regional (Dunn)"), "national",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(REFERENCE), .span = METHODS_ENDS, .parts = shift_share},
    {"shift-share-dynamic", "shift-share", N_("the same, added up over single periods (Barff and Knight)"), "national",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(REFERENCE), .span = METHODS_ALL, .parts = shift_share},
    {"esteban-marquillas", "shift-share",
     N_("the regional effect without, and the allocation with, the region's own mix"),
     "national", .needs = ROLE_BIT(VALUE) | ROLE_BIT(REFERENCE), .span = METHODS_ENDS, .parts = esteban_marquillas},
    {"esteban-marquillas-dynamic", "shift-share", N_("the same, added up over single periods"), "national",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(REFERENCE), .span = METHODS_ALL, .parts = esteban_marquillas},
    {0}};
