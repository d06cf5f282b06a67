/* cells - the rows that rules across rows look at, kept in memory
 *
 * Of each row the columns of an observation are kept, up to its caliber, and those that
 * some rule names; equal texts, other than values, are kept once.  A row costs about 300
 * bytes.
 */
#ifndef CELLS_H
#define CELLS_H

#include "io/column.h"
#include "meaning/observation.h"
#include "values/num.h"
#include "values/period.h"

/* The columns that rules know by name: those of an observation up to its caliber.  What
 * comes behind is text that no rule looks at unless it names it. */
enum { CELL_ROLES = OBSERVED_CALIBER + 1 };

/* Can a row's value be used?  NIL: the item cannot exist (status M), which is 0 in a
 * sum.  BOUND: a value such as "over 66", which enters no sum. */
enum cell_state { CELL_GOOD, CELL_NIL, CELL_MISSING, CELL_BOUND, CELL_UNREADABLE };

struct cell {
    struct str *text;         /* by role; then the further columns */
    const char *file;
    uint64_t line, record;
    struct str origin;        /* the cells of a workbook that it was made from, or empty; */
    uint32_t before;          /* as in struct place */
    size_t serial;            /* among the rows that are kept, from 1 */
    uint64_t ordinal;         /* among all records of the input; 0 in another table */
    struct period period;
    bool dated;               /* the period could be read; its text is then the canonical one */
    enum cell_state state;
    struct num value;         /* when GOOD; 0 when NIL */
};

/* A table of such rows. */
struct cells {
    struct mem *mem;
    struct str name;          /* of --with NAME=FILE; empty for the input */
    const struct columns *columns;
    uint32_t *slot;           /* by column: where its text is, or COLUMN_NONE */
    uint32_t role[CELL_ROLES]; /* column of a role, or COLUMN_NONE */
    uint32_t slots;
    struct cell **cell;
    size_t count, room;
    struct group *texts;
};

/* Begins a table with these columns; they must live as long. */
struct cells *cells_open(struct mem *mem, const struct columns *columns);

/* Reads a table whole, with all its columns, and closes the reader. */
struct cells *cells_read(struct mem *mem, struct str name, struct reader *reader);

/* Has a column's texts kept; before the first row. */
void cells_keep(struct cells *cells, uint32_t column);

/* Keeps a record. */
struct cell *cells_add(struct cells *cells, const struct record *record, const struct reader *reader, uint64_t ordinal);

/* The text of a column that is kept; the period's is canonical. */
struct str cell_text(const struct cells *cells, const struct cell *cell, uint32_t column);

/* Which of two rows of one figure has the later vintage: > 0 the first, < 0 the second,
 * 0 when nothing tells them apart.  Dates and periods are taken by what they mean: 2023 is
 * later than 2023-06, 2024-Q1 later than both; of other vintages the one further down in
 * the table counts as later. */
int cell_vintage(const struct cell *a, const struct cell *b);

/* The text of a role, empty where there is no such column. */
static inline struct str cell_of(const struct cell *cell, enum observed role)
{
    return cell->text[role];
}

/* Frees what is not in the arena. */
void cells_close(struct cells *cells);

#endif
