/* methods_rows - where the rows of the methods stand, and what their functions share; for methods.c
 *
 * Each table ends with a row without a name.
 */
#ifndef METHODS_ROWS_H
#define METHODS_ROWS_H

#include "base/str.h"
#include "method/methods.h"

extern const struct decomposition methods_contribution_rows[], methods_shift_share_rows[], methods_lmdi_rows[],
    methods_price_volume_rows[], methods_structure_rows[], methods_inequality_rows[], methods_convergence_rows[];

/* Figures of a role at a period; of the last period with -1. */
static inline const struct num *parts_at(const struct parts_task *task, enum taken_for role, int period)
{
    uint32_t t = period < 0 ? task->periods - 1 : (uint32_t)period;
    return task->figure[role] + (size_t)t * task->parts;
}

/* a * b / c to a number of places.  What 38 digits do not hold is 0 and noted as `lost`. */
struct num methods_scaled(struct num a, struct num b, struct num c, int places, bool *lost);

/* The difference, and the sum; likewise. */
struct num methods_less(struct num a, struct num b, bool *lost);
struct num methods_sum(const struct num *value, uint32_t count, bool *lost);

/* The nearest double. */
double methods_near(struct num value);

/* Says that numbers are too long, and is false, where something was lost. */
bool methods_kept(const struct parts_task *task, const char *item, bool lost);

/* Refuses, and is false, where a sum is not above 0, or a figure is not (is below 0, with
 * `zero`); the reason names the figure. */
bool methods_above(const struct parts_task *task, const char *item, struct num sum, struct str what, int period);
bool methods_all_above(const struct parts_task *task, const char *item, enum taken_for role, int period, bool zero);

#endif
