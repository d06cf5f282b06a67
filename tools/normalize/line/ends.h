/* ends - other forms for what comes out, and one vintage of each figure
 *
 * Tidy observations may leave as SDMX-CSV 2.0, as the table of Open SDG, as the targets that they
 * are (goal.h) or the indicators that these are of (roster.h), or as a wide table with a column
 * for each period or indicator; the headers of the forms of observations are read back.  A policy
 * keeps one of several vintages: the latest, the first, the last that was out by a day, or the one
 * of a name.  Marks in notes are explained by the notes under their table.  A wide table and a
 * policy keep all rows in memory until the end, marks those of a file until its end.
 */
#ifndef ENDS_H
#define ENDS_H

#include "io/record.h"
#include "meaning/catalog.h"
#include "table/changes.h"
#include "table/legend.h"
#include "table/role.h"

struct ends;

struct ends_how {
    enum { ENDS_TIDY, ENDS_SDMX_CSV, ENDS_OPEN_SDG, ENDS_TARGETS, ENDS_INDICATORS } form;
    struct str flow;          /* ENDS_SDMX_CSV: the data flow, as AGENCY:ID(VERSION) */
    struct str plan;          /* ENDS_TARGETS, ENDS_INDICATORS: the plan's name */
    const struct indicators *indicators; /* ENDS_TARGETS: their kinds and directions; may be null */
    enum role wide;           /* ROLE_PERIOD, ROLE_INDICATOR: columns are made of it; else ROLE_NONE */
    struct str vintage;       /* "latest" (or "last"), "first", a date, a name, or empty: all are kept */
    struct str dimensions;    /* columns that, with region, indicator, period and caliber, make a figure */
    bool dimensions_said;     /* are the other columns known not to? */
    bool notes;               /* rows wait for ends_notes */
};

/* Null when nothing is asked for, so that rows go straight to the writer. */
struct ends *ends_open(struct mem *mem, struct writer *writer, struct changes *changes, const struct ends_how *how);

/* The columns: those of observations in their order, then others.  Once. */
void ends_header(struct ends *ends, const struct str *name, uint32_t count);

/* A row, from a line of a file. */
void ends_row(struct ends *ends, const struct str *field, const char *file, uint64_t line);

/* The file has ended: its rows go on, their marks explained.  A mark that no note explains
 * is told.  Nothing without `notes`. */
void ends_notes(struct ends *ends, const struct legend *legend);

/* Writes what was kept, and frees the buffers.  A null pointer is allowed. */
void ends_close(struct ends *ends);

#endif
