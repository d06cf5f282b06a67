/* chart_sparkline - each series as a line without axes between its first and its last figure
 *
 * Shapes are seen, not compared: each has its own scale, and never stands without its figures.
 */

#include "charts/chart.h"

#include "base/str.h"
#include "charts/curve.h"
#include "view/figure.h"

const enum field needs_sparkline[] = {F_PERIOD, F_VALUE, FIELD_COUNT};

#define ROW PX(31)
#define COMPACT_ROW PX(52)
#define MOST 120              /* series; more than that nobody reads as a picture */
#define TEXT PX(14)
#define SMALL PX(12)

static struct curve_set read(const struct view *view, const struct chart_wish *wish)
{
    const struct curve_from from = {.view = view, .by = wish->by, .own = wish->own};
    return curve_read(&from);
}

/* The series that moved most against its first figure, up or down, in doubles: it only chooses whom to name. */
static const struct curve *most_moved(const struct curve_set *set)
{
    const struct curve *most = NULL;
    double furthest = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct curve_point *first = curve_first(&set->series[i]), *last = curve_last(&set->series[i]);
        double from, to;
        if (first == last || !num_to_double(first->value, &from) || !num_to_double(last->value, &to) || !(from > 0))
            continue;
        double moved = to > from ? to / from - 1 : 1 - to / from;
        if (moved > furthest) {
            furthest = moved;
            most = &set->series[i];
        }
    }
    return most;
}

static struct str found(const struct curve_set *set, const struct vocabulary *words)
{
    const struct curve *most = most_moved(set);
    if (most == NULL)
        return (struct str){NULL, 0};
    const struct curve_point *last = curve_last(most);
    return vocabulary_fill(words, W_SPARKLINE_FOUND, "name", curve_name(set, most), "n",
                           curve_figure(most, last->text, true), "period", figure_period(words, last->period),
                           "change", curve_change(most), NULL);
}

struct str find_sparkline(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)summary;
    struct curve_set set = read(view, wish);
    return found(&set, view->words);
}

/* ---- drawing ---- */

struct spark_layout {
    long name, name_room, first, spark, last, change, right; /* figures by their right edges */
};

static struct str with_period(const struct curve *series, const struct curve_point *point)
{
    const struct vocabulary *words = series->view->words;
    return vocabulary_fill(words, W_STATE, "what", figure_period(words, point->period), "how",
                           curve_figure(series, point->text, false), NULL);
}

static struct spark_layout lay_out(const struct curve_set *set, size_t count, long left)
{
    long name = PX(80), first = 0, last = 0, change = 0;
    for (size_t i = 0; i < count; i++) {
        const struct curve *one = &set->series[i];
        const struct curve_point *a = curve_first(one), *b = curve_last(one);
        long width = scene_measure(curve_name(set, one), TEXT, one->own) + PX(10) +
                     scene_measure(view_unit(one->view, one->cells), SMALL, false);
        name = width > name ? width : name;
        if (a == NULL)
            continue;
        width = scene_measure(with_period(one, a), SMALL, false);
        first = width > first ? width : first;
        width = scene_measure(with_period(one, b), TEXT, true);
        last = width > last ? width : last;
        width = scene_measure(curve_change(one), SMALL, false);
        change = width > change ? width : change;
    }
    name = name > PX(340) ? PX(340) : name;
    struct spark_layout place = {.name = left, .name_room = name};
    place.first = left + name + PX(20) + first;
    place.spark = place.first + PX(16);
    place.last = place.spark + PX(130) + PX(16) + last;
    place.change = place.last + (change ? PX(22) + change : 0);
    place.right = place.change;
    return place;
}

static void draw_name(struct scene *scene, const struct curve_set *set, const struct curve *one, long x, long y,
                      long room)
{
    struct str unit = view_unit(one->view, one->cells);
    if (unit.length)
        unit = scene_fit(scene->mem, vocabulary_fill(one->view->words, W_PAREN, "text", unit, NULL), room / 2, SMALL,
                         false);
    struct str name = scene_fit(scene->mem, curve_name(set, one), room - scene_measure(unit, SMALL, false), TEXT,
                                one->own);
    scene_text_then(scene, x, y, name, (struct lettering){.size = TEXT, .bold = one->own}, unit,
                    (struct lettering){.size = SMALL, .color = DIM});
}

static void draw_row(struct scene *scene, const struct curve_set *set, const struct curve *one,
                     const struct spark_layout *at, long y)
{
    const struct curve_point *first = curve_first(one), *last = curve_last(one);
    const struct lettering right = {.size = SMALL, .anchor = ANCHOR_END, .color = DIM};
    long line = y + ROW / 2 + PX(5);
    draw_name(scene, set, one, at->name, line, at->name_room);
    if (first == NULL) {
        scene_text(scene, at->spark, line, word(one->view->words, W_PANEL_EMPTY),
                   (struct lettering){.size = SMALL, .color = DIM});
        return;
    }
    scene_text(scene, at->first, line, with_period(one, first), right);
    curve_spark(scene, one, at->spark, y + PX(7), PX(130), ROW - PX(14), GOOD);
    scene_text(scene, at->last, line, with_period(one, last),
               (struct lettering){.size = TEXT, .bold = true, .anchor = ANCHOR_END});
    scene_text(scene, at->change, line, curve_change(one), right);
}

static void draw_compact_row(struct scene *scene, const struct curve_set *set, const struct curve *one, long y)
{
    const struct curve_point *first = curve_first(one), *last = curve_last(one);
    const struct lettering small = {.size = SMALL, .color = DIM};
    long edge = scene->width - PX(100);
    draw_name(scene, set, one, 0, y + PX(18), edge - PX(8));
    if (first == NULL) {
        scene_text(scene, edge, y + PX(18), word(one->view->words, W_PANEL_EMPTY), small);
        return;
    }
    curve_spark(scene, one, edge, y + PX(8), PX(92), PX(26), GOOD);
    struct str text = with_period(one, last), change = curve_change(one);
    if (change.length)
        text = vocabulary_fill(one->view->words, W_SERIES_CHANGED, "text", text, "change", change, NULL);
    scene_text(scene, 0, y + PX(37), scene_fit(scene->mem, text, edge - PX(8), SMALL, false), small);
}

void draw_sparkline(struct scene *scene, const struct view *view, const struct summary *summary,
                    const struct chart_how *how)
{
    (void)summary;
    struct curve_set set = read(view, &how->wish);
    size_t count = set.count < MOST ? set.count : MOST;
    long left = how->compact ? 0 : how->alone ? PX(24) : PX(4), row = how->compact ? COMPACT_ROW : ROW;
    struct spark_layout at = lay_out(&set, count, left);
    scene->title = how->title;
    scene->width = how->compact ? PX(360) : at.right + left;
    if (count == 0) {
        chart_instead(scene, view, how, word(view->words, W_CHART_EMPTY));
        return;
    }
    long y = chart_top(scene, how, scene->width) + PX(6);
    for (size_t i = 0; i < count; i++, y += row) {
        if (i)
            scene_line(scene, left, y, scene->width - left, y, (struct paint){.stroke = HAIR, .width = PX(1)});
        if (how->compact)
            draw_compact_row(scene, &set, &set.series[i], y);
        else
            draw_row(scene, &set, &set.series[i], &at, y);
    }
    if (count < set.count)
        y = scene_lines(scene, left, y + PX(18), scene->width - 2 * left, PX(18),
                        vocabulary_fill(view->words, W_LINE_CUT, "n",
                                        words_number(view->words, (long long)(set.count - count)), NULL),
                        (struct lettering){.size = SMALL, .color = DIM}) - PX(14);
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_SPARKLINE, "n",
                                          words_number(view->words, (long long)set.count), "text",
                                          found(&set, view->words), NULL));
    scene->height = chart_foot(scene, chart_find(STR("sparkline")), view, how, y, scene->width) + PX(4);
}
