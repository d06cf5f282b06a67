/* folio - a workbook that is being written (XLSX)
 *
 * Sheets are added, their cells written, and the whole goes out at once when it is closed:
 * assembled in a file without a name in the folder for temporary files, and from there into the
 * output.  A workbook that is `constant` keeps no more than a row of a sheet in memory: the rows of
 * each sheet come in order then.  The same calls make the same bytes.
 *
 * Rows and columns count from 0.  What a cell looks like is a style: asked for once, used for many
 * cells.  A text goes in as text whatever it looks like ("=1+1", "001"); one that a cell cannot hold whole is
 * cut and told (cut-text).  A number of more than 15 digits is none that a spreadsheet can keep.
 *
 * The only module that includes xlsxwriter.h.
 */
#ifndef FOLIO_H
#define FOLIO_H

#include "io/out.h"
#include "values/num.h"

struct folio;
struct pane;                  /* a sheet of it */
struct style;

enum { FOLIO_ROWS = 1048576, FOLIO_COLUMNS = 16384, FOLIO_DIGITS = 15 };

/* ---- the workbook ---- */

/* Opens one; `file` is what messages call it, `font` the typeface of all its cells.  What it makes lives
 * until it is closed. */
struct folio *folio_open(const char *file, const char *font, bool constant);

/* Its properties: `made` in seconds since 1970 stands for the time of day at which it was made. */
void folio_about(struct folio *folio, struct str title, struct str comments, int64_t made);
void folio_property(struct folio *folio, const char *key, struct str value);

/* Assembles it into the output.  What cannot be written ends the run. */
void folio_close(struct folio *folio, struct out *out);

/* ---- sheets ---- */

/* A sheet under that name or the nearest that a workbook can have; `otherwise` as in harmless_name. */
struct pane *folio_pane(struct folio *folio, struct str wanted, struct str otherwise);
struct str pane_name(const struct pane *pane);

/* Nobody sees it. */
void pane_hide(struct pane *pane);

/* The sheet that is open when the workbook is. */
void pane_first(struct pane *pane);

/* A column as wide as so many cells of a terminal; a width of 0 hides it. */
void pane_width(struct pane *pane, uint32_t column, size_t cells);

/* A row as high as so many lines of text; of a workbook that is constant before the next row is begun. */
void pane_height(struct pane *pane, uint32_t row, size_t lines);

/* Rows up to `row` and columns before `column` stay in sight. */
void pane_freeze(struct pane *pane, uint32_t row, uint32_t column);

/* The row is repeated on every page. */
void pane_repeat(struct pane *pane, uint32_t row);

/* The head of a table: the row is repeated on every page and has a filter over the rows below it. */
void pane_head(struct pane *pane, uint32_t row, uint32_t last_row, uint32_t first_column, uint32_t last_column);

/* A4, so wide that all columns are on one page. */
void pane_paper(struct pane *pane, bool landscape);

/* Cells can be changed where their style is open, and nowhere else; columns may be made wider. */
void pane_protect(struct pane *pane);

/* ---- cells ---- */

enum look {
    LOOK_CELL, LOOK_TITLE, LOOK_NOTE, LOOK_HEAD, LOOK_LABEL, LOOK_TEXT, LOOK_LINK,
    LOOK_GIVEN,               /* of a form: filled in already, locked */
    LOOK_OPEN,                /* to be filled in */
    LOOK_EXAMPLE,
    LOOK_COUNT
};

struct style_wish {
    enum look look;
    struct str code;          /* of numbers: "0.0%", "@"; empty: as they come */
    struct str color;         /* of the text, "#rrggbb"; or empty */
    bool right, wrap, strong;
};

/* The style of that description; the same wish gives the same style. */
const struct style *folio_style(struct folio *folio, const struct style_wish *wish);

/* A text; a number, which folio_holds; no value, but the style. */
void pane_text(struct pane *pane, uint32_t row, uint32_t column, struct str text, const struct style *style);
void pane_number(struct pane *pane, uint32_t row, uint32_t column, struct num value, const struct style *style);
void pane_blank(struct pane *pane, uint32_t row, uint32_t column, const struct style *style);

/* A text that leads to the first cell of another sheet. */
void pane_link(struct pane *pane, uint32_t row, uint32_t column, const struct pane *to, const struct style *style);

/* Does a workbook keep all the digits of the number? */
bool folio_holds(struct num value);

/* ---- what may be typed ---- */

enum typed_kind { TYPED_ANY, TYPED_LIST, TYPED_WHOLE, TYPED_DECIMAL, TYPED_DATE, TYPED_LENGTH };

struct typed {
    enum typed_kind kind;
    bool has_low, has_high;
    struct num low, high;     /* of a date: days since 1970 */
    const struct str *choice; /* of a list */
    size_t choices;
    const struct pane *list_pane; /* where it stands too, from that cell on, should it be too long to be named */
    uint32_t list_column, list_first;
    struct str title, message; /* shown when the cell is entered */
    struct str complaint;     /* shown when something else is typed */
};

/* For the cells of a column, both rows included.  One of any kind shows its message. */
void pane_allow(struct pane *pane, uint32_t first_row, uint32_t last_row, uint32_t column, const struct typed *typed);

/* ---- charts of the program's own, on sheets of their own ---- */

enum plot { PLOT_BAR, PLOT_LINE, PLOT_RADAR };

/* A row of figures with what they are called: columns of a sheet. */
struct plotted {
    struct str name;
    const struct pane *pane;
    uint32_t names, values, first_row, last_row;
    const struct str *color;  /* "#rrggbb" for each row; or null */
};

struct plotting {
    enum plot plot;
    struct str title, code;   /* the code of its numbers */
    const struct plotted *series;
    size_t count;
};

/* Adds it behind the sheets that are there. */
void folio_chart(struct folio *folio, struct str wanted, struct str otherwise, const struct plotting *plotting);

#endif
