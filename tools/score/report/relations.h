/* relations - how indicators go together, and what each does to the whole
 *
 * Of normalised values, at each period.  Diagnostics are those that reviewers of an index ask for:
 * Cronbach's alpha (L. J. Cronbach, 1951), the measure of sampling adequacy (H. F. Kaiser, 1974),
 * Bartlett's test of sphericity (1950), and the eigenvalues and communalities of the correlations.
 */
#ifndef RELATIONS_H
#define RELATIONS_H

#include "report/scored.h"

/* The columns, as X(name, meaning, text).  In scope: mem, id (identity), s (scored), period, and what each
 * list says. */

/* Two indicators: pairs. */
#define CORRELATION_COLUMNS(X) \
    X(indicator, "one of two", one) \
    X(other, "the other", other) \
    X(period, "of the normalised values", scored_period(s, period)) \
    X(pairs, "units that have both", mem_whole(mem, pairs)) \
    X(pearson, "correlation", scored_digits(mem, pearson)) \
    X(spearman, "of ranks", scored_digits(mem, spearman)) \
    X(kendall, "tau-b", scored_digits(mem, kendall)) \
    X(reason, "why there is none", reason)

/* Statistics of all indicators together: statistic, item, value. */
#define DIAGNOSTIC_COLUMNS(X) \
    X(period, "of the normalised values", scored_period(s, period)) \
    X(statistic, "what it is", str_of(statistic)) \
    X(item, "the indicator or component that it is about", item) \
    X(value, "to 12 digits", scored_digits(mem, value)) \
    X(reason, "why there is none", reason)

/* What each indicator does to the whole. */
#define IMPORTANCE_COLUMNS(X) \
    X(indicator, "code of the indicator or group", id->code) \
    INDICATOR_COLUMNS(X) \
    X(period, "of the scores", scored_period(s, period)) \
    X(weight, "in the whole, as weighted", scored_digits(mem, weight)) \
    X(pearson, "correlation with the whole", scored_digits(mem, pearson)) \
    X(spearman, "of ranks", scored_digits(mem, spearman)) \
    X(pearson_group, "correlation with its group", scored_digits(mem, pearson_group)) \
    X(importance, "share of its squared correlation among those of all indicators", scored_digits(mem, share)) \
    X(rank_change, "mean change of rank of a unit when it is left out", scored_digits(mem, change)) \
    X(rank_change_most, "the greatest", most)

/* Each writes one table with its header. */
void relations_correlations(struct scored *scored);
void relations_diagnostics(struct scored *scored);
void relations_importance(struct scored *scored);

#endif
