/* meet - a pool at one period of one indicator: who is like whom, and in which order
 *
 * Only like is compared.  The values of a pool fall into heats: those of one caliber and one
 * unit of measure (a value whose unit nobody told runs with any).  A unit runs in the heat of its own
 * values that has most entrants; where that leaves a choice the plain caliber comes first.  What
 * runs in another heat is listed apart, and the rest is ranked all the same.
 *
 * A heat is put in order once.  Where an earlier period is asked for, it has two more ladders:
 * those who have a value in both periods, now and then.
 *
 * Where neither more nor less is better but there is a range to be in, the ladder is that of the
 * distances from it, and less is better.
 */
#ifndef MEET_H
#define MEET_H

#include "heat/corridor.h"
#include "heat/position.h"
#include "league/pool.h"
#include "series/section.h"

/* How values are placed. */
struct manner_of_merit {
    int sign;                 /* 1 when more is better, -1 when less is; 0: by the distance from the corridor */
    const struct corridor *corridor; /* null: none, and where the sign is 0 no place */
    int type;                 /* of quantiles */
    const struct str *caliber; /* the only one that counts; null: any */
};

/* Those that are compared; `slot` is a member's number in the pool. */
struct heat {
    struct str caliber, unit; /* the unit is empty where nobody told it */
    const struct observation **row; /* in order of merit */
    uint32_t *slot;
    uint32_t *at;             /* of each slot its place in the order, or HEAT_NONE */
    uint32_t count;
    struct rungs ladder;
    int scale;                /* most decimals that a value has */
    struct num coarsest;      /* half a unit of the last place of the value that has fewest */
    struct str verified;      /* the weakest mark among all values */
    bool unverified, approx;
    uint32_t both;            /* entrants with a value at the earlier period too */
    uint32_t *now_at, *then_at; /* of each slot its place among these, now and then, or HEAT_NONE */
    struct rungs now, then;
};

#define HEAT_NONE UINT32_MAX

struct meet {
    const struct pool *pool;
    struct heat *heat;
    uint32_t heats;
    uint32_t present;         /* members with a usable value, in whatever heat */
    uint32_t hidden;          /* members whose value is suppressed or withheld */
    uint32_t conflicts;       /* members with two values for the figure, so with none */
};

/* The figures of one indicator that a meet is made of: a period's, and the earlier period's. */
struct sections {
    struct section now, then; /* then.mem is null where no earlier period is asked for */
    const bool *withheld, *withheld_then; /* of each region, or null: none */
    struct str text;          /* of the period */
};

/* The meet of a pool; all of it in `mem`, and the figures must stay. */
struct meet meet_open(struct mem *mem, const struct pool *pool, const struct sections *figures,
                      const struct manner_of_merit *manner);

/* The heat that the member with this slot runs in, or null where it has no usable value. */
const struct heat *meet_heat(const struct meet *meet, uint32_t slot);

#endif
