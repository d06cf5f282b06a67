/* gradings - how others grade the objects, beside how they stand
 *
 * The table and its steps are those of series/grade.h; the columns self_rating and third_rating of the
 * objects are grades too.  They are held against each other and against the status: done 4, on_time 3, slow 2,
 * the others that were reported 1.  Two steps between any two disagree; both are told with their grounds, and
 * nothing is averaged.
 */
#ifndef GRADINGS_H
#define GRADINGS_H

#include "judge/footing.h"
#include "series/grade.h"

#define GRADING_COLUMNS(X) \
    X(object, "its code", object->code) \
    X(name_zh, "its name", object->name) \
    X(owner, "who leads", object->owner) \
    X(status, "how it stands", word_code(WORD_STATUSES, (int)s->status)) \
    X(computed, "that as a step, 4 to 1", answer_count(mem, g->computed.at, g->computed.at != GRADE_NONE)) \
    X(self, "its own grade", g->grade[RATER_SELF]) \
    X(third, "of a third party", g->grade[RATER_THIRD]) \
    X(public, "of the public", g->grade[RATER_PUBLIC]) \
    X(npc, "of the people's congress", g->grade[RATER_NPC]) \
    X(steps, "of all that are known: computed=3;self=4", g->steps) \
    X(disagree, "pairs that are two or more steps apart, parted by ;", g->apart) \
    X(grounds, "of the raters that gave one", g->grounds)

/* Reads the table and closes its reader (null: the columns of the objects alone); mistakes end the run. */
struct grades *gradings_load(struct mem *mem, struct reader *reader, const struct objects *objects);
void gradings_header(struct writer *writer);

/* Writes the row of an object that anybody has graded; does it disagree? */
bool gradings_write(struct grades *grades, struct mem *mem, struct writer *writer, const struct object *object,
                   const struct footing *s);

#endif
