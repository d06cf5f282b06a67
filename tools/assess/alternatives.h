/* alternatives - what other reasonable choices would say of a target
 *
 * With and without the last figure, by each path, from the base in the data and the plan's, with
 * thresholds a tenth lower, as they are and a tenth higher: 24 questions, one of which is the
 * headline's own.
 *
 *     struct alternatives all = alternatives_of(question, found, class);
 *     struct alternative one;
 *     while (alternatives_next(&all, &one))
 *         ...
 */
#ifndef ALTERNATIVES_H
#define ALTERNATIVES_H

#include "judge/judge.h"

/* A run through them: what they begin with. */
struct alternatives {
    struct question question, without_question;
    const struct answer *found;
    struct answer without;    /* what is found without the last figure */
    uint32_t next, count;
};

struct alternative {
    bool without_last;
    struct thresholds thresholds;
    struct question question; /* as it was asked, by the thresholds above: a copy shares them */
    struct answer answer;     /* of which nothing is told but class and measures */
};

/* Those of what was found, which must stay where it is; none where its class is none. */
struct alternatives alternatives_of(const struct question *question, const struct answer *found,
                                    enum progress_class class);

/* Asks the next one; false behind the last. */
bool alternatives_next(struct alternatives *all, struct alternative *into);

#endif
