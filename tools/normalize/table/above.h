/* above - the lines of a raw file down to its header, and the header itself
 *
 * Above the header may stand titles, blank lines and lines that name the unit (单位：亿元), the
 * indicator (指标：年末人口（万人）), the region or the period.  The header is the first line with at
 * least two cells, no numbers, and a name that a column of observations goes by, or two periods;
 * where none has such names, the last line of texts before the first one with figures.
 *
 * A header may have several rows.  Those after the first are found where the first has
 * blank cells (merged ones) and the line below names just these, or, under a stub that
 * is merged downwards, names groups of its own, or nothing but periods, measures and units;
 * --header-rows names them.  A blank cell of a group takes the text to its left, and the rows of
 * a column are joined with a slash, equal ones once.
 */
#ifndef ABOVE_H
#define ABOVE_H

#include "table/raw_table.h"

/* A header as it was found; what belongs to the run's arena. */
struct header {
    uint64_t line, last;      /* of its first row and of its last */
    uint32_t count;
    struct str *cell;         /* the joined text of each column */
    struct str **part;        /* its rows that say something, from the top down, and how many there are */
    uint32_t *parts;
    bool *dated;              /* is one of several a period? */
};

/* Reads down to the header, logging what stands above, and notes the unit in the table.
 * A record that was fetched to see whether it is of the header is table->next. */
struct header above_read(const struct shape *shape, struct raw_table *table, struct reader *reader);

/* 单位：亿元 in a title, a line of its own, or brackets; false when no unit is named. */
bool above_unit(struct mem *mem, struct str text, struct str *unit);

#endif
