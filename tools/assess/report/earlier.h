/* earlier - the answer of an earlier run, read back
 *
 * A row is found again by plan, region, indicator, target period, kind and method.  All that is
 * wrong with the table is told: columns that the answer has and it lacks, cells that the tool
 * never writes, a row that stands twice.
 */
#ifndef EARLIER_H
#define EARLIER_H

#include "judge/judge.h"
#include "method.h"

/* A figure of the series of a target. */
struct seen {
    struct period period;
    struct num value;
    struct str period_text, value_text;
};

struct seen_list {
    struct str text;          /* "2020=10.8 2021=10.82" */
    struct seen *row;
    uint32_t count;
};

/* A step of another method's scale that was not the built-in one. */
struct step_seen {
    const struct method *method;
    size_t step;
    double from;
};

/* The limits that were in force; `about` only where the kind has one. */
struct limits_seen {
    struct str text;          /* "ahead>=1.05;on_track>=0.95;eurostat.moderate_progress>=0.5" */
    struct num ahead, on_track, about, implausible;
    bool has_about;
    struct step_seen *step;
    size_t steps;
};

struct earlier_row {
    struct str plan, region, indicator, related, qualifier, tolerance, flags;
    struct span base_period, period, target_period;
    struct figure base_value, base_plan, base_revised, value, target_value, target_high, pace;
    int class, kind, op;      /* of the enums of the catalogue */
    const struct method *method;
    struct limits_seen limits;
    struct seen_list series, related_series;
    bool met;                 /* somebody asked for it */
};

struct earlier;

/* Reads the table and closes the reader. */
struct earlier *earlier_load(struct mem *mem, struct reader *reader);

/* The row of a target by a method, or null. */
struct earlier_row *earlier_find(const struct earlier *earlier, const struct target *target,
                                 const struct method *method);

/* All rows, in the order of the table. */
struct earlier_row *earlier_rows(const struct earlier *earlier, uint32_t *count);

/* Ends what earlier_load began; the rows stay. */
void earlier_close(const struct earlier *earlier);

#endif
