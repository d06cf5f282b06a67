/* page - a sheet written as the rows of a table
 *
 * Row by row, from A1 on: each row of the sheet is a row of the table and each column a
 * column, blank ones too, up to the last that holds a value; so the n-th row is row n of the
 * sheet unless hidden ones were left out.  What a cell shows is shown.h's affair.  Told, with
 * the cell as the place, is what has no value: errors, formulas whose result is not stored, texts that are
 * not there, days of no calendar, numbers that are none (code `cell`); a number of more
 * than 15 digits, which a spreadsheet cannot hold (code `digits`).  Told once for
 * a sheet is what was left out: hidden rows and columns, values underneath merged cells (code
 * `hidden`).
 */
#ifndef PAGE_H
#define PAGE_H

#include "book/extent.h"
#include "book/shared_text.h"
#include "book/styles.h"
#include "io/record.h"
#include "show/shown.h"

struct page_how {
    enum shown_as as;
    struct grid_area area;    /* of the sheet; all ends may be open */
    bool hidden;              /* write hidden rows and columns too */
    bool fill_merged;         /* every cell of a merged area has the value of its first */
    bool origin;              /* a first column that says where each row stands */
    bool indents;             /* two spaces before a text for each step that it is moved in */
    /* Null: rows are written.  Otherwise they are given to it, from the area's first column on; good until it
     * returns. */
    void (*take)(void *state, uint32_t row, const struct str *field, uint32_t fields);
    void *state;
    uint32_t width;           /* columns at least, for several sheets in one table */
    const struct workbook *workbook;
    struct shared_text *texts;
    struct styles *styles;
};

/* How many columns the table will have, beside that of origins. */
uint32_t page_width(const struct page_how *how, const struct extent *extent);

/* Writes the sheet; the writer may be null where rows are taken otherwise. */
void page_write(const struct page_how *how, const struct worksheet *sheet, const struct extent *extent,
                struct writer *writer);

#endif
