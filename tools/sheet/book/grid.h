/* grid - the cells of a sheet, a row at a time
 *
 * Rows come in their order, and the cells of a row in the order of the file, which is that of
 * the columns.  Where a cell or a row does not say where it stands it stands behind the one
 * before.  What the sheet says of its own size is not asked: it is often wrong.  A row or a
 * cell that comes back, or stands beyond XFD1048576, ends the run (workbook).
 */
#ifndef GRID_H
#define GRID_H

#include "book/workbook.h"

enum { GRID_ROWS = 1048576, GRID_COLUMNS = 16384 };

enum grid_kind {
    GRID_BLANK,               /* nothing but a format */
    GRID_NUMBER, GRID_SHARED, /* `text` is the number as it is stored, or the number of a shared text */
    GRID_TEXT, GRID_FLAG, GRID_ERROR, GRID_DATE, /* DATE: as ISO 8601, in workbooks of the strict kind */
    GRID_LOST                 /* a formula without a stored result */
};

struct grid_cell {
    uint32_t column;          /* from 1 */
    uint32_t format;          /* of styles.h */
    enum grid_kind kind;
    bool formula;
    struct str text;
};

struct grid_row {
    uint32_t number;          /* from 1 */
    bool hidden;
    const struct grid_cell *cell;
    uint32_t cells;
};

/* Cells in a rectangle, all ends included; 0 for an end that is open. */
struct grid_area {
    uint32_t first_row, first_column, last_row, last_column;
};

/* What hears of it; any may be null.  A row is good until the function returns. */
struct grid_ear {
    void (*row)(void *state, const struct grid_row *row);
    void (*columns)(void *state, uint32_t first, uint32_t last, bool hidden); /* before all rows */
    void (*hidden_rows)(void *state); /* rows that are not there are hidden; before all rows */
    void (*merged)(void *state, const struct grid_area *area);                /* behind all rows */
    void *state;
};

/* Reads a sheet that is a grid. */
void grid_read(const struct workbook *workbook, const struct worksheet *sheet, const struct grid_ear *ear);

/* Reads "A1:H20", "B7", "B:F", "3:20" or "B3:"; an end that is not said is 0.  Dollar signs are passed
 * over.  False when it is none of these. */
bool grid_area_parse(struct str text, struct grid_area *area);

/* What messages call the sheet: FILE!SHEET. */
const char *grid_file(const struct workbook *workbook, const struct worksheet *sheet);

#endif
