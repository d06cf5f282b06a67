/* axis - where values stand on a scale, which of them are written, and labels that do not lie on each other
 *
 * Scales are exact: ends and ticks are decimals (1, 2 or 5 times a power of ten), so that a tick says what it
 * marks to the last digit, and 0.1 + 0.2 is 0.3.  Places are whole hundredths of a pixel (PX).
 */
#ifndef AXIS_H
#define AXIS_H

#include "values/num.h"
#include "values/period.h"
#include "view/view.h"

/* ---- values ---- */

struct axis {
    struct num low, high, step; /* the ends are ticks */
    size_t ticks;
    long from, length;        /* where low stands, and how far high is from there; a length below 0 goes up */
};

/* The scale of at most `most` (3 or more) ticks that reaches over low to high; one value has room on both
 * sides.  False when the numbers are too large to be drawn. */
bool axis_over(struct axis *axis, struct num low, struct num high, size_t most);

/* The i-th tick, from 0; what it says: its own places, thousands parted where the view does that. */
struct num axis_tick(const struct axis *axis, size_t i);
struct str axis_text(const struct axis *axis, const struct view *view, size_t i);

/* Where a value stands; beyond the ends it stays there. */
long axis_at(const struct axis *axis, struct num value);

/* The widest of the texts of its ticks. */
long axis_width(const struct axis *axis, const struct view *view, long size);

/* Makes low to high reach to the value; *known is false before the first. */
void axis_reach(struct num *low, struct num *high, bool *known, struct num value);

/* ---- time ---- */

/* Days from the first to the last of what is drawn; a period stands at its last day. */
struct calendar {
    int32_t first, last;
    long from, length;
    enum { CALENDAR_YEARS, CALENDAR_QUARTERS, CALENDAR_MONTHS } grain; /* of its ticks */
    int every;                /* the n-th of them is a tick: each second, fifth, tenth year */
};

/* Ticks are as near as `room` for each allows: years, quarters, months. */
struct calendar calendar_over(int32_t first, int32_t last, long from, long length, long room);

/* Where a day stands; a range of a single day is its middle. */
long calendar_at(const struct calendar *calendar, int32_t day);

/* The next tick behind *day (begin with calendar->first - 1): the last day of its year, quarter or month, and
 * what it is called; false behind the last. */
bool calendar_tick(const struct calendar *calendar, const struct view *view, int32_t *day, struct str *text);

/* ---- labels ---- */

/* A label's wished place, and whose it is. */
struct label {
    long at;
    size_t of;
};

/* Sorts labels by their places and moves them apart by at least `gap`, each as little as the sum of squares
 * allows, within low to high.  False when they do not fit: they are then spread evenly. */
bool labels_apart(struct label *label, size_t count, long gap, long low, long high);

#endif
