/* checks - the columns that are looked at, one batch of records after the other */
#ifndef CHECKS_H
#define CHECKS_H

#include "meaning/schema.h"

/* What is counted of one column. */
struct tally {
    const struct schema_field *field;
    uint64_t missing, unreadable, odd;
    uint64_t fails[SCHEMA_RULES_MAX];
    bool bound;               /* the column is in the header */
};

/* A column that is looked at. */
struct check {
    uint32_t at;
    const struct schema_field *field;
    struct tally *tally;
};

struct checks {
    struct check *check;      /* in the order of the columns */
    uint32_t count;
    uint32_t columns;         /* of the table */
    const struct schema_field **field; /* by column: what it must be, or null */
    size_t blank_most;        /* bytes that a blank record has at most */
    uint32_t *missing;        /* by check, in the batch at hand */
};

/* Takes what the columns must be, before the first record. */
void checks_open(struct mem *mem, struct checks *checks, const struct schema_binding *binding, uint32_t columns);

/* A record in which every field is missing, in a table of several columns. */
bool checks_blank(const struct checks *checks, const struct record *record);

/* The hot path, a column at a time: is nothing wrong with any field, and no record blank?
 * If so, `missing` says how many were missing. */
bool checks_clean(const struct checks *checks, const struct record *record, size_t count);

#endif
