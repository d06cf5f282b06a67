/* chart_radar - the profile that reports ask for, and beside it the strip that says the same readably
 *
 * A radar's area depends on the order of its axes and grows with the square of what it shows, so it is
 * never drawn alone, never filled, and refused beyond eight axes or three lines.  All stands on scales
 * from 0 to 100, the same in both pictures: of compare-peers the way from the worst peer to the best
 * (own value and median); of score, or any table, values that are from 0 to 100 already.
 */

#include <math.h>

#include "charts/chart.h"

#include "base/str.h"
#include "compared/cross.h"
#include "view/figure.h"

const enum field needs_radar[] = {F_VALUE, F_BEST, F_WORST, F_MEDIAN, CHART_OR, F_INDICATOR, F_VALUE, FIELD_COUNT};

enum { AXES_LEAST = 3, AXES_MOST = 8, LINES_MOST = 3 };

struct beam {
    struct str name, brief;   /* of the strip, of the axis */
    bool known[LINES_MOST];
    long at[LINES_MOST];      /* 0 to 10000: hundredths of the scale */
    struct str text[LINES_MOST];
};

struct radar {
    struct scene *scene;
    const struct view *view;
    struct beam beam[AXES_MOST];
    size_t axes, lines;
    struct str line[LINES_MOST]; /* what each is called */
    ptrdiff_t own;
    bool peers, too_many, beyond;
};

/* ---- from the rows ---- */

static bool read(const struct view *view, const struct str *cells, enum field field, struct num *value)
{
    return cells && num_parse(table_get(view->table, cells, field), value) == NUM_OK;
}

/* Where a value lies between two, held within them. */
static long share_of(struct num value, struct num low, struct num high)
{
    long at = figure_between(value, low, high, 10000);
    return at < 0 ? 0 : at > 10000 ? 10000 : at;
}

/* From the worst, 0, to the best, 100; the own value may be the end itself. */
static bool take_beam(const struct view *view, const struct str *cells, struct beam *beam)
{
    struct num own, best, worst, median;
    if (!read(view, cells, F_VALUE, &own) || !read(view, cells, F_BEST, &best) || !read(view, cells, F_WORST, &worst) ||
        !read(view, cells, F_MEDIAN, &median))
        return false;
    bool down = str_eq(table_get(view->table, cells, F_DIRECTION), STR("down"));
    int way = num_compare(best, worst) != 0 ? num_compare(best, worst) : down ? -1 : 1;
    if (num_compare(own, best) * way > 0)
        best = own;
    if (num_compare(own, worst) * way < 0)
        worst = own;
    bool level = num_compare(best, worst) == 0;
    beam->known[0] = beam->known[1] = true;
    beam->at[0] = level ? 5000 : share_of(own, worst, best);
    beam->at[1] = level ? 5000 : share_of(median, worst, best);
    beam->text[0] = view_value(view, cells);
    beam->text[1] = view_figure(view, cells, F_MEDIAN);
    return true;
}

static void take_peers(struct radar *radar, const struct chart_wish *wish)
{
    const struct view *view = radar->view;
    const struct cross *units = cross_of(view, F_REGION, FIELD_COUNT, (struct cross_only){0});
    ptrdiff_t own = cross_own(units, view, wish);
    struct cross_only only = {.field = F_REGION};
    if (table_has(view->table, F_REGION) && units->down.count) {
        only.text = units->down.key[own < 0 ? 0 : own];
        radar->line[0] = units->down.name[own < 0 ? 0 : own];
    } else
        radar->line[0] = word(view->words, W_H_OWN);
    radar->line[1] = word(view->words, W_H_MEDIAN);
    radar->lines = 2;
    radar->own = 0;
    const struct cross *all = cross_of(view, F_INDICATOR, FIELD_COUNT, only);
    for (size_t i = 0; i < all->down.count && !radar->too_many; i++) {
        struct beam beam = {.name = all->down.name[i]};
        if (!take_beam(view, cross_at(all, i, 0), &beam))
            continue;
        beam.brief = cross_short(view, cross_at(all, i, 0));
        radar->too_many = radar->axes == AXES_MOST;
        if (!radar->too_many)
            radar->beam[radar->axes++] = beam;
    }
}

/* Values from 0 to 100 as they are; the whole of an index is no part of its own profile. */
static void take_scores(struct radar *radar, const struct chart_wish *wish)
{
    const struct view *view = radar->view;
    const struct cross *all = cross_of(view, F_REGION, F_INDICATOR, (struct cross_only){0});
    uint32_t depth = column_find(&view->table->columns, STR("depth"));
    radar->own = cross_own(all, view, wish);
    radar->too_many = all->down.count > LINES_MOST;
    radar->lines = radar->too_many ? 0 : all->down.count;
    for (size_t i = 0; i < radar->lines; i++)
        radar->line[i] = all->down.name[i];
    for (size_t k = 0; k < all->across.count && !radar->too_many; k++) {
        struct beam beam = {.name = all->across.name[k]};
        bool any = false;
        for (size_t i = 0; i < radar->lines; i++) {
            const struct str *cells = cross_at(all, i, k);
            struct num value;
            if (!read(view, cells, F_VALUE, &value) || (depth != COLUMN_NONE && str_eq(cells[depth], STR("0"))))
                continue;
            radar->beyond = radar->beyond || num_sign(value) < 0 || num_compare(value, num_of(100)) > 0;
            any = beam.known[i] = true;
            beam.brief = cross_short(view, cells);
            beam.at[i] = share_of(value, num_of(0), num_of(100));
            beam.text[i] = view_value(view, cells);
        }
        radar->too_many = any && radar->axes == AXES_MOST;
        if (any && !radar->too_many)
            radar->beam[radar->axes++] = beam;
    }
}

static struct radar radar_of(const struct view *view, const struct chart_wish *wish)
{
    struct radar radar = {.view = view, .own = -1};
    radar.peers = table_has(view->table, F_BEST) && table_has(view->table, F_WORST) && table_has(view->table, F_MEDIAN);
    if (radar.peers)
        take_peers(&radar, wish);
    else
        take_scores(&radar, wish);
    return radar;
}

/* ---- what is found ---- */

static size_t heavy(const struct radar *radar)
{
    return radar->own >= 0 ? (size_t)radar->own : 0;
}

/* Where the first, or own, line lies farthest out and farthest in. */
static struct str found(const struct radar *radar)
{
    size_t line = heavy(radar);
    const struct beam *out = NULL, *in = NULL;
    for (size_t i = 0; i < radar->axes; i++) {
        const struct beam *beam = &radar->beam[i];
        if (!beam->known[line])
            continue;
        out = !out || beam->at[line] > out->at[line] ? beam : out;
        in = !in || beam->at[line] < in->at[line] ? beam : in;
    }
    if (!out || out == in || radar->axes < AXES_LEAST || radar->too_many || radar->beyond)
        return (struct str){NULL, 0};
    struct mem *mem = radar->view->mem;
    return vocabulary_fill(radar->view->words, W_RADAR_FOUND, "name", scene_fit(mem, radar->line[line], PX(160),
                                                                                PX(12), false),
                           "high", scene_fit(mem, out->name, PX(200), PX(12), false), "low",
                           scene_fit(mem, in->name, PX(200), PX(12), false), NULL);
}

/* ---- the picture ---- */

#define RADIUS PX(120)
#define SMALL PX(12)

struct look {
    struct str color;
    long width, dash;
};

/* The own line heavy; the others differ by dash and mark, not by color alone. */
static struct look look_of(const struct radar *radar, size_t line)
{
    const struct look own = {vocabulary_mark(radar->view->words, STR("achieved"))->color, 300, 0};
    const struct look others[] = {{EDGE, 170, PX(5)}, {vocabulary_mark(radar->view->words, STR("lagging"))->color,
                                                       170, PX(2)}};
    size_t first = heavy(radar);
    return line == first ? own : others[(line > first ? line - 1 : line) % 2];
}

static void put_mark(const struct radar *radar, size_t line, long x, long y)
{
    const struct look look = look_of(radar, line);
    size_t first = heavy(radar), other = line > first ? line - 1 : line;
    if (line == first)
        scene_dot(radar->scene, x, y, PX(5), (struct paint){.fill = look.color, .stroke = PAPER, .width = 120});
    else if (other == 0)
        scene_dot(radar->scene, x, y, PX(4), (struct paint){.fill = PAPER, .stroke = look.color, .width = 170});
    else
        scene_rect(radar->scene, x - PX(4), y - PX(4), PX(8), PX(8),
                   (struct paint){.fill = PAPER, .stroke = look.color, .width = 170});
}

/* Where a share of the radius lies on an axis; the first points upwards, the others follow the clock. */
static struct spot spot_of(const struct radar *radar, struct spot middle, size_t axis, long share)
{
    double turn = 2 * 3.14159265358979323846 * (double)axis / (double)radar->axes;
    long right = lround(10000 * sin(turn)), up = lround(10000 * cos(turn));
    return (struct spot){middle.x + RADIUS / 100 * share / 100 * right / 10000,
                         middle.y - RADIUS / 100 * share / 100 * up / 10000};
}

static void draw_web(const struct radar *radar, struct spot middle)
{
    struct spot ring[AXES_MOST];
    for (long share = 2500; share <= 10000; share += 2500) {
        for (size_t i = 0; i < radar->axes; i++)
            ring[i] = spot_of(radar, middle, i, share);
        scene_path(radar->scene, ring, radar->axes, true, (struct paint){.stroke = HAIR, .width = PX(1)});
    }
    for (size_t i = 0; i < radar->axes; i++) {
        struct spot end = spot_of(radar, middle, i, 10000);
        scene_line(radar->scene, middle.x, middle.y, end.x, end.y, (struct paint){.stroke = HAIR, .width = PX(1)});
    }
}

/* Names of the axes at their ends, in the room that is left beside the web. */
static void draw_axes(const struct radar *radar, struct spot middle, long left, long right)
{
    struct scene *scene = radar->scene;
    for (size_t i = 0; i < radar->axes; i++) {
        struct spot end = spot_of(radar, middle, i, 11000);
        long aside = end.x - middle.x, room;
        enum scene_anchor anchor = ANCHOR_MIDDLE;
        if (aside > PX(10)) {
            anchor = ANCHOR_START;
            room = right - end.x;
        } else if (aside < -PX(10)) {
            anchor = ANCHOR_END;
            room = end.x - left;
        } else
            room = right - left;
        long y = end.y > middle.y + PX(60) ? end.y + PX(12) : end.y < middle.y - PX(60) ? end.y - PX(2) : end.y + PX(4);
        scene_text(scene, end.x, y, scene_fit(scene->mem, radar->beam[i].brief, room, SMALL, false),
                   (struct lettering){.size = SMALL, .anchor = anchor});
    }
}

/* A line from axis to axis; it is closed where all are known, and broken where one is not. */
static void draw_beams(const struct radar *radar, size_t line, struct spot middle)
{
    const struct look look = look_of(radar, line);
    const struct paint paint = {.stroke = look.color, .width = look.width, .dash = look.dash};
    for (size_t i = 0; i < radar->axes; i++) {
        size_t next = (i + 1) % radar->axes;
        if (!radar->beam[i].known[line] || !radar->beam[next].known[line])
            continue;
        struct spot from = spot_of(radar, middle, i, radar->beam[i].at[line]),
                    to = spot_of(radar, middle, next, radar->beam[next].at[line]);
        scene_line(radar->scene, from.x, from.y, to.x, to.y, paint);
    }
    for (size_t i = 0; i < radar->axes; i++) {
        struct spot spot = spot_of(radar, middle, i, radar->beam[i].at[line]);
        if (radar->beam[i].known[line])
            put_mark(radar, line, spot.x, spot.y);
    }
}

/* Who has which line. */
static long draw_key(const struct radar *radar, long left, long right, long y)
{
    struct scene *scene = radar->scene;
    long x = left;
    for (size_t line = 0; line < radar->lines; line++) {
        const struct look look = look_of(radar, line);
        struct str name = scene_fit(scene->mem, radar->line[line], PX(150), SMALL, line == heavy(radar));
        long wide = PX(44) + scene_measure(name, SMALL, true);
        if (x > left && x + wide > right) {
            x = left;
            y += PX(20);
        }
        scene_line(scene, x, y - PX(4), x + PX(28), y - PX(4),
                   (struct paint){.stroke = look.color, .width = look.width, .dash = look.dash});
        put_mark(radar, line, x + PX(14), y - PX(4));
        scene_text(scene, x + PX(34), y, name, (struct lettering){.size = SMALL, .bold = line == heavy(radar)});
        x += wide + PX(12);
    }
    return y;
}

/* The same as strips: a row for each axis, with the figures as they are printed. */
static long draw_strips(const struct radar *radar, long left, long right, long y)
{
    struct scene *scene = radar->scene;
    for (size_t i = 0; i < radar->axes; i++, y += PX(40)) {
        const struct beam *beam = &radar->beam[i];
        struct str figures = {NULL, 0};
        for (size_t line = 0; line < radar->lines; line++)
            if (beam->known[line])
                figures = words_join(radar->view->words, figures, STR(" | "), beam->text[line]);
        figures = scene_fit(scene->mem, figures, (right - left) / 2, SMALL, false);
        long room = right - left - scene_measure(figures, SMALL, false) - PX(8);
        scene_text(scene, left, y, scene_fit(scene->mem, beam->name, room, SMALL, true),
                   (struct lettering){.size = SMALL, .bold = true});
        scene_text(scene, right, y, figures, (struct lettering){.size = SMALL, .anchor = ANCHOR_END});
        scene_rect(scene, left + PX(6), y + PX(10), right - left - PX(12), PX(4), (struct paint){.fill = HAIR});
        for (size_t back = radar->lines; back-- > 0;) { /* the own mark last, over the others */
            size_t line = back == 0 ? heavy(radar) : back <= heavy(radar) ? back - 1 : back;
            if (beam->known[line])
                put_mark(radar, line, left + PX(6) + (right - left - PX(12)) / 100 * beam->at[line] / 100, y + PX(12));
        }
    }
    return y - PX(14);
}

static void draw_both(const struct radar *radar, const struct chart_how *how)
{
    struct scene *scene = radar->scene;
    long edge = how->compact ? 0 : how->alone ? PX(24) : PX(4), web = how->compact ? PX(360) : PX(440);
    scene->width = how->compact ? PX(360) : 2 * edge + web + PX(24) + PX(360);
    long top = chart_top(scene, how, scene->width) + PX(16);
    long under = draw_key(radar, edge, scene->width - edge, top);
    const struct spot middle = {edge + web / 2, under + PX(36) + RADIUS};
    draw_web(radar, middle);
    draw_axes(radar, middle, edge, edge + web);
    for (size_t back = radar->lines; back-- > 0;)
        draw_beams(radar, back == 0 ? heavy(radar) : back <= heavy(radar) ? back - 1 : back, middle);
    long bottom = middle.y + RADIUS + PX(34), left = how->compact ? 0 : edge + web + PX(24);
    long strips = draw_strips(radar, left, scene->width - edge, how->compact ? bottom + PX(14) : under + PX(34));
    bottom = strips > bottom ? strips : bottom;
    scene->height = chart_foot(scene, chart_find(STR("radar")), radar->view, how, bottom, scene->width) + PX(6);
}

void draw_radar(struct scene *scene, const struct view *view, const struct summary *summary,
                const struct chart_how *how)
{
    struct radar radar = radar_of(view, &how->wish);
    const struct vocabulary *words = view->words;
    (void)summary;
    radar.scene = scene;
    scene->title = how->title;
    if (radar.too_many || radar.beyond) {
        chart_instead(scene, view, how, vocabulary_fill(words, radar.too_many ? W_RADAR_TOO_MANY : W_RADAR_BEYOND, "n",
                                                        words_number(words, AXES_MOST), "m",
                                                        words_number(words, LINES_MOST), NULL));
        return;
    }
    if (radar.axes < AXES_LEAST) {
        chart_instead(scene, view, how, vocabulary_fill(words, W_RADAR_TOO_FEW, "n", words_number(words, AXES_LEAST),
                                                        NULL));
        return;
    }
    chart_describe(scene, vocabulary_fill(words, W_DESC_RADAR, "n", words_number(words, (long long)radar.axes), "m",
                                          words_number(words, (long long)radar.lines), "text", found(&radar), NULL));
    draw_both(&radar, how);
}

struct str find_radar(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct radar radar = radar_of(view, wish);
    (void)summary;
    return found(&radar);
}
