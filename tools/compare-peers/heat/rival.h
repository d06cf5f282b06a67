/* rival - another region's figures beside a unit's own, one against one
 *
 * For who is compared with a unit without being its peer: those that set the pace, and the places
 * that practices come from.  Only like is compared: the unit's caliber and unit of measure.
 */
#ifndef RIVAL_H
#define RIVAL_H

#include "heat/meet.h"

/* A region's usable figures of an indicator that are like the unit's own, by period. */
struct rival {
    const struct observation **row;
    uint32_t count;
    const char *why_none;     /* in words for a message; null where there is one for the own period */
    const struct observation *now; /* the one of the own period, or null */
};

/* Finds them; all of it in `mem`.  `hidden` says that the region's value of the own period is withheld. */
struct rival rival_find(struct mem *mem, const struct observations *observations, struct str region,
                        const struct observation *own, bool hidden);

/* How far a value is ahead of another in merit: by the sign, where that is 0 by the distance from the corridor. */
struct measure rival_gap(struct num own, struct num other, int sign, const struct corridor *corridor);

#endif
