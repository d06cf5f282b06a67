/* outline - how deep a row of a table stands, and below which
 *
 * Yearbooks indent the rows of a stub, begin parts with 其中： or #, and number sections
 * 一、 （一） 1. (1).  Rows are told apart by these alone: a row stands below the nearest one
 * before it that is indented less, or numbered by a higher kind; a part stands below the
 * nearest row before it that is no part.  Totals (合计, 小计, 全市) are marked.
 */
#ifndef OUTLINE_H
#define OUTLINE_H

#include "table/raw_table.h"

struct outline;

/* What a row's stub says. */
struct outline_row {
    struct str name;          /* without indent and sign */
    uint32_t level;           /* from 1 */
    struct str parent;        /* what outline_push was given for it; empty at level 1.  Good until
                                 the next push */
    struct str type;          /* total, part or empty */
};

/* The column of a table that is named by header or by the output's name; one that the
 * table lacks ends the run. */
struct outline *outline_open(struct mem *mem, const struct raw_table *table, struct str name);

/* Where the outline's column is. */
uint32_t outline_column(const struct outline *outline);

/* The next row's cell as it came: to be called once for each row, then outline_push with
 * the name that rows below it are to have as their parent. */
struct outline_row outline_next(struct outline *outline, struct str cell);
void outline_push(struct outline *outline, struct str name);

/* Frees the buffers.  A null pointer is allowed. */
void outline_close(struct outline *outline);

#endif
