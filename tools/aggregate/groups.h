/* groups - groups and their statistics, filled record by record
 *
 * A table is what aggregate makes of its input: one state per group, one result
 * column per wanted statistic.  Several threads fill a table each, from the same
 * request and with arenas of their own, and the tables are then merged in the
 * order of the input: the result is the same bytes as from one.
 */
#ifndef GROUPS_H
#define GROUPS_H

#include "base/group.h"
#include "io/column.h"
#include "io/record.h"
#include "language/expr.h"
#include "values/num.h"
#include "values/stats.h"

/* What was asked for; the texts of the command line. */
struct request {
    /* what is taken in */
    struct str by, crosstab, where; /* empty: not given */
    const char *const *stat;  /* NAME[:COL[,COL]][=RESULT] or NAME(EXPR)[=RESULT] */
    size_t stats;
    bool mixed_units;         /* units in one group need not be the same */
    bool unlike;              /* what does not add may be added */
    bool sorts;               /* from states: they say of what sort their figures are */
    bool totals;              /* there are totals over the keys, or there may be */
    uint64_t exact;           /* different values that ranks are exact up to; 0: all */
    bool from_states;         /* records are not read: what chooses among them is not compiled */
    bool into_state;          /* the groups go into a state, in order of first appearance */
    /* what is written */
    int places;               /* or NUM_SHORTEST */
    enum num_rounding rounding;
    int quantile;             /* the type */
    struct num coverage;      /* at least this share of cells must be there; 0: none need be */
    bool sorted, reasons;
    size_t threads;           /* at most; at least 1 */
    size_t memory;            /* bytes that groups may take; 0: as many as there are */
    const char *tmpdir;       /* where groups go that do not fit; null: TMPDIR or /tmp */
    bool subtotals, total;
    struct str *asked;        /* what a state holds of these, for whoever writes them (asked.h) */
    size_t asks;
};

/* Statistics of one column, of one pair of columns, or of one condition: they share a
 * state. */
struct sort;
struct pair {
    uint32_t column, with;    /* COLUMN_NONE: no second column; none at all */
    struct str condition;     /* empty: of columns */
    struct expr *expr;        /* the condition, compiled */
    struct str name;          /* what it is of, told from all others: "value", "value,weight" */
    struct stats_want *want;
    size_t wants;
    struct stats_plan plan;
    size_t at;                /* of its state in the group's */
    const struct sort *sort;  /* of what sort the column's texts are; null: they are taken as they are */
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
    uint64_t first;           /* the number of its first record: of the part of the input, and in it */
};
enum { FIRST_PART = 48 };     /* the bits of the number in a part */

/* Groups that another table found, and what they keep beside themselves. */
struct holding {
    struct group *group;
    struct mem *kept;
};

struct groups {
    struct mem *mem;
    const struct request *request;
    struct columns columns;
    struct expr_names names;
    struct expr *where;
    struct choice key;        /* of --by, then of --crosstab */
    uint32_t rows_by;         /* how many of them are of --by */
    struct str *key_text;     /* the key of the current record */
    struct pair *pair;
    size_t pairs;
    size_t units;             /* the last of them only see to it that units are the same */
    struct result *result;
    size_t results;
    struct group *group;
    size_t group_bytes;       /* of one state, the head among them */
    struct mem *kept;         /* what states keep beside themselves */
    struct holding *other;    /* taken over from other tables; no key is in two of them */
    size_t others;
    size_t share;             /* how many tables there are to share the memory */
    struct sorter *runs;      /* groups that did not fit; null: all did */
    bool spoiled;             /* somewhere was text where a number was wanted */
    uint32_t together;        /* groups are written together that share so many first keys */
    struct group **shared;    /* walk's notes of those */
};

/* A cell that is no number where one is wanted. */
struct fault {
    uint32_t column;
    struct str text;
    enum num_verdict verdict;
};

/* Makes an empty table: the request meets the header.  What is wrong with the
 * request ends the run.  `mem` and `columns` must outlive the table. */
void groups_init(struct groups *table, struct mem *mem, const struct request *request, const struct columns *columns);

/* ---- records in ---- */

/* Records that follow one another, those of them that --where lets in, and the groups these
 * go to.  All is done for the whole batch before the next thing is begun: a loop that
 * does one thing is not held up by what another has to wait for. */
struct batch {
    struct reader *reader;
    uint32_t part;            /* of the input: its records are ordered before those of the next */
    void (*tell)(void *state, const struct fault *fault); /* null: nobody is told */
    void *state;
    size_t faults;            /* cells that were no numbers where some are wanted */
    struct record *record;
    size_t count, room;
    uint32_t *wanted;         /* which of the records */
    size_t wants;
    struct str *key;          /* of each that is wanted, one behind the other; good as the records are */
    void **group;
    struct stats_cell *cell;  /* of those that are being taken in; `room` for each pair */
};

/* A batch of up to `room` records of a reader; its next ones, chosen and with their keys,
 * false at the end. */
enum { GROUPS_BATCH = 64 };     /* so many records are best in a table of few groups */
struct batch groups_batch(const struct groups *table, struct reader *reader, uint32_t part, size_t room);
bool groups_choose(const struct groups *table, struct batch *batch);

/* Takes in those that are wanted, from one on up to another.  Records are ordered, for first
 * and last, by where they stand in the input.  Text in a numeric column spoils the
 * results of its group. */
void groups_take(struct groups *table, struct batch *batch, size_t from, size_t to);

/* ---- groups ---- */

/* Counts a group that another was saved as: records, and the first of them. */
void groups_count(struct head *into, uint64_t records, uint64_t first);

/* One group into another, which may be new; what it must remember is copied to `mem`.
 * With `absorb` the other is used up, and what it kept must live as long as the first. */
void groups_merge_group(const struct groups *table, struct mem *mem, struct head *into, const struct head *from);
void groups_absorb_group(const struct groups *table, struct mem *mem, struct head *into, const struct head *from);

/* A walk over all groups, the table's own and those taken over; begins as zero bytes. */
struct groups_walk {
    struct head *group;
    struct group_walk at;     /* the rest is the table's own */
    size_t holding;
};
bool groups_next(const struct groups *table, struct groups_walk *walk);

/* How many groups there are. */
size_t groups_groups(const struct groups *table);

/* Do they hold more bytes than the table's share of the memory that was allowed?  Of that all
 * tables have a half, and each of two sorters of those that were written away a quarter. */
enum { GROUPS_PART = 2, SORTER_PART = 4 };
bool groups_over(const struct groups *table);

/* Takes over the groups of another table, which is empty then; no key may be in both. */
void groups_take_over(struct groups *table, struct groups *from);

/* Takes over what the groups of another table keep, and forgets those groups, which were
 * absorbed; or an arena with what groups of this table keep. */
void groups_take_kept(struct groups *table, struct groups *from);
void groups_keep(struct groups *table, struct mem *kept);

/* The group of a key (a text for each --by column), added on first sight. */
struct head *groups_group(struct groups *table, const struct str *key);

/* Forgets all groups. */
void groups_empty(struct groups *table);

/* Are the sorts of figures looked at? */
bool groups_sorts(const struct groups *table);

/* Is it a statistic that adds values of observations up, where the sorts of figures are looked at? */
bool groups_adds(const struct groups *table, const struct pair *pair, const struct stats_row *row);

/* Of what two sorts a group's figures are that do not add up, as `period: a year and a month`; empty
 * when they do. */
struct str groups_unlike(const struct groups *table, const struct head *group);

/* Two units or calibers that a group has, as `unit: "%" and "亿元"` in a language; empty when
 * they are the same.  In the table's arena. */
struct str groups_mixed(const struct groups *table, const struct head *group);

/* Gives back the groups and what they kept. */
void groups_release(struct groups *table);

#endif
