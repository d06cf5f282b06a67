/* balance - relations in the notation that forms print
 *
 *   01=02+03    05>=06    05≥06    01 其中 02+03    01 = F2:12 - F2:13
 *
 * Signs may be full width.  `A 其中 B` (of which) says that B is at most A.  A code is
 * letters, digits, points and underscores, or anything in `backquotes`; one in
 * brackets, (1), is a code too.  NAME:CODE is a code of another table.
 */
#ifndef BALANCE_H
#define BALANCE_H

#include "base/mem.h"

enum balance_relation { BALANCE_EQUAL, BALANCE_AT_LEAST, BALANCE_AT_MOST, BALANCE_MORE, BALANCE_LESS, BALANCE_UNEQUAL };

enum { BALANCE_TERMS = 200 };

struct balance_term {
    int sign;                 /* 1 or -1; the right side's as written */
    bool right;
    struct str table, code;   /* table: empty for the input */
    size_t at;                /* character of the text, from 1 */
};

struct balance {
    struct balance_term *term;
    size_t terms;
    enum balance_relation relation;
};

/* Reads a relation; null with the place (characters from 1) and a sentence when it is
 * none. */
struct balance *balance_parse(struct mem *mem, struct str text, size_t *at, const char **fault);

/* Does a left side minus a right side of this sign and size satisfy the relation, when
 * they may be apart by `within` (sign and comparison are the caller's)? `order`: the sign
 * of the imbalance, `beyond`: |imbalance| > within. */
bool balance_holds(enum balance_relation relation, int order, bool beyond);

#endif
