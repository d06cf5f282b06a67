/* rivals - all values of one indicator at one period, and who of them is compared
 *
 * A field is made once for an indicator and period and sorted by merit; the
 * members for a unit are picked from it in that order.  What cannot be compared
 * (unlike units of measure, no common caliber) is refused with the reason.
 */
#ifndef RIVALS_H
#define RIVALS_H

#include "meaning/observation.h"
#include "peers.h"

/* A usable value: state good, not a bound. */
struct entrant {
    const struct peer *unit;
    const struct observation *row;
};

struct rivals {
    struct mem *mem;          /* its own arena, since fields come and go */
    struct str indicator;
    struct period period;
    struct entrant *entrant;  /* in order of merit, ties by code */
    uint32_t count;
};

/* Gathers the field; `sign` as in position.  The caller ends it with rivals_close,
 * which an empty field (zero bytes) may be given to as well. */
struct rivals rivals_open(const struct observations *observations, const struct peers *peers, struct str indicator,
                        struct period period, int sign);
void rivals_close(struct rivals *field);

/* What a unit is compared with. */
struct members {
    const struct observation *own; /* the unit's row, or null */
    const struct observation **peer; /* in order of merit */
    uint32_t *peer_unit;      /* which unit of the peers each of them is */
    uint32_t count;
    uint32_t missing;         /* peers without a usable value */
    struct str refused;       /* why there is no comparison, or empty */
    const struct observation *culprit; /* the row that differs, when refused */
};

/* Picks the unit's members.  `caliber` is the one asked for; where it is null the
 * plain one is taken if all have it, else one of the unit's own that all have. */
struct members rivals_members(struct mem *mem, const struct rivals *field, const struct peers *peers,
                             const struct peer *unit, const struct str *caliber);

#endif
