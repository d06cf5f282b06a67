/* shape - where the table is in a raw file, and what its columns are
 *
 * Above the header may stand titles, blank lines and a line that names the unit
 * (单位：亿元); below the body notes.  The header is the first line with at least two
 * cells, no numbers, and a name that a column of observations goes by, or two periods.
 * Its cells become columns of observations by name (the user's mapping, then
 * roles.def); where there is no column of values, columns headed by a period (2020年,
 * ２０２１年预计, 2022年±%) or by an indicator with its unit (常住人口（万人）) are made
 * rows.  All other columns come along as they are, and are told where their header is
 * of a period or a measure too.
 *
 * Every line and column that is left out, and every guess, is a row of the log; what
 * cannot be told ends the run with what would tell it.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include "table/raw_table.h"

/* Reads up to and with the header, whose rows are joined where it has several, and
 * perhaps one record more, which is then table->next.  No table: ends the run. */
struct raw_table *shape_begin(const struct shape *shape, struct reader *reader, const char *file);

/* What a line of the body is. */
#define SHAPE_LINES(X) \
    X(BODY, "") \
    X(BLANK, "blank-line") \
    X(AGAIN, "header-again") \
    X(NUMBERS, "column-numbers") \
    X(SECTION, "section") \
    X(NOTE, "note-line") \
    X(LONG, "long-line") \
    X(SHORT, "short-line") \
    X(DELETED, "deleted")

enum shape_line {
#define X(name, word) LINE_##name,
    SHAPE_LINES(X)
#undef X
};

/* Tells what a record is and logs it unless it is of the body.  LINE_LONG is one that
 * holds something beyond the last column, LINE_SHORT one that ends before it; LINE_DELETED
 * one of SDMX-CSV that takes a figure back (ACTION D).  A line
 * that names another unit, or is another header, ends the run: a second table begins. */
enum shape_line shape_line(const struct shape *shape, struct raw_table *table, const struct reader *reader,
                           const struct record *record);

#endif
