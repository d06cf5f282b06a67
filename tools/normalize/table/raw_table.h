/* raw_table - a table as it stands in a raw file: its header's rows and its columns
 *
 * These are the data that those who find a table (above.h, shape.h) and those who read
 * its lines (outline.h, fill.h, draft.h, line/row.h) have in common; how it is found is
 * shape.h's affair.
 */
#ifndef RAW_TABLE_H
#define RAW_TABLE_H

#include "base/match.h"
#include "io/column.h"
#include "meaning/unit.h"
#include "names/mapping.h"
#include "names/names.h"
#include "table/changes.h"
#include "table/notes.h"
#include "table/peek.h"
#include "table/role.h"

struct table_column {
    enum role role;
    struct str header;        /* as it came */
    struct str name;          /* what it is called in the output; of a wide one: for the log */
    struct unit unit;         /* from the header */
    struct str marks;         /* footnote marks of the header */
    struct str unread;        /* a unit in the header that nobody knows; or empty */
    struct str period;        /* ROLE_WIDE: the header's period as text, or empty */
    struct str indicator;     /* ROLE_WIDE: the header's indicator, or empty */
    struct str status;        /* ROLE_WIDE: from a word such as 预计 */
    struct str caliber;       /* ROLE_WIDE: from a measure such as 同比±% */
    struct str region;        /* ROLE_WIDE: the header's region as text, or empty */
    struct str *more;         /* ROLE_WIDE by --columns-like: the texts of table->more; or null */
    bool to_date;             /* ROLE_WIDE: 累计, counted from January to the period's end */
    enum reach of;            /* ROLE_WIDE: 本月, 当季: what its periods have to be */
    const char *reason;       /* why it has its role: English words that voice_text has in others */
    struct str why;           /* the same where it depends on the header; or empty */
    bool open;                /* ROLE_OTHER: it holds figures of which nobody knows what they are, or
                                 what it is cannot be told from another column */
    bool aside;               /* ROLE_OTHER: the codes of another column, or one less sure than another */
    bool told;                /* that has been told */
    uint64_t filled, figures; /* ROLE_OTHER beside columns that become rows: its cells so far */
    struct str comma;         /* a cell with a decimal comma, of a column where that is not settled; or empty */
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
    uint64_t line, last;      /* of the header's first row and its last */
    struct str title;         /* the first line above that says something else, or empty */
    struct table_column *column;
    uint32_t count;
    uint32_t at[ROLE_COUNT];  /* COLUMN_NONE where there is none */
    struct choice wide, other;
    struct choice scale;      /* columns of ROLE_SCALE */
    struct choice above;      /* columns of regions above those of at[ROLE_REGION], from the top down */
    uint32_t part;            /* 月份, 季度: says of which part of the year the row is; COLUMN_NONE without one */
    struct str part_unit;     /* 月 or 季度, behind a bare number there */
    struct unit unit;         /* of a unit line above the table */
    struct str said[ROLE_COUNT]; /* by lines above: 指标：, 地区：, 时期：; or empty */
    struct str *more;         /* names of the columns that --columns-like adds */
    uint32_t mores;
    bool missing[ROLE_COUNT]; /* with `lenient`: nothing says these */
    bool relative;            /* headers (本月) depend on a reference period that nobody said */
    uint32_t action;          /* SDMX-CSV's column ACTION; COLUMN_NONE without one */
    struct str unit_line;     /* a unit line that names none or several: 单位：亿元、% */
    bool tidy;                /* all columns of observations in their order, then others */
    bool ended;               /* the notes below have begun */
    struct header_row *row;   /* of a header of several, as they came */
    uint32_t rows;
    uint64_t lines;           /* body lines seen */
    const struct record *next; /* the record behind the header where it was fetched already, or null */
};

/* What shape.h finds a table by: the lists and what the options say. */
struct shape {
    struct mem *mem;          /* for the run */
    struct mem *scratch;      /* for a line */
    const struct mapping *mapping;
    const struct units *units;
    struct periods *periods;
    struct names *names;
    const struct indicators *indicators; /* null: none */
    struct changes *changes;
    struct notes *notes;      /* what stands around tables, of --notes */
    struct match *wide;       /* --long; null: by themselves */
    uint64_t header_line;     /* --header-line or the first of --header-rows; 0: found */
    uint64_t header_end;      /* the last of --header-rows; 0: found */
    struct match *pattern;    /* --columns-like, or null */
    const struct peek *peek;  /* the start of the file */
    bool lenient;             /* a first look: whatever is open is kept as that, and ends nothing */
    bool pad;                 /* --pad: what ends early has blank cells at its end */
    bool given[ROLE_COUNT];   /* columns that a constant fills */
};

/* The column with this header, or with this name in the output, that is neither of values
 * nor left out; width, case and spaces do not matter where none has the very name.  COLUMN_NONE
 * without one. */
uint32_t raw_table_column(struct mem *mem, const struct raw_table *table, struct str name);

#endif
