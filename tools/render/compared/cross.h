/* cross - the rows of a table as a table of two ways: units down, indicators across
 *
 * What stands down and across is told by two known columns (region, indicator, period ...); where the
 * table lacks one there is one nameless way that all rows have.  Both keep the order in which the rows
 * come, but periods go by time.  A cell is the row
 * that has both.  Where several rows have both, the one of the latest period counts (the last
 * of these), and the others are counted in `twice`.
 */
#ifndef CROSS_H
#define CROSS_H

#include "charts/chart.h"

enum { CROSS_MOST = 400 };    /* down, and across; what comes behind is counted only */

struct cross_way {
    struct str *key, *name;   /* as the data have it, as people read it */
    size_t count;
    size_t left_out;          /* rows that belong to none of these, since there are too many */
};

struct cross {
    struct cross_way down, across;
    const struct str **cell;  /* down.count * across.count rows' cells, null where there is none */
    size_t twice;
};

/* Of which rows: those that have this in that column; an empty text: of all. */
struct cross_only {
    enum field field;
    struct str text;
};

/* The rows of a kept view; a row that says nothing in either column is passed over. */
struct cross *cross_of(const struct view *view, enum field down, enum field across, struct cross_only only);

/* The row of both, or null. */
static inline const struct str *cross_at(const struct cross *cross, size_t down, size_t across)
{
    return cross->cell[down * cross->across.count + across];
}

/* Which of those that stand down is drawn heavily: one of its rows is; -1 when there is none. */
ptrdiff_t cross_own(const struct cross *cross, const struct view *view, const struct chart_wish *wish);

/* The short name of a row's indicator in a Chinese report where there is one, else its name. */
struct str cross_short(const struct view *view, const struct str *cells);

/* A rank or another whole number from 1 to 1000000; 0 where the text is none. */
long cross_whole(struct str text);

/* ---- rows by themselves ---- */

/* What tells rows apart: the wished column, else those of region, indicator, question and the like that are not
 * the same in all rows, and the columns before these that no tool but the user's grouping has made. */
enum { LABEL_PARTS = 6 };
struct row_label {
    uint32_t at[LABEL_PARTS];
    enum field field[LABEL_PARTS];
    size_t parts;
};
struct row_label row_label_of(const struct view *view, const struct chart_wish *wish);
struct str row_label(const struct view *view, const struct row_label *label, const struct str *cells);

#endif
