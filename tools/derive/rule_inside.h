/* rule_inside - what the files of the rules share; not for others */
#ifndef RULE_INSIDE_H
#define RULE_INSIDE_H

#include "rule.h"

/* A new value for a period, nothing known yet. */
struct derived rule_new(const struct rule_work *work, struct period period);

/* Fetches the value of the series at a period for `into`, in the unit of the first one that
 * was fetched; false, with the reason in `into`, when it cannot be used. */
bool rule_want(const struct rule_work *work, struct period period, struct derived *into, struct measure *value);

/* The same from another strand, whose figures are called `what` in reasons. */
bool rule_want_of(const struct rule_work *work, const struct strand *strand, struct str what, struct period period,
                  struct derived *into, struct measure *value);

/* The period `back` steps or years (as the rule goes) before; false, with a reason. */
bool rule_back(const struct rule_work *work, struct period period, int back, struct derived *into,
               struct period *then);

/* The usable row of a period, or null. */
const struct observation *rule_usable(const struct rule_work *work, struct period period);

/* The rules that part and join cumulative values. */
uint32_t rule_discrete(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_cumulative(const struct rule_work *work, const struct observation *row, struct derived *into);

/* The rules that compare a value with others. */
uint32_t rule_lag(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_difference(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_growth(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_moving_sum(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_moving_mean(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_index(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_average_growth(const struct rule_work *work, const struct observation *row, struct derived *into);
uint32_t rule_share(const struct rule_work *work, const struct observation *row, struct derived *into);

#endif
