/* curve - the figures of a table as lines in time: what was, what is foreseen, and the path to the target
 *
 * Two forms are read.  Rows of observations (period, value) are put together by region, indicator, caliber and
 * a column that the user names; of several figures of a period the latest vintage counts, rows of status F and
 * those behind a forecast's interval are foreseen.  Rows that hold their series in one cell (`series` of assess:
 * 2020=1.8 2021=2.1) bring their target and their outlook with them.  Targets and forecasts may come from
 * tables of their own.
 *
 * A series has periods of one length, those that most of its figures have: a year beside its own half would
 * be no line.
 */
#ifndef CURVE_H
#define CURVE_H

#include "charts/scene.h"
#include "values/num.h"
#include "values/period.h"
#include "view/view.h"

struct curve_point {
    int32_t day;              /* the last of its period */
    struct period span;
    struct str period, text, vintage;
    bool known, ranged, breaks; /* a value at all; low and high; begins a new line (status B) */
    struct num value, low, high;
    size_t order;
};

struct curve {
    const struct view *view;  /* of the row below */
    const struct str *cells;  /* its first row, for names, unit and places */
    struct curve_point *reading, *ahead; /* by day; what was, and what is foreseen */
    size_t readings, aheads, reading_room, ahead_room;
    bool has_path;            /* from the base to the target */
    int32_t path_from, path_to;
    struct num base, target;
    struct str target_text, target_period;
    struct str by;            /* its cell in the column that the user named */
    bool own;
};

struct curve_set {
    struct curve *series;    /* in the order of the rows */
    size_t count, left_out;   /* figures of periods of another length */
    bool many_regions, many_indicators, many_calibers;
};

/* What is read, and from where; views may be null, texts empty. */
struct curve_from {
    const struct view *view, *targets, *forecast;
    struct str by;            /* a column */
    struct str own;
};

/* All series of the table. */
struct curve_set curve_read(const struct curve_from *from);

/* The series of one row of assess, from its own cell or, where that is empty, from the rows of observations that
 * are its indicator's and region's; what is foreseen from the table of forecasts where it has any of it. */
struct curve curve_of_row(const struct curve_from *from, const struct view *observations,
                            const struct str *cells);

/* Names of its parts: of the indicator, of the region, and what tells a line from the others of its set. */
struct str curve_indicator(const struct curve *series);
struct str curve_region(const struct curve *series);
struct str curve_name(const struct curve_set *set, const struct curve *series);

/* A figure of the series as it is printed; behind it, where `unit`, its unit. */
struct str curve_figure(const struct curve *series, struct str text, bool unit);

/* The first and the last reading that has a value, or null. */
const struct curve_point *curve_first(const struct curve *series);
const struct curve_point *curve_last(const struct curve *series);

/* How far its last figure is from its first: "up by 0.18 年 since 2020"; empty for fewer than two figures. */
struct str curve_change(const struct curve *series);

/* Its shape alone, in a box that begins at (x, y): no axis, its own scale, the last point in a color. */
void curve_spark(struct scene *scene, const struct curve *series, long x, long y, long width, long height,
                  struct str color);

/* The same as a picture of its own, for a cell: of text such as 2020=1.8 2021=2.1.  Without words: it stands
 * beside the figures. */
struct scene *curve_cell(struct mem *mem, struct str text, long width, long height, struct str color);

#endif
