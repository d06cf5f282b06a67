/* basis - what a new value rests on, and why there is none
 *
 * Every figure that a computation uses is told to its basis.  The new value then
 * inherits the worst status among them, `approx` when one is approximate, and the
 * vintage when they share one.  A figure that cannot be used (none there, empty,
 * unreadable, two values, another caliber, a bound such as "over 66.0") leaves a
 * reason; the first one stays.
 *
 * Statuses from mild to bad: A normal, P provisional, B break, E estimated,
 * I imputed, U low reliability, F forecast.  A break is no fault of the figure that
 * has it, but lies between it and those before: whoever uses figures of several
 * periods looks for it (strand_breaks).
 */
#ifndef BASIS_H
#define BASIS_H

#include "meaning/observation.h"

struct basis {
    struct mem *mem;          /* for reasons */
    enum observation_status status;
    bool approx, used, mixed; /* mixed: of several vintages */
    struct str vintage;
    struct str reason;        /* empty while nothing is in the way */
};

/* Takes a figure and its status, unless that is a break; false, with a reason, when it
 * cannot be used.  A null row is one that is
 * not there: `period` and `what` (an indicator's code, or empty) say which. */
bool basis_take(struct basis *basis, const struct observation *row, struct period period, struct str what);

/* Says why there is no value, unless a reason is there already. */
void basis_refuse(struct basis *basis, struct str reason);

/* The same with a sentence and its texts. */
#define basis_say(basis, ...) basis_refuse(basis, say((basis)->mem, __VA_ARGS__))

/* Raises the status to at least this one. */
void basis_status(struct basis *basis, enum observation_status status);

#endif
