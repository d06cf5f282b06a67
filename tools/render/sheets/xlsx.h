/* xlsx - what the files of the workbook format share
 *
 * xlsx.c          the workbook: its cover, its remarks, a sheet for each table, the input rows
 * xlsx_cell.c     what a cell of a view becomes: a number with a format, or a text
 * xlsx_table.c    the sheet of a table
 * xlsx_plot.c     the program's own chart that fits a table
 */
#ifndef XLSX_H
#define XLSX_H

#include "formats/format.h"
#include "workbook/folio.h"

enum { XLSX_PLACES = 20 };    /* beyond them a figure is a text */

/* A column of a sheet. */
struct xlsx_column {
    const struct view_column *column;
    bool figures;             /* numbers are numbers here */
    size_t width, widest;     /* cells of the widest so far, and the most it may have */
    const struct style *text;
    const struct style *number[XLSX_PLACES + 1]; /* by places, without anything around them */
};

/* The sheet of a table. */
struct xlsx_sheet {
    const struct report *report;
    struct folio *folio;
    struct pane *pane, *raw;  /* raw: of the rows as they came; or null */
    const struct part *part;
    struct mem *mem;          /* for a row */
    struct xlsx_column *column;
    size_t columns;
    uint32_t head, row;       /* its row of heads; the row to come */
    size_t lines;             /* that the row's texts take */
    uint64_t long_figures, no_figures; /* written as texts; NaN, left empty */
};

/* Writes a cell, and keeps in mind how wide its column is to be. */
void xlsx_cell(struct xlsx_sheet *sheet, size_t column, const struct str *cells);

/* How many lines a text takes in a column as wide as so many cells. */
size_t xlsx_lines(struct str text, size_t cells);

/* The sheet's head and rows. */
void xlsx_table(struct xlsx_sheet *sheet);

/* The chart of the table, on a sheet of its own, if there is one that fits. */
void xlsx_plot(const struct xlsx_sheet *sheet);

/* What is known of the figures: up to when they go, and by when they were published. */
struct str xlsx_known(const struct report *report, const struct view *view);

#endif
