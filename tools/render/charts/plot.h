/* plot - lines in time on one pair of axes: the whole of a line chart, one of many in small multiples
 *
 * Drawn from behind: grid, the range of what is foreseen, the dashed path to the target, thin lines of the
 * others, the own line heavy, events as numbered marks on the axis of time, and labels at the ends of the
 * lines, moved apart.
 */
#ifndef PLOT_H
#define PLOT_H

#include "charts/axis.h"
#include "charts/scene.h"
#include "charts/curve.h"

struct event {
    int32_t day;
    struct str date, kind, title, indicator;
};

struct event_list {
    struct event *event;      /* by day */
    size_t count;
};

/* The events of a table with date, title and perhaps kind and indicator; null: none.  A table without these
 * two ends the run. */
struct event_list events_read(const struct view *view);

struct plot {
    struct scene *scene;
    const struct view *view;
    struct curve **line;
    size_t lines;
    const struct curve_set *set;
    const struct event_list *events; /* or null */
    struct calendar calendar; /* of x; given, so that panels share it */
    struct axis axis;         /* of y; by plot_measure */
    long top, height;         /* of the plot */
    bool small;               /* one of many: few ticks, no names at the lines */
    bool empty, too_large;    /* nothing to draw, by plot_measure */
    long left, right;         /* room that the texts beside the plot need, by plot_measure */
};

/* The first and the last day of lines and events; false when there is none. */
bool plot_days(struct curve *const *line, size_t lines, const struct event_list *events, int32_t *first,
                int32_t *last);

/* Finds the scale and the room for texts; `most` is the most that names at the right may take. */
void plot_measure(struct plot *plot, long most);

/* Draws all of it; calendar.from is the plot's left edge. */
void plot_draw(struct plot *plot);

/* The list of events by their numbers below a picture; returns the y behind it. */
long plot_events(struct scene *scene, const struct view *view, const struct event_list *events, long x, long y,
                  long width);

#endif
