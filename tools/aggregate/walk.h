/* walk - the groups of a table, in order, also when they did not fit into memory
 *
 * A table that outgrows its memory writes its groups to sorted runs, as often as
 * needed, and goes on empty.  The walk brings the groups of all runs together, each
 * once, in the order in which rows are written: of their first records, or of their
 * keys.  Where subtotals or a crosstab need it, groups that share their first keys come
 * together, in order of first appearance of what they share.  In memory or through
 * files, the groups and their order are the same.
 */
#ifndef WALK_H
#define WALK_H

#include "groups.h"

/* Writes the groups away and empties the table. */
void walk_spill(struct groups *table);

/* Takes in all that the reader still has, writing away what does not fit, and telling of
 * faults; returns how many there were. */
size_t walk_fill(struct groups *table, struct reader *reader, uint32_t part,
                 void (*told)(void *state, const struct fault *fault), void *state);

/* The values of --crosstab, as keys of a table of groups that belongs to this one, and
 * in their states where they first appear.  No groups may follow. */
struct walk_value {
    uint64_t first;           /* the number of the first record, and 1 */
    size_t cell;              /* for the caller */
};
struct group *walk_values(struct groups *table);

/* All groups in their order, where they are in memory and stand in one; null where some
 * were written away.  In the table's arena. */
const struct head *const *walk_order(struct groups *table, size_t *count);

/* A walk; begins as zero bytes. */
struct walk {
    const struct head *group; /* good, with its key, until the next one is asked for */
    const struct str *key;
    const struct head *const *order; /* the rest is the walk's own */
    size_t next, count;
    struct sorter *runs;      /* by first records */
    struct str ahead_key, ahead; /* the entry of the runs by key that was fetched too far */
    struct mem_mark mark;
    char *state;
};

/* The next group; false at the end, when the files have been given back. */
bool walk_next(struct groups *table, struct walk *walk);

#endif
