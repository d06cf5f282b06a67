/* remedy - the one change that would make a sum hold
 *
 * Tries on each number of a sum what people do wrong in typing: two neighboring
 * digits swapped, the sign, one digit too many, too few or wrong, a power of ten.
 * After the typographical errors of van der Loo and de Jonge, Statistical Data
 * Cleaning (2018), 9.3: a change counts only when the sum then holds, and it is told
 * only when it is the only one.
 */
#ifndef REMEDY_H
#define REMEDY_H

#include "values/num.h"

/* One number of a sum: as it stands, and with which sign it enters. */
struct remedy_term {
    struct str text;
    struct num value;
    int sign;
};

/* What else must hold when a term has another value; null: nothing. */
struct remedy_law {
    bool (*holds)(void *state, size_t term, struct num value);
    void *state;
};

/* Finds the change; `imbalance` is the sum of sign * value, which should be 0, or at most
 * `within` from it.  Changes that balance exactly go before those that only come near
 * enough.  Returns the number of the term, with its right text in `mem` and what
 * happened, or -1 when there is none or more than one. */
ptrdiff_t remedy_find(struct mem *mem, const struct remedy_term *term, size_t terms, struct num imbalance,
                      struct num within, const struct remedy_law *law, struct str *right, const char **what);

#endif
