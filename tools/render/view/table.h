/* table - the rows that a view shows, streamed or kept
 *
 * A table gives one row after the other.  As it is opened it streams: a row's
 * cells are good until the next one.  table_keep reads all that is left into the
 * arena, after which rows can be counted, sorted and walked again; what needs
 * that (charts, aligned columns, the lead sentence) says so in its manual.
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
    FORM_FIGURE,              /* with the indicator's places */
    FORM_VALUE,               /* the same, behind its qualifier: >= 66.0 */
    FORM_PERCENT, FORM_PACE, FORM_INDEX, FORM_GAP, FORM_RANK, FORM_CHANGE, FORM_PERIOD, FORM_CLASS, FORM_VERIFIED,
    FORM_NUMBER, FORM_NAME, FORM_LABEL, FORM_BASE, FORM_ACTUAL, FORM_TARGET, FORM_BAR, FORM_MARKS, FORM_PLACE,
    FORM_BEST_PEER, FORM_WORST_PEER
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

/* The known field of that name, or FIELD_COUNT. */
enum field field_find(struct str name);

struct table {
    struct mem *mem;
    struct columns columns;
    uint32_t at[FIELD_COUNT]; /* position of a known column, or COLUMN_NONE */
    struct reader *reader;
    struct str *now;          /* streaming: the row that is being shown */
    struct str **row;         /* kept rows, in the order they are shown */
    size_t rows, next;
    bool kept;
    uint64_t number;          /* of the row shown last, from 1 */
};

/* Rows come from the reader, which the caller closes when the table is done with;
 * an empty input is a table without columns. */
struct table *table_open(struct mem *mem, struct reader *reader, const char *file);

/* Reads what is left into the arena. */
void table_keep(struct table *table);

/* The next row's cells, or null behind the last. */
const struct str *table_next(struct table *table);

/* Kept tables: begins again at the first row. */
void table_rewind(struct table *table);

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
