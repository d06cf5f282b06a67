/* rollup_rule - how an indicator may be put together, by its rule and its kind
 *
 *            stock            flow                rate, ratio, index   growth
 *   sum      last | sum       sum | sum           never                never
 *   mean     mean | -         never               mean | mean          never
 *   last     last | -         -                   last | -             never
 *   weighted last | weighted  sum | weighted      weighted | weighted  weighted | weighted
 *   ratio    -                -                   ratio | ratio        -
 *   none     never
 *
 * over periods | over regions.  A stock is the value at the end, so its year is its
 * December; its mean is the mean of what stands at the ends.  A flow with a weight is an
 * amount per head: it adds up over the year, and is weighted by heads over regions.  What
 * is not in the table is refused, and an empty rule is no rule.
 */
#ifndef ROLLUP_RULE_H
#define ROLLUP_RULE_H

#include "meaning/catalog.h"
#include "meaning/unit.h"

enum rollup_step { STEP_REFUSED, STEP_SUM, STEP_LAST, STEP_MEAN, STEP_WEIGHTED, STEP_RATIO };

/* How it is put together over periods and over regions. */
struct rollup_way {
    enum rollup_step period, region;
};
struct rollup_way rollup_way(const struct indicator *indicator);

/* Why it is not put together over these; empty when it is. */
struct str rollup_refusal(struct mem *mem, const struct indicator *indicator, bool over_periods,
                          bool over_regions);

/* How far the point of above / below moves to give a quotient in the indicator's unit; false,
 * with the reason, when the three units do not say. */
bool rollup_quotient_shift(struct mem *mem, const struct units *units,
                           const struct indicator *indicator, struct str above, struct str below, int *shift,
                           struct str *why);

/* Does the unit count people or things, and with which power of ten?  No unit counts too. */
bool rollup_unit_counts(struct mem *mem, const struct units *units, struct str unit, int *power);

#endif
