/* look - a first look at a file, for a person
 *
 * What was found (encoding, delimiter, lines of the header, what stands above it), what each column is
 * and why, the first rows as they would come out, and what is open, each with what may settle it.
 * Control characters of the file are left out.
 */
#ifndef LOOK_H
#define LOOK_H

#include "first/draft.h"
#include "io/out.h"

/* Bytes of a file that a look or a draft goes through, and rows that it shows. */
enum { LOOK_BYTES = 3 << 20, LOOK_ROWS = 10 };

/* What is known of a file beside its table. */
struct look {
    const char *file;
    struct str encoding, decided; /* and what decided it */
    struct str delimiter;
    const struct raw_table *table;
    struct str rows;          /* the first rows as CSV, with their header */
    bool cut;                 /* was there more than was looked at? */
};

/* Prints it. */
void look_print(struct mem *mem, struct out *out, const struct look *look, const struct draft *draft);

#endif
