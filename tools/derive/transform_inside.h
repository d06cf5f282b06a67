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

/* The rules that part and join cumulative values. */
uint32_t transform_discrete(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_cumulative(const struct transform_work *work, const struct observation *row, struct derived *into);

/* The rules that compare a value with others. */
uint32_t transform_lag(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_difference(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_growth(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_moving_sum(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_moving_mean(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_index(const struct transform_work *work, const struct observation *row, struct derived *into);
uint32_t transform_average_growth(const struct transform_work *work, const struct observation *row,
                                  struct derived *into);
uint32_t transform_share(const struct transform_work *work, const struct observation *row, struct derived *into);

#endif
