/* chart_intervals - how sure each figure is: its interval, and the wider one around it
 *
 * Where ranks lie when an index is made in other ways (score --robustness), what is forecast, what a
 * survey estimates, what is foreseen for a target.  A thick bar is the interval, a thin line the wider
 * one where there is one, a dot the figure.  Figures of one unit stand on one scale; of several units
 * each row has its own, and the ends are printed.
 */

#include "charts/axis.h"
#include "charts/chart.h"

#include "base/str.h"
#include "compared/cross.h"
#include "view/figure.h"

const enum field needs_intervals[] = {F_RANK_LOW, F_RANK_HIGH, CHART_OR, F_LOW80, F_HIGH80, CHART_OR, F_LOW, F_HIGH,
                                      CHART_OR, F_OUTLOOK_LOW, F_OUTLOOK_HIGH, FIELD_COUNT};

enum { ROWS_MOST = 100 };

/* The columns of a kind of interval; the first kind whose columns are there is drawn. */
static const struct interval_kind {
    enum field low, high, lower, higher, middle;
} interval_kinds[] = {
    {F_RANK_LOW, F_RANK_HIGH, F_RANK_BEST, F_RANK_WORST, F_RANK},
    {F_LOW80, F_HIGH80, F_LOW95, F_HIGH95, F_VALUE},
    {F_LOW, F_HIGH, FIELD_COUNT, FIELD_COUNT, F_ESTIMATE},
    {F_OUTLOOK_LOW, F_OUTLOOK_HIGH, FIELD_COUNT, FIELD_COUNT, F_OUTLOOK_VALUE},
};

struct interval {
    const struct str *cells;
    struct str name;
    struct num low, high, lower, higher, middle;
    bool wider, has_middle, own;
};

struct spans {
    struct scene *scene;
    const struct view *view;
    const struct interval_kind *kind;
    struct interval *span;
    size_t count, all;
    bool ranks, own_scales;
    struct axis axis;
};

/* ---- from the rows ---- */

static bool read(const struct view *view, const struct str *cells, enum field field, struct num *value)
{
    return field < FIELD_COUNT && num_parse(table_get(view->table, cells, field), value) == NUM_OK;
}

static const struct interval_kind *kind_of(const struct view *view)
{
    for (size_t i = 0; i < sizeof interval_kinds / sizeof *interval_kinds; i++)
        if (table_has(view->table, interval_kinds[i].low) && table_has(view->table, interval_kinds[i].high))
            return &interval_kinds[i];
    return NULL;
}

static bool take(const struct spans *spans, const struct str *cells, struct interval *span)
{
    const struct interval_kind *kind = spans->kind;
    const struct view *view = spans->view;
    if (!read(view, cells, kind->low, &span->low) || !read(view, cells, kind->high, &span->high))
        return false;
    if (num_compare(span->low, span->high) > 0) {
        struct num low = span->high;
        span->high = span->low;
        span->low = low;
    }
    span->has_middle = read(view, cells, kind->middle, &span->middle);
    span->wider = read(view, cells, kind->lower, &span->lower) && read(view, cells, kind->higher, &span->higher) &&
                  num_compare(span->lower, span->low) <= 0 && num_compare(span->higher, span->high) >= 0;
    return true;
}

/* Ranks by rank, and of equal ones by where they may be; all else as it came. */
static void sort_ranks(struct spans *spans)
{
    for (size_t i = 1; i < spans->count; i++) {
        struct interval span = spans->span[i];
        size_t at = i;
        for (; at > 0 && span.has_middle; at--) {
            const struct interval *before = &spans->span[at - 1];
            int order = before->has_middle ? num_compare(before->middle, span.middle) : 1;
            if (order < 0 || (order == 0 && num_compare(before->high, span.high) <= 0))
                break;
            spans->span[at] = *before;
        }
        spans->span[at] = span;
    }
}

static struct spans spans_of(const struct view *view, const struct chart_wish *wish)
{
    struct spans spans = {.view = view, .kind = kind_of(view)};
    const struct row_label label = row_label_of(view, wish);
    struct str unit = {NULL, 0};
    spans.span = mem_array(view->mem, ROWS_MOST, sizeof *spans.span);
    for (size_t i = 0; spans.kind && i < view->table->rows; i++) {
        const struct str *cells = table_row_in(view->mem, view->table, i);
        struct interval span = {.cells = cells};
        if (!take(&spans, cells, &span) || spans.all++ >= ROWS_MOST)
            continue;
        struct str own_unit = table_get(view->table, cells, F_UNIT);
        spans.own_scales = spans.own_scales || (spans.count && !str_eq(unit, own_unit));
        unit = own_unit;
        span.name = row_label(view, &label, cells);
        span.own = chart_is_own(view, cells, wish);
        spans.span[spans.count++] = span;
    }
    spans.ranks = spans.kind == &interval_kinds[0];
    if (spans.ranks) {
        spans.own_scales = false;
        sort_ranks(&spans);
    }
    return spans;
}

/* ---- what is found ---- */

static bool is_share(const struct spans *spans, const struct interval *span)
{
    struct str statistic = table_get(spans->view->table, span->cells, F_STATISTIC);
    return str_eq(statistic, STR("share")) || str_starts(statistic, STR("top")) || str_starts(statistic, STR("bottom"));
}

static struct str print(const struct spans *spans, const struct interval *span, enum field field)
{
    struct str text = table_get(spans->view->table, span->cells, field);
    return is_share(spans, span) ? figure_percent(spans->view->mem, text) : view_figure(spans->view, span->cells,
                                                                                        field);
}

static struct str between(const struct spans *spans, const struct interval *span)
{
    return vocabulary_fill(spans->view->words, W_SPAN, "low", print(spans, span, spans->kind->low), "high",
                           print(spans, span, spans->kind->high), NULL);
}

static struct str said_of(const struct spans *spans, const struct interval *span, enum word id)
{
    return vocabulary_fill(spans->view->words, id, "name", scene_fit(spans->view->mem, span->name, PX(220), PX(12),
                                                                     false),
                           "text", between(spans, span), "n", print(spans, span, spans->kind->middle), NULL);
}

/* The own one, else the surest and the least sure of those on one scale. */
static struct str found(const struct spans *spans)
{
    const struct vocabulary *words = spans->view->words;
    const struct interval *least = NULL, *most = NULL;
    struct num narrow = {0}, wide = {0}, width;
    for (size_t i = 0; i < spans->count; i++) {
        const struct interval *span = &spans->span[i];
        if (span->own && span->has_middle)
            return said_of(spans, span, spans->ranks ? W_INTERVAL_RANK : W_INTERVAL_OWN);
        if (!num_subtract(span->high, span->low, &width))
            continue;
        if (!least || num_compare(width, narrow) < 0) {
            least = span;
            narrow = width;
        }
        if (!most || num_compare(width, wide) > 0) {
            most = span;
            wide = width;
        }
    }
    if (!least || spans->own_scales || num_compare(narrow, wide) == 0)
        return (struct str){NULL, 0};
    return words_join(words, said_of(spans, least, W_INTERVAL_SUREST), word(words, W_CLAUSE_JOIN),
                      said_of(spans, most, W_INTERVAL_LEAST));
}

/* ---- the picture ---- */

#define ROW PX(28)
#define COMPACT_ROW PX(44)
#define TEXT PX(13)
#define SMALL PX(12)

static bool scale_over(const struct spans *spans, const struct interval *span, size_t spans_count, size_t ticks,
                       struct axis *axis)
{
    struct num low = {0}, high = {0};
    bool known = false;
    for (size_t i = 0; i < spans_count; i++) {
        axis_reach(&low, &high, &known, span[i].low);
        axis_reach(&low, &high, &known, span[i].high);
        if (span[i].has_middle)
            axis_reach(&low, &high, &known, span[i].middle);
        if (span[i].wider) {
            axis_reach(&low, &high, &known, span[i].lower);
            axis_reach(&low, &high, &known, span[i].higher);
        }
    }
    if (!known || !spans->ranks)
        return known && axis_over(axis, low, high, ticks);
    /* Ranks are whole and begin at 1. */
    axis_reach(&low, &high, &known, num_of(1));
    high = num_round(high, 0, NUM_HALF_UP);
    *axis = (struct axis){.low = num_of(1), .high = high, .step = num_of(1)};
    axis->ticks = num_compare(high, num_of(10 * ROWS_MOST)) < 0 ? (size_t)high.mantissa : 2;
    return num_sign(num_round(low, 0, NUM_HALF_UP)) > 0 && (axis->ticks > 1 || axis_over(axis, low, high, ticks));
}

static void draw_span(const struct spans *spans, const struct interval *span, const struct axis *shared, long y)
{
    struct scene *scene = spans->scene;
    struct axis axis = *shared;
    struct str color = span->own ? vocabulary_mark(spans->view->words, STR("achieved"))->color : EDGE;
    if (spans->own_scales) {
        if (!scale_over(spans, span, 1, 2, &axis))
            return;
        axis.from = shared->from;
        axis.length = shared->length;
        scene_line(scene, axis.from, y, axis.from + axis.length, y, (struct paint){.stroke = HAIR, .width = PX(1)});
    }
    long low = axis_at(&axis, span->low), high = axis_at(&axis, span->high);
    if (span->wider) {
        long lower = axis_at(&axis, span->lower), higher = axis_at(&axis, span->higher);
        const struct paint thin = {.stroke = color, .width = 120};
        scene_line(scene, lower, y, higher, y, thin);
        scene_line(scene, lower, y - PX(4), lower, y + PX(4), thin);
        scene_line(scene, higher, y - PX(4), higher, y + PX(4), thin);
    }
    scene_rect(scene, low, y - PX(4), high > low ? high - low : PX(1), PX(8),
               (struct paint){.fill = span->own ? color : BAND});
    if (span->has_middle)
        scene_dot(scene, axis_at(&axis, span->middle), y, PX(5),
                  (struct paint){.fill = span->own ? color : INK, .stroke = PAPER, .width = 120});
}

/* As many ticks over the rows as have room. */
static void draw_axis(const struct spans *spans, long y, long bottom)
{
    const struct axis *axis = &spans->axis;
    long taken = 0;
    for (size_t i = 0; i < axis->ticks && !spans->own_scales; i++) {
        long x = axis_at(axis, axis_tick(axis, i));
        struct str text = axis_text(axis, spans->view, i);
        if (spans->count && is_share(spans, &spans->span[0]))
            text = figure_percent_brief(spans->view->mem, num_text(spans->view->mem, axis_tick(axis, i)));
        long wide = scene_measure(text, SMALL, false);
        if (x - wide / 2 < taken || x + wide / 2 > spans->scene->width)
            continue;
        scene_line(spans->scene, x, y + PX(6), x, bottom, (struct paint){.stroke = HAIR, .width = PX(1)});
        scene_text(spans->scene, x, y, text, (struct lettering){.size = SMALL, .anchor = ANCHOR_MIDDLE, .color = DIM});
        taken = x + wide / 2 + PX(6);
    }
}

static struct str figure_of(const struct spans *spans, const struct interval *span)
{
    struct str middle = span->has_middle ? print(spans, span, spans->kind->middle) : (struct str){NULL, 0};
    struct str unit = is_share(spans, span) || spans->ranks ? (struct str){NULL, 0} : view_unit(spans->view,
                                                                                                span->cells);
    struct str text = vocabulary_fill(spans->view->words, W_PAREN, "text", between(spans, span), NULL);
    text = words_join(spans->view->words, middle, (struct str){NULL, 0}, text);
    return unit.length ? mem_join(spans->view->mem, text, STR(" "), unit) : text;
}

static void draw_wide(struct spans *spans, const struct chart_how *how)
{
    struct scene *scene = spans->scene;
    long left = how->alone ? PX(24) : PX(4), name = PX(60), figure = PX(40);
    for (size_t i = 0; i < spans->count; i++) {
        long wide = scene_measure(spans->span[i].name, TEXT, spans->span[i].own),
             text = scene_measure(figure_of(spans, &spans->span[i]), TEXT, spans->span[i].own);
        name = wide > name ? wide : name;
        figure = text > figure ? text : figure;
    }
    name = name > PX(240) ? PX(240) : name;
    figure = figure > PX(240) ? PX(240) : figure;
    spans->axis.from = left + name + PX(24);
    spans->axis.length = PX(400);
    scene->width = spans->axis.from + spans->axis.length + PX(24) + figure + left;
    long y = chart_top(scene, how, scene->width) + PX(24), top = y + PX(24);
    draw_axis(spans, y, top + ROW * (long)spans->count - PX(10));
    for (size_t i = 0; i < spans->count; i++) {
        const struct interval *span = &spans->span[i];
        long at = top + ROW * (long)i;
        const struct lettering type = {.size = TEXT, .bold = span->own};
        scene_text(scene, left, at + PX(5), scene_fit(scene->mem, span->name, name, TEXT, span->own), type);
        draw_span(spans, span, &spans->axis, at);
        scene_text(scene, spans->axis.from + spans->axis.length + PX(24), at + PX(5),
                   scene_fit(scene->mem, figure_of(spans, span), figure, TEXT, span->own), type);
    }
    y = top + ROW * (long)spans->count - PX(8);
    scene->height = chart_foot(scene, chart_find(STR("intervals")), spans->view, how, y, scene->width) + PX(6);
}

static void draw_compact(struct spans *spans)
{
    struct scene *scene = spans->scene;
    scene->width = PX(360);
    spans->axis.from = PX(8);
    spans->axis.length = PX(344);
    draw_axis(spans, PX(14), PX(24) + COMPACT_ROW * (long)spans->count);
    for (size_t i = 0; i < spans->count; i++) {
        const struct interval *span = &spans->span[i];
        long at = PX(40) + COMPACT_ROW * (long)i;
        struct str figure = scene_fit(scene->mem, figure_of(spans, span), PX(190), TEXT, span->own);
        long room = scene->width - scene_measure(figure, TEXT, span->own) - PX(10);
        scene_text(scene, 0, at, scene_fit(scene->mem, span->name, room, TEXT, span->own),
                   (struct lettering){.size = TEXT, .bold = span->own});
        scene_text(scene, scene->width, at, figure,
                   (struct lettering){.size = TEXT, .bold = span->own, .anchor = ANCHOR_END});
        draw_span(spans, span, &spans->axis, at + PX(15));
    }
    scene->height = PX(32) + COMPACT_ROW * (long)spans->count;
}

void draw_intervals(struct scene *scene, const struct view *view, const struct summary *summary,
                    const struct chart_how *how)
{
    struct spans spans = spans_of(view, &how->wish);
    const struct vocabulary *words = view->words;
    (void)summary;
    spans.scene = scene;
    scene->title = how->title;
    if (spans.all > ROWS_MOST) {
        chart_instead(scene, view, how, vocabulary_fill(words, W_TOO_MANY_ROWS, "n", words_number(words, ROWS_MOST),
                                                        "m",
                                                        words_number(words, (long long)spans.all), NULL));
        return;
    }
    if (spans.count == 0 || (!spans.own_scales && !scale_over(&spans, spans.span, spans.count, 8, &spans.axis))) {
        chart_instead(scene, view, how, word(words, W_NOTHING_TO_DRAW));
        return;
    }
    chart_describe(scene, vocabulary_fill(words, W_DESC_INTERVALS, "n", words_number(words, (long long)spans.count),
                                          "text",
                                          found(&spans), NULL));
    if (how->compact)
        draw_compact(&spans);
    else
        draw_wide(&spans, how);
}

struct str find_intervals(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct spans spans = spans_of(view, wish);
    (void)summary;
    return spans.all > ROWS_MOST ? (struct str){NULL, 0} : found(&spans);
}
