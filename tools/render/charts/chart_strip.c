/* chart_strip - one row for each indicator: the own place among the peers
 *
 * Each row has its own scale and right is always better: the worst and the best
 * peer are its ends, unless the own value lies beyond them.  Drawn in this
 * order: track, quartiles, the dashed way to the best, peers, median, own value;
 * so the own dot is never hidden.
 */

#include "charts/chart.h"

#include "base/str.h"
#include "view/figure.h"

const enum field needs_strip[] = {F_VALUE, F_RANK, F_OF, F_BEST, F_WORST, F_MEDIAN, F_GAP_MEDIAN, F_PEERS, FIELD_COUNT};

#define ROW PX(62)
#define AXIS PX(570)
#define TEXT PX(15)
#define SMALL PX(12)

struct layout {
    struct scene *scene;
    const struct view *view;
    const struct chart_how *how;
    long left, value, axis, length, rank, change, gap, right; /* x; right edge of figures */
    long name_room;
    bool has_change;
};

/* One row's scale: values that stand at the left and the right end. */
struct scale {
    struct num worst, best;
    long x, length;
    bool known, level;
};

static struct str cell(const struct view *view, const struct str *cells, enum field field)
{
    return table_get(view->table, cells, field);
}

static struct str reason_of(const struct view *view, const struct str *cells)
{
    return view_sentence(view, cell(view, cells, F_REASON));
}

/* ---- the scale ---- */

/* Is a better than b?  Right is better: the ends say which way that is. */
static bool better(const struct scale *scale, struct num a, struct num b, bool down)
{
    int way = num_compare(scale->best, scale->worst);
    if (way == 0)
        way = down ? -1 : 1;
    return num_compare(a, b) * way > 0;
}

static struct scale scale_of(const struct view *view, const struct str *cells, long x, long length)
{
    struct scale scale = {.x = x, .length = length};
    struct num own;
    if (num_parse(cell(view, cells, F_BEST), &scale.best) != NUM_OK ||
        num_parse(cell(view, cells, F_WORST), &scale.worst) != NUM_OK)
        return scale;
    scale.known = true;
    bool down = str_eq(cell(view, cells, F_DIRECTION), STR("down"));
    if (num_parse(cell(view, cells, F_VALUE), &own) == NUM_OK) {
        struct scale ends = scale;
        if (better(&ends, own, ends.best, down))
            scale.best = own;
        if (better(&ends, ends.worst, own, down))
            scale.worst = own;
    }
    scale.level = num_compare(scale.best, scale.worst) == 0;
    return scale;
}

static bool place_on(const struct scale *scale, struct str text, long *x)
{
    struct num value;
    if (!scale->known || num_parse(text, &value) != NUM_OK)
        return false;
    long at = scale->level ? scale->length / 2 : figure_between(value, scale->worst, scale->best, scale->length);
    *x = scale->x + (at < 0 ? 0 : at > scale->length ? scale->length : at); /* a peer beyond the ends stands there */
    return true;
}

/* ---- marks ---- */

static void draw_peers(struct scene *scene, const struct scale *scale, struct str peers, long y, long radius)
{
    struct str piece;
    while (str_cut(&peers, ' ', &piece)) {
        ptrdiff_t equals = str_find(piece, STR("="));
        long x;
        if (equals >= 0 && place_on(scale, str_part(piece, (size_t)equals + 1, piece.length), &x))
            scene_dot(scene, x, y, radius, (struct paint){.fill = PAPER, .stroke = EDGE, .width = 150});
    }
}

/* Better than the median blue, worse orange, level gray: the classes' own colors. */
static struct str color_of(const struct view *view, const struct str *cells)
{
    int sign;
    if (view_gap(view, cells, F_GAP_MEDIAN, &sign).length == 0)
        return DIM;
    struct str class = sign > 0 ? STR("achieved") : sign < 0 ? STR("lagging") : STR("on_track");
    return vocabulary_mark(view->words, class)->color;
}

static void draw_band(const struct view *view, struct scene *scene, const struct str *cells, const struct scale *scale,
                      long y)
{
    long from, to;
    scene_rect(scene, scale->x, y - PX(3), scale->length, PX(6), (struct paint){.fill = HAIR});
    if (!place_on(scale, cell(view, cells, F_Q1), &from) || !place_on(scale, cell(view, cells, F_Q3), &to))
        return;
    long left = from < to ? from : to;
    scene_rect(scene, left, y - PX(5), from < to ? to - from : from - to, PX(10), (struct paint){.fill = BAND});
}

static void draw_strip_of(const struct view *view, struct scene *scene, const struct str *cells,
                          const struct scale *scale, long y, long radius)
{
    struct str color = color_of(view, cells);
    long own, best, median;
    draw_band(view, scene, cells, scale, y);
    bool has_own = place_on(scale, cell(view, cells, F_VALUE), &own);
    if (has_own && place_on(scale, cell(view, cells, F_BEST), &best) && best > own)
        scene_line(scene, own, y, best, y, (struct paint){.stroke = color, .width = 170, .dash = PX(4)});
    draw_peers(scene, scale, cell(view, cells, F_PEERS), y, radius);
    if (place_on(scale, cell(view, cells, F_MEDIAN), &median))
        scene_rect(scene, median - 150, y - PX(12), PX(3), PX(24), (struct paint){.fill = INK});
    if (has_own)
        scene_dot(scene, own, y, radius * 8 / 5, (struct paint){.fill = color, .stroke = PAPER, .width = 120});
}

/* Name and value of the worst and the best peer below their dots, kept apart. */
static struct str peer_of(const struct view *view, const struct str *cells, enum form form)
{
    const struct view_column column = {.at = COLUMN_NONE, .form = form};
    return view_show(view, cells, &column).text;
}

static void draw_ends(const struct view *view, struct scene *scene, const struct str *cells, const struct scale *scale,
                      long y)
{
    struct str worst = peer_of(view, cells, FORM_WORST_PEER), best = peer_of(view, cells, FORM_BEST_PEER);
    long from, to;
    if (!place_on(scale, cell(view, cells, F_WORST), &from) || !place_on(scale, cell(view, cells, F_BEST), &to))
        return;
    worst = scene_fit(scene->mem, worst, (scale->length - PX(12)) / 2, SMALL, false);
    best = scene_fit(scene->mem, best, (scale->length - PX(12)) / 2, SMALL, false);
    long worst_width = scene_measure(worst, SMALL, false), best_width = scene_measure(best, SMALL, false);
    long last = scale->x + scale->length - best_width - worst_width - PX(12);
    from = from - PX(6) > last ? last : from - PX(6);
    from = from < scale->x - PX(6) ? scale->x - PX(6) : from;
    to = to + PX(6) < from + worst_width + PX(12) + best_width ? from + worst_width + PX(12) + best_width : to + PX(6);
    scene_text(scene, from, y, worst, (struct lettering){.size = SMALL, .color = DIM});
    scene_text(scene, to, y, best, (struct lettering){.size = SMALL, .anchor = ANCHOR_END, .color = DIM});
}

/* ---- texts ---- */

static struct str under_name(const struct view *view, const struct str *cells)
{
    struct str unit = view_unit(view, cells);
    if (!str_eq(cell(view, cells, F_DIRECTION), STR("down")))
        return unit;
    return words_join(view->words, unit, STR(" "), word(view->words, W_H_INVERSE));
}

/* Another period than the head's, and marks. */
static struct str under_value(const struct view *view, const struct str *cells)
{
    struct str period = cell(view, cells, F_PERIOD), marks = view_marks(view, cells);
    if (period.length == 0 || str_eq(period, view->usual.period))
        return marks;
    period = figure_period(view->words, period);
    return marks.length ? words_join(view->words, period, STR(" "), marks) : period;
}

static struct str rank_text(const struct view *view, const struct str *cells)
{
    struct str rank = cell(view, cells, F_RANK);
    if (rank.length)
        rank = mem_format(view->mem, "%.*s/%.*s", STR_ARG(rank), STR_ARG(cell(view, cells, F_OF)));
    return scene_fit(view->mem, rank, PX(62), TEXT, true);
}

static bool tied(const struct view *view, const struct str *cells)
{
    struct num ties;
    return num_parse(cell(view, cells, F_TIES), &ties) == NUM_OK && num_compare(ties, num_of(1)) > 0;
}

static struct str change_text(const struct view *view, const struct str *cells)
{
    struct num steps;
    if (num_parse(cell(view, cells, F_RANK_CHANGE), &steps) != NUM_OK)
        return (struct str){NULL, 0};
    int sign = num_sign(steps);
    return mem_format(view->mem, "%s%.*s", sign > 0 ? "↑" : sign < 0 ? "↓" : "→",
                      STR_ARG(num_text(view->mem, num_abs(steps))));
}

static struct str gap_text(const struct view *view, const struct str *cells)
{
    int sign;
    return view_gap(view, cells, F_GAP_MEDIAN, &sign);
}

/* ---- wide ---- */

static void lay_out(struct layout *at)
{
    const struct view *view = at->view;
    long value = scene_measure(view_head(view, W_H_ACTUAL, view->usual.period), SMALL, true), gap = PX(80),
         name = PX(90);
    for (size_t i = 0; i < at->how->all; i++) {
        const struct str *cells = table_row(view->table, i);
        long own = scene_measure(view_value(view, cells), TEXT, true),
             words = scene_measure(gap_text(view, cells), PX(14), true);
        long called = scene_measure(view_name(view, cells), TEXT, true);
        value = own > value ? own : value;
        gap = words > gap ? words : gap;
        name = called > name ? called : name;
        at->has_change |= change_text(view, cells).length > 0;
    }
    at->name_room = name > PX(280) ? PX(280) : name;
    at->left = at->how->alone ? PX(24) : PX(4);
    at->value = at->left + at->name_room + PX(18) + value;
    at->axis = at->value + PX(30);
    at->length = AXIS;
    at->rank = at->axis + AXIS + PX(34);
    at->change = at->rank + PX(64);
    at->gap = at->change + (at->has_change ? PX(56) : PX(0)) + gap;
    at->right = at->gap;
}

static void draw_head(const struct layout *at, long y)
{
    struct scene *scene = at->scene;
    const struct view *view = at->view;
    const struct vocabulary *words = view->words;
    const struct lettering left = {.size = SMALL, .bold = true},
                           right = {.size = SMALL, .bold = true, .anchor = ANCHOR_END};
    scene_text(scene, at->left, y, word(words, W_H_INDICATOR), left);
    scene_text(scene, at->value, y, view_head(view, W_H_ACTUAL, view->usual.period), right);
    scene_text(scene, at->axis, y, mem_format(view->mem, "← %.*s", STR_ARG(word(words, W_H_WORST))), left);
    scene_text(scene, at->axis + at->length, y, mem_format(view->mem, "%.*s →", STR_ARG(word(words, W_H_BEST))), right);
    scene_text(scene, at->rank, y, word(words, W_H_RANK), left);
    if (at->has_change)
        scene_text(scene, at->change, y, view_head(view, W_H_CHANGE, view->usual.since), left);
    scene_text(scene, at->gap, y, word(words, W_H_GAP), right);
    scene_line(scene, at->left - PX(4), y + PX(10), at->right + PX(4), y + PX(10),
               (struct paint){.stroke = INK, .width = 150});
}

static void draw_row(const struct layout *at, const struct str *cells, long y)
{
    struct scene *scene = at->scene;
    const struct view *view = at->view;
    struct str color = color_of(view, cells);
    struct scale scale = scale_of(view, cells, at->axis, at->length);
    const struct lettering small = {.size = SMALL, .color = DIM};
    scene_text(scene, at->left, y + PX(5), scene_fit(scene->mem, view_name(view, cells), at->name_room, TEXT, true),
               (struct lettering){.size = TEXT, .bold = true});
    scene_text(scene, at->left, y + PX(25), under_name(view, cells), small);
    scene_text(scene, at->value, y + PX(5), view_value(view, cells),
               (struct lettering){.size = TEXT, .bold = true, .anchor = ANCHOR_END});
    scene_text(scene, at->value, y + PX(25), under_value(view, cells),
               (struct lettering){.size = PX(11), .anchor = ANCHOR_END, .color = DIM});
    if (scale.known) {
        draw_strip_of(view, scene, cells, &scale, y, PX(5));
        draw_ends(view, scene, cells, &scale, y + PX(25));
    } else
        scene_text(scene, at->axis, y + PX(5), scene_fit(scene->mem, reason_of(view, cells), AXIS, SMALL, false),
                   small);
    scene_text(scene, at->rank, y + PX(5), rank_text(view, cells),
               (struct lettering){.size = PX(16), .bold = true, .color = color});
    if (tied(view, cells))
        scene_text(scene, at->rank, y + PX(25), word(view->words, W_TIED), small);
    scene_text(scene, at->change, y + PX(5), change_text(view, cells), (struct lettering){.size = PX(14)});
    scene_text(scene, at->gap, y + PX(5), gap_text(view, cells),
               (struct lettering){.size = PX(14), .bold = true, .anchor = ANCHOR_END, .color = color});
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
    long y = how->bare ? 0 : top + PX(32);
    scene->height = y;
    if (how->head)
        return;
    y += PX(30);
    for (size_t i = how->from; i < how->to; i++, y += ROW)
        draw_row(at, table_row(table, i), y);
    y -= PX(24);
    scene->height = y;
    if (how->to < how->all)
        return;
    scene_line(scene, at->left - PX(4), y, at->right + PX(4), y, (struct paint){.stroke = RULE, .width = PX(1)});
    scene->height = y + PX(6);
    if (!how->alone)
        return;
    const struct lettering type = {.size = SMALL, .color = DIM};
    y = scene_lines(scene, at->left, y + PX(22), at->right - at->left, PX(18), word(at->view->words, W_READ_STRIP),
                    type);
    y = scene_lines(scene, at->left, y, at->right - at->left, PX(18), word(at->view->words, W_RANK_CAUTION), type);
    scene->height = y + PX(4);
}

/* ---- compact ---- */

#define COMPACT_ROW PX(86)

static void draw_compact_row(const struct layout *at, const struct str *cells, long y)
{
    struct scene *scene = at->scene;
    const struct view *view = at->view;
    struct str color = color_of(view, cells), rank = rank_text(view, cells);
    struct scale scale = scale_of(view, cells, PX(9), scene->width - PX(18));
    struct str unit = under_name(view, cells), gap = gap_text(view, cells);
    struct str paren = unit.length ? vocabulary_fill(view->words, W_PAREN, "text", unit, NULL) : unit;
    paren = scene_fit(scene->mem, paren, scene->width / 3, SMALL, false);
    long room = scene->width - scene_measure(rank, TEXT, true) - PX(14) - scene_measure(paren, SMALL, false);
    struct str name = scene_fit(scene->mem, view_name(view, cells), room, PX(14), true);
    scene_text_then(scene, 0, y + PX(18), name, (struct lettering){.size = PX(14), .bold = true}, paren,
                    (struct lettering){.size = SMALL, .color = DIM});
    scene_text(scene, scene->width, y + PX(18), rank,
               (struct lettering){.size = TEXT, .bold = true, .anchor = ANCHOR_END, .color = color});
    struct str figure = words_join(view->words, view_value(view, cells), STR(" "), under_value(view, cells));
    figure = scene_fit(scene->mem, figure, scene->width * 2 / 3, PX(13), false);
    scene_text(scene, 0, y + PX(36), figure, (struct lettering){.size = PX(13)});
    gap = scene_fit(scene->mem, gap, scene->width - scene_measure(figure, PX(13), false) - PX(12), PX(13), true);
    scene_text(scene, scene->width, y + PX(36), gap,
               (struct lettering){.size = PX(13), .bold = true, .anchor = ANCHOR_END, .color = color});
    if (scale.known) {
        draw_strip_of(view, scene, cells, &scale, y + PX(54), 450);
        draw_ends(view, scene, cells, &scale, y + PX(78));
    } else
        scene_lines(scene, 0, y + PX(54), scene->width, PX(16), reason_of(view, cells),
                    (struct lettering){.size = SMALL, .color = DIM});
    scene_line(scene, 0, y + COMPACT_ROW, scene->width, y + COMPACT_ROW,
               (struct paint){.stroke = HAIR, .width = PX(1)});
}

static void draw_compact(struct layout *at)
{
    const struct table *table = at->view->table;
    at->scene->width = PX(360);
    long y = 0;
    for (size_t i = at->how->from; i < at->how->to && !at->how->head; i++, y += COMPACT_ROW)
        draw_compact_row(at, table_row(table, i), y);
    at->scene->height = y + PX(4);
}

void draw_strip(struct scene *scene, const struct view *view, const struct summary *summary,
                const struct chart_how *how)
{
    struct layout at = {.scene = scene, .view = view, .how = how};
    scene->title = how->title;
    struct str rows = words_number(view->words, (long long)view->table->rows);
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_STRIP, "n", rows, "list", summary->lead, NULL));
    if (how->compact)
        draw_compact(&at);
    else
        draw_wide(&at);
}

struct str find_strip(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)view;
    (void)wish;
    return summary->finding;
}
