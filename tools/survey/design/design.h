/* design - how the respondents were drawn
 *
 * Drawing has stages.  At each, units are drawn out of groups: clusters out of strata, then households out
 * of those clusters, and so on; the units of one stage are the groups of the next.  Without clusters the
 * respondents are the units of the first stage.  The population of a group, in units, is known where there
 * is a finite population correction, and later stages count only then: with an infinite population, the
 * first stage says it all.
 *
 * Positions: everything behind this module has the respondents in the order of the design, stratum by
 * stratum and cluster by cluster.  A domain is a list of positions in rising order.
 */
#ifndef DESIGN_H
#define DESIGN_H

#include "answers/responses.h"
#include "design/lonely.h"
#include "design/replicates.h"

struct drawing {
    uint32_t units, groups;
    uint32_t *unit_of;        /* of each position; rising */
    uint32_t *group_of;       /* of each unit; rising */
    uint32_t *drawn;          /* units of each group */
    double *population;       /* of each group, in units; infinite where nobody knows */
    double *part;             /* of each group: the share of such groups that was drawn, all stages above */
};

/* Totals that are known of the population, to which the weights were fitted.  Each position has `terms`
 * of them: which one, and how much the respondent adds to it. */
struct auxiliary {
    uint32_t size, terms;     /* size: totals times the waves in each of which they are met */
    uint32_t waves;
    uint32_t *which;          /* [position * terms + term] */
    double *amount;           /* likewise */
    double *base;             /* the weights before */
    double *inverse;          /* of the matrix of sums of base * amount * amount, size by size */
};

struct design {
    struct mem *mem;
    const struct responses *answers;
    uint32_t count;
    uint32_t *respondent;     /* of each position */
    double *weight;           /* of each position */
    struct drawing *stage;
    uint32_t stages;
    struct str *stratum;      /* names */
    const struct lonely *lonely;
    struct auxiliary *auxiliary; /* null: the weights are as they came */
    const struct replicates *replicates; /* null: the stages say it */
};

/* The facets that say it, by name: columns that together are the stratum, one column for the clusters of
 * each stage, one for the population of each stage's groups (one more than clusters at most: the last is
 * of respondents).  Mistakes are told (codes design, lonely) and end the run. */
struct design *design_open(struct mem *mem, const struct responses *answers, struct str strata, struct str clusters,
                           struct str populations, const struct lonely *lonely);

/* A design that replicate weights tell: without strata and clusters, so that positions are respondents. */
struct design *design_replicated(struct mem *mem, const struct responses *answers, struct replicates *replicates);

/* How many strata and clusters a domain touches; clusters less strata are its degrees of freedom.  Of replicate
 * weights: their rank, of one stratum. */
struct touched {
    uint32_t strata, clusters;
};
struct touched design_touched(const struct design *sample, const uint32_t *at, uint32_t count);

/* The same of all respondents. */
struct touched design_whole(const struct design *sample);

#endif
