/* measured - one estimate of one domain, with all that is told of it
 */
#ifndef MEASURED_H
#define MEASURED_H

#include "estimate/soundness.h"
#include "frame/answer.h"
#include "report/terms.h"

/* The flags of a row: name, word, what it says. */
#define MEASURED_FLAGS(X) \
    X(HIDDEN, "hidden", N_("too few respondents: no figure is shown")) \
    X(DOMINATED, "dominated", N_("a few respondents are nearly all of it: no figure is shown")) \
    X(SMALL_BASE, "small_base", N_("few respondents: below --caution-base")) \
    X(UNWEIGHTED, "unweighted", N_("each respondent counts as one")) \
    X(FITTED, "fitted", N_("weights are fitted to --margins")) \
    X(FEW_CLUSTERS, "few_clusters", N_("fewer than 8 degrees of freedom")) \
    X(UNREAD, "unread", N_("cells that are no answer are left out"))

#define X(name, ...) MEASURED_##name,
enum measured_flag { MEASURED_FLAGS(X) MEASURED_FLAG_COUNT };
#undef X

struct measured {
    const struct domain *domain;
    const struct replies *replies;
    const struct wanted *wanted;
    uint32_t option;          /* of the statistics that have a row for each */
    struct answered answered;
    struct base base;
    struct estimate estimate; /* of a percentile the value alone */
    bool shown;               /* false: nothing of it is */
    double error, range[2];   /* NaN where they are not known */
    const char *interval;     /* its name; null where there is none */
    double freedom;
    double effective;         /* the weights' number of equal respondents: (sum w)^2 / sum w^2 */
    double effect;            /* the design's; NaN where it says nothing */
    double independent;       /* as many plain answers would tell as much; likewise */
    double variation;         /* standard error over the value without its sign */
    enum soundness reliability;
    struct remark remark;
};

/* Measures it.  In the arena of the terms. */
struct measured measured_of(const struct terms *terms, const struct domain *domain, const struct replies *replies,
                            const struct wanted *wanted, uint32_t option);

/* How an option, or nothing, is called. */
struct str measured_option(const struct measured *measured);

/* The statistic as it was asked for: "ratio:employees". */
struct str measured_statistic(struct mem *mem, const struct wanted *wanted);

/* Of how many rows: the options of a statistic that has one for each, else one. */
uint32_t measured_rows(const struct wanted *wanted, const struct replies *replies);

#endif
