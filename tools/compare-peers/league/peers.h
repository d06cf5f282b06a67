/* peers - who may be compared with whom
 *
 * A unit's peers are chosen by one rule of PEER_RULES, or by a list with or without
 * groups.  Whatever the rule, three never stand among them: the unit itself, what
 * contains it and what it contains, and those that set the pace (they play in another
 * pool).  Containment is told by the table of regions, without one by the form of
 * GB/T 2260 codes (330000 contains 330100, 330100 contains 330106).
 */
#ifndef PEERS_H
#define PEERS_H

#include "frame/asking.h"

/* name, word, what it says. */
#define PEER_RULES(X) \
    X(LEVEL, "level", "all that stand on the unit's level") \
    X(PARENT, "parent", "those of them with the same parent") \
    X(GROUP, "group", "those of them in the unit's group, by the column of the table of regions; several are parted by |") \
    X(EVERYONE, "everyone", "all, whatever their level")

#define X(name, word, meaning) PEER_RULE_##name,
enum peer_rule { PEER_RULES(X) PEER_RULE_COUNT };
#undef X

/* A region of the data. */
struct peer {
    struct str code;
    int digits;               /* of a GB/T 2260 code that say something: 0, 2, 4 or 6; -1: no such code */
    int depth;                /* how many regions of the table stand above it */
    const struct region *region; /* null without a table, or when it is not there */
    uint32_t *group;          /* numbers of its groups, each once */
    uint32_t groups;
    bool listed;
    bool pacesetter;
};

struct peers {
    const struct regions *regions; /* null without --regions */
    enum peer_rule rule;
    struct peer *unit;        /* in byte order of the codes */
    uint32_t count;
    struct str *group;        /* the groups' names, as they first appear; the first is the empty one: no group */
    uint32_t groups;
    size_t room;              /* for them */
    bool list;                /* a list was given: only listed units are peers */
    bool grouped;             /* by a list or by the regions: only units that share a group are peers */
};

/* The units of these codes, which are in byte order; none stands on a list yet.  `regions`
 * may be null unless the rule is by parent or group. */
struct peers peers_open(struct mem *mem, const struct regions *regions, enum peer_rule rule, const struct str *code,
                        uint32_t count);

/* Reads a list of peers: columns region (code or name) and, if there, group.  A unit may stand in it several
 * times, in a group each; a region that neither the data nor the table know ends the run. */
void peers_read(struct mem *mem, struct peers *peers, struct reader *reader);

/* The unit with this code, or null. */
struct peer *peers_find(const struct peers *peers, struct str code);

/* The unit that the column region of a table names, by code or by name; null, and a mistake of the row, where it is
 * none.  With `more` regions of the table that are not in the data are null without a word.  The second says
 * nothing. */
struct peer *peers_named(const struct peers *peers, struct sheet *sheet, struct str word, bool more);
struct peer *peers_called(struct mem *mem, const struct peers *peers, struct str word);

/* Sets for each unit whether it is a peer of `unit` in that group; `among` has room for all. */
void peers_among(const struct peers *peers, const struct peer *unit, uint32_t group, bool *among);

/* Why another unit is none, in words for a message; null when it is one. */
const char *peers_why_not(const struct peers *peers, const struct peer *unit, const struct peer *other, uint32_t group);

/* The unit that contains this one most closely, by the table's parent or the code's form, as a text that is
 * the same for all that it contains; empty where none is known.  It need not be in the data. */
struct str peers_parent(struct mem *mem, const struct peers *peers, const struct peer *unit);

#endif
