/* waiting - the targets by the series that each waits for, when one series after the other comes in
 *
 * A target is judged once its series has come; those whose series never came are judged at the end, by nothing.
 */
#ifndef WAITING_H
#define WAITING_H

#include "meaning/revision.h"

struct waiting;

/* All of `count` wait; what it takes stands in `mem`.  waiting_close frees the rest. */
struct waiting *waiting_open(struct mem *mem, const struct revision *const *revision, uint32_t count);
void waiting_close(struct waiting *waiting);

/* Is there one of this series at all? */
bool waiting_has(const struct waiting *waiting, struct str region, struct str indicator);

/* The next one of a series that still waits, in the order of the targets, which then no longer does; null when there is
 * none. */
const struct revision *waiting_next(struct waiting *waiting, struct str region, struct str indicator);

/* Does the i-th of them still wait? */
bool waiting_still(const struct waiting *waiting, uint32_t i);

#endif
