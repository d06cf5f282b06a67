/* joined - a record and what is added to it: the columns that there are to choose from
 *
 * The input's columns come first, then those of the other table, then those that --set adds.  A column that --set
 * names and that is there already is filled where its cell is empty.
 */
#ifndef JOINED_H
#define JOINED_H

#include "language/expr.h"
#include "lookup.h"

struct setting;

/* The columns. */
struct joined {
    struct mem *mem;
    struct mem *scratch;      /* for the texts that --set makes of a row */
    struct mem_mark empty;    /* of it */
    const struct columns *input;
    struct lookup *lookup;    /* null: there is none */
    struct columns columns;   /* all of them */
    uint32_t looked_up;       /* where those of the table begin, and those that --set adds */
    uint32_t added;
    struct setting **setting; /* for each column what fills it, or null */
    bool late;                /* an expression names a column that the input has not */
};

/* One row. */
struct joined_row {
    struct joined *joined;
    const struct record *record;
    struct lookup_match match;
};

/* Begins; `set`: COLUMN=TEXT, in which {COLUMN} stands for a cell of the row.  Ends the run where the columns of
 * the table or of --set cannot be. */
void joined_begin(struct joined *joined, struct mem *mem, const struct columns *input, struct lookup *lookup,
                const struct opt_list *set);

/* The text in a column; good until the record and the match are, and what --set makes until
 * joined_next. */
struct str joined_text(const struct joined_row *row, uint32_t column);

/* A row is done with; the last is. */
void joined_next(struct joined *joined);
void joined_end(struct joined *joined);

/* Is that the field of the record as it came? */
bool joined_is_field(const struct joined_row *row, uint32_t column);

/* Names for expressions, of the input's columns and the table's; `now` is then a struct joined_row *. */
struct expr_names joined_names(struct joined *joined);

#endif
