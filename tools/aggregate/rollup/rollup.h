/* rollup - from parts to wholes: months to a year, cities to a province
 *
 * The input are observations.  Those of one indicator, caliber and set of further
 * dimensions are put together over periods, over regions, or over both, each indicator by
 * its own rule in the catalogue and only as far as its kind allows (rollup_rule.h).  Nothing
 * is filled in: a whole is made when all its parts are there and is otherwise a row without
 * a value that says what is missing.
 *
 * Everything is kept until the end of the input; memory grows with the rows.
 */
#ifndef ROLLUP_H
#define ROLLUP_H

#include "base/voice.h"
#include "frame/asking.h"
#include "values/num.h"

/* What was asked for; null and false where it was not. */
struct rollup_ask {
    const char *to_period;    /* month, quarter, half, year */
    const char *to_level;     /* a level of the regions */
    struct asking *asking;    /* which figures; tables: the indicators are needed, the regions for a level */
    const char *codes;        /* [COLUMN=]FILE: a tree of other codes than regions; or null */
    const char *by;           /* columns that part series; null: all that no observation has itself */
    struct num coverage;      /* --min-coverage: share of the parts that must be there */
    const char *suppress;     /* --suppress-below: counts smaller than this are not shown */
    const struct opt_list *dominance; /* --dominance: N:K, the N largest parts make up more than K percent */
    const char *p_percent;    /* --p-percent; or null */
    bool has_places;
    int places;
    enum num_rounding rounding;
};

/* Reads the job's input to its end and writes one row for each whole. */
void rollup_run(struct job *job, const struct rollup_ask *ask);

#endif
