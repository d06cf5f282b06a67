/* gradings - how others grade objects, indicators and pillars, beside how these stand
 *
 * The table and its steps are those of series/grade.h; the columns self_rating and third_rating of the
 * objects, and self_class of the assessed indicators, are grades too.  They are held against each other and
 * against the status (done 4, on_time 3, slow 2, the others that were reported 1) or the class; of a pillar
 * nothing is computed.  Two steps between any two disagree; both are told with their grounds, and nothing is
 * averaged.
 */
#ifndef GRADINGS_H
#define GRADINGS_H

#include "base/group.h"
#include "judge/footing.h"
#include "object/sheaf.h"
#include "series/grade.h"

#define GRADING_COLUMNS(X) \
    X(object, "its code, also of an indicator or a pillar", about->code) \
    X(name_zh, "its name", about->name) \
    X(owner, "who leads", about->owner) \
    X(status, "how it stands; of an indicator its class", about->status) \
    X(computed, "that as a step, 4 to 1", answer_count(mem, g->computed.at, g->computed.at != GRADE_NONE)) \
    X(self, "its own grade", g->grade[RATER_SELF]) \
    X(third, "of a third party", g->grade[RATER_THIRD]) \
    X(public, "of the public", g->grade[RATER_PUBLIC]) \
    X(npc, "of the people's congress", g->grade[RATER_NPC]) \
    X(steps, "of all that are known: computed=3;self=4", g->steps) \
    X(disagree, "pairs that are two or more steps apart, parted by ;", g->apart) \
    X(grounds, "of what is computed, and of the raters that gave one", g->grounds)

/* What is graded; `step` is how it stands, or GRADE_NONE, and `ground` by what. */
struct graded_thing {
    struct str code, name, owner, status, ground;
    int step;
};

/* What there is to grade; `assessed` and `pillars` may be null. */
struct gradable {
    const struct objects *objects;
    const struct sheaf *assessed;
    const struct group *pillars; /* by code */
};

/* Reads the table and closes its reader (null: the columns alone); mistakes end the run. */
struct grades *gradings_load(struct mem *mem, struct reader *reader, const struct gradable *what);
void gradings_header(struct writer *writer);

/* An object (its progress and what is planned in percent, as they are told), and an indicator of a row of the
 * assessed, as things to be graded. */
struct graded_thing gradings_object(struct mem *mem, const struct object *object, const struct footing *footing,
                                    struct str progress, struct str planned);
struct graded_thing gradings_indicator(const struct sheaf *assessed, uint32_t row);

/* Writes the row of a thing that anybody has graded; does it disagree? */
bool gradings_write(struct grades *grades, struct mem *mem, struct writer *writer, const struct graded_thing *about);

#endif
