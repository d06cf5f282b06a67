/* lanes - how units stand to each other at one date after the other, a line for each
 *
 * What slope (two dates) and bump (three and more) draw.  Ranks have a row each, 1 on top; values
 * stand by their size.  The lanes are the units at one indicator, or the indicators of a single unit;
 * of several indicators in a table of several units the first is taken, and told.
 */
#ifndef LANES_H
#define LANES_H

#include "charts/chart.h"
#include "values/num.h"

enum { LANES_MOST = 100, STOPS_MOST = 40 };

struct lane {
    struct str name;
    bool own;
    bool *known;              /* at each stop */
    struct num *value;
    struct str *text;         /* the same as it is printed */
};

struct lanes {
    const struct view *view;
    struct lane *lane;
    size_t count, stops;
    struct str *stop;         /* what each date is called */
    struct str subject;       /* the indicator, or the unit, that all lanes share; may be empty */
    bool ranks;               /* 1 stands on top */
    size_t left_out;          /* indicators that are not drawn */
    bool too_many;
};

/* From the columns rank and rank_since; or from the rows of several periods, by rank, or where y is wished by that
 * column.  `ends` keeps the first and the last date of them only. */
struct lanes lanes_of(const struct view *view, const struct chart_wish *wish, bool ends);

/* Draws the lanes with their names at both ends, a dot with its rank at each stop where `dots`. */
void lanes_draw(struct scene *scene, const struct lanes *lanes, const struct chart_how *how, const char *chart,
                bool dots);

/* What happened between the first and the last stop: whom the own one overtook and who overtook it, or who
 * moved most; empty when nothing can be said. */
struct str lanes_found(const struct lanes *lanes);

#endif
