/* transform_inside - what the files of the rules share; not for others */
#ifndef TRANSFORM_INSIDE_H
#define TRANSFORM_INSIDE_H

#include "transform.h"

/* A new value for a period, nothing known yet. */
struct derived transform_new(const struct transform_work *work, struct period period);

/* Fetches the value of the series at a period for `into`, in the unit of the first one that
 * was fetched; false, with the reason in `into`, when it cannot be used. */
bool transform_want(const struct transform_work *work, struct period period, struct derived *into,
                    struct measure *value);

/* The same from another strand, whose figures are called `what` in reasons. */
bool transform_want_of(const struct transform_work *work, const struct strand *strand, struct str what,
                       struct period period, struct derived *into, struct measure *value);

/* The period `back` steps or years (as the rule goes) before; false, with a reason. */
bool transform_back(const struct transform_work *work, struct period period, int back, struct derived *into,
               struct period *then);

/* The usable row of a period, or null. */
const struct observation *transform_usable(const struct transform_work *work, struct period period);

/* The rules of transform_cumulative.c and of transform_compare.c: each file ends in its rows,
 * up to one of nulls.  A new rule is its function and a row there. */
extern const struct transform transforms_cumulative[], transforms_compare[];

#endif
