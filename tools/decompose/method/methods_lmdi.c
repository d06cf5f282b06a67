/* methods_lmdi - a change of a sum of products, taken apart by logarithmic means, without a rest
 *
 * LMDI-I (B. W. Ang and F. L. Liu, "A new energy decomposition method: perfect in decomposition
 * and consistent in aggregation", 2001).  With the logarithmic mean L(a, b) = (a - b) / ln(a / b)
 * and a value V of each part that is the product of factors x, the effect of a factor is
 *
 *   added:       sum of L(V1, V0) ln(x1 / x0)
 *   multiplied:  exp(sum of L(V1, V0) / L(all V1, all V0) ln(x1 / x0))
 *
 * The three factors of energy are activity Q, structure Q_i / Q and intensity E_i / Q_i.  Other
 * factors may be named; what their product leaves of the value is the residual.  A part that
 * is 0 throughout adds nothing; any other 0 has no logarithm, and there is no answer.
 */
#include <math.h>

#include "method/methods_rows.h"

enum { EFFECTS = METHODS_FACTORS + 1 };

/* The logarithms of what factors have become, and of how much the part counts. */
struct becoming {
    double weight;            /* L(V1, V0) */
    double log[EFFECTS];
    bool nothing;             /* 0 before and after */
};

/* The logarithmic mean of two positive numbers; near each other, without their difference lost. */
static double log_mean(double a, double b)
{
    double by = (a - b) / b;
    return by == 0 ? a : b * by / log1p(by);
}

static double log_ratio(struct num now, struct num then)
{
    return log(methods_near(now) / methods_near(then));
}

static bool is_nothing(const struct num *before, const struct num *after, uint32_t i)
{
    return num_sign(before[i]) == 0 && num_sign(after[i]) == 0;
}

/* Is every part's figure above 0 at both ends, but where the part has no value at all? */
static bool have_logs(const struct parts_task *task, const char *item, const struct num *figure, const char *what)
{
    const struct num *before = parts_at(task, ROLE_VALUE, 0), *after = parts_at(task, ROLE_VALUE, -1);
    for (uint32_t k = 0; k < 2 * task->parts; k++) {
        uint32_t i = k % task->parts, t = k < task->parts ? 0 : task->periods - 1;
        struct num value = figure[(size_t)t * task->parts + i];
        if (num_sign(value) > 0 || is_nothing(before, after, i))
            continue;
        struct mem *mem = task->breakdown->mem;
        breakdown_say(task->breakdown, item, "{1} of {2} is {3} in {4}, which has no logarithm",
                    what ? str_of(what) : say(mem, "the value"), task->part[i], num_text(mem, value), task->period[t]);
        return false;
    }
    return true;
}

/* ---- what the factors are ---- */

struct lmdi {
    const struct parts_task *task;
    const char *item[EFFECTS];
    uint32_t items;
    struct becoming *part;
    double all_then, all_now; /* of the values */
};

static void three_factors(struct lmdi *lmdi)
{
    const struct parts_task *task = lmdi->task;
    const struct num *before = parts_at(task, ROLE_ACTIVITY, 0), *after = parts_at(task, ROLE_ACTIVITY, -1);
    const struct num *value = parts_at(task, ROLE_VALUE, 0), *now = parts_at(task, ROLE_VALUE, -1);
    double then_all = 0, now_all = 0;
    for (uint32_t i = 0; i < task->parts; i++) {
        then_all += methods_near(before[i]);
        now_all += methods_near(after[i]);
    }
    double activity = log(now_all / then_all);
    for (uint32_t i = 0; i < task->parts; i++)
        if (!lmdi->part[i].nothing) {
            double grown = log_ratio(after[i], before[i]);
            lmdi->part[i].log[0] = activity;
            lmdi->part[i].log[1] = grown - activity;
            lmdi->part[i].log[2] = log_ratio(now[i], value[i]) - grown;
        }
}

static void named_factors(struct lmdi *lmdi)
{
    const struct parts_task *task = lmdi->task;
    const struct num *value = parts_at(task, ROLE_VALUE, 0), *now = parts_at(task, ROLE_VALUE, -1);
    size_t last = (size_t)(task->periods - 1) * task->parts;
    for (uint32_t i = 0; i < task->parts; i++) {
        struct becoming *part = &lmdi->part[i];
        double left = part->nothing ? 0 : log_ratio(now[i], value[i]);
        for (uint32_t k = 0; k < task->factors && !part->nothing; k++) {
            part->log[k] = log_ratio(task->factor[k][last + i], task->factor[k][i]);
            left -= part->log[k];
        }
        part->log[task->factors] = left;
    }
}

static bool open_lmdi(const struct parts_task *task, struct lmdi *lmdi)
{
    static const char *const three[] = {"activity", "structure", "intensity"};
    const struct num *before = parts_at(task, ROLE_VALUE, 0), *after = parts_at(task, ROLE_VALUE, -1);
    *lmdi = (struct lmdi){.task = task, .items = task->factors ? task->factors + 1 : 3};
    for (uint32_t k = 0; k < lmdi->items; k++)
        lmdi->item[k] = !task->factors ? three[k] : k < task->factors ? task->factor_name[k] : "residual";
    if (!have_logs(task, lmdi->item[0], task->figure[ROLE_VALUE], NULL))
        return false;
    if (!task->factors && !have_logs(task, lmdi->item[0], task->figure[ROLE_ACTIVITY], N_("the activity")))
        return false;
    for (uint32_t k = 0; k < task->factors; k++)
        if (!have_logs(task, lmdi->item[0], task->factor[k], task->factor_name[k]))
            return false;
    lmdi->part = mem_array(task->breakdown->mem, task->parts, sizeof *lmdi->part);
    for (uint32_t i = 0; i < task->parts; i++) {
        double then = methods_near(before[i]), now = methods_near(after[i]);
        lmdi->part[i].nothing = is_nothing(before, after, i);
        lmdi->part[i].weight = lmdi->part[i].nothing ? 0 : log_mean(now, then);
        lmdi->all_then += then;
        lmdi->all_now += now;
    }
    if (task->factors)
        named_factors(lmdi);
    else
        three_factors(lmdi);
    if (lmdi->all_then > 0)
        return true;
    breakdown_say(task->breakdown, lmdi->item[0], "every value is 0");
    return false;
}

/* ---- the two forms ---- */

static void added(const struct parts_task *task)
{
    struct lmdi lmdi;
    struct mem *mem = task->breakdown->mem;
    if (!open_lmdi(task, &lmdi))
        return;
    struct num *cell = mem_array(mem, (size_t)task->parts * lmdi.items, sizeof *cell);
    struct num *change = mem_array(mem, task->parts, sizeof *change);
    int places = breakdown_guarded(task->breakdown, BREAKDOWN_AMOUNT);
    bool lost = false;
    for (uint32_t i = 0; i < task->parts; i++) {
        for (uint32_t k = 0; k < lmdi.items; k++) {
            struct num effect = {0, 0};
            lost |= !num_from_double(lmdi.part[i].weight * lmdi.part[i].log[k], &effect);
            cell[i * lmdi.items + k] = num_round(effect, places, NUM_HALF_UP);
        }
        change[i] = methods_less(parts_at(task, ROLE_VALUE, -1)[i], parts_at(task, ROLE_VALUE, 0)[i], &lost);
    }
    if (methods_kept(task, lmdi.item[0], lost))
        breakdown_table(task->breakdown, &(struct breakdown_table){.parts = task->parts, .items = lmdi.items,
                                                             .item = lmdi.item, .sum = "change", .cell = cell,
                                                             .row_sum = change, .whole = task->single,
                                                             .unit = BREAKDOWN_AMOUNT});
}

static void multiplied(const struct parts_task *task)
{
    struct lmdi lmdi;
    if (!open_lmdi(task, &lmdi))
        return;
    double all = log_mean(lmdi.all_now, lmdi.all_then);
    for (uint32_t k = 0; k < lmdi.items; k++) {
        double sum = 0;
        for (uint32_t i = 0; i < task->parts; i++)
            sum += lmdi.part[i].weight / all * lmdi.part[i].log[k];
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, lmdi.item[k], exp(sum), BREAKDOWN_NUMBER);
    }
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "ratio", lmdi.all_now / lmdi.all_then, BREAKDOWN_NUMBER);
}

const struct decomposition methods_lmdi_rows[] = {
    {"lmdi", "lmdi", N_("change = activity + structure + intensity, or + named factors (LMDI-I)"), "activity",
     .needs = ROLE_BIT(VALUE), .either = ROLE_BIT(ACTIVITY), .span = METHODS_ENDS, .parts = added},
    {"lmdi-multiplicative", "lmdi", N_("ratio = activity * structure * intensity, or * named factors"), "activity",
     .needs = ROLE_BIT(VALUE), .either = ROLE_BIT(ACTIVITY), .span = METHODS_ENDS, .parts = multiplied},
    {0}};
