/* table - groups and their statistics, filled record by record
 *
 * A table is what aggregate makes of its input: one state per group, one result
 * column per wanted statistic.  Several threads fill a table each, from the same
 * request and with arenas of their own, and the tables are then merged in the
 * order of the input: the result is the same bytes as from one.
 */
#ifndef TABLE_H
#define TABLE_H

#include "column.h"
#include "expr.h"
#include "group.h"
#include "num.h"
#include "stats.h"

/* What was asked for; the texts of the command line. */
struct request {
    struct str by, where;     /* empty: not given */
    const char *const *stat;  /* NAME[:COL[,COL]][=RESULT] */
    size_t stats;
    int places;               /* or NUM_SHORTEST */
    enum num_rounding rounding;
    bool sorted, reasons;
    size_t memory;            /* bytes that groups may take; 0: as many as there are */
    const char *tmpdir;       /* where groups go that do not fit; null: TMPDIR or /tmp */
};

/* Statistics of one column, or of one pair of columns: they share a state. */
struct pair {
    uint32_t column, with;    /* COLUMN_NONE: no second column */
    struct stats_want *want;
    size_t wants;
    struct stats_plan plan;
    size_t at;                /* of its state in the group's */
};

/* One result column. */
struct result {
    struct pair *pair;        /* null: the number of records */
    size_t want;
    struct str name;
};

/* At the start of a group's state; behind it stand the states of the pairs. */
struct head {
    uint64_t records;
    uint64_t first;           /* the number of its first record */
};

struct table {
    struct mem *mem;
    const struct request *request;
    struct columns columns;
    struct expr_names names;
    struct expr *where;
    struct choice key;
    struct str *key_text;     /* the key of the current record */
    struct pair *pair;
    size_t pairs;
    struct result *result;
    size_t results;
    struct group *group;
    size_t group_bytes;       /* of one state, the head among them */
    struct mem *kept;         /* what states keep beside themselves */
    size_t share;             /* how many tables there are to share the memory */
    struct sorter *runs;      /* groups that did not fit; null: all did */
    bool spoiled;             /* somewhere was text where a number was wanted */
};

/* A cell that is no number where one is wanted. */
struct fault {
    uint32_t column;
    struct str text;
    enum num_verdict verdict;
};

/* Makes an empty table: the request meets the header.  What is wrong with the
 * request ends the run.  `mem` and `columns` must outlive the table. */
void table_init(struct table *table, struct mem *mem, const struct request *request, const struct columns *columns);

/* Takes in all that the reader still has.  Records are ordered, for first and last, by
 * where they stand in the input, those of part 1 of the input before those of part 2.  Text in a
 * numeric column spoils the results of its group and is handed to `tell`; where
 * `tell` is null the first such cell ends it, and so does a table that outgrows its
 * memory.  Returns how many cells were such, at least 1 when it ended early. */
size_t table_fill(struct table *table, struct reader *reader, uint32_t part,
                  void (*tell)(void *state, const struct fault *fault), void *state);

/* Takes in the groups of another table of the same request. */
void table_merge(struct table *table, const struct table *other);

/* One group into another of the same key, which may be new. */
void table_merge_group(const struct table *table, struct head *into, const struct head *from);

/* The group of a key (a text for each --by column), added on first sight. */
struct head *table_group(struct table *table, const struct str *key);

/* Writes the header and a row a group. */
void table_write(struct table *table, struct writer *writer);

/* Forgets all groups. */
void table_empty(struct table *table);

/* Gives back the groups and what they kept. */
void table_release(struct table *table);

#endif
