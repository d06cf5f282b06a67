/* ratings - how others grade an indicator, beside the class that is computed
 *
 * The table and its steps are those of series/grade.h, an object is an indicator's code.  The computed class
 * and the official one are raters too.  Two steps between any two of them are a disagreement: it is told with
 * both sides.
 */
#ifndef RATINGS_H
#define RATINGS_H

#include "judge/judge.h"
#include "series/grade.h"

/* What raters say of one target. */
struct rated {
    struct str self, ground;  /* the grade of who answers for it, a class in our word; its ground */
    struct str steps;         /* "computed=2;official=3;self=4": of all that are known */
    struct str apart;         /* "computed-self": pairs that disagree, parted by ; */
    const char *file;         /* of the row of self */
    uint64_t line;
};

/* Gathers them beside the class that was computed; grades may be null.  Those of its region are held.  A
 * disagreement becomes a flag and a reason of the remark.  Texts are in `mem`. */
struct rated ratings_hold(struct mem *mem, struct grades *grades, const struct target *target,
                          enum progress_class class, struct remark *remark);

#endif
