/* pool - units that compete with one another
 *
 * Units that have the same peers, themselves aside, stand in one pool, so that a pool is
 * put in order once and each of its units finds its place there.  Of a list with groups
 * a unit plays in a pool for each of its groups.  Where everybody has a set of his own (the
 * nearest, or whoever is no part of it) there are as many pools as units.
 */
#ifndef POOL_H
#define POOL_H

#include "league/peers.h"

struct pool {
    struct str group;         /* its name; empty where there are no groups */
    uint32_t *member;         /* numbers of the units that compete, rising */
    uint32_t count;
};

/* A unit that is placed in a pool, where it is the member with the number `slot`. */
struct berth {
    uint32_t unit, pool, slot;
};

struct pools {
    struct pool *row;
    uint32_t count;
    struct berth *berth;      /* by unit, then in the order of its groups */
    uint32_t berths;
};

/* The pools of all units, or of `only` (null: all). */
struct pools pools_open(struct mem *mem, const struct peers *peers, const struct peer *only);

/* The place of a unit among the members, or UINT32_MAX. */
uint32_t pool_slot(const struct pool *pool, uint32_t unit);

/* A set of pools in the making: adds the berth of a unit in the pool of these members, `among`
 * saying of each unit whether it is one (the unit itself always is). */
struct pool_builder;
struct pool_builder *pool_builder_open(struct mem *mem, uint32_t units);
void pool_builder_add(struct pool_builder *builder, struct str group, uint32_t unit, bool *among);
struct pools pool_builder_close(struct pool_builder *builder);

#endif
