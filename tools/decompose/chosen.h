/* chosen - the methods that --kind names, and whether they have what they need
 *
 * A method by its own name must have all that it needs, or the run ends with the option that is
 * missing; of a family those are taken that have it.
 */
#ifndef CHOSEN_H
#define CHOSEN_H

#include "method/methods.h"

/* What was given for the roles. */
struct chosen_given {
    const char *const *pattern; /* by role; null: not given */
    bool factors;             /* were factors, which stand for an activity? */
};

/* The methods in the order of the words, with a null behind. */
const struct decomposition **chosen_methods(struct mem *mem, const struct str *word, size_t words,
                                            const struct chosen_given *given);

/* Tells (no-effect) of options that none of the methods, which end with null, uses. */
void chosen_tell_unused(struct mem *mem, const struct decomposition *const *method);

#endif
