/* chart_dumbbell - two places of every indicator and the way between them
 *
 * Of the output of compare-peers: the own value and the best peer's, with the median as a tick; each row has
 * its own scale from the worst to the best, and right is always better.  Of any table with several periods
 * of one unit: the first value and the last; on one scale where all have one unit, else as an index whose
 * 100 is the first.
 */

#include "charts/axis.h"
#include "charts/chart.h"

#include "base/diag.h"
#include "base/str.h"
#include "compared/cross.h"
#include "view/figure.h"

const enum field needs_dumbbell[] = {F_VALUE, F_BEST, F_MEDIAN, CHART_OR, F_PERIOD, F_VALUE, FIELD_COUNT};

enum { ROWS_MOST = 60 };

struct bell {
    struct str name, unit;
    struct num from, to, tick, low, high; /* two ends, the median; the scale's ends, low at the left */
    struct str from_text, to_text, tick_text;
    bool has_tick;
    int sign;                 /* own better than the median, or gained */
};

struct bells {
    struct scene *scene;
    const struct view *view;
    struct bell *bell;
    size_t count, all;
    bool peers;               /* own and best; else then and now */
    bool index;               /* then is 100 */
    struct str subject, then, now; /* whose they are; the two periods */
    size_t left_out;          /* units that are not drawn */
    size_t unpaired;          /* indicators without a figure at one of the two periods, or, as an index, not above 0 */
    struct axis axis;
};

/* ---- own and best ---- */

static bool read(const struct view *view, const struct str *cells, enum field field, struct num *value)
{
    return num_parse(table_get(view->table, cells, field), value) == NUM_OK;
}

static struct str best_text(const struct view *view, const struct str *cells)
{
    const struct view_column column = {.at = COLUMN_NONE, .form = FORM_BEST_PEER};
    return view_show(view, cells, &column).text;
}

/* Right is better: the scale runs from the worst of all to the best, the own value included. */
static void scale_peers(const struct view *view, const struct str *cells, struct bell *bell)
{
    bool down = str_eq(table_get(view->table, cells, F_DIRECTION), STR("down"));
    struct num worst = bell->from;
    read(view, cells, F_WORST, &worst);
    struct num all[] = {bell->from, bell->to, worst, bell->has_tick ? bell->tick : worst};
    bell->low = bell->high = all[0];
    for (size_t i = 1; i < sizeof all / sizeof *all; i++) {
        bool beyond = num_compare(all[i], bell->high) > 0, below = num_compare(all[i], bell->low) < 0;
        if (down ? below : beyond)
            bell->high = all[i];
        if (down ? beyond : below)
            bell->low = all[i];
    }
}

static void take_peers(struct bells *bells, const struct chart_wish *wish)
{
    const struct view *view = bells->view;
    struct str only = {NULL, 0};
    const struct cross *units = cross_of(view, F_REGION, FIELD_COUNT, (struct cross_only){0});
    ptrdiff_t own = cross_own(units, view, wish);
    if (table_has(view->table, F_REGION) && units->down.count) {
        only = units->down.key[own < 0 ? 0 : own];
        bells->subject = units->down.name[own < 0 ? 0 : own];
        bells->left_out = own < 0 ? units->down.count - 1 : 0;
    }
    const struct cross *all = cross_of(view, F_INDICATOR, FIELD_COUNT, (struct cross_only){F_REGION, only});
    for (size_t i = 0; i < all->down.count; i++) {
        const struct str *cells = cross_at(all, i, 0);
        struct bell bell = {.name = all->down.name[i]};
        if (!cells || !read(view, cells, F_VALUE, &bell.from) || !read(view, cells, F_BEST, &bell.to) ||
            bells->all++ >= ROWS_MOST)
            continue;
        bell.has_tick = read(view, cells, F_MEDIAN, &bell.tick);
        bell.unit = view_unit(view, cells);
        bell.from_text = view_value(view, cells);
        bell.to_text = best_text(view, cells);
        bell.tick_text = view_figure(view, cells, F_MEDIAN);
        if (bell.has_tick && view_gap(view, cells, F_GAP_MEDIAN, &bell.sign).length == 0)
            bell.sign = 0;
        scale_peers(view, cells, &bell);
        bells->bell[bells->count++] = bell;
    }
}

/* ---- then and now ---- */

/* Above 0 for a gain; 0 where nobody says whether more is better. */
static int gained(const struct view *view, const struct str *cells, const struct bell *bell)
{
    int sign = num_compare(bell->to, bell->from);
    struct str direction = table_get(view->table, cells, F_DIRECTION);
    if (direction.length == 0)
        direction = directory_direction(view->names, table_get(view->table, cells, F_INDICATOR));
    return str_eq(direction, STR("up")) ? sign : str_eq(direction, STR("down")) ? -sign : 0;
}

static bool as_index(struct bell *bell)
{
    struct num whole;
    if (num_sign(bell->from) <= 0 || !num_multiply(bell->to, num_of(100), &whole) ||
        !num_divide(whole, bell->from, 1, NUM_HALF_UP, &bell->to))
        return false;
    bell->from = num_of(100);
    return true;
}

static void take_periods(struct bells *bells, const struct chart_wish *wish)
{
    const struct view *view = bells->view;
    const struct cross *units = cross_of(view, F_REGION, FIELD_COUNT, (struct cross_only){0});
    ptrdiff_t own = cross_own(units, view, wish);
    struct cross_only only = {.field = F_REGION};
    if (table_has(view->table, F_REGION) && units->down.count) {
        only.text = units->down.key[own < 0 ? 0 : own];
        bells->subject = units->down.name[own < 0 ? 0 : own];
        bells->left_out = own < 0 ? units->down.count - 1 : 0;
    }
    const struct cross *all = cross_of(view, F_INDICATOR, F_PERIOD, only);
    size_t last = all->across.count ? all->across.count - 1 : 0;
    if (last == 0)
        return;
    bells->then = all->across.name[0];
    bells->now = all->across.name[last];
    for (size_t i = 0; i < all->down.count; i++) {
        const struct str *then = cross_at(all, i, 0), *now = cross_at(all, i, last);
        struct bell bell = {.name = all->down.name[i]};
        if (!then || !now || !read(view, then, F_VALUE, &bell.from) || !read(view, now, F_VALUE, &bell.to)) {
            bells->unpaired++;
            continue;
        }
        if (bells->all++ >= ROWS_MOST)
            continue;
        bell.from_text = view_value(view, then);
        bell.to_text = view_value(view, now);
        bell.unit = view_unit(view, now);
        bell.sign = gained(view, now, &bell);
        bells->index = bells->index || (bells->count && !str_eq(bell.unit, bells->bell[bells->count - 1].unit));
        bells->bell[bells->count++] = bell;
    }
    size_t kept = 0;
    for (size_t i = 0; i < bells->count && bells->index; i++)
        if (as_index(&bells->bell[i]))
            bells->bell[kept++] = bells->bell[i];
    if (bells->index) {
        bells->unpaired += bells->count - kept;
        bells->count = kept;
    }
}

static struct bells bells_of(const struct view *view, const struct chart_wish *wish)
{
    struct bells bells = {.view = view, .bell = mem_array(view->mem, ROWS_MOST, sizeof *bells.bell)};
    bells.peers = table_has(view->table, F_BEST) && table_has(view->table, F_MEDIAN);
    if (bells.peers)
        take_peers(&bells, wish);
    else
        take_periods(&bells, wish);
    return bells;
}

/* ---- what is found ---- */

static struct str found(const struct bells *bells)
{
    const struct vocabulary *words = bells->view->words;
    long better = 0, worse = 0, front = 0;
    for (size_t i = 0; i < bells->count; i++) {
        const struct bell *bell = &bells->bell[i];
        better += bell->sign > 0;
        worse += bell->sign < 0;
        front += bells->peers && num_compare(bell->from, bell->high) == 0;
    }
    struct str n = words_number(words, (long long)bells->count), name = bells->subject;
    if (bells->count == 0)
        return (struct str){NULL, 0};
    if (bells->peers)
        return vocabulary_fill(words, W_DUMBBELL_PEERS, "name", name, "n", n, "m", words_number(words, better), "k",
                               words_number(words, front), NULL);
    bool judged = better + worse > 0;
    for (size_t i = 0; i < bells->count && !judged; i++) {
        int way = num_compare(bells->bell[i].to, bells->bell[i].from);
        better += way > 0;
        worse += way < 0;
    }
    return vocabulary_fill(words, judged ? W_DUMBBELL_PERIODS : W_DUMBBELL_MOVED, "name", name, "n", n, "m",
                           words_number(words, better), "k",
                           words_number(words, worse), "from", bells->then, "to", bells->now, NULL);
}

/* ---- the picture ---- */

#define ROW PX(38)
#define COMPACT_ROW PX(66)
#define TEXT PX(14)
#define SMALL PX(12)

struct columns_of_bells {
    long left, name, axis, length, from, tick, to, right;
};

static struct str color_of(const struct bells *bells, const struct bell *bell)
{
    struct str class = bell->sign > 0 ? STR("achieved") : bell->sign < 0 ? STR("lagging") : STR("on_track");
    return vocabulary_mark(bells->view->words, class)->color;
}

static long x_of(const struct bells *bells, const struct bell *bell, long from, long length, struct num value)
{
    if (!bells->peers) {
        struct axis axis = bells->axis;
        axis.from = from;
        axis.length = length;
        return axis_at(&axis, value);
    }
    if (num_compare(bell->low, bell->high) == 0)
        return from + length / 2;
    long at = figure_between(value, bell->low, bell->high, length);
    return from + (at < 0 ? 0 : at > length ? length : at);
}

static void diamond(struct scene *scene, long x, long y, struct paint paint)
{
    const struct spot spot[] = {{x - PX(6), y}, {x, y - PX(6)}, {x + PX(6), y}, {x, y + PX(6)}};
    scene_path(scene, spot, 4, true, paint);
}

/* The end that counts is full: the own value, or now. */
static void draw_bell(const struct bells *bells, const struct bell *bell, long from, long length, long y)
{
    struct scene *scene = bells->scene;
    struct str color = color_of(bells, bell);
    long one = x_of(bells, bell, from, length, bell->from), other = x_of(bells, bell, from, length, bell->to);
    scene_line(scene, from, y, from + length, y, (struct paint){.stroke = HAIR, .width = PX(2)});
    scene_line(scene, one, y, other, y, (struct paint){.stroke = color, .width = PX(3)});
    if (bells->peers)
        diamond(scene, other, y, (struct paint){.fill = PAPER, .stroke = EDGE, .width = 170});
    else
        scene_dot(scene, one, y, PX(5), (struct paint){.fill = PAPER, .stroke = color, .width = 170});
    if (bell->has_tick)
        scene_rect(scene, x_of(bells, bell, from, length, bell->tick) - PX(1), y - PX(10), PX(2), PX(20),
                   (struct paint){.fill = INK});
    scene_dot(scene, bells->peers ? one : other, y, PX(6), (struct paint){.fill = color, .stroke = PAPER,
                                                                          .width = 120});
}

static long widest(long wide, struct str text, long size, bool bold, long most)
{
    long own = scene_measure(text, size, bold);
    own = own > wide ? own : wide;
    return own > most ? most : own;
}

static struct columns_of_bells lay_out(const struct bells *bells, const struct chart_how *how)
{
    const struct vocabulary *words = bells->view->words;
    long name = PX(90), from = PX(30), tick = 0, to = PX(40);
    from = widest(from, bells->peers ? word(words, W_H_OWN) : bells->then, SMALL, true, PX(150));
    to = widest(to, bells->peers ? field_head(F_BEST_PEER) : bells->now, SMALL, true, PX(190));
    if (bells->peers)
        tick = widest(tick, word(words, W_H_MEDIAN), SMALL, true, PX(120));
    for (size_t i = 0; i < bells->count; i++) {
        const struct bell *bell = &bells->bell[i];
        name = widest(name, bell->name, TEXT, true, PX(230));
        name = widest(name, bell->unit, SMALL, false, PX(230));
        from = widest(from, bell->from_text, TEXT, true, PX(150));
        tick = bells->peers ? widest(tick, bell->tick_text, TEXT, false, PX(120)) : 0;
        to = widest(to, bell->to_text, TEXT, !bells->peers, PX(190));
    }
    struct columns_of_bells at = {.left = how->alone ? PX(24) : PX(4), .name = name, .length = PX(340)};
    at.axis = at.left + name + PX(20);
    at.from = at.axis + at.length + PX(24) + from;
    at.tick = at.from + (tick ? PX(18) + tick : 0);
    at.to = at.tick + PX(20) + (bells->peers ? 0 : to);
    at.right = at.to + (bells->peers ? to : 0);
    return at;
}

static void draw_heads(const struct bells *bells, const struct columns_of_bells *at, long y)
{
    struct scene *scene = bells->scene;
    const struct vocabulary *words = bells->view->words;
    const struct lettering left = {.size = SMALL, .bold = true},
                           right = {.size = SMALL, .bold = true, .anchor = ANCHOR_END};
    scene_text(scene, at->left, y, word(words, W_H_INDICATOR), left);
    if (bells->peers) {
        scene_text(scene, at->axis, y, mem_join(scene->mem, STR("\xe2\x86\x90 "), word(words, W_H_WORST)), left);
        scene_text(scene, at->axis + at->length, y, mem_join(scene->mem, word(words, W_H_BEST), STR(" \xe2\x86\x92")),
                   right);
        scene_text(scene, at->tick, y, word(words, W_H_MEDIAN), right);
    }
    scene_text(scene, at->from, y, bells->peers ? word(words, W_H_OWN) : bells->then, right);
    scene_text(scene, at->to, y, bells->peers ? field_head(F_BEST_PEER) : bells->now, bells->peers ? left : right);
    scene_line(scene, at->left - PX(4), y + PX(10), at->right + PX(4), y + PX(10),
               (struct paint){.stroke = INK, .width = 150});
}

/* The ticks of the one scale; where it is an index, what 100 is is said. */
static void draw_axis(const struct bells *bells, long from, long length, long y, long bottom)
{
    struct axis axis = bells->axis;
    axis.from = from;
    axis.length = length;
    for (size_t i = 0; i < axis.ticks && !bells->peers; i++) {
        long x = axis_at(&axis, axis_tick(&axis, i));
        scene_line(bells->scene, x, y + PX(6), x, bottom, (struct paint){.stroke = HAIR, .width = PX(1)});
        scene_text(bells->scene, x, y, axis_text(&axis, bells->view, i),
                   (struct lettering){.size = PX(11), .anchor = ANCHOR_MIDDLE, .color = DIM});
    }
}

static void draw_wide(struct bells *bells, const struct chart_how *how)
{
    struct scene *scene = bells->scene;
    const struct columns_of_bells at = lay_out(bells, how);
    scene->width = at.right + at.left;
    long y = chart_top(scene, how, scene->width) + PX(22);
    draw_heads(bells, &at, y);
    y += PX(12);
    long bottom = y + ROW * (long)bells->count + (bells->peers ? 0 : PX(18));
    if (!bells->peers) {
        y += PX(18);
        draw_axis(bells, at.axis, at.length, y, bottom);
    }
    for (size_t i = 0; i < bells->count; i++) {
        const struct bell *bell = &bells->bell[i];
        long middle = y + ROW * (long)i + PX(20);
        struct str color = color_of(bells, bell);
        scene_text(scene, at.left, middle, scene_fit(scene->mem, bell->name, at.name, TEXT, true),
                   (struct lettering){.size = TEXT, .bold = true});
        scene_text(scene, at.left, middle + PX(15), scene_fit(scene->mem, bell->unit, at.name, SMALL, false),
                   (struct lettering){.size = SMALL, .color = DIM});
        draw_bell(bells, bell, at.axis, at.length, middle);
        scene_text(scene, at.from, middle + PX(5), scene_fit(scene->mem, bell->from_text, PX(150), TEXT, bells->peers),
                   (struct lettering){.size = TEXT, .bold = bells->peers, .anchor = ANCHOR_END,
                                      .color = bells->peers ? color : INK});
        scene_text(scene, at.tick, middle + PX(5), scene_fit(scene->mem, bell->tick_text, PX(120), TEXT, false),
                   (struct lettering){.size = TEXT, .anchor = ANCHOR_END});
        scene_text(scene, at.to, middle + PX(5), scene_fit(scene->mem, bell->to_text, PX(190), TEXT, !bells->peers),
                   (struct lettering){.size = TEXT, .bold = !bells->peers,
                                      .anchor = bells->peers ? ANCHOR_START : ANCHOR_END,
                                      .color = bells->peers ? INK : color});
    }
    scene->height = chart_foot(scene, chart_find(STR("dumbbell")), bells->view, how, bottom, scene->width) + PX(6);
}

static void draw_compact(struct bells *bells)
{
    struct scene *scene = bells->scene;
    scene->width = PX(360);
    long y = 0;
    if (!bells->peers) {
        draw_axis(bells, PX(10), PX(338), PX(12), PX(20) + COMPACT_ROW * (long)bells->count);
        y = PX(18);
    }
    for (size_t i = 0; i < bells->count; i++, y += COMPACT_ROW) {
        const struct bell *bell = &bells->bell[i];
        struct str unit = bell->unit.length ? vocabulary_fill(bells->view->words, W_PAREN, "text", bell->unit, NULL)
                                            : bell->unit;
        unit = scene_fit(scene->mem, unit, PX(150), SMALL, false);
        struct str name = scene_fit(scene->mem, bell->name, scene->width - scene_measure(unit, SMALL, false), TEXT,
                                    true);
        scene_text_then(scene, 0, y + PX(18), name, (struct lettering){.size = TEXT, .bold = true}, unit,
                        (struct lettering){.size = SMALL, .color = DIM});
        struct str text = bell->from_text;
        if (bell->has_tick)
            text = mem_join(scene->mem, text, STR(" | "), bell->tick_text);
        text = mem_join(scene->mem, text, bells->peers ? STR(" | ") : STR(" \xe2\x86\x92 "), bell->to_text);
        scene_text(scene, 0, y + PX(35), scene_fit(scene->mem, text, scene->width, PX(13), false),
                   (struct lettering){.size = PX(13)});
        draw_bell(bells, bell, PX(10), PX(338), y + PX(50));
    }
    scene->height = y + PX(4);
}

static bool scale(struct bells *bells)
{
    struct num low = {0}, high = {0};
    bool known = false;
    for (size_t i = 0; i < bells->count; i++) {
        axis_reach(&low, &high, &known, bells->bell[i].from);
        axis_reach(&low, &high, &known, bells->bell[i].to);
    }
    return known && (bells->peers || axis_over(&bells->axis, low, high, 6));
}

static void tell(const struct bells *bells)
{
    const struct place place = {.file = bells->view->table->columns.file};
    if (bells->left_out)
        diag_report(DIAG_DRAWN, &place, "the chart %s draws \"%.*s\", the first in the table; others, %zu in number, "
                    "each need a table of their own", "dumbbell", STR_ARG(bells->subject), bells->left_out);
    if (bells->unpaired)
        diag_report(DIAG_DRAWN, &place,
                    "indicators, %zu in number, have not both figures of %.*s and %.*s that could be "
                    "compared, and are not drawn", bells->unpaired, STR_ARG(bells->then), STR_ARG(bells->now));
}

void draw_dumbbell(struct scene *scene, const struct view *view, const struct summary *summary,
                   const struct chart_how *how)
{
    struct bells bells = bells_of(view, &how->wish);
    const struct vocabulary *words = view->words;
    (void)summary;
    bells.scene = scene;
    scene->title = how->title;
    if (bells.all > ROWS_MOST) {
        chart_instead(scene, view, how, vocabulary_fill(words, W_TOO_MANY_ROWS, "n", words_number(words, ROWS_MOST),
                                                        "m",
                                                        words_number(words, (long long)bells.all), NULL));
        return;
    }
    if (!scale(&bells)) {
        chart_instead(scene, view, how, word(words, bells.peers || bells.then.length ? W_NOTHING_TO_DRAW : W_ONE_DATE));
        return;
    }
    if (!how->head && !how->compact)
        tell(&bells);
    chart_describe(scene, vocabulary_fill(words, W_DESC_DUMBBELL, "n", words_number(words, (long long)bells.count),
                                          "text",
                                          found(&bells), NULL));
    if (how->compact)
        draw_compact(&bells);
    else
        draw_wide(&bells, how);
}

struct str find_dumbbell(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct bells bells = bells_of(view, wish);
    (void)summary;
    return bells.all > ROWS_MOST ? (struct str){NULL, 0} : found(&bells);
}
