/* stages - the tables that can be written: the values after each step, outliers, weights, and what other
 * modules of this wing write
 *
 * Each stage is one row of a list: its word, what it shows, and the function that writes it.
 */
#ifndef STAGES_H
#define STAGES_H

#include "report/scored.h"

struct stage {
    const char *name, *meaning;
    void (*write)(struct scored *scored, const struct stage *stage);
    int step;                 /* of values: after how many steps of the chain; else not used */
};

/* The columns of the tables, as X(name, meaning, text).  In scope: mem, id (identity), s (scored), and
 * what each list says. */

/* Values: value_text, flags, reason. */
#define VALUE_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(period, "of the value", scored_period(s, period)) \
    X(value, "after this step: as it came, or to 12 digits", value_text) \
    X(flags, "imputed, treated, beyond, clipped", remark.flags) \
    X(reason, "why there is none", remark_reason(&remark))

/* Weights: ladder, period, node. */
#define WEIGHT_COLUMNS(X) \
    X(indicator, "code of the indicator or group", id->code) \
    INDICATOR_COLUMNS(X) \
    X(parent, "its group", id_parent) \
    X(depth, "0 for the whole", mem_whole(mem, node->depth)) \
    X(period, "for which it is found", scored_period(s, period)) \
    X(weight, "in its group", scored_digits(mem, weight)) \
    X(effective, "in the whole: the product of those on the way up", scored_digits(mem, effective)) \
    X(weights, "how weights were found", s->recipe.weigh.written) \
    X(consistency, "of a group's pairwise comparisons: the ratio CR, to be below 0.1", consistency) \
    X(lambda, "their largest eigenvalue", lambda) \
    X(reason, "why it is not as asked", reason)

/* Outliers: treatment t. */
#define TREATMENT_COLUMNS(X) \
    X(indicator, "code of the indicator", id->code) \
    INDICATOR_COLUMNS(X) \
    X(period, "of the values; all of them with --base all", scored_period(s, period)) \
    X(skewness, "G1", scored_digits(mem, t->skewness)) \
    X(kurtosis, "G2, the excess", scored_digits(mem, t->kurtosis)) \
    X(outliers, "yes where |skewness| >= 2 and kurtosis >= 3.5; empty below 8 values", outliers) \
    X(form, "what was done: winsorized, log, box-cox", str_of(t->form)) \
    X(points, "values that were moved", mem_whole(mem, t->points)) \
    X(lambda, "exponent of box-cox", lambda) \
    X(skewness_after, "G1", scored_digits(mem, t->skewness_after)) \
    X(kurtosis_after, "G2", scored_digits(mem, t->kurtosis_after)) \
    X(outliers_after, "likewise", outliers_after) \
    X(rule, "which rule was asked, and what was to be done", rule) \
    X(reason, "what should be known", reason)

/* The i-th stage, or null; the one of a word, which ends the run where it is none. */
const struct stage *stage_at(size_t i);
const struct stage *stage_find(struct mem *mem, const char *word);

#endif
