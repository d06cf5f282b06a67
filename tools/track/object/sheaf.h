/* sheaf - a table that is kept whole, as it came: what other tools wrote, and ledgers
 *
 * Any columns may stand beside those that are asked for.
 */
#ifndef SHEAF_H
#define SHEAF_H

#include "io/column.h"

struct sheaf {
    struct columns columns;
    const struct str **cell;  /* of each row its fields */
    uint64_t *line;
    uint32_t count;
};

/* Reads a table to its end and closes the reader.  The columns of `needed` (parted by commas) must be
 * there; of `known`, which are all that is read, a near name is told (null: of none); `why` is the option that
 * names the file. */
struct sheaf *sheaf_load(struct mem *mem, struct reader *reader, const char *needed, const char *known,
                         const char *why);

/* A field without spaces at its ends; the empty text where there is no such column. */
struct str sheaf_field(const struct sheaf *rows, uint32_t row, const char *column);

/* Where it stands; null: the row. */
struct place sheaf_place(const struct sheaf *rows, uint32_t row, const char *column);

/* The columns that come along with an answer: those that it has not itself. */
struct along {
    const uint32_t *at;       /* their places */
    uint32_t count;
};
struct along sheaf_along(struct mem *mem, const struct sheaf *rows, const struct str *own, size_t owns);
void sheaf_along_head(const struct sheaf *rows, struct along along, struct writer *writer);
void sheaf_along_cells(const struct sheaf *rows, uint32_t row, struct along along, struct writer *writer);

/* Keeps the fields of a record, with their bytes in one piece. */
const struct str *sheaf_keep(struct mem *mem, const struct record *record);

#endif
