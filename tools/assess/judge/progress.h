/* progress - the arithmetic of progress towards a target
 *
 * What cannot be computed is a measure that is not known (a base equal to the
 * target has no completion); nothing here is ever 0 for lack of an answer.
 *
 * Sources: linear completion against time is the practice of Chinese plan
 * evaluations; the ratio of compound rates is Eurostat's (EU SDG indicators,
 * "Sustainable development in the European Union", annex on methods).
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "values/measure.h"
#include "values/period.h"

/* ---- time ---- */

/* Months from the base's end to the observation's and to the target's. */
struct schedule {
    int elapsed, whole;       /* months; both above 0 */
};

/* False when the observation does not end after the base, or the target does not. */
bool schedule_find(struct period base, struct period seen, struct period target, struct schedule *schedule);

/* elapsed / whole. */
struct measure schedule_progress(struct schedule schedule);

/* ---- levels ---- */

/* (value - base) / (target - base); not known when target and base are equal. */
struct measure progress_completion(struct num base, struct num value, struct num target);

/* base + (target - base) * elapsed / whole. */
struct measure progress_linear(struct num base, struct num target, struct schedule schedule);

/* The path of equal rates.  Not known unless base, value and target have one sign
 * and none is 0. */
struct compound {
    struct measure expected;   /* base * (target / base) ^ (elapsed / whole) */
    struct measure completion; /* ln(value / base) / ln(target / base) */
    struct measure observed;   /* yearly rate from base to value */
    struct measure required;   /* yearly rate from base to target */
    struct measure pace;       /* observed / required */
};
struct compound progress_compound(struct num base, struct num value, struct num target, struct schedule schedule);

/* ---- chains of yearly changes ---- */

/* The product of (1 + change / 100) over the years so far. */
struct chain {
    struct num product;
    int years;
};

/* Begins at 1 with no years. */
struct chain chain_begin(void);

/* Takes in one more yearly change in percent.  Exact to 38 digits; a longer
 * product is rounded to 30 significant digits.  False when the change is -100 or
 * below. */
bool chain_add(struct chain *chain, struct num percent);

/* The chain of the same change in each of `years` years. */
bool chain_repeat(struct num percent, int years, struct chain *chain);

/* Geometric average yearly change in percent. */
struct measure chain_average(const struct chain *chain);

/* ln(so far) / ln(goal): the share of the goal's growth that is done. */
struct measure chain_completion(const struct chain *so_far, const struct chain *goal);

/* Yearly change in percent that the remaining years need to make the goal; not
 * known when no year remains. */
struct measure chain_needed(const struct chain *so_far, const struct chain *goal);

/* The fall so far in percent, 100 (1 - product): exact. */
struct num chain_reduction(const struct chain *chain);

/* The fall in percent that equal yearly rates have reached after the elapsed part:
 * 100 (1 - (1 - goal / 100) ^ (elapsed / whole)). */
struct measure progress_equal_rate(struct num goal, struct schedule schedule);

#endif
