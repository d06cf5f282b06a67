/* cells - the rows that rules across rows look at, kept in memory
 *
 * Of each row the columns of an observation are kept, up to its caliber, and those that
 * some rule names; equal texts, other than values, are kept once and are numbers in a row.
 * Of five columns a row takes 56 bytes, 8 for its place in the table, and the bytes of its
 * value.
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
    const struct cells *of;
    const char *written;      /* the text of its value */
    int64_t mantissa;         /* the value; cell_value */
    uint32_t length;          /* of the text */
    uint32_t serial;          /* among the rows that are kept, from 1 */
    int16_t scale;
    bool wide;                /* the value does not fit here, and is read from its text */
    uint8_t state;
    uint32_t number[];        /* of its other texts */
};

/* What a text says as a period, and the number of its canonical form. */
struct cell_when {
    struct period period;
    uint32_t canonical, next; /* and of the one that came after it last */
    bool asked, dated;
};

/* Rows that stand behind one another in a file. */
struct cell_run {
    const char *file;
    uint64_t line, record, ordinal; /* of the first */
    uint32_t before, serial;
};

/* A table of such rows. */
struct cells {
    struct mem *mem;
    struct str name;          /* of --with NAME=FILE; empty for the input */
    const struct columns *columns;
    uint32_t *slot;           /* by column: which of a row's numbers is its text, CELL_VALUE, or COLUMN_NONE */
    uint32_t role[CELL_ROLES]; /* column of a role, or COLUMN_NONE */
    uint32_t at[CELL_ROLES];  /* the same as a slot */
    uint32_t slots;
    struct cell **cell;
    size_t count, room;
    struct cell_texts *texts;
    struct cell_run *run;
    size_t runs, run_room;
    struct str *origin;       /* by row, where they have one; null: none has */
    size_t origins;
    char *row_room, *text_room; /* where the next row and the next value go, and how much is left there */
    size_t row_left, text_left;
};

/* The texts of a table, by number; 0 is the empty one. */
struct cell_texts {
    struct group *group;
    struct str *text;
    struct cell_when *when;
    uint32_t *last;           /* by slot: that of the row before */
    uint32_t count, room;
    uint32_t *lately;         /* those that were looked for, by where their text stood */
};

/* In place of a slot: the value has a text of its own. */
#define CELL_VALUE (COLUMN_NONE - 1)

/* Begins a table with these columns; they must live as long. */
struct cells *cells_open(struct mem *mem, const struct columns *columns);

/* Reads a table whole, with all its columns, and closes the reader. */
struct cells *cells_read(struct mem *mem, struct str name, struct reader *reader);

/* Has a column's texts kept; before the first row. */
void cells_keep(struct cells *cells, uint32_t column);

/* Keeps a record; `ordinal` is its number among all of the input, 0 in another table. */
struct cell *cells_add(struct cells *cells, const struct record *record, const struct reader *reader, uint64_t ordinal);

/* The text of a column that is kept; the period's is canonical. */
static inline struct str cell_text(const struct cells *cells, const struct cell *cell, uint32_t column)
{
    uint32_t slot = cells->slot[column];
    return slot == CELL_VALUE ? (struct str){cell->written, cell->length} : cells->texts->text[cell->number[slot]];
}

/* The text of a role, empty where there is no such column. */
static inline struct str cell_of(const struct cell *cell, enum observed role)
{
    if (role == OBSERVED_VALUE)
        return (struct str){cell->written, cell->length};
    uint32_t slot = cell->of->at[role];
    return slot == COLUMN_NONE ? (struct str){NULL, 0} : cell->of->texts->text[cell->number[slot]];
}

/* The numbers of these texts: the same for equal ones of one table. */
uint32_t cell_value_number(const struct cell *cell);
static inline uint32_t cell_number(const struct cell *cell, uint32_t column)
{
    uint32_t slot = cell->of->slot[column];
    return slot == CELL_VALUE ? cell_value_number(cell) : cell->number[slot];
}
static inline uint32_t cell_code(const struct cell *cell)
{
    uint32_t slot = cell->of->at[OBSERVED_INDICATOR];
    return slot == COLUMN_NONE ? 0 : cell->number[slot];
}

/* The number of a text, false where no row has it; its text. */
bool cells_find(const struct cells *cells, struct str text, uint32_t *number);
static inline struct str cells_text(const struct cells *cells, uint32_t number)
{
    return cells->texts->text[number];
}

/* Its value, when GOOD; 0 when NIL. */
struct num cell_wide_value(const struct cell *cell);
static inline struct num cell_value(const struct cell *cell)
{
    return cell->wide ? cell_wide_value(cell) : (struct num){cell->mantissa, cell->scale};
}

/* Gives it another, written so; both texts are the caller's. */
void cell_set(struct cell *cell, struct str text, struct num value);

/* Its period, and whether that could be read: its text is then the canonical one. */
static inline const struct cell_when *cell_when(const struct cell *cell)
{
    uint32_t slot = cell->of->at[OBSERVED_PERIOD];
    return &cell->of->texts->when[slot == COLUMN_NONE ? 0 : cell->number[slot]];
}
static inline bool cell_dated(const struct cell *cell)
{
    return cell_when(cell)->dated;
}
static inline struct period cell_period(const struct cell *cell)
{
    return cell_when(cell)->period;
}

/* Where it stands; its number among all records of the input, 0 in another table. */
struct place cell_place(const struct cell *cell);
uint64_t cell_ordinal(const struct cell *cell);

/* Which of two rows of one figure has the later vintage: > 0 the first, < 0 the second,
 * 0 when nothing tells them apart.  Dates and periods are taken by what they mean: 2023 is
 * later than 2023-06, 2024-Q1 later than both; of other vintages the one further down in
 * the table counts as later. */
int cell_vintage(const struct cell *a, const struct cell *b);

/* Frees what is not in the arena. */
void cells_close(struct cells *cells);

#endif
