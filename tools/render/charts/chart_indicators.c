/* chart_indicators - one row for each indicator: what was aimed at, what was
 * reached, the trend, and the completion as a bar against schedule and target
 *
 * The bar runs from 0 to AXIS_END of the way to the target.  A thick tick is the
 * row's own time progress, the dashed line the target; a bar that is longer than
 * the axis, or points the other way, ends in an arrow.  Where there is no
 * completion (a level that is kept, a target in words) the row says its state.
 * What is foreseen for the target's period is a hollow dot on the same axis, the ground has the shades of the
 * classes.
 */

#include "charts/chart.h"

#include "base/str.h"
#include "charts/curve.h"
#include "view/figure.h"

const enum field needs_indicators[] = {F_CLASS, F_COMPLETION, F_VALUE, F_TARGET_KIND, FIELD_COUNT};

#define ROW PX(31)
#define BAR_FULL PX(200)      /* length at 100 % */
#define AXIS_END 120          /* percent */
#define TREND PX(84)
#define TEXT PX(14)
#define SMALL PX(12)

struct layout {
    struct scene *scene;
    const struct view *view;
    const struct chart_how *how;
    /* x; of figures their right edge */
    long number, name, attribute, base, actual, marks, target, trend, bar, percent, class, owner;
    long bar_full, bar_end;   /* lengths */
    bool has_attribute, has_marks, has_owner, has_trend;
    long left, name_room, owner_room, right, y;
    struct curve *series;    /* of each row: its trend, and what is foreseen */
};

static struct str cell(const struct layout *at, const struct str *cells, enum field field)
{
    return table_get(at->view->table, cells, field);
}

/* Who answers for the indicator, in words of the labels where they know it. */
static struct str owner_of(const struct layout *at, const struct str *cells)
{
    return view_called(at->view, F_OWNER, cell(at, cells, F_OWNER));
}

/* A figure and, where its period is not the one in the head, that period. */
struct dated {
    struct str before, figure;
};

static struct dated base_of(const struct layout *at, const struct str *cells)
{
    const struct view *view = at->view;
    struct dated base = {.figure = view_figure(view, cells, F_BASE_VALUE)};
    if (base.figure.length)
        base.before = view_odd_period(view, cells, F_BASE_PERIOD, view->usual.base_period);
    return base;
}

static struct dated actual_of(const struct layout *at, const struct str *cells)
{
    const struct view *view = at->view;
    struct dated actual = {.figure = view_judged(view, cells)};
    if (actual.figure.length)
        actual.before = view_odd_period(view, cells, F_PERIOD, view->usual.period);
    return actual;
}

static long dated_width(struct dated dated, bool bold)
{
    return scene_measure(dated.before, SMALL, false) + scene_measure(dated.figure, TEXT, bold);
}

/* Right edge at x, the period in a lower voice in front. */
static void draw_dated(struct scene *scene, long x, long y, struct dated dated, struct lettering type)
{
    scene_text_then(scene, x, y, dated.before, (struct lettering){.size = SMALL, .anchor = ANCHOR_END, .color = DIM},
                    dated.figure, type);
}

static struct str dated_text(const struct layout *at, struct dated dated)
{
    return words_join(at->view->words, dated.before, (struct str){NULL, 0}, dated.figure);
}

static const struct mark *class_of(const struct layout *at, const struct str *cells)
{
    return vocabulary_mark(at->view->words, cell(at, cells, F_CLASS));
}

/* ---- widths ---- */

static void widen(long *width, struct str text, long size, bool bold)
{
    long needed = scene_measure(text, size, bold);
    if (needed > *width)
        *width = needed;
}

struct widths {
    long name, attribute, base, actual, marks, target, class, owner;
};

static void measure_heads(const struct layout *at, struct widths *w)
{
    const struct view *view = at->view;
    widen(&w->base, view_head(view, W_H_BASE, view->usual.base_period), SMALL, true);
    widen(&w->actual, view_head(view, W_H_ACTUAL, view->usual.period), SMALL, true);
    widen(&w->target, view_head(view, W_H_TARGET, view->usual.target_period), SMALL, true);
    widen(&w->name, word(view->words, W_H_INDICATOR_UNIT), SMALL, true);
    w->class = scene_measure(field_head(F_CLASS), SMALL, true) - PX(18); /* it begins over the mark */
}

static void measure_row(const struct layout *at, struct widths *w, const struct str *cells)
{
    const struct view *view = at->view;
    struct str unit = view_unit(view, cells);
    long name = scene_measure(view_name(view, cells), TEXT, view_binding(view, cells)) +
                (unit.length ? PX(14) + scene_measure(unit, SMALL, false) : 0);
    if (name > w->name)
        w->name = name;
    widen(&w->attribute, word_for(view->words, cell(at, cells, F_ATTRIBUTE)), SMALL, true);
    long base = dated_width(base_of(at, cells), false), actual = dated_width(actual_of(at, cells), true);
    w->base = base > w->base ? base : w->base;
    w->actual = actual > w->actual ? actual : w->actual;
    widen(&w->marks, view_marks(view, cells), PX(10), false);
    widen(&w->target, view_target(view, cells), TEXT, false);
    widen(&w->owner, owner_of(at, cells), SMALL, false);
    const struct mark *mark = class_of(at, cells);
    if (mark)
        widen(&w->class, mark->text, TEXT, true);
}

static long capped(long width, long most)
{
    return width < most ? width : most;
}

static void lay_out(struct layout *at)
{
    const struct table *table = at->view->table;
    struct widths w = {0};
    long number = PX(16), percent = PX(48);
    measure_heads(at, &w);
    widen(&number, word(at->view->words, W_H_NO), SMALL, true);
    widen(&percent, word(at->view->words, W_H_COMPLETION), SMALL, true);
    widen(&number, words_number(at->view->words, (long long)at->how->all), SMALL, false);
    for (size_t i = 0; i < at->how->all; i++) {
        measure_row(at, &w, table_row(table, i));
        at->has_trend |= at->series[i].readings > 0;
    }
    at->has_attribute = w.attribute > 0;
    at->has_marks = w.marks > 0;
    at->has_owner = w.owner > 0;
    at->name_room = capped(w.name, PX(330));
    if (at->has_owner)
        widen(&w.owner, field_head(F_OWNER), SMALL, true);
    at->owner_room = capped(w.owner, PX(150));
    w.target = capped(w.target, PX(190));
    at->left = at->how->alone ? PX(24) : PX(4);
    at->number = at->left + number;
    at->name = at->number + PX(14);
    at->attribute = at->name + at->name_room + PX(16);
    at->base = at->attribute + (at->has_attribute ? w.attribute + PX(16) : 0) + w.base;
    at->actual = at->base + PX(20) + w.actual;
    at->marks = at->actual + PX(4);
    at->target = at->actual + (at->has_marks ? w.marks + PX(4) : 0) + PX(20) + w.target;
    at->trend = at->target + PX(24);
    at->bar_full = BAR_FULL;
    at->bar_end = BAR_FULL * AXIS_END / 100;
    at->bar = at->trend + (at->has_trend ? TREND + PX(34) : PX(8));
    at->percent = at->bar + at->bar_end + PX(18) + percent;
    at->class = at->percent + PX(26);
    at->owner = at->class + PX(18) + w.class + PX(24);
    at->right = at->has_owner ? at->owner + at->owner_room : at->class + PX(18) + w.class;
}

/* ---- the bar ---- */

static void arrow(struct scene *scene, long x, long y, int sign, struct str color)
{
    const struct spot spot[] = {{x, y - 550}, {x + sign * 700, y}, {x, y + 550}};
    scene_path(scene, spot, 3, true, (struct paint){.fill = color});
}

/* What a row without completion says in the place of its bar. */
static struct str state_of(const struct layout *at, const struct str *cells)
{
    struct str held = view_held(at->view, cells);
    enum aim aim = view_aim(at->view, cells);
    if (held.length && aim == AIM_KEEP)
        return vocabulary_fill(at->view->words, W_STATE, "what", word(at->view->words, W_KEPT), "how", held, NULL);
    if (held.length)
        return held;
    struct str text = view_sentence(at->view, cell(at, cells, F_REASON));
    if (text.length == 0 && aim == AIM_WORDS)
        text = cell(at, cells, F_TARGET_TEXT);
    return text;
}

/* Where a class begins on the bar: its threshold of pace times the time that has passed. */
static bool class_begins(const struct layout *at, const struct str *cells, struct str class, long *where)
{
    struct str rest = cell(at, cells, F_THRESHOLDS), piece;
    struct num pace, time;
    while (str_cut(&rest, ';', &piece)) {
        ptrdiff_t sign = str_find(piece, STR(">="));
        if (sign < 0 || !str_eq(str_part(piece, 0, (size_t)sign), class) ||
            num_parse(str_part(piece, (size_t)sign + 2, SIZE_MAX), &pace) != NUM_OK ||
            num_parse(cell(at, cells, F_TIME_PROGRESS), &time) != NUM_OK || !num_multiply(pace, time, &pace))
            continue;
        *where = figure_between(pace, num_of(0), num_of(1), at->bar_full);
        *where = *where < 0 ? 0 : *where > at->bar_end ? at->bar_end : *where;
        return true;
    }
    return false;
}

/* The ground of the bar, where the user wishes in the shades of the classes: behind, on schedule, ahead. */
static void draw_ground(const struct layout *at, const struct str *cells, long x, long y)
{
    long on_track, ahead;
    scene_rect(at->scene, x, y - PX(9), at->bar_end, PX(18), (struct paint){.fill = TRACK});
    if (str_eq(at->how->wish.bands, STR("off")) || !class_begins(at, cells, STR("on_track"), &on_track) ||
        !class_begins(at, cells, STR("ahead"), &ahead) || ahead < on_track)
        return;
    if (on_track)
        scene_rect(at->scene, x, y - PX(9), on_track, PX(18), (struct paint){.fill = BAND});
    if (ahead > on_track)
        scene_rect(at->scene, x + on_track, y - PX(9), ahead - on_track, PX(18), (struct paint){.fill = SHADE});
}

/* What is foreseen for the target's period: a hollow dot on its interval; an open arrow where it lies beyond the
 * axis.  Only where the way from the base to a level is the axis. */
static void draw_foreseen(const struct layout *at, const struct str *cells, const struct curve *series, long x, long y)
{
    const struct paint paint = {.stroke = INK, .width = 120};
    const struct curve_point *point = NULL;
    struct num base, target;
    for (size_t i = 0; i < series->aheads; i++)
        if (str_eq(series->ahead[i].period, cell(at, cells, F_TARGET_PERIOD)))
            point = &series->ahead[i];
    if (point == NULL || view_aim(at->view, cells) != AIM_LEVEL ||
        num_parse(cell(at, cells, F_BASE_VALUE), &base) != NUM_OK ||
        num_parse(cell(at, cells, F_TARGET_VALUE), &target) != NUM_OK || num_compare(base, target) == 0)
        return;
    long where = figure_between(point->value, base, target, at->bar_full);
    if (point->ranged) {
        long a = figure_between(point->low, base, target, at->bar_full),
             b = figure_between(point->high, base, target, at->bar_full), low = a < b ? a : b, high = a < b ? b : a;
        low = low < 0 ? 0 : low;
        high = high > at->bar_end ? at->bar_end : high;
        if (low < high)
            scene_line(at->scene, x + low, y, x + high, y, paint);
    }
    if (where >= 0 && where <= at->bar_end) {
        scene_dot(at->scene, x + where, y, 400, (struct paint){.fill = PAPER, .stroke = INK, .width = 120});
        return;
    }
    long edge = x + (where < 0 ? PX(1) : at->bar_end - PX(1)), back = where < 0 ? PX(6) : -PX(6);
    const struct spot spot[] = {{edge + back, y - PX(5)}, {edge, y}, {edge + back, y + PX(5)}};
    scene_path(at->scene, spot, 3, false, paint);
}

static void draw_bar(const struct layout *at, const struct str *cells, size_t i, long x, long y,
                     const struct mark *mark)
{
    struct scene *scene = at->scene;
    struct str color = mark ? mark->color : DIM;
    long length, tick;
    if (!figure_ratio(cell(at, cells, F_COMPLETION), at->bar_full, &length)) {
        struct str state = state_of(at, cells);
        scene_text(scene, x, y + PX(4), scene_fit(scene->mem, state, at->bar_end, SMALL, false),
                   (struct lettering){.size = SMALL, .color = DIM});
        return;
    }
    draw_ground(at, cells, x, y);
    if (length > at->bar_end) {
        scene_rect(scene, x, y - PX(4), at->bar_end - PX(4), PX(8), (struct paint){.fill = color});
        arrow(scene, x + at->bar_end - PX(4), y, 1, color);
    } else if (length > 0)
        scene_rect(scene, x, y - PX(4), length, PX(8), (struct paint){.fill = color});
    else if (length < 0)
        arrow(scene, x - PX(1), y, -1, color);
    scene_line(scene, x, y - PX(9), x, y + PX(9), (struct paint){.stroke = EDGE, .width = PX(1)});
    if (figure_ratio(cell(at, cells, F_TIME_PROGRESS), at->bar_full, &tick) && tick >= 0) {
        tick = tick > at->bar_end ? at->bar_end : tick;
        scene_rect(scene, x + tick - 130, y - PX(10), 260, PX(20), (struct paint){.fill = INK});
    }
    scene_line(scene, x + at->bar_full, y - PX(11), x + at->bar_full, y + PX(11),
               (struct paint){.stroke = INK, .width = 120, .dash = 250});
    draw_foreseen(at, cells, &at->series[i], x, y);
}

static struct str percent_of(const struct layout *at, const struct str *cells)
{
    struct str percent = figure_percent(at->view->mem, cell(at, cells, F_COMPLETION));
    return scene_fit(at->scene->mem, percent, PX(62), TEXT, true);
}

/* ---- the trend ---- */

static void draw_trend(const struct layout *at, const struct curve *series, long x, long y, struct str color)
{
    curve_spark(at->scene, series, x, y - PX(8), TREND, PX(16), color);
}

/* ---- a row and its head, wide ---- */

static void draw_name(const struct layout *at, const struct str *cells, long x, long y, long room)
{
    struct str unit = view_unit(at->view, cells);
    bool bold = view_binding(at->view, cells);
    struct str paren = unit.length ? vocabulary_fill(at->view->words, W_PAREN, "text", unit, NULL) : unit;
    long unit_room = paren.length ? scene_measure(paren, SMALL, false) + PX(2) : 0;
    struct str name = view_name(at->view, cells), brief_name = cell(at, cells, F_SHORT_NAME);
    if (scene_measure(name, TEXT, bold) > room - unit_room && brief_name.length && at->view->words->chinese)
        name = brief_name;
    if (scene_measure(name, TEXT, bold) > room - unit_room) {
        paren.length = 0; /* the name before its unit, which the table has too */
        unit_room = 0;
    }
    name = scene_fit(at->scene->mem, name, room - unit_room, TEXT, bold);
    scene_text_then(at->scene, x, y, name, (struct lettering){.bold = bold}, paren,
                    (struct lettering){.size = SMALL, .color = DIM});
}

static void draw_row(const struct layout *at, const struct str *cells, size_t i, long y)
{
    struct scene *scene = at->scene;
    const struct view *view = at->view;
    const struct mark *mark = class_of(at, cells);
    struct str color = mark ? mark->color : DIM;
    long middle = y + ROW / 2, line = middle + PX(5);
    if (i % 2)
        scene_rect(scene, at->left - PX(4), y, at->right - at->left + PX(8), ROW, (struct paint){.fill = STRIPE});
    const struct lettering right = {.anchor = ANCHOR_END}, small = {.size = SMALL, .color = DIM};
    scene_text(scene, at->number, line, words_number(view->words, (long long)i + 1),
               (struct lettering){.size = SMALL, .anchor = ANCHOR_END, .color = DIM});
    draw_name(at, cells, at->name, line, at->name_room);
    if (at->has_attribute)
        scene_text(scene, at->attribute, line, word_for(view->words, cell(at, cells, F_ATTRIBUTE)),
                   view_binding(view, cells) ? (struct lettering){.size = SMALL, .bold = true} : small);
    draw_dated(scene, at->base, line, base_of(at, cells), (struct lettering){.size = TEXT, .color = DIM});
    draw_dated(scene, at->actual, line, actual_of(at, cells),
               (struct lettering){.size = TEXT, .bold = true, .color = INK});
    scene_text(scene, at->marks, line - PX(4), view_marks(view, cells),
               (struct lettering){.size = PX(10), .color = DIM});
    scene_text(scene, at->target, line, scene_fit(scene->mem, view_target(view, cells), PX(190), TEXT, false), right);
    draw_trend(at, &at->series[i], at->trend, middle, color);
    draw_bar(at, cells, i, at->bar, middle, mark);
    scene_text(scene, at->percent, line, percent_of(at, cells),
               (struct lettering){.bold = true, .anchor = ANCHOR_END, .color = color});
    if (mark) {
        chart_mark(scene, at->class, middle, mark);
        scene_text(scene, at->class + PX(13), line, mark->text, (struct lettering){.bold = true, .color = color});
    }
    if (at->has_owner)
        scene_text(scene, at->owner, line, scene_fit(scene->mem, owner_of(at, cells), at->owner_room, SMALL, false),
                   small);
}

/* "0", the schedule where most rows have it, and the target above the bars. */
static void draw_axis(const struct layout *at, long x, long y)
{
    const struct view *view = at->view;
    const struct lettering small = {.size = PX(11), .anchor = ANCHOR_MIDDLE, .color = DIM};
    struct str goal = word(view->words, W_H_GOAL);
    long tick;
    scene_text(at->scene, x, y, STR("0"), small);
    scene_text(at->scene, x + at->bar_full, y, goal, small);
    if (!figure_ratio(view->usual.time_progress, at->bar_full, &tick) || tick < 0)
        return;
    struct str text = vocabulary_fill(view->words, W_H_SCHEDULE, "percent",
                                 figure_percent_brief(view->mem, view->usual.time_progress), NULL);
    long room = scene_measure(text, PX(11), true) / 2 + PX(6);
    long last = at->bar_full - scene_measure(goal, PX(11), false) / 2 - room;
    scene_text(at->scene, x + (tick > last ? last : tick < room ? room : tick), y, text,
               (struct lettering){.size = PX(11), .bold = true, .anchor = ANCHOR_MIDDLE});
}

static void draw_head(const struct layout *at, long y)
{
    struct scene *scene = at->scene;
    const struct vocabulary *words = at->view->words;
    const struct usual *usual = &at->view->usual;
    const struct lettering left = {.size = SMALL, .bold = true},
                           right = {.size = SMALL, .bold = true, .anchor = ANCHOR_END};
    scene_text(scene, at->number, y, word(words, W_H_NO), right);
    scene_text(scene, at->name, y, word(words, W_H_INDICATOR_UNIT), left);
    if (at->has_attribute)
        scene_text(scene, at->attribute, y, field_head(F_ATTRIBUTE), left);
    scene_text(scene, at->base, y, view_head(at->view, W_H_BASE, usual->base_period), right);
    scene_text(scene, at->actual, y, view_head(at->view, W_H_ACTUAL, usual->period), right);
    scene_text(scene, at->target, y, view_head(at->view, W_H_TARGET, usual->target_period), right);
    if (at->has_trend)
        scene_text(scene, at->trend, y, word(words, W_H_TREND), left);
    draw_axis(at, at->bar, y);
    scene_text(scene, at->percent, y, word(at->view->words, W_H_COMPLETION), right);
    scene_text(scene, at->class - PX(6), y, field_head(F_CLASS), left);
    if (at->has_owner)
        scene_text(scene, at->owner, y, field_head(F_OWNER), left);
    scene_line(scene, at->left - PX(4), y + PX(10), at->right + PX(4), y + PX(10),
               (struct paint){.stroke = INK, .width = 150});
}

static void draw_wide(struct layout *at)
{
    const struct table *table = at->view->table;
    const struct chart_how *how = at->how;
    struct scene *scene = at->scene;
    lay_out(at);
    scene->width = at->right + at->left;
    long top = chart_top(scene, how, scene->width);
    if (!how->bare)
        draw_head(at, top + PX(22));
    at->y = how->bare ? 0 : top + PX(32);
    scene->height = at->y;
    if (how->head)
        return;
    for (size_t i = how->from; i < how->to; i++)
        draw_row(at, table_row(table, i), i, at->y + ROW * (long)(i - how->from));
    long end = at->y + ROW * (long)(how->to - how->from);
    scene->height = end;
    if (how->to < how->all)
        return;
    scene_line(scene, at->left - PX(4), end, at->right + PX(4), end, (struct paint){.stroke = RULE, .width = PX(1)});
    scene->height = end + PX(6);
    if (!how->alone)
        return;
    const struct lettering type = {.size = SMALL, .color = DIM};
    end = scene_lines(scene, at->left, end + PX(22), at->right - at->left, PX(18),
                      word(at->view->words, W_READ_INDICATORS), type);
    end = scene_lines(scene, at->left, end, at->right - at->left, PX(18), word(at->view->words, W_READ_ORDER), type);
    scene->height = end + PX(4);
}

/* ---- compact ---- */

#define COMPACT_ROW PX(71)

static struct str brief(const struct layout *at, struct str path, enum word id, struct str figure)
{
    if (figure.length == 0)
        return path;
    return words_join(at->view->words, path, STR(" · "), vocabulary_fill(at->view->words, id, "n", figure, NULL));
}

/* From where to where: base 1.80 · actual 2.57 · target 4.50. */
static struct str path_of(const struct layout *at, const struct str *cells)
{
    struct str path = brief(at, (struct str){NULL, 0}, W_BRIEF_BASE, dated_text(at, base_of(at, cells)));
    path = brief(at, path, W_BRIEF_ACTUAL, dated_text(at, actual_of(at, cells)));
    return brief(at, path, W_BRIEF_TARGET, view_target(at->view, cells));
}

static void draw_compact_row(const struct layout *at, const struct str *cells, size_t i)
{
    struct scene *scene = at->scene;
    const struct mark *mark = class_of(at, cells);
    struct str color = mark ? mark->color : DIM;
    long y = at->y + COMPACT_ROW * (long)i;
    if (i)
        scene_line(scene, 0, y, scene->width, y, (struct paint){.stroke = HAIR, .width = PX(1)});
    long class_room = mark ? scene_measure(mark->text, PX(13), true) + PX(18) : 0;
    draw_name(at, cells, 0, y + PX(20), scene->width - class_room - PX(10));
    if (mark) {
        chart_mark(scene, scene->width - class_room + PX(6), y + PX(15), mark);
        scene_text(scene, scene->width, y + PX(20), mark->text,
                   (struct lettering){.size = PX(13), .bold = true, .anchor = ANCHOR_END, .color = color});
    }
    draw_bar(at, cells, i + at->how->from, at->bar, y + PX(38), mark);
    scene_text(scene, scene->width, y + PX(43), percent_of(at, cells),
               (struct lettering){.bold = true, .anchor = ANCHOR_END, .color = color});
    scene_text(scene, 0, y + PX(62), scene_fit(scene->mem, path_of(at, cells), scene->width, SMALL, false),
               (struct lettering){.size = SMALL, .color = DIM});
}

static void draw_compact(struct layout *at)
{
    const struct table *table = at->view->table;
    struct scene *scene = at->scene;
    scene->width = PX(360);
    at->bar = PX(8);
    at->bar_full = PX(228);
    at->bar_end = PX(228) * AXIS_END / 100;
    at->y = at->how->bare ? 0 : PX(18);
    scene->height = at->y + PX(1);
    if (!at->how->bare) {
        draw_axis(at, at->bar, PX(12));
        scene_line(scene, 0, PX(18), scene->width, PX(18), (struct paint){.stroke = INK, .width = 150});
    }
    if (at->how->head)
        return;
    for (size_t i = at->how->from; i < at->how->to; i++)
        draw_compact_row(at, table_row(table, i), i - at->how->from);
    scene->height = at->y + COMPACT_ROW * (long)(at->how->to - at->how->from) + PX(4);
}

/* ---- description ---- */

/* What a person who does not see the picture is told: how many rows, the classes
 * and the range of completion. */
static struct str describe(const struct view *view, const struct summary *summary)
{
    const struct table *table = view->table;
    struct num low = {0}, high = {0}, value;
    bool known = false;
    for (size_t i = 0; i < table->rows; i++) {
        if (num_parse(table_get(table, table_row(table, i), F_COMPLETION), &value) != NUM_OK)
            continue;
        low = !known || num_compare(value, low) < 0 ? value : low;
        high = !known || num_compare(value, high) > 0 ? value : high;
        known = true;
    }
    return vocabulary_fill(view->words, known ? W_DESC_INDICATORS : W_DESC_INDICATORS_BARE, "n",
                      words_number(view->words, (long long)table->rows), "list",
                      summary_list(view, summary->tally, summary->tallies), "low",
                      figure_percent(view->mem, num_text(view->mem, low)), "high",
                      figure_percent(view->mem, num_text(view->mem, high)), NULL);
}

void draw_indicators(struct scene *scene, const struct view *view, const struct summary *summary,
                     const struct chart_how *how)
{
    const struct curve_from from = {.view = view, .forecast = chart_more(&how->wish, "forecast")};
    const struct view *observations = chart_more(&how->wish, "observations");
    size_t rows = how->all && how->all < view->table->rows ? how->all : view->table->rows; /* that are drawn at all */
    struct layout at = {.scene = scene, .view = view, .how = how,
                        .series = mem_array(scene->mem, rows, sizeof *at.series)};
    for (size_t i = 0; i < rows; i++)
        at.series[i] = curve_of_row(&from, observations, table_row(view->table, i));
    scene->title = how->title;
    if (!how->bare && !how->head)
        chart_describe(scene, describe(view, summary));
    if (how->compact)
        draw_compact(&at);
    else
        draw_wide(&at);
}

struct str find_indicators(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)view;
    (void)wish;
    return summary->finding;
}
