/* shape - where the table is in a raw file, and what its columns are
 *
 * Above the header may stand titles, blank lines and a line that names the unit
 * (单位：亿元); below the body notes.  The header is the first line with at least two
 * cells, no numbers, and a name that a column of observations goes by, or two periods.
 * Its cells become columns of observations by name (the user's mapping, then
 * roles.def); where there is no column of values, columns headed by a period (2020年,
 * ２０２１年预计, 2022年±%) or by an indicator with its unit (常住人口（万人）) are made
 * rows.  All other columns come along as they are, and are told where their header is
 * of a period or a measure too.
 *
 * Every line and column that is left out, and every guess, is a row of the log; what
 * cannot be told ends the run with what would tell it.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include "base/match.h"
#include "io/column.h"
#include "meaning/unit.h"
#include "names/mapping.h"
#include "names/names.h"
#include "table/changes.h"
#include "table/notes.h"
#include "table/role.h"

struct table_column {
    enum role role;
    struct str header;        /* as it came */
    struct str name;          /* what it is called in the output; of a wide one: for the log */
    struct unit unit;         /* from the header */
    struct str marks;         /* footnote marks of the header */
    struct str period;        /* ROLE_WIDE: the header's period as text, or empty */
    struct str indicator;     /* ROLE_WIDE: the header's indicator, or empty */
    struct str status;        /* ROLE_WIDE: from a word such as 预计 */
    struct str caliber;       /* ROLE_WIDE: from a measure such as 同比±% */
    bool mapped;              /* a row of the mapping says what it is */
    bool nameless;            /* the header cell is empty */
};

/* Cells of a line, trimmed. */
struct header_row {
    struct str *cell;
    uint32_t count;
};

struct raw_table {
    const char *file;
    uint64_t line;            /* of the header */
    struct table_column *column;
    uint32_t count;
    uint32_t at[ROLE_COUNT];  /* COLUMN_NONE where there is none */
    struct choice wide, other;
    struct unit unit;         /* of a unit line above the table */
    uint32_t action;          /* SDMX-CSV's column ACTION; COLUMN_NONE without one */
    struct str unit_line;     /* a unit line that names none or several: 单位：亿元、% */
    bool tidy;                /* all columns of observations in their order, then others */
    bool ended;               /* the notes below have begun */
    struct header_row *row;   /* of a header of several, as they came */
    uint32_t rows;
    uint64_t lines;           /* body lines seen */
    const struct record *next; /* the record behind the header where it was fetched already, or null */
};

/* What the shape is found by. */
struct shape {
    struct mem *mem;          /* for the run */
    struct mem *scratch;      /* for a line */
    const struct mapping *mapping;
    const struct units *units;
    const struct periods *periods;
    struct names *names;
    const struct indicators *indicators; /* null: none */
    struct changes *changes;
    struct notes *notes;      /* what stands around tables, of --notes */
    struct match *wide;       /* --long; null: by themselves */
    uint64_t header_line;     /* --header-line or the first of --header-rows; 0: found */
    uint64_t header_end;      /* the last of --header-rows; 0: found */
    bool pad;                 /* --pad: what ends early has blank cells at its end */
    bool given[ROLE_COUNT];   /* columns that a constant fills */
};

/* Reads up to and with the header, whose rows are joined where it has several, and
 * perhaps one record more, which is then table->next.  No table: ends the run. */
struct raw_table *shape_begin(const struct shape *shape, struct reader *reader, const char *file);

/* The column with this header, or with this name in the output, that is neither of values
 * nor left out; COLUMN_NONE without one. */
uint32_t shape_column(const struct raw_table *table, struct str name);

/* What a line of the body is. */
#define SHAPE_LINES(X) \
    X(BODY, "") \
    X(BLANK, "blank-line") \
    X(AGAIN, "header-again") \
    X(NUMBERS, "column-numbers") \
    X(SECTION, "section") \
    X(NOTE, "note-line") \
    X(LONG, "long-line") \
    X(SHORT, "short-line") \
    X(DELETED, "deleted")

enum shape_line {
#define X(name, word) LINE_##name,
    SHAPE_LINES(X)
#undef X
};

/* Tells what a record is and logs it unless it is of the body.  LINE_LONG is one that
 * holds something beyond the last column, LINE_SHORT one that ends before it; LINE_DELETED
 * one of SDMX-CSV that takes a figure back (ACTION D).  A line
 * that names another unit, or is another header, ends the run: a second table begins. */
enum shape_line shape_line(const struct shape *shape, struct raw_table *table, const struct reader *reader,
                           const struct record *record);

#endif
