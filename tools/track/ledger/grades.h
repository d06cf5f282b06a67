/* grades - how others grade the objects, beside how they stand
 *
 * A table with the columns object, rater_kind (self, third, public, npc) and grade, and perhaps
 * rater, scale, date, ground; the columns self_rating and third_rating of the objects are grades
 * too.  A grade is a letter from A to D, a class in our words or the official ones, or with the
 * scale top2 the percentage of answers in the best two of five.  As steps, 4 to 1, they are held
 * against each other and against the status: done 4, on_time 3, slow 2, the others that were
 * reported 1.  Two steps between any two disagree; both are told with their grounds, and nothing
 * is averaged.
 */
#ifndef GRADES_H
#define GRADES_H

#include "judge/footing.h"
#include "object/sheaf.h"

#define GRADE_COLUMNS(X) \
    X(object, "its code", object->code) \
    X(name_zh, "its name", object->name) \
    X(owner, "who leads", object->owner) \
    X(status, "how it stands", word_code(WORD_STATUSES, (int)s->status)) \
    X(computed, "that as a step, 4 to 1", grade_step(mem, g->step[GRADE_COMPUTED])) \
    X(self, "its own grade", g->grade[GRADE_SELF]) \
    X(third, "of a third party", g->grade[GRADE_THIRD]) \
    X(public, "of the public", g->grade[GRADE_PUBLIC]) \
    X(npc, "of the people's congress", g->grade[GRADE_NPC]) \
    X(steps, "of all that are known: computed=3;self=4", g->steps) \
    X(disagree, "pairs that are two or more steps apart, parted by ;", g->apart) \
    X(grounds, "of the raters that gave one", g->grounds)

enum grade_rater { GRADE_COMPUTED, GRADE_SELF, GRADE_THIRD, GRADE_PUBLIC, GRADE_NPC, GRADE_RATERS };

struct grades;

/* Reads the table and closes its reader (null: the columns of the objects alone); mistakes end the run. */
struct grades *grades_load(struct mem *mem, struct reader *reader, const struct objects *objects);
void grades_header(struct writer *writer);

/* Writes the row of an object that anybody has graded; does it disagree? */
bool grades_write(const struct grades *grades, struct mem *mem, struct writer *writer, uint32_t object,
                  const struct footing *s);

#endif
