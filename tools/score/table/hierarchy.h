/* hierarchy - the tree of an index: indicators below groups below the whole
 *
 * A catalogue says of each indicator what it is part of (column parent); a group may have a row of
 * its own, and may be part of another, to any depth.  Rows with a parent and without parts are the
 * indicators that count.  A parent without a row is a group that is called by its code.  Where
 * several groups are part of nothing, a node "index" stands above them; where no row has a parent,
 * all indicators are parts of that node.  In a table with groups an indicator that is part of
 * none does not count (a denominator, say): the caller tells it.
 */
#ifndef HIERARCHY_H
#define HIERARCHY_H

#include "meaning/catalog.h"
#include "table/manner.h"

#define HIERARCHY_NONE UINT32_MAX

struct branch {
    struct str code;
    const struct indicator *row; /* of the catalogue; null: it has none */
    uint32_t parent, first, next; /* its group, its first part, its group's next one; NONE at the ends */
    uint32_t parts, depth;    /* how many it has; 0 for the whole */
    uint32_t column;          /* of an indicator: its place among the indicators; NONE of a group */
    double weight;            /* in its group, as given; 1 where nobody says */
    int sign;                 /* of an indicator: 1 more is better, -1 less, 0 neither */
    bool assumed;             /* nobody said, so that more is taken for better */
    const struct pick *combine; /* of a group that is combined in a way of its own; null: as all are */
};

/* Groups stand before their parts: the whole is node 0, and who walks backwards has all parts
 * before their group. */
struct hierarchy {
    struct branch *node;
    uint32_t count;
    uint32_t columns;         /* how many indicators count */
    uint32_t *leaf;           /* of each column its node */
    const struct indicator **idle; /* rows that are part of nothing */
    uint32_t idles;
};

/* Makes it of a catalogue; with `flat` its groups are passed over. */
struct hierarchy hierarchy_of(struct mem *mem, const struct indicators *indicators, bool flat);

/* Makes it of codes alone: all are parts of the whole, and more is taken for better. */
struct hierarchy hierarchy_of_codes(struct mem *mem, const struct str *code, uint32_t count);

/* The same tree with those of its indicators alone that are wanted, under another name for the
 * whole; groups without any are not in it, and columns stay numbered as they were. */
struct hierarchy hierarchy_subset(struct mem *mem, const struct hierarchy *whole, struct str name, const bool *wanted);

#endif
