/* alternatives - what other reasonable choices would say of a target
 *
 * With and without the last figure, by each path, from the base in the data and the plan's, with
 * thresholds a tenth lower, as they are and a tenth higher: 24 questions, one of which is the
 * headline's own.
 *
 *     struct alternatives all = alternatives_of(question, headline);
 *     struct alternative one;
 *     while (alternatives_next(&all, &one))
 *         ...
 */
#ifndef ALTERNATIVES_H
#define ALTERNATIVES_H

#include "judge/judge.h"

struct alternatives {
    const struct question *question;
    struct series without_last;
    uint32_t next, count;
};

struct alternative {
    bool without_last;
    struct thresholds thresholds;
    struct question question; /* as it was asked, by the thresholds above: a copy shares them */
    struct answer answer;
};

/* None where the headline is no class. */
struct alternatives alternatives_of(const struct question *question, const struct answer *headline);

/* Asks the next one; false behind the last. */
bool alternatives_next(struct alternatives *all, struct alternative *into);

#endif
