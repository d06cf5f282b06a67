/* since - what changed since an earlier run, and why
 *
 * Each target is held against its row of the earlier answer.  What differs is one of
 *
 *   target      the target's own row: its value, test, tolerance, base period, printed base, other
 *               indicator
 *   revision    a figure of the past, of its own or of the other indicator: another value, another
 *               qualifier, taken back, filled in
 *   new_data    a figure of a later period is judged
 *   rule        the thresholds, what is implausible, the scale of another method
 *   method      the method, or which base the headline goes by
 *   correction  anything else: another program, catalogue, unit, cut-off
 *
 * and of targets that stand in one of the runs alone added or dropped.
 *
 * Where the class changed the cause is found by going back: today's data are judged once more
 * with the earlier method, then also with the earlier thresholds, then with the earlier target,
 * then without what is later than the earlier figure.  A step that changes the class has an
 * effect; if the class is still another than the earlier one, the rest is an effect of the
 * revision, where there is one, else a correction.  The cause is the first in the order above that has
 * an effect; where the class did not change, the first that differs.  Everything else that
 * differs is listed beside it.
 *
 * The whole move of a target is that of its cause, so that the change of the count of each class
 * is the sum of causes that the rows show, and what is left over, 0 unless something is wrong,
 * stands beside it.
 */
#ifndef SINCE_H
#define SINCE_H

#include "dossier.h"
#include "io/record.h"
#include "report/earlier.h"
#include "report/subset.h"

/* name, word */
#define CAUSES(X) \
    X(TARGET, "target") \
    X(REVISION, "revision") \
    X(NEW_DATA, "new_data") \
    X(RULE, "rule") \
    X(METHOD, "method") \
    X(CORRECTION, "correction") \
    X(ADDED, "added") \
    X(DROPPED, "dropped")

#define X(name, word) CAUSE_##name,
enum cause { CAUSES(X) CAUSE_COUNT };
#undef X

struct since;

/* Begins the table with its header.  `earlier` was read from `file`; `method` says which of the
 * table of methods this run has; of the earlier rows only those of the subset (null: all) are
 * looked for.  A method is held against itself; where each run has one alone, against the other's. */
struct since *since_open(struct mem *mem, struct writer *writer, const struct earlier *earlier, const char *file,
                         const bool *method, const struct subset *subset, const struct dossier_wish *wish);

/* Holds an answer, whose pace is written as `pace`, against the earlier one, and writes its row. */
void since_add(struct since *since, const struct dossier *dossier, struct str pace);

/* Writes the rows of targets that are gone, and the counts; tells what was compared with nothing.
 * Ends the earlier answer too. */
void since_close(struct since *since);

#endif
