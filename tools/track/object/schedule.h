/* schedule - how far an object should have come by a day, and by when so far
 *
 * What is planned comes, in this order, from the rows of a table (--plan: task, date,
 * planned), from the column planned_progress of the objects, which is of the day that counts
 * alone, or from a straight line between start and due: (day - start) / (due - start), in
 * days.  The rows of the table are milestones, where what is planned holds from its day on
 * until the next one's, or with the word curve in the column shape points between which the
 * line is straight.  Where none of them is known nothing is planned, and why is said.
 */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include "object/objects.h"
#include "values/measure.h"

/* Where a plan comes from: name, word, meaning */
#define SCHEDULE_SOURCES(X) \
    X(MILESTONES, "milestones", "rows of --plan, each holding until the next") \
    X(CURVE, "curve", "rows of --plan, straight between them") \
    X(GIVEN, "given", "the column planned_progress") \
    X(LINEAR, "linear", "straight from start to due")
#define X(name, word, meaning) SCHEDULE_##name,
enum schedule_source { SCHEDULE_NONE, SCHEDULE_SOURCES(X) SCHEDULE_COUNT };
#undef X

struct schedule;

/* Reads the table of --plan and closes its reader; a null reader has none.  Mistakes end the run:
 * a plan that falls, a day twice, a shape that is none. */
struct schedule *schedule_load(struct mem *mem, struct reader *reader, const struct objects *objects);

/* What is planned of an object by a day, in percent from 0 to 100; not known where nothing says. */
struct planned {
    struct measure percent;
    enum schedule_source source;
};
struct planned schedule_at(const struct schedule *schedule, const struct objects *objects, uint32_t object,
                           int32_t day);

/* The day by which the plan has come so far: the first on which it is reached.  False where the
 * plan does not say (GIVEN), or reaches it never. */
bool schedule_day(const struct schedule *schedule, const struct objects *objects, uint32_t object,
                  struct num progress, int32_t *day);

/* The word of a source in tables. */
struct str schedule_word(enum schedule_source source);

#endif
