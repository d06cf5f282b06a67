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

/* Judges a target by all of them, or where the others are not to be compared by the headline's alone.  `question` is
 * about the target as it stands now; its base says which one the headline goes by. */
void standing_find(struct standing *standing, const struct question *question, const struct revision *revision,
                   bool compared);

/* The same by another path, when it was judged by one already. */
void standing_again(struct standing *standing, const struct question *question, const struct revision *revision,
                    const struct answer *before, bool compared);

/* The same where the path makes no difference; reasons may be added to either. */
void standing_copy(struct standing *standing, const struct standing *before);

#endif
