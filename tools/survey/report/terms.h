/* terms - on what terms a run reports: the sample, and what the command line has settled
 */
#ifndef TERMS_H
#define TERMS_H

#include "estimate/association.h"
#include "estimate/domains.h"
#include "estimate/interval.h"
#include "estimate/percentile.h"
#include "estimate/statistic.h"
#include "weights/calibrate.h"

struct terms {
    struct mem *mem;
    const struct responses *answers;
    struct questions *questions;
    bool chosen;              /* questions may have been left out by --wide or --where */
    struct design *sample;
    struct domains domains;
    const char *stat;         /* or null: those that are usual for the kind */
    const struct share_interval *interval;
    const struct difference_interval *difference; /* null: t, by the design */
    const struct percentile_rule *rule;
    const struct association_test *test;
    double confidence;
    double freedom;           /* the same for all; NaN: what the design says */
    bool design_freedom;      /* of the whole design, not of the domain's part of it */
    bool without;             /* the design effect is against sampling without replacement */
    uint64_t least_base, caution_base; /* below the first an estimate is hidden, below the second marked */
    unsigned dominants;       /* so many may not hold more than `dominance` of a total; 0: they may */
    double dominance;
    int places;
    /* the reports that need more */
    const struct facet *wave; /* or null */
    struct str overall;       /* question of overall satisfaction, or empty */
    bool split_median;        /* quadrants meet at the medians */
    const struct margins *margins; /* null: the weights are as they came */
    struct calibration calibration;
    const double *old_weight; /* of each position */
};

/* The degrees of freedom of a domain; below 1 where there are too few clusters. */
double terms_freedom(const struct terms *terms, struct touched touched);

/* A figure as a cell: empty for NaN.  Of a share, and of a probability: never 0 or 1 unless it is. */
struct str terms_text(const struct terms *terms, double value);
struct str terms_share(const struct terms *terms, double value);

/* A domain in words, for messages: "sex=f age=60+", or "all". */
struct str terms_domain(const struct terms *terms, const struct domain *domain);

/* The columns of the groups, before those of a report: header and cells. */
void terms_key_header(const struct terms *terms, struct writer *writer);
void terms_key_cells(const struct terms *terms, struct writer *writer, const struct domain *domain);

/* What is asked of one question: of the command line what suits it, else what is usual. */
struct wanted *terms_wanted(const struct terms *terms, const struct survey_question *question, size_t *count);

/* A question as columns.  In scope: question. */
#define QUESTION_COLUMNS(X) \
    X(question, "as in the answers", question->name) \
    X(name_zh, "from the questions", question->name_zh) \
    X(name_en, "from the questions", question->name_en) \
    X(object, "from the questions: what it is about", question->object)

#endif
