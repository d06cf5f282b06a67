/* methods - see methods.h */
#include "method/methods_rows.h"

static const struct decomposition *const table[] = {
    methods_contribution_rows, methods_shift_share_rows, methods_lmdi_rows, methods_price_volume_rows,
    methods_structure_rows, methods_inequality_rows, methods_convergence_rows};

const struct decomposition *methods_at(size_t i)
{
    for (size_t t = 0; t < sizeof table / sizeof *table; t++)
        for (const struct decomposition *row = table[t]; row->name; row++)
            if (i-- == 0)
                return row;
    return NULL;
}

const struct decomposition *methods_find(struct str name)
{
    const struct decomposition *row;
    for (size_t i = 0; (row = methods_at(i)) && !str_eq(str_of(row->name), name);)
        i++;
    return row;
}

bool methods_family(struct str name)
{
    const struct decomposition *row;
    for (size_t i = 0; (row = methods_at(i)); i++)
        if (str_eq(str_of(row->family), name))
            return true;
    return false;
}

#define X(name, option, meaning) {option, meaning},
static const struct {
    const char *option, *meaning;
} roles[] = {ROLES(X)};
#undef X

const char *role_option(enum taken_for role)
{
    return roles[role].option;
}

const char *role_meaning(enum taken_for role)
{
    return roles[role].meaning;
}

/* ---- what the functions share ---- */

struct num methods_scaled(struct num a, struct num b, struct num c, int places, bool *lost)
{
    struct num product, result = {0, places};
    if (!num_multiply(a, b, &product) || !num_divide(product, c, places, NUM_HALF_UP, &result))
        *lost = true;
    return result;
}

struct num methods_less(struct num a, struct num b, bool *lost)
{
    struct num result = {0, 0};
    *lost |= !num_subtract(a, b, &result);
    return result;
}

struct num methods_sum(const struct num *value, uint32_t count, bool *lost)
{
    struct num sum = {0, 0};
    for (uint32_t i = 0; i < count; i++)
        *lost |= !num_add(sum, value[i], &sum);
    return sum;
}

double methods_near(struct num value)
{
    double near = 0;
    num_to_double(value, &near);
    return near;
}

bool methods_kept(const struct parts_task *task, const char *item, bool lost)
{
    if (lost)
        breakdown_say(task->breakdown, item, "the numbers have too many digits");
    return !lost;
}

bool methods_above(const struct parts_task *task, const char *item, struct num sum, struct str what, int period)
{
    if (num_sign(sum) > 0)
        return true;
    struct mem *mem = task->breakdown->mem;
    struct str when = task->period[period < 0 ? (int)task->periods - 1 : period];
    breakdown_say(task->breakdown, item, "{1} is {2} in {3}, and nothing can be divided by that", what,
                num_text(mem, sum), when);
    return false;
}

bool methods_all_above(const struct parts_task *task, const char *item, enum taken_for role, int period, bool zero)
{
    const struct num *value = parts_at(task, role, period);
    for (uint32_t i = 0; i < task->parts; i++) {
        int sign = num_sign(value[i]);
        if (sign > 0 || (zero && sign == 0))
            continue;
        struct mem *mem = task->breakdown->mem;
        struct str when = task->period[period < 0 ? (int)task->periods - 1 : period], figure = num_text(mem, value[i]);
        if (zero)
            breakdown_say(task->breakdown, item, "{1} is {2} in {3}; no figure may be below 0", task->part[i], figure,
                          when);
        else
            breakdown_say(task->breakdown, item, "{1} is {2} in {3}; every figure must be above 0", task->part[i],
                          figure, when);
        return false;
    }
    return true;
}
