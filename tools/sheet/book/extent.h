/* extent - what a sheet holds, known before its cells are written
 *
 * The rows of a CSV are of one width, and areas of merged cells stand in a sheet behind its
 * rows; so a sheet is read once for these before it is read for its cells.  Kept are the
 * areas, 16 bytes each, and the runs of what is hidden.
 */
#ifndef EXTENT_H
#define EXTENT_H

#include "book/grid.h"

/* A run of rows or columns. */
struct extent_run {
    uint32_t first, last;
};

struct extent_runs {
    struct extent_run *run;
    size_t count, room;
};

struct extent {
    uint32_t rows, columns;   /* the last that have a value; 0: the sheet is blank */
    uint64_t cells;           /* that have one */
    uint64_t formulas;
    struct grid_area *merged; /* in the order of their first rows */
    size_t areas, merged_room;
    struct extent_runs hidden_rows, hidden_columns; /* that hold values; that are hidden */
    bool others_hidden;       /* rows that are not there are hidden */
    struct mem *mem;
};

/* Reads a sheet for it. */
struct extent *extent_read(const struct workbook *workbook, const struct worksheet *sheet);

/* Is a column hidden? */
bool extent_hides_column(const struct extent *extent, uint32_t column);

/* The runs in words: "5-7, 9", at most ten of them; columns as letters. */
struct str extent_words(struct mem *mem, const struct extent_runs *runs, bool letters);

/* How many rows or columns they are, up to `most`. */
uint32_t extent_count(const struct extent_runs *runs, uint32_t most);

#endif
