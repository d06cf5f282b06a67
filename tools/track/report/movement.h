/* movement - what moved since an earlier answer, what did not, and what slipped further
 *
 * The earlier answer is what --show objects wrote then.
 */
#ifndef MOVEMENT_H
#define MOVEMENT_H

#include "object/sheaf.h"
#include "report/lines.h"

/* change: name, word, meaning */
#define CHANGES(X) \
    X(NEW, "new", "the earlier answer has no such object") \
    X(GONE, "gone", "only the earlier answer has it") \
    X(FINISHED, "finished", "done now, and not then") \
    X(MOVED, "moved", "more progress than then") \
    X(UNCHANGED, "unchanged", "the same progress") \
    X(FELL, "fell", "less progress than then") \
    X(UNKNOWN, "unknown", "progress is not known of both")

#define CHANGE_COLUMNS(X) \
    X(task, "code of the object", c->code) \
    X(kind, "as now, else as then", c->kind) \
    X(name_zh, "likewise", c->name) \
    X(owner, "likewise", c->owner) \
    X(status_was, "then", c->status_was) \
    X(status, "now", c->status) \
    X(progress_was, "then", c->progress_was) \
    X(progress, "now", c->progress) \
    X(moved, "the one less the other, in points", c->moved) \
    X(slip_days_was, "then", c->slip_was) \
    X(slip_days, "now", c->slip) \
    X(change, "new, gone, finished, moved, unchanged, fell or unknown", str_of(c->change)) \
    X(slipped_further, "yes or no: further behind its plan than then", c->slipped)

struct movement;

/* `earlier` has the columns task, status, progress, slip_days.  One of a day after `at`, as its reports and
 * what was overdue in it show, ends the run: nothing moved from there to here. */
struct movement *movement_open(struct mem *mem, const struct sheaf *earlier, int32_t at);
void movement_header(struct writer *writer);

/* Writes the row of the object whose texts the lines have; then, at the end, those that are gone.
 * What is made for a row is in `mem`. */
void movement_add(struct movement *movement, struct mem *mem, struct writer *writer, const struct lines *lines);
void movement_close(struct movement *movement, struct writer *writer);

/* The i-th word, for --list: false behind the last. */
bool movement_word(size_t i, const char **word, const char **meaning);

#endif
