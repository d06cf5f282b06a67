/* methods_structure - what a whole is made of, how that has changed, and how it differs from another's
 *
 * With the shares s of the parts: structural change is half the sum of |s1 - s0| (M. Michaely,
 * 1962), or the angle between the two vectors of shares (J. H. Moore, 1978); how special a
 * region is, is the sum of |s - S| (P. Krugman, 1991) with S those of the reference, 0 to 2;
 * the location quotient of a part is s / S; how even the parts are tell the entropy -sum s ln s
 * (C. E. Shannon) and the sum of s^2 (O. C. Herfindahl).
 */
#include <math.h>

#include "method/methods_rows.h"

/* Shares as doubles; false, with the reason, where there are none. */
static bool find_shares(const struct parts_task *task, const char *item, enum taken_for role, int period,
                        double **share)
{
    const struct num *value = parts_at(task, role, period);
    bool lost = false;
    struct num all = methods_sum(value, task->parts, &lost);
    struct str who = voice_str(role == ROLE_REFERENCE ? N_("the reference") : N_("the whole"));
    if (!methods_kept(task, item, lost) || !methods_all_above(task, item, role, period, true) ||
        !methods_above(task, item, all, who, period))
        return false;
    *share = mem_array(task->breakdown->mem, task->parts, sizeof **share);
    for (uint32_t i = 0; i < task->parts; i++)
        (*share)[i] = methods_near(value[i]) / methods_near(all);
    return true;
}

/* ---- shares ---- */

static bool add_shares(const struct parts_task *task, int period, struct num *percent)
{
    const struct num *value = parts_at(task, ROLE_VALUE, period);
    bool lost = false;
    struct num all = methods_sum(value, task->parts, &lost);
    if (!methods_kept(task, "share", lost) ||
        !methods_above(task, "share", all, say(task->breakdown->mem, "the whole"), period))
        return false;
    for (uint32_t i = 0; i < task->parts; i++)
        percent[i] = methods_scaled(value[i], num_of(100), all, breakdown_guarded(task->breakdown, BREAKDOWN_PERCENT),
                                    &lost);
    return methods_kept(task, "share", lost);
}

static void shares(const struct parts_task *task)
{
    static const char *const now_item[] = {"share"}, *const change_item[] = {"share_change"};
    struct mem *mem = task->breakdown->mem;
    struct num *then = mem_array(mem, task->parts, sizeof *then), *now = mem_array(mem, task->parts, sizeof *now);
    bool lost = false;
    if (!add_shares(task, 0, then) || !add_shares(task, -1, now))
        return;
    breakdown_table(task->breakdown, &(struct breakdown_table){.parts = task->parts, .items = 1, .item = now_item,
                                                               .cell = now,
                                                         .unit = BREAKDOWN_PERCENT});
    for (uint32_t i = 0; i < task->parts; i++)
        then[i] = methods_less(now[i], then[i], &lost);
    breakdown_table(task->breakdown, &(struct breakdown_table){.parts = task->parts, .items = 1, .item = change_item,
                                                         .cell = then, .unit = BREAKDOWN_POINTS});
}

/* ---- between two periods ---- */

static void michaely(const struct parts_task *task)
{
    double *then, *now, sum = 0;
    if (!find_shares(task, "structural_change", ROLE_VALUE, 0, &then) ||
        !find_shares(task, "structural_change", ROLE_VALUE, -1, &now))
        return;
    for (uint32_t i = 0; i < task->parts; i++)
        sum += fabs(now[i] - then[i]);
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "structural_change", sum / 2, BREAKDOWN_NUMBER);
}

/* The angle between two vectors, by the half of it: right for small angles too. */
static void moore(const struct parts_task *task)
{
    double *then, *now, long_then = 0, long_now = 0, apart = 0;
    if (!find_shares(task, "angle", ROLE_VALUE, 0, &then) || !find_shares(task, "angle", ROLE_VALUE, -1, &now))
        return;
    for (uint32_t i = 0; i < task->parts; i++) {
        long_then += then[i] * then[i];
        long_now += now[i] * now[i];
    }
    for (uint32_t i = 0; i < task->parts; i++)
        apart += pow(now[i] / sqrt(long_now) - then[i] / sqrt(long_then), 2);
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "angle", 2 * asin(fmin(1, sqrt(apart) / 2)), BREAKDOWN_RADIANS);
}

/* ---- at one period ---- */

static void entropy(const struct parts_task *task)
{
    double *share, sum = 0;
    if (!find_shares(task, "entropy", ROLE_VALUE, -1, &share))
        return;
    for (uint32_t i = 0; i < task->parts; i++)
        sum -= share[i] > 0 ? share[i] * log(share[i]) : 0;
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "entropy", sum, BREAKDOWN_NUMBER);
}

static void concentration(const struct parts_task *task)
{
    double *share, sum = 0;
    if (!find_shares(task, "herfindahl", ROLE_VALUE, -1, &share))
        return;
    for (uint32_t i = 0; i < task->parts; i++)
        sum += share[i] * share[i];
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "herfindahl", sum, BREAKDOWN_NUMBER);
}

/* ---- beside a reference ---- */

static void krugman(const struct parts_task *task)
{
    double *own, *theirs, sum = 0;
    if (!find_shares(task, "specialisation", ROLE_VALUE, -1, &own) ||
        !find_shares(task, "specialisation", ROLE_REFERENCE, -1, &theirs))
        return;
    for (uint32_t i = 0; i < task->parts; i++)
        sum += fabs(own[i] - theirs[i]);
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "specialisation", sum, BREAKDOWN_NUMBER);
}

static void location_quotient(const struct parts_task *task)
{
    static const char item[] = "location_quotient";
    const struct num *own = parts_at(task, ROLE_VALUE, -1), *theirs = parts_at(task, ROLE_REFERENCE, -1);
    double *share;
    bool lost = false;
    struct num all = methods_sum(own, task->parts, &lost), their_all = methods_sum(theirs, task->parts, &lost);
    if (!find_shares(task, item, ROLE_VALUE, -1, &share) || !methods_all_above(task, item, ROLE_REFERENCE, -1, false) ||
        !methods_kept(task, item, lost))
        return;
    for (uint32_t i = 0; i < task->parts; i++)
        breakdown_value(task->breakdown, i, item,
                      measure_divide(measure_quotient(own[i], all), measure_quotient(theirs[i], their_all)),
                      BREAKDOWN_NUMBER);
}

const struct decomposition methods_structure_rows[] = {
    {"shares", "structure", N_("share of each part in percent, and its change in points"), "share",
     .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .parts = shares},
    {"structural-change", "structure", N_("half the sum of what shares have gained and lost (Michaely)"),
     "structural_change", .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .parts = michaely},
    {"moore-angle", "structure", N_("the angle between the shares then and now (Moore)"), "angle",
     .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .parts = moore},
    {"entropy", "structure", N_("how even the parts are (Shannon)"), "entropy", .needs = ROLE_BIT(VALUE),
     .span = METHODS_NOW, .parts = entropy},
    {"herfindahl", "structure", N_("how concentrated the whole is on few parts: sum of squared shares"), "herfindahl",
     .needs = ROLE_BIT(VALUE), .span = METHODS_NOW, .parts = concentration},
    {"location-quotient", "structure", N_("share of each part beside its share in the reference"), "location_quotient",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(REFERENCE), .span = METHODS_NOW, .parts = location_quotient},
    {"specialisation", "structure", N_("how far the shares are from those of the reference, 0 to 2 (Krugman)"),
     "specialisation", .needs = ROLE_BIT(VALUE) | ROLE_BIT(REFERENCE), .span = METHODS_NOW, .parts = krugman},
    {0}};
