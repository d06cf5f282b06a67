/* reports - what assess writes beside its answer: roll-ups, and what changed since a run
 *
 * The options for it, and the calls that the tool makes: begin before anything is judged, add
 * for each answer, finish at the end.  What was not asked for costs nothing.
 */
#ifndef REPORTS_H
#define REPORTS_H

#include "dossier.h"
#include "frame/asking.h"

/* What the options are read into: begins as zero bytes. */
struct reports_ask {
    const char *only_file, *by, *rollup_file, *weights_file, *previous_file, *changes_file;
    struct num least;
};
extern const struct opt reports_options[];

/* What the tool is about to judge, and by what. */
struct reports_about {
    const struct asking *asking;
    const struct targets *targets;
    const struct revisions *revisions;
    const struct advice_fact *fact; /* the columns of the answer, whose texts are those of the target at */
    uint32_t facts;           /* hand whenever one is added */
    const bool *method;       /* which of the table of methods are asked */
    const struct dossier_wish *wish;
    struct str explained;     /* indicator of --explain, or empty */
};

struct reports;

/* Reads the tables that were named.  Options that make no sense together end the run. */
struct reports *reports_open(struct job *job, const struct reports_ask *ask, const struct reports_about *about);

/* Is the target one of those of --only, or are all? */
bool reports_judge(const struct reports *reports, const struct target *target);

/* Takes an answer, if any is to be taken. */
bool reports_hear(const struct reports *reports);
void reports_add(struct reports *reports, const struct dossier *dossier);

/* Writes the tables. */
void reports_close(struct reports *reports, int places);

#endif
