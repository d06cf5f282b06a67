/* tally - how many objects stand how, by plan, strategy, owner, place or any column
 *
 * Groups are made by columns of the answer (lines.h); a field that names several, parted by |,
 * belongs to each of them.  Two columns more are for owners: party is each owner, and role says
 * whether it leads or supports.  Parts of bundles are not counted beside the bundle, unless asked.
 *
 * Shares stand side by side unweighted and weighted; a weighted one is empty, with the reason,
 * where an object of the group has no weight.
 */
#ifndef TALLY_H
#define TALLY_H

#include "report/lines.h"

#define TALLY_COUNTS(X) \
    X(objects, "how many", g->objects) \
    X(done, "finished", g->status[STATUS_OF_DONE]) \
    X(under_way, "begun and not finished, as far as anybody reported", g->under_way) \
    X(in_line, "in line with the schedule, the finished among them", g->in_line) \
    X(on_time, "of that status", g->status[STATUS_OF_ON_TIME]) \
    X(slow, "of that status", g->status[STATUS_OF_SLOW]) \
    X(stalled, "of that status", g->status[STATUS_OF_STALLED]) \
    X(overdue, "of that status", g->status[STATUS_OF_OVERDUE]) \
    X(not_started, "of that status", g->status[STATUS_OF_NOT_STARTED]) \
    X(not_reported, "of that status", g->status[STATUS_OF_NOT_REPORTED]) \
    X(not_judged, "without a status, since nothing is planned", g->status[STATUS_OF_NONE]) \
    X(finish_late, "that finish after their due date at their pace", g->finish_late)

/* Columns that are no counts: name, meaning. */
#define TALLY_SHARES(X) \
    X(in_line_share, "percent of the objects") \
    X(in_line_share_weighted, "percent of their weight") \
    X(progress_mean, "percent, of those with a progress") \
    X(progress_weighted, "the same by weight") \
    X(planned_mean, "percent, of those with a plan") \
    X(planned_weighted, "the same by weight") \
    X(invest_planned, "sum, of those that have both sums") \
    X(invest_done, "sum, likewise") \
    X(invest_share, "percent of it") \
    X(invest_gap, "that less planned_mean of the same objects by their money, in points: against time") \
    X(reason, "what should be known, in words") \
    X(sentence, "the above in a sentence: how many, finished, under way, in line with expectation; and the money")

struct tally_counts {
    uint32_t objects, status[STATUS_OF_COUNT], under_way, in_line, finish_late;
};

struct tally;

/* `by` is a list of columns parted by commas, empty for one group of all; `weight` the column that
 * weighs; with `parts` those of bundles are counted too; `money_unit` stands behind the sums of the sentence, and may
 * be empty.  A column that is none ends the run. */
struct tally *tally_open(struct mem *mem, struct lines *lines, const char *by, const char *weight,
                         bool parts, const char *money_unit);

/* Counts the object whose texts the lines have. */
void tally_add(struct tally *tally, const struct object *object, const struct footing *s);

/* Writes header and rows, groups in order of first appearance. */
void tally_write(struct tally *tally, struct writer *writer);
void tally_close(struct tally *tally);

#endif
