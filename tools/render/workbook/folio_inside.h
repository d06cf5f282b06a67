/* folio_inside - what the files of the module folio share; nobody else includes it
 *
 * folio.c         the workbook, its sheets, styles and cells
 * folio_entry.c   what may be typed into a cell
 * folio_chart.c   the program's own charts
 * folio_flush.c   sees writes of the library that fail
 */
#ifndef FOLIO_INSIDE_H
#define FOLIO_INSIDE_H

#include "workbook/folio.h"

#include <xlsxwriter.h>

struct pane {
    struct folio *folio;
    lxw_worksheet *sheet;
    struct str name;
};

struct folio {
    struct mem *mem, *scratch; /* for the run; for a cell */
    lxw_workbook *book;
    const char *file, *font;
    int assembled;            /* the file that it is assembled in */
    struct str *name;         /* of all sheets */
    size_t names, room;
    struct style **style;
    size_t styles, style_room;
};

/* The library says with each call how it went; what went wrong ends the run. */
void folio_expect(lxw_error error);

/* What went wrong when the library last wrote: errno; 0: nothing. */
int folio_lost(void);

/* A name for a sheet, which is taken from then on. */
const char *folio_name(struct folio *folio, struct str wanted, struct str otherwise);

/* "#rrggbb" as a number. */
uint32_t folio_color(struct str text, uint32_t otherwise);

#endif
