/* row_inside - a line on its way, for the files of row */
#ifndef ROW_INSIDE_H
#define ROW_INSIDE_H

#include "base/diag.h"
#include "line/row.h"

/* A line on its way: what holds for all its observations, then for one. */
struct row {
    struct rows *by;
    const struct raw_table *table;
    const struct reader *reader;
    const struct record *record;
    uint64_t line;
    struct str field[ROLE_COUNT];
    struct unit unit;         /* of the unit column, the row's heading or the table */
    bool unit_of_cell;        /* the unit column names it */
    bool unit_of_name;        /* the row's heading names it */
    const struct indicator *indicator;
    const struct verdict *place; /* of a region that depends on the time; or null */
    struct verdict place_room;
    struct str unread;        /* a unit in its headings that nobody knows; or empty */
    struct str estranged;     /* the whole table's unit, which cannot be that of the indicator; or empty */
    struct unit set;          /* of --set unit: for what has none */
    enum reach of;            /* of a month, of a quarter, by such a heading */
    bool to_date;             /* counted from January to the period's end, by a heading of the row or the column */
    bool relative;            /* the indicator is a rate or a rank, which no unit of amounts is that of */
    bool unsaid;              /* from January or not: the name says 累计 and no more */
    struct str caliber;       /* of the headings of the observation: more than one has its key, then */
    const struct table_column *column; /* of the observation where columns become rows; or null */
    int scale;                /* the power of ten by which its values are to be multiplied */
    uint32_t scale_wrong;     /* the column that states none, or another than one before it; or COLUMN_NONE */
    struct str added[ADDED_COUNT];
};

/* The cell of a column; empty where the line ends before it. */
struct str row_cell(const struct row *r, uint32_t column);

/* What a blank cell repeats from above; empty for one that is not blank. */
struct str row_filled(const struct row *r, uint32_t column);

/* What the line is told by: region, indicator and period, and a caliber other than its own. */
struct str row_key(const struct row *r);

/* A cell could not be read; `why` continues "the cell ...". */
void row_unresolved(const struct row *r, enum diag_code code, uint32_t column, struct str text, struct str why,
                    const char *expected);

/* The field has become another one than it was: a row of the log. */
void row_changed(const struct row *r, enum role role, struct str old, const char *rule);

/* Adds to the note. */
void row_note(struct row *r, struct str note);

/* Fills in what holds for the whole line. */
void row_take_line(struct row *r);

/* Region, indicator and period from a text, in a column or its header: the field is then the code
 * or the canonical form.  `year` stands in for one that the period lacks. */
void row_take_region(struct row *r, uint32_t column);
void row_take_indicator(struct row *r, struct str found, uint32_t column);
void row_take_period(struct row *r, struct str found, int year, uint32_t column, bool header);

/* Where the period is a year and a column says which part of it is meant: that part. */
void row_take_part(struct row *r);

/* 累计: from January to where the period ends, of a period inside one year. */
void row_to_date(struct row *r, uint32_t column);

/* A region that was not always there: the one that the name means in this row's period. */
void row_settle_region(struct row *r);

/* Writes the observation that the fields make, or gives it to the ends. */
void row_observation(const struct row *r);

#endif
