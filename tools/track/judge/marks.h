/* marks - the numbers from which something is said: slow, stalled, overspent, not carried
 *
 * Built in, or rows of --thresholds: threshold, value.
 */
#ifndef MARKS_H
#define MARKS_H

#include "io/record.h"
#include "values/num.h"

/* name, word, built-in value, whether it counts whole things, meaning */
#define MARKS(X) \
    X(SLOW_POINTS, "slow_points", 5, false, "points that the progress may lie behind the plan before it is slow") \
    X(STALLED_REPORTS, "stalled_reports", 2, true, "last reports that all tell the same progress: stalled (2 or more)") \
    X(STALE_MONTHS, "stale_months", 6, true, "months after which the last report is old, and flagged so") \
    X(PACE_REPORTS, "pace_reports", 3, true, "last reports from which the date of finishing is forecast (2 or more)") \
    X(OVERSPEND_POINTS, "overspend_points", 20, false, \
      "points that the share of the money may be before the progress") \
    X(CARRIED_SHARE, "carried_share", 60, false, "percent of its tasks' weight that must be carried by projects on time") \
    X(ON_TIME_SHARE, "on_time_share", 60, false, "percent of what serves a goal that must be in line: on time") \
    X(EFFECT_SHARE, "effect_share", 50, false, \
      "percent of a goal's indicators that must be on track or better: effective")

#define X(name, ...) MARK_##name,
enum mark { MARKS(X) MARK_COUNT };
#undef X

struct marks {
    struct num value[MARK_COUNT];
};

/* The built-in ones, and on top of them those of a reader's table (null: none). */
struct marks marks_open(struct mem *mem, struct reader *reader);

/* One that counts whole things. */
unsigned marks_count(const struct marks *marks, enum mark mark);

/* The i-th, for --list: false behind the last. */
bool marks_row(size_t i, const char **word, const char **meaning);

#endif
