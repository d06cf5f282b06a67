/* basis - what a new value rests on, and why there is none
 *
 * Every figure that a computation uses is told to its basis.  The new value then
 * inherits the worst status among them, `approx` when one is approximate, the vintage
 * when they share one, and the weakest of their marks of verification.  A figure that
 * cannot be used (none there, empty, unreadable, two values, another caliber, a bound
 * such as "over 66.0") leaves a reason; the first one stays.
 *
 * Statuses from mild to bad: A normal, P provisional, B break, E estimated,
 * I imputed, U low reliability, F forecast.  A break is no fault of the figure that
 * has it, but lies between it and those before: whoever uses figures of several
 * periods looks for it (strand_breaks).  Statuses that say there is no value are worse
 * than none of these: no value rests on them.
 *
 * Marks of verification have the order of doubt.h.
 */
#ifndef BASIS_H
#define BASIS_H

#include "meaning/observation.h"
#include "series/doubt.h"

/* Begins as zero bytes but for `mem`.  The figures must stay where they are as long as it
 * is asked. */
struct basis {
    struct mem *mem;          /* for reasons; null where nobody asks for them */
    enum observation_status status;
    bool approx;
    bool mixed;               /* of several vintages */
    bool marked;              /* a figure has a mark of verification */
    enum doubt doubt;         /* of the weakest */
    const struct observation *last, *weakest; /* of the figures; null while there is none */
    struct str reason;        /* empty while nothing is in the way */
};

/* Takes a figure and its status, unless that is a break; false, with a reason, when it
 * cannot be used.  A null row is one that is not there: `period` and `what` (an
 * indicator's code, or empty) say which. */
bool basis_take(struct basis *basis, const struct observation *row, struct period period, struct str what);

/* Takes a figure that can be used, with its status as it is. */
void basis_inherit(struct basis *basis, const struct observation *row);

/* Says why there is no value, unless a reason is there already. */
void basis_refuse(struct basis *basis, struct str reason);

/* The same with a sentence and its texts. */
#define basis_say(basis, ...) basis_refuse(basis, say((basis)->mem, __VA_ARGS__))

/* Raises the status to at least this one. */
void basis_status(struct basis *basis, enum observation_status status);

/* The vintage that all figures share, empty when they are of several; the weakest mark,
 * empty where a figure has none. */
struct str basis_vintage(const struct basis *basis);
struct str basis_verified(const struct basis *basis);

/* Is a figure not verified although somebody looked: are there marks, and is the weakest
 * another than yes? */
bool basis_unverified(const struct basis *basis);

/* The worse of two statuses, the weaker of two marks; the first where they are equal. */
enum observation_status basis_worse(enum observation_status one, enum observation_status other);
struct str basis_weaker(struct str one, struct str other);

#endif
