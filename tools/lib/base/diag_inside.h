/* diag_inside - what the files of diag share: messages that are held back and counted
 *
 * A name that nobody knows stands in hundreds of cells, and one answer settles them all.  So
 * messages of such codes wait for the end of the run: those that say the same, wherever they
 * stand, are one message at the first of their places, with their number.
 */
#ifndef DIAG_INSIDE_H
#define DIAG_INSIDE_H

#include "base/diag.h"

/* Do messages of this code wait? */
bool held_code(enum diag_code code);

/* Takes a message in, unless `most` others of its code are held already. */
void held_add(const struct finding *finding, size_t most);

/* How many different ones of the code are held. */
size_t held_count(enum diag_code code);

/* The i-th message in the order in which they came, as it is to be shown, null behind the last;
 * `times` is how often it was said.  It is good until the next call. */
const struct finding *held_at(size_t i, uint64_t *times);

/* Forgets all of them. */
void held_drop(void);

#endif
