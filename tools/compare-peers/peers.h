/* peers - who may be compared with whom
 *
 * A unit's peers are the other units of the data, or of a list, that stand on its
 * level.  What contains it or is contained in it is never its peer: with a table
 * of regions that is told by level and parent, without one by the form of
 * GB/T 2260 codes (330000 contains 330100, 330100 contains 330106).
 */
#ifndef PEERS_H
#define PEERS_H

#include "meaning/catalog.h"

/* A region of the data. */
struct peer {
    struct str code;
    int digits;               /* of a GB/T 2260 code that say something: 0, 2, 4 or 6; -1: no such code */
    const struct region *region; /* null without a table, or when it is not there */
    struct str group;         /* from the list of peers */
    bool listed;
};

struct peers {
    const struct regions *regions; /* null without --regions */
    struct peer *unit;        /* in byte order of the codes */
    uint32_t count;
    bool list;                /* a list was given: only listed units are peers */
    bool grouped;             /* and it has groups: only those of the unit's group */
};

/* The units of these codes, which are in byte order; none stands on a list yet.  `regions`
 * may be null. */
struct peers peers_open(struct mem *mem, const struct regions *regions, const struct str *code, uint32_t count);

/* Reads a list of peers: columns region and, if there, group.  Every unit that stands in it
 * is marked; a region that neither the data nor the table know ends the run. */
void peers_read(struct mem *mem, struct peers *peers, struct reader *reader);

/* The unit with this code, or null. */
const struct peer *peers_find(const struct peers *peers, struct str code);

/* Sets for each unit whether it is a peer of `unit`; `among` has room for all of them. */
void peers_among(const struct peers *peers, const struct peer *unit, bool *among);

/* Why a listed unit is none, in words for a message; null when it is one. */
const char *peers_why_not(const struct peers *peers, const struct peer *unit, const struct peer *other);

#endif
