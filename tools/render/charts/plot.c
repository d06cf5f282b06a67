/* plot - lines, paths and ranges placed on two axes */

#include "charts/plot.h"

#include "base/str.h"
#include "view/figure.h"

#include <stdlib.h>

#define SMALL PX(11)

/* ---- events ---- */

static int by_day(const void *a, const void *b)
{
    const struct event *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return str_cmp(left->title, right->title);
}

struct event_list events_read(const struct view *view)
{
    struct event_list list = {0};
    if (view == NULL)
        return list;
    uint32_t date = column_need(&view->table->columns, STR("date"), "--data events"),
             title = column_need(&view->table->columns, STR("title"), "--data events");
    list.event = mem_array(view->mem, view->table->rows, sizeof *list.event);
    for (size_t i = 0; i < view->table->rows; i++) {
        const struct str *cells = table_row(view->table, i);
        struct period period;
        if (!period_parse(cells[date], &period))
            continue;
        list.event[list.count++] = (struct event){
            .day = period.first, .date = cells[date], .title = cells[title],
            .kind = table_get(view->table, cells, F_KIND), .indicator = table_get(view->table, cells, F_INDICATOR)};
    }
    if (list.count)
        qsort(list.event, list.count, sizeof *list.event, by_day);
    return list;
}

/* Does an event belong to one of the lines? */
static bool belongs(const struct plot *plot, const struct event *event)
{
    bool found = event->indicator.length == 0;
    for (size_t i = 0; i < plot->lines; i++)
        found |= str_eq(event->indicator, table_get(plot->view->table, plot->line[i]->cells, F_INDICATOR));
    return found;
}

long plot_events(struct scene *scene, const struct view *view, const struct event_list *events, long x, long y,
                  long width)
{
    const struct lettering type = {.size = PX(12), .color = DIM};
    for (size_t i = 0; i < events->count; i++) {
        const struct event *event = &events->event[i];
        struct str text = mem_format(view->mem, "%zu  %.*s  ", i + 1, STR_ARG(figure_period(view->words, event->date)));
        if (event->kind.length)
            text = words_join(view->words, text, (struct str){NULL, 0},
                              vocabulary_fill(view->words, W_STATE, "what",
                                              word_under(view->words, "event.", event->kind), "how", event->title,
                                              NULL));
        else
            text = words_join(view->words, text, (struct str){NULL, 0}, event->title);
        y = scene_lines(scene, x, y, width, PX(18), text, type);
    }
    return y;
}

/* ---- extents ---- */

/* The one line is its own; of many the one that was named. */
static bool is_heavy(const struct curve *line, size_t lines)
{
    return lines == 1 || line->own;
}

static bool heavy(const struct plot *plot, const struct curve *line)
{
    return is_heavy(line, plot->lines);
}

static void reach(int32_t *first, int32_t *last, bool *known, int32_t day)
{
    *first = !*known || day < *first ? day : *first;
    *last = !*known || day > *last ? day : *last;
    *known = true;
}

bool plot_days(struct curve *const *line, size_t lines, const struct event_list *events, int32_t *first,
                int32_t *last)
{
    bool known = false;
    for (size_t i = 0; i < lines; i++) {
        const struct curve *one = line[i];
        for (size_t k = 0; k < one->readings; k++)
            if (one->reading[k].known)
                reach(first, last, &known, one->reading[k].day);
        for (size_t k = 0; k < one->aheads; k++)
            reach(first, last, &known, one->ahead[k].day);
        if (one->has_path && known && is_heavy(one, lines)) {
            reach(first, last, &known, one->path_to);
            reach(first, last, &known, one->path_from);
        }
    }
    for (size_t i = 0; known && events && i < events->count; i++)
        reach(first, last, &known, events->event[i].day);
    return known;
}

static bool values(const struct plot *plot, struct num *low, struct num *high)
{
    bool known = false;
    for (size_t i = 0; i < plot->lines; i++) {
        const struct curve *one = plot->line[i];
        for (size_t k = 0; k < one->readings; k++)
            if (one->reading[k].known)
                axis_reach(low, high, &known, one->reading[k].value);
        for (size_t k = 0; k < one->aheads; k++) {
            axis_reach(low, high, &known, one->ahead[k].value);
            if (one->ahead[k].ranged) {
                axis_reach(low, high, &known, one->ahead[k].low);
                axis_reach(low, high, &known, one->ahead[k].high);
            }
        }
        if (one->has_path && known && heavy(plot, one)) {
            axis_reach(low, high, &known, one->base);
            axis_reach(low, high, &known, one->target);
        }
    }
    return known;
}

/* ---- labels at the ends ---- */

/* Where the drawn line ends: at the last of what is foreseen, else at the last figure; or null. */
static const struct curve_point *end_of(const struct curve *line)
{
    return line->aheads ? &line->ahead[line->aheads - 1] : curve_last(line);
}

static struct str end_text(const struct plot *plot, const struct curve *line)
{
    const struct curve_point *end = end_of(line);
    if (end == NULL)
        return (struct str){NULL, 0};
    struct str figure = curve_figure(line, end->text, false);
    if (line->aheads && !plot->small)
        figure = vocabulary_fill(plot->view->words, W_LINE_AHEAD, "n", figure, NULL);
    if (plot->lines == 1 || plot->small)
        return figure;
    return words_join(plot->view->words, curve_name(plot->set, line), STR(" "), figure);
}

static struct str target_text(const struct plot *plot, const struct curve *line)
{
    return vocabulary_fill(plot->view->words, W_LINE_TARGET, "n", curve_figure(line, line->target_text, false), NULL);
}

static void room_for_labels(struct plot *plot, long most)
{
    long room = 0;
    for (size_t i = 0; i < plot->lines; i++) {
        const struct curve *line = plot->line[i];
        long width = scene_measure(end_text(plot, line), SMALL, heavy(plot, line));
        if (line->has_path && heavy(plot, line) && !plot->small) {
            long target = scene_measure(target_text(plot, line), SMALL, false);
            width = target > width ? target : width;
        }
        if (!plot->small || heavy(plot, line))
            room = width > room ? width : room;
    }
    plot->right = (room < most ? room : most) + PX(9);
}

void plot_measure(struct plot *plot, long most)
{
    struct num low, high;
    size_t ticks = plot->small ? 4 : (size_t)(plot->height / PX(38)) + 2;
    plot->empty = !values(plot, &low, &high);
    plot->too_large = !plot->empty && !axis_over(&plot->axis, low, high, ticks);
    if (plot->empty || plot->too_large)
        return;
    plot->axis.from = plot->top + plot->height;
    plot->axis.length = -plot->height;
    plot->left = axis_width(&plot->axis, plot->view, SMALL) + PX(6);
    room_for_labels(plot, most);
}

/* ---- drawing ---- */

/* Where the middle of a text may be that stands at x. */
static long beside_edge(const struct scene *scene, long x, struct str text)
{
    long half = scene_measure(text, SMALL, true) / 2;
    return x + half > scene->width ? scene->width - half : x < half ? half : x;
}

static void draw_grid(const struct plot *plot)
{
    struct scene *scene = plot->scene;
    const struct calendar *x = &plot->calendar;
    long bottom = plot->top + plot->height;
    for (size_t i = 0; i < plot->axis.ticks; i++) {
        long y = axis_at(&plot->axis, axis_tick(&plot->axis, i));
        scene_line(scene, x->from, y, x->from + x->length, y, (struct paint){.stroke = HAIR, .width = PX(1)});
        scene_text(scene, x->from - PX(6), y + PX(4),
                   scene_fit(scene->mem, axis_text(&plot->axis, plot->view, i), plot->left - PX(6), SMALL, false),
                   (struct lettering){.size = SMALL, .anchor = ANCHOR_END, .color = DIM});
    }
    scene_line(scene, x->from, bottom, x->from + x->length, bottom, (struct paint){.stroke = RULE, .width = PX(1)});
    int32_t day = x->first - 1;
    struct str text;
    while (calendar_tick(x, plot->view, &day, &text)) {
        long at = calendar_at(x, day);
        scene_line(scene, at, bottom, at, bottom + PX(4), (struct paint){.stroke = RULE, .width = PX(1)});
        scene_text(scene, beside_edge(scene, at, text), bottom + PX(20), text,
                   (struct lettering){.size = SMALL, .anchor = ANCHOR_MIDDLE, .color = DIM});
    }
}

static struct spot at(const struct plot *plot, int32_t day, struct num value)
{
    return (struct spot){calendar_at(&plot->calendar, day), axis_at(&plot->axis, value)};
}

/* The range of what is foreseen, out of the last figure. */
static void draw_range(const struct plot *plot, const struct curve *line)
{
    const struct curve_point *last = curve_last(line);
    struct spot *spot = mem_array(plot->scene->mem, 2 * line->aheads + 1, sizeof *spot);
    size_t spots = 0, ranged = 0;
    for (size_t i = 0; i < line->aheads; i++)
        ranged += line->ahead[i].ranged;
    if (ranged == 0)
        return;
    if (last)
        spot[spots++] = at(plot, last->day, last->value);
    for (size_t i = 0; i < line->aheads; i++)
        if (line->ahead[i].ranged)
            spot[spots++] = at(plot, line->ahead[i].day, line->ahead[i].high);
    for (size_t i = line->aheads; i-- > 0;)
        if (line->ahead[i].ranged)
            spot[spots++] = at(plot, line->ahead[i].day, line->ahead[i].low);
    scene_path(plot->scene, spot, spots, true, (struct paint){.fill = TRACK, .stroke = EDGE, .width = 60});
}

static void draw_path(const struct plot *plot, const struct curve *line)
{
    if (!line->has_path)
        return;
    struct spot from = at(plot, line->path_from, line->base), to = at(plot, line->path_to, line->target);
    long r = plot->small ? PX(3) : PX(4);
    scene_line(plot->scene, from.x, from.y, to.x, to.y, (struct paint){.stroke = INK, .width = 120, .dash = 350});
    const struct spot spot[] = {{to.x, to.y - r}, {to.x + r, to.y}, {to.x, to.y + r}, {to.x - r, to.y}};
    scene_path(plot->scene, spot, 4, true, (struct paint){.fill = PAPER, .stroke = INK, .width = 120});
}

/* From one gap to the next: a missing figure and a break of the series end a line. */
static void draw_line(const struct plot *plot, const struct curve *line, struct paint paint, long dot)
{
    struct spot *spot = mem_array(plot->scene->mem, line->readings, sizeof *spot);
    size_t spots = 0;
    for (size_t i = 0; i <= line->readings; i++) {
        bool on = i < line->readings && line->reading[i].known;
        if (spots && (!on || line->reading[i].breaks)) {
            scene_path(plot->scene, spot, spots, false, paint);
            spots = 0;
        }
        if (on)
            spot[spots++] = at(plot, line->reading[i].day, line->reading[i].value);
    }
    for (size_t i = 0; dot && line->readings <= 40 && i < line->readings; i++)
        if (line->reading[i].known) {
            struct spot place = at(plot, line->reading[i].day, line->reading[i].value);
            scene_dot(plot->scene, place.x, place.y, dot, (struct paint){.fill = paint.stroke});
        }
}

static void draw_ahead(const struct plot *plot, const struct curve *line, struct paint paint, long dot)
{
    const struct curve_point *last = curve_last(line);
    struct spot *spot = mem_array(plot->scene->mem, line->aheads + 1, sizeof *spot);
    size_t spots = 0;
    if (line->aheads == 0)
        return;
    if (last)
        spot[spots++] = at(plot, last->day, last->value);
    for (size_t i = 0; i < line->aheads; i++)
        spot[spots++] = at(plot, line->ahead[i].day, line->ahead[i].value);
    paint.dash = plot->small ? PX(4) : PX(6);
    scene_path(plot->scene, spot, spots, false, paint);
    for (size_t i = last != NULL; dot && i < spots; i++)
        scene_dot(plot->scene, spot[i].x, spot[i].y, dot,
                  (struct paint){.fill = PAPER, .stroke = paint.stroke, .width = 150});
}

static void draw_events(const struct plot *plot)
{
    const struct event_list *events = plot->events;
    for (size_t i = 0; events && i < events->count; i++) {
        if (!belongs(plot, &events->event[i]))
            continue;
        long x = calendar_at(&plot->calendar, events->event[i].day), top = plot->top;
        scene_line(plot->scene, x, top, x, top + plot->height,
                   (struct paint){.stroke = EDGE, .width = PX(1), .dash = PX(1)});
        if (plot->small)
            continue;
        scene_dot(plot->scene, x, top - PX(8), PX(8), (struct paint){.fill = PAPER, .stroke = EDGE, .width = PX(1)});
        scene_text(plot->scene, x, top - PX(4), words_number(plot->view->words, (long long)i + 1),
                   (struct lettering){.size = SMALL, .anchor = ANCHOR_MIDDLE});
    }
}

/* The last figure at its own place where the line goes on. */
static void draw_last(const struct plot *plot, const struct curve *line)
{
    const struct curve_point *last = curve_last(line);
    if (last == NULL || line->aheads == 0 || plot->small)
        return;
    struct spot place = at(plot, last->day, last->value);
    struct str text = curve_figure(line, last->text, false);
    scene_text(plot->scene, beside_edge(plot->scene, place.x, text), place.y - PX(8), text,
               (struct lettering){.size = SMALL, .bold = true, .anchor = ANCHOR_MIDDLE, .color = GOOD});
}

/* Where a line ends, whose that is, and the target; in a small panel only the heavy line's last figure. */
static void draw_labels(const struct plot *plot)
{
    struct label *label = mem_array(plot->scene->mem, 2 * plot->lines, sizeof *label);
    size_t labels = 0;
    long x = plot->calendar.from + plot->calendar.length + PX(7);
    for (size_t i = 0; i < plot->lines; i++) {
        const struct curve *line = plot->line[i];
        const struct curve_point *end = end_of(line);
        if (end && (heavy(plot, line) || !plot->small))
            label[labels++] = (struct label){axis_at(&plot->axis, end->value), 2 * i};
        if (line->has_path && heavy(plot, line) && !plot->small)
            label[labels++] = (struct label){axis_at(&plot->axis, line->target), 2 * i + 1};
    }
    bool beside = plot->small; /* right beside the point, wherever the line ends */
    bool fits = labels_apart(label, labels, PX(14), plot->top, plot->top + plot->height);
    for (size_t i = 0; i < labels; i++) {
        const struct curve *line = plot->line[label[i].of / 2];
        bool own = heavy(plot, line), target = label[i].of % 2;
        if (!fits && !own)
            continue;
        struct str text = target ? target_text(plot, line) : end_text(plot, line);
        bool bold = own && !target;
        long from = beside ? calendar_at(&plot->calendar, end_of(line)->day) + PX(6) : x;
        text = scene_fit(plot->scene->mem, text, plot->right - PX(8), SMALL, bold);
        scene_text(plot->scene, from, label[i].at + PX(4), text,
                   (struct lettering){.size = SMALL, .bold = bold, .color = target ? INK : own ? GOOD : DIM});
    }
}

void plot_draw(struct plot *plot)
{
    if (plot->empty || plot->too_large) {
        scene_text(plot->scene, plot->calendar.from, plot->top + plot->height / 2,
                   scene_fit(plot->scene->mem,
                             word(plot->view->words, plot->empty ? W_PANEL_EMPTY : W_PANEL_LONG),
                             plot->calendar.length, SMALL, false), (struct lettering){.size = SMALL, .color = DIM});
        return;
    }
    const struct paint thin = {.stroke = EDGE, .width = 110},
                       thick = {.stroke = GOOD, .width = plot->small ? 180 : 240};
    for (size_t i = 0; i < plot->lines; i++)
        if (heavy(plot, plot->line[i]))
            draw_range(plot, plot->line[i]);
    draw_grid(plot);
    draw_events(plot);
    for (int own = 0; own < 2; own++)
        for (size_t i = 0; i < plot->lines; i++) {
            const struct curve *line = plot->line[i];
            if (heavy(plot, line) != own)
                continue;
            if (own)
                draw_path(plot, line);
            draw_ahead(plot, line, own ? thick : thin, own ? plot->small ? 210 : 310 : 0);
            draw_line(plot, line, own ? thick : thin, own ? plot->small ? 190 : 280 : 140);
            if (own)
                draw_last(plot, line);
        }
    draw_labels(plot);
}
