/* mapping - what a user says about one source, once and for all
 *
 * A CSV file with the columns what, from, to; one thing a row:
 *
 *   column     header (or #3, the third)  what it is called; nothing: left out
 *   set        column                     a constant for rows that have none
 *   region     name                       code
 *   indicator  name                       code
 *   unit       spelling                   unit
 *   period     text                       period
 *   symbol     sign                       status code, or ! for an error
 *   sign       ▲, △, ▼, ▽, ↓, ↑ or ()     - or +
 *   sign       an indicator's name         - turns its figures, + leaves them (line/falls.h)
 *   line       how a line begins          note: lines that are no observations
 *
 * What is compared is folded first (heading_key): width, spaces and case do not matter.
 */
#ifndef MAPPING_H
#define MAPPING_H

#include "io/record.h"

#define MAPPING_KINDS(X) \
    X(COLUMN, "column", true) \
    X(SET, "set", false) \
    X(REGION, "region", false) \
    X(INDICATOR, "indicator", false) \
    X(UNIT, "unit", false) \
    X(PERIOD, "period", false) \
    X(SYMBOL, "symbol", false) \
    X(SIGN, "sign", false) \
    X(LINE, "line", false)

enum mapping_kind {
#define X(name, word, may_be_empty) MAPPING_##name,
    MAPPING_KINDS(X)
#undef X
    MAPPING_COUNT
};

struct mapping_row {
    enum mapping_kind kind;
    struct str from, to;      /* as they stand in the file */
    struct str key;           /* `from` folded */
    struct place from_place, to_place; /* for messages */
};

struct mapping {
    struct mem *mem;
    struct mapping_row *row;
    size_t count, room;
};

/* Reads the file to its end and closes the reader; an empty mapping for null.  Rows
 * that cannot be used are told and end the run. */
struct mapping *mapping_open(struct mem *mem, struct reader *reader);

/* The last row of a kind for a name, or null; one that has the very name comes first. */
const struct mapping_row *mapping_find(struct mem *mem, const struct mapping *mapping, enum mapping_kind kind,
                                       struct str from);

#endif
