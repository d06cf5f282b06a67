/* standing - all verdicts on one target: by which base, by which version of it
 *
 * The headline is like for like: the base is what the data now say of the base period, since
 * the value is of that vintage too.  The plan's printed base gives the other verdict, and a
 * target that was changed one by its original.  Where a verdict differs from the headline,
 * that is a flag and a reason of it.
 */
#ifndef STANDING_H
#define STANDING_H

#include "judge/judge.h"
#include "meaning/revision.h"

struct standing {
    struct answer now;        /* the headline */
    struct answer plan;       /* by the plan's base; class CLASS_NONE where that is not known */
    struct answer revised;    /* by the base in the data; likewise */
    struct answer original;   /* by the first version of a changed target; likewise */
    bool changed;             /* the target was */
};

/* Judges a target by all of them.  `question` has all but the target; its base says which one
 * the headline goes by. */
struct standing standing_find(struct question question, const struct revision *revision);

/* The same by another path, when it was judged by one already. */
struct standing standing_again(struct question question, const struct revision *revision, const struct answer *before);

#endif
