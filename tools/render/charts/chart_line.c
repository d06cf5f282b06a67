/* chart_line - the course of a series in time: what was, what is foreseen, the way to the target, and events
 *
 * One indicator is drawn, with a line for each region, caliber or value of the column `by`; a table with more of
 * them says so, since lines of different units on one axis would be no comparison (multiples has a panel for
 * each).
 */

#include "charts/chart.h"

#include "base/str.h"
#include "charts/plot.h"
#include "view/figure.h"

const enum field needs_line[] = {F_PERIOD, F_VALUE, FIELD_COUNT};

#define PLOT PX(330)
#define MOST 60               /* lines; more than that nobody tells apart */

struct course {
    struct curve_set set;
    struct event_list events;
    struct curve **line;
    size_t lines, cut;        /* those drawn; of the same indicator, not drawn */
    size_t others;            /* of other indicators */
};

/* The indicator whose lines are drawn: that of the own one, else the first with a figure. */
static const struct curve *chosen(const struct curve_set *set)
{
    for (int known = 1; known >= 0; known--)
        for (int own = 1; own >= 0; own--)
            for (size_t i = 0; i < set->count; i++)
                if (set->series[i].own >= own && (!known || curve_last(&set->series[i])))
                    return &set->series[i];
    return NULL;
}

static struct str indicator_of(const struct curve *series)
{
    return table_get(series->view->table, series->cells, F_INDICATOR);
}

static struct course course_of(const struct view *view, const struct chart_wish *wish)
{
    const struct curve_from from = {.view = view, .targets = chart_more(wish, "targets"),
                                     .forecast = chart_more(wish, "forecast"), .by = wish->by, .own = wish->own};
    struct course course = {.set = curve_read(&from), .events = events_read(chart_more(wish, "events"))};
    const struct curve *first = chosen(&course.set);
    size_t events = 0;
    for (size_t i = 0; first && i < course.events.count; i++) {
        struct str of = course.events.event[i].indicator;
        if (of.length == 0 || str_eq(of, indicator_of(first)))
            course.events.event[events++] = course.events.event[i];
    }
    course.events.count = events;
    course.line = mem_array(view->mem, course.set.count, sizeof *course.line);
    for (size_t i = 0; i < course.set.count; i++) {
        struct curve *one = &course.set.series[i];
        if (!str_eq(indicator_of(one), indicator_of(first)))
            course.others++;
        else if (course.lines < MOST || one->own)
            course.line[course.lines++] = one;
        else
            course.cut++;
    }
    course.set.many_indicators = false;
    return course;
}

/* ---- what it says ---- */

static struct str dated(const struct curve *line, const struct curve_point *reading, enum word id, struct str text)
{
    const struct view *view = line->view;
    return vocabulary_fill(view->words, id, "text", text, "n", curve_figure(line, reading->text, true), "period",
                           figure_period(view->words, reading->period), NULL);
}

static struct str find_one(const struct curve_set *set, const struct curve *line)
{
    const struct view *view = line->view;
    const struct curve_point *last = curve_last(line);
    struct str name = set->many_regions ? words_join(view->words, curve_region(line), STR(" "), curve_indicator(line))
                                        : curve_name(set, line);
    if (last == NULL)
        return name;
    struct str text = dated(line, last, W_LINE_FOUND, name), change = curve_change(line);
    if (change.length)
        text = vocabulary_fill(view->words, W_SERIES_CHANGED, "text", text, "change", change, NULL);
    if (line->has_path)
        text = vocabulary_fill(view->words, W_LINE_FOUND_TARGET, "text", text, "n",
                               curve_figure(line, line->target_text, false), "period",
                               figure_period(view->words, line->target_period), NULL);
    if (line->aheads)
        text = dated(line, &line->ahead[line->aheads - 1], W_LINE_FOUND_AHEAD, text);
    return text;
}

/* Of many lines without an own one: the highest and the lowest at the last day that any has. */
static struct str find_many(const struct course *course)
{
    const struct curve *high = NULL, *low = NULL;
    const struct vocabulary *words = course->set.series->view->words;
    int32_t day = INT32_MIN;
    for (size_t i = 0; i < course->lines; i++) {
        const struct curve_point *last = curve_last(course->line[i]);
        day = last && last->day > day ? last->day : day;
    }
    for (size_t i = 0; i < course->lines; i++) {
        const struct curve *one = course->line[i];
        const struct curve_point *last = curve_last(one);
        if (last == NULL || last->day != day)
            continue;
        high = high == NULL || num_compare(last->value, curve_last(high)->value) > 0 ? one : high;
        low = low == NULL || num_compare(last->value, curve_last(low)->value) < 0 ? one : low;
    }
    if (high == NULL)
        return (struct str){NULL, 0};
    return vocabulary_fill(words, W_LINE_FOUND_MANY, "text", curve_indicator(high), "period",
                           figure_period(words, curve_last(high)->period), "high", curve_name(&course->set, high),
                           "highest", curve_figure(high, curve_last(high)->text, true), "low",
                           curve_name(&course->set, low), "lowest",
                           curve_figure(low, curve_last(low)->text, true), NULL);
}

static struct str found(const struct course *course)
{
    for (size_t i = 0; i < course->lines; i++)
        if (course->line[i]->own || course->lines == 1)
            return find_one(&course->set, course->line[i]);
    return course->lines ? find_many(course) : (struct str){NULL, 0};
}

struct str find_line(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)summary;
    struct course course = course_of(view, wish);
    return found(&course);
}

/* ---- drawing ---- */

/* What is drawn, above the plot: the indicator and its unit. */
static struct str heading(const struct course *course)
{
    const struct curve *first = course->line[0];
    const struct view *view = first->view;
    struct str unit = view_unit(view, first->cells), name = curve_indicator(first);
    return unit.length ? words_join(view->words, name, (struct str){NULL, 0},
                                    vocabulary_fill(view->words, W_PAREN, "text", unit, NULL)) : name;
}

/* What is not drawn, and the events; returns the y behind them. */
static long draw_below(struct scene *scene, const struct course *course, const struct view *view, long x, long y,
                       long width)
{
    const struct lettering type = {.size = PX(12), .color = DIM};
    const struct { enum word id; size_t count; } left[] = {
        {W_LINE_CUT, course->cut}, {W_LINE_OTHERS, course->others}, {W_LINE_LEFT_OUT, course->set.left_out},
    };
    y = plot_events(scene, view, &course->events, x, y, width);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        if (left[i].count)
            y = scene_lines(scene, x, y, width, PX(18),
                            vocabulary_fill(view->words, left[i].id, "n",
                                            words_number(view->words, (long long)left[i].count), NULL), type);
    return y;
}

void draw_line(struct scene *scene, const struct view *view, const struct summary *summary,
               const struct chart_how *how)
{
    (void)summary;
    long margin = how->compact ? 0 : how->alone ? PX(24) : PX(4), width = how->compact ? PX(360) : PX(960);
    struct course course = course_of(view, &how->wish);
    struct plot panel = {.scene = scene, .view = view, .line = course.line, .lines = course.lines,
                          .set = &course.set, .events = &course.events, .height = how->compact ? PX(220) : PLOT};
    int32_t first, last;
    scene->title = how->title;
    scene->width = width;
    if (!plot_days(course.line, course.lines, &course.events, &first, &last)) {
        chart_instead(scene, view, how, word(view->words, W_CHART_EMPTY));
        return;
    }
    long y = chart_top(scene, how, width);
    scene_text(scene, margin, y + PX(18), scene_fit(scene->mem, heading(&course), width - 2 * margin, PX(13), true),
               (struct lettering){.size = PX(13), .bold = true});
    panel.top = y + (course.events.count ? PX(50) : PX(32));
    plot_measure(&panel, how->compact ? PX(110) : PX(230));
    panel.calendar = calendar_over(first, last, margin + panel.left,
                                   width - 2 * margin - panel.left - panel.right, PX(64));
    plot_draw(&panel);
    y = draw_below(scene, &course, view, margin, panel.top + panel.height + PX(40), width - 2 * margin);
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_LINE, "n",
                                          words_number(view->words, (long long)course.lines), "text", found(&course),
                                          NULL));
    scene->height = chart_foot(scene, chart_find(STR("line")), view, how, y - (how->alone ? PX(22) : PX(10)),
                               width) + PX(4);
}
