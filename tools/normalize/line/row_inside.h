/* row_inside - a line on its way, for the files of row */
#ifndef ROW_INSIDE_H
#define ROW_INSIDE_H

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
    struct str caliber;       /* of the header of the observation: more than one has its key, then */
    int scale;                /* the power of ten by which its values are to be multiplied */
    uint32_t scale_wrong;     /* the column that states none, or another than one before it; or COLUMN_NONE */
    struct str added[ADDED_COUNT];
};

/* The cell of a column; empty where the line ends before it. */
struct str row_cell(const struct row *r, uint32_t column);

/* What a blank cell repeats from above; empty for one that is not blank. */
struct str row_filled(const struct row *r, uint32_t column);

/* Writes the observation that the fields make, or gives it to the ends. */
void row_observation(const struct row *r);

#endif
