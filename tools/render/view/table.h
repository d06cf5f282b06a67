/* table - the rows that a view shows, streamed or kept
 *
 * A table gives one row after the other.  As it is opened it streams: a row's
 * cells are good until the next one.  table_keep reads all that is left, after
 * which rows can be counted, sorted and walked again; what needs that (charts,
 * aligned columns, the lead sentence) says so in its manual.
 *
 * Kept rows are packed: the bytes of their cells one behind the other, with a byte
 * or two for each length, so that a table takes little more than its file.  A row is
 * unpacked when it is asked for, and up to TABLE_OPEN rows stay unpacked.
 */
#ifndef TABLE_H
#define TABLE_H

#include "io/column.h"

/* The columns that render knows by name; see fields.def. */
enum field {
#define FIELD(id, name, form, numeric, head) F_##id,
#include "view/fields.def"
#undef FIELD
    FIELD_COUNT
};

/* How a cell is shown to a person. */
enum form {
    FORM_TEXT,                /* as it came */
    FORM_SENTENCE,            /* what a tool has said, in the words of people */
    FORM_CODE,                /* with the name of what has it */
    FORM_STATUS,              /* of an observation: estimated */
    FORM_WORD,                /* a key that the words name */
    FORM_WORDS,               /* several of them, parted by ; or | */
    FORM_YESNO,               /* yes or no */
    FORM_FIGURE,              /* with the indicator's places */
    FORM_VALUE,               /* the same, behind its qualifier: >= 66.0 */
    FORM_FACTS,               /* column=code, several, parted by spaces or ; */
    FORM_COUNT,               /* with its own places: so many */
    FORM_SHARE,               /* 0 to 100, the head says % */
    FORM_POINTS,              /* a difference of such, with its sign; the head says points */
    FORM_STATISTIC,           /* to three places, small ones to three digits */
    FORM_ESTIMATE,            /* of a survey: a share in percent or a number, as its statistic is */
    FORM_PERCENT,             /* a ratio, the head says % */
    FORM_PACE, FORM_INDEX, FORM_GAP, FORM_RANK, FORM_CHANGE, FORM_PERIOD, FORM_CLASS, FORM_VERIFIED,
    FORM_NUMBER, FORM_NAME, FORM_LABEL, FORM_BASE, FORM_ACTUAL, FORM_TARGET, FORM_BAR, FORM_MARKS, FORM_PLACE,
    FORM_BEST_PEER, FORM_WORST_PEER, FORM_REGION, FORM_WHERE
};

struct field_row {
    struct str name;
    enum form form;
    bool numeric;             /* JSON: a number when the text is one */
    const char *head;         /* in English */
};
extern const struct field_row field_row[FIELD_COUNT];

/* The head of its column, in the language in use. */
struct str field_head(enum field field);

/* The known field of that name, or FIELD_COUNT; of several the one that is made of others, else the first. */
enum field field_find(struct str name);

#define TABLE_OPEN 400        /* rows that are unpacked at a time */

struct table {
    struct mem *mem;
    struct columns columns;
    uint32_t at[FIELD_COUNT]; /* position of a known column, or COLUMN_NONE */
    struct reader *reader;
    struct str *now;          /* streaming: the row that is being shown */
    const struct packed_row **packed; /* kept rows, in the order they are shown */
    const struct packed_row **came; /* the same in the order they came in; null: that is the same */
    struct str **made;        /* or rows that were not read but made, each of as many cells as fields are known */
    size_t rows, next, room;
    bool kept;
    uint64_t number;          /* of the row shown last, from 1 */
    struct opened *opened;    /* rows that are unpacked */
    const char **file;        /* that rows were kept from */
    size_t files;
};

/* Rows come from the reader, which the caller closes when the table is done with;
 * an empty input is a table without columns. */
struct table *table_open(struct mem *mem, struct reader *reader, const char *file);

/* Reads what is left into the arena. */
void table_keep(struct table *table);

/* Reads up to so many rows into the arena.  True when that is all of them, and the table is kept;
 * otherwise it streams, and begins with these. */
bool table_look(struct table *table, size_t rows);

/* Kept tables: row i in the order in which rows came in, good until another row is asked for. */
const struct str *table_came(struct table *table, size_t i);

/* The next row's cells, or null behind the last. */
const struct str *table_next(struct table *table);

/* Kept tables: begins again at the first row. */
void table_rewind(struct table *table);

/* Kept tables: the cells of row i, from 0.  The array is good until the row that is TABLE_OPEN before or
 * behind it is asked for, so in a table of no more rows for ever; the texts are good for ever. */
const struct str *table_row(const struct table *table, size_t i);

/* The same in the arena, good as long as that. */
const struct str *table_row_in(struct mem *mem, const struct table *table, size_t i);

/* Kept tables: one cell of row i, without unpacking the others. */
struct str table_cell(const struct table *table, size_t i, uint32_t at);
struct str table_cell_of(const struct packed_row *row, uint32_t count, uint32_t at);

/* A kept table of some of the rows of another, in that order. */
struct table *table_some(struct mem *mem, const struct table *table, const size_t *row, size_t rows);

/* Kept tables: without the columns that are not kept, and with cells as `edit` leaves them. */
void table_edit(struct table *table, const bool *kept, void (*edit)(const struct table *table, struct str *cells));

/* Kept tables: further columns behind the others, empty. */
void table_widen(struct table *table, const struct str *name, uint32_t count);

/* A kept table of these columns and no row. */
struct table *table_bare(struct mem *mem, const char *file, const struct str *name, uint32_t count);

/* Where a row stands in what was read: which of the files, from 0, and on which line of it, from 1; line 0 where
 * the row was made. */
struct row_place {
    size_t file;
    uint64_t line;
};
struct row_place table_place(const struct table *table, const struct str *cells);

/* A cell of a known column; empty when the table does not have it. */
static inline struct str table_get(const struct table *table, const struct str *cells, enum field field)
{
    return table->at[field] == COLUMN_NONE ? (struct str){NULL, 0} : cells[table->at[field]];
}

/* Does the table have that column? */
static inline bool table_has(const struct table *table, enum field field)
{
    return table->at[field] != COLUMN_NONE;
}

#endif
