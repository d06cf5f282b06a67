/* parts - which parts of the whole a state holds, and what each was made of
 *
 * The parts of an input that was cut are numbered from 1 in its order.  A state knows of each of its parts how
 * many records it had, their SHA-256 with all other bytes of that input, how many records were refused
 * (--skip-bad), and which version made it.  So it is seen when one file was taken for two parts; and, with the
 * manifest of whoever cut the input, when a part is not what was cut, even where it ends at a record's end.
 */
#ifndef PARTS_H
#define PARTS_H

#include "base/diag.h"
#include "io/record.h"

enum { PARTS_MOST = 32767 };

/* One of them. */
struct made_part {
    bool here;
    uint64_t records, refused;
    struct str sha256;        /* of all bytes of its input, as 64 digits */
    struct str version;       /* of the program that made its state */
    struct place place;       /* where that is said; no file: here */
};

struct parts {
    uint32_t total;
    struct made_part *part;        /* from 1; total + 2 of them */
};

/* Reads "3/8": part 3 of 8.  What it cannot be ends the run. */
struct parts parts_parse(struct mem *mem, const char *text, uint32_t *number);

/* Those that are here, or those that are not, as "1-3,5". */
struct str parts_text(struct mem *mem, const struct parts *parts, bool here);

/* Reads such a list as ITEM "1-3,5 of 8": false when it is none.  Where `parts` has no total yet it gets that
 * one, and none is here; else both must have the same.  named(state, n) is called for each. */
bool parts_read(struct mem *mem, struct str text, struct parts *parts, void (*named)(void *state, uint32_t number),
                void *state);

/* What is said of a part in one text, "p 3 records 17 sha256 ...", and back; false when that cannot be
 * understood. */
struct str part_text(struct mem *mem, uint32_t number, const struct made_part *part);
bool part_read(struct mem *mem, struct str text, uint32_t *number, struct made_part *part);

/* Ends the run unless all are here, made by this version, and each of an input of its own; `manifest` may be null, else
 * it is a table with the columns part, records and sha256, and perhaps file, that says what each must be; then
 * parts may be alike.  Tells what was refused, which makes the status 1. */
void parts_complete(struct mem *mem, const struct parts *parts, struct reader *manifest);

#endif
