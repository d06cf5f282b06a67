/* lookup_inside - what the files of lookup share */
#ifndef LOOKUP_INSIDE_H
#define LOOKUP_INSIDE_H

#include "base/group.h"
#include "lookup.h"
#include "wanted.h"

/* What is taken of a row: where each text ends in the bytes that follow the ends. */
struct lookup_row {
    struct lookup_row *next;  /* of the same key, in the order of the file */
    uint64_t line;
    uint32_t end[];
};

/* A text for a column of --spread. */
struct lookup_cell {
    struct lookup_cell *next;
    uint64_t line;
    uint32_t slot;            /* which column: lookup->column_of */
    bool told;
    struct lookup_cell *differs; /* one of the same key and column that says something else */
    struct str text;
};

/* What is known of a key. */
struct lookup_key {
    struct lookup_row *first, *last;
    struct lookup_cell *cell, *last_cell;
    uint64_t line;            /* of the first row, and of the first that disagrees with it; 0: none does */
    uint64_t other;
    bool told;
};

/* One --spread. */
struct spread {
    uint32_t at, value;       /* columns of the table */
    struct str before, after; /* the new columns' names around the text */
    struct group *slot;       /* texts that have come, each a column; state: uint32_t, its number from 1 */
    uint32_t blank;           /* rows without such a text, and the line of the first */
    uint64_t blank_line;
};

struct lookup {
    struct mem *mem;
    const struct lookup_ask *ask;
    struct columns columns;   /* of the table */
    struct choice ours, theirs;
    struct wanted_list taken;
    struct spread *spread;
    size_t spreads;
    uint32_t slots;           /* columns of all spreads */
    struct str *name;         /* of what is given: taken, then spread */
    uint32_t names;
    struct group *keys;       /* state: struct lookup_key */
    uint32_t *column_of;       /* the column of a slot, among those of spreads */
    struct lookup_cell **spread_cell; /* for lookup_find: what was found for each of them, and its text */
    struct str *spread_text;
    struct group *missed;     /* keys that the table has not; state: struct lookup_missed */
    uint64_t missed_more;     /* rows whose key is past those remembered */
    struct str *key;          /* room for one */
};

/* Reads the rows; lookup->columns and what is asked of them are known. */
void lookup_read(struct lookup *lookup, struct reader *reader);

/* Reads --spread; gives the columns their names and their order when all rows have come. */
void lookup_spread_begin(struct lookup *lookup);
void lookup_spread_row(struct lookup *lookup, const struct record *record, struct lookup_key *key, uint64_t line);
void lookup_spread_end(struct lookup *lookup);

#endif
