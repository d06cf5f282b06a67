/* filters - what stands behind the | of a value
 *
 * One row a filter and one function.  A filter of each takes one text and gives one; before a filter
 * that gathers it is applied to every one of them.  A filter of all makes one text of many.  Figures
 * are decimals, rounded half away from zero on their text, and never reach a limit that they have not
 * reached: 0.9996 is 99.96% and not 100.0%.
 *
 * What is empty stays empty through every filter, until `or` says what to put there.
 */
#ifndef FILTERS_H
#define FILTERS_H

#include "template/braces.h"
#include "template/stock.h"

/* One text on its way. */
struct flowing {
    const struct str *cells;  /* the row that it is of; null: of none */
    const struct stock_table *table;
    struct view_column column;
    struct str text;
    bool worded;              /* as people read it; otherwise as the data have it */
};

struct flow {
    struct mem *mem;
    const struct vocabulary *words;
    const struct stock *stock;
    struct flowing *item;
    size_t items;
    struct str **row;         /* of which the items are, where they are of rows */
    struct str fault;         /* what is wrong with the figures, a sentence; or empty */
};

enum filter_kind {
    FILTER_EACH,              /* text to text */
    FILTER_PICK,              /* of many items one or fewer, which stay what they are */
    FILTER_ALL                /* many items to one text */
};

struct filter {
    const char *name, *shape; /* what stands behind it: "[N]" */
    const char *what;
    enum filter_kind kind;
    uint32_t least, most;     /* arguments */
    bool places;              /* the first argument is a number of places, 0 to 20 */
    bool figure;              /* what it gives is a figure: where there is none a dash stands */
    bool table;               /* may stand behind the name of a table */
    struct str (*each)(struct flow *flow, const struct flowing *item, const struct braces_filter *call);
    void (*all)(struct flow *flow, const struct braces_filter *call);
};

/* The i-th filter, null behind the last; the one of that name, or null. */
const struct filter *filter_row(size_t i);
const struct filter *filter_find(struct str name);

/* ; did you mean "num"? */
struct str filter_hint(struct mem *mem, struct str name);

/* Holds the arguments of a call against what the filter takes; tells what is wrong. */
void filter_check(const struct scroll *scroll, const struct filter *filter, const struct braces_filter *call);

/* Applies it to all items. */
void filter_apply(struct flow *flow, const struct filter *filter, const struct braces_filter *call);

/* What people read of an item. */
struct str flowing_text(struct flowing *item);

#endif
