/* objects - what is tracked: tasks, platforms, projects, policies, reforms, superior tasks
 *
 * The table has a row for each, with the columns of tasks in steelyard-tables(5).  All of its
 * fields are kept as they came, since people group by columns that nobody else knows; those
 * below are read.  What a row gets wrong (a start after its end, 120 %, a word that is none)
 * is told with its place, code `object`, and that field counts as empty: the row stays.  A row
 * without a code, or with one that was there already, is told and left out.
 *
 * An object whose parent is an object of the same kind is a part of it: a bundled project
 * counts once, and has the progress of its parts where it has none of its own.
 */
#ifndef OBJECTS_H
#define OBJECTS_H

#include "io/column.h"
#include "object/days.h"
#include "object/words.h"

#define OBJECT_ROW_NONE UINT32_MAX

struct object {
    const struct str *cell;   /* its fields, as many as there are columns */
    uint64_t line;
    const char *file;
    struct str origin;        /* its cells in a workbook, as struct place has them */
    uint32_t before;
    struct str code, name, plan, owner, co_owners, parent;
    enum object_kind kind;
    enum object_stage stage;
    enum object_status said;  /* what the column status says */
    struct day start, due, done_on;
    struct figure progress, planned; /* percent, 0 to 100 */
    struct figure weight, invest_planned, invest_done; /* 0 or more */
    enum object_grant land, money; /* does it have what it must be granted? */
    bool supposes_progress, supposes_stage; /* these columns go before its reports: --what-if */
    bool is_bundle;           /* other objects of its kind are its parts */
    uint32_t parent_row;      /* OBJECT_ROW_NONE: none, or none of the table */
    uint32_t first_part, next_part; /* of a bundle; of a part */
};

struct objects {
    struct mem *mem;
    struct columns columns;
    struct object *row;       /* in the order of the table */
    uint32_t count;
    uint32_t original;        /* column invest_original, or COLUMN_NONE */
    uint32_t left_out;        /* rows that have no code, or one that was there already */
    struct group *by_code;    /* uint32_t: row and one more */
};

/* Reads the table to its end.  Columns task and owner must be there. */
struct objects *objects_load(struct mem *mem, struct reader *reader);

/* Releases what it made; null is allowed. */
void objects_close(struct objects *objects);

/* The row of a code, or OBJECT_ROW_NONE; the hint with the near code for one that is none. */
uint32_t objects_find(const struct objects *objects, struct str code);
struct str objects_hint(const struct objects *objects, struct str code);

/* What was to be invested when it came into the plan: above 0, or not known. */
struct figure object_original(const struct objects *objects, const struct object *object);

/* Is the object a part of a bundle? */
bool object_is_part(const struct objects *objects, const struct object *object);

/* The field of a column by its name; the empty text where there is no such column. */
struct str object_field(const struct objects *objects, const struct object *object, struct str column);

/* Where a field of the object stands; null: the row. */
struct place object_place(const struct objects *objects, const struct object *object, const char *column);

/* Reads a percentage from 0 to 100, or an amount of 0 or more, into *figure, which stays unknown
 * where it is none; returns why, or null.  The empty text is unknown and well. */
const char *figure_read_percent(struct mem *mem, struct str text, struct figure *figure);
const char *figure_read_amount(struct mem *mem, struct str text, struct figure *figure);

/* The next of several names in a field, parted by |, without spaces; false behind the last. */
bool object_name_next(struct str *rest, struct str *name);

#endif
