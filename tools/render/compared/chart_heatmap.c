/* chart_heatmap - who stands where in what: the rank of every unit at every indicator
 *
 * A tile has the rank and a color for it, blue in front and orange behind, whatever the
 * direction of the indicator.  The own unit stands on top in a box, the others by their mean
 * rank; indicators of a domain stand together; what has no rank is hatched.  The heads lean,
 * the only texts of all charts that do, and a head that finds no room is written whole below.
 *
 * On a narrow screen it lies on its side: a row for each indicator, units across, as many as
 * there is room for, and the others below.
 */

#include "charts/chart.h"

#include "base/diag.h"
#include "base/str.h"
#include "compared/cross.h"
#include "compared/palette.h"
#include "compared/tiles.h"
#include "values/num.h"

const enum field needs_heatmap[] = {F_REGION, F_INDICATOR, F_RANK, FIELD_COUNT};

enum { UNITS_MOST = 120, INDICATORS_MOST = 60, SHORT_CELLS = 12, COMPACT_UNITS = 11 };

#define TURN 50               /* degrees; its sine is 0.77, its cosine 0.64 */
#define RISE(length) ((length) * 77 / 100 + PX(10))
#define REACH(length) ((length) * 65 / 100 + PX(8))
#define GAP PX(2)
#define APART PX(12)          /* between domains */
#define SMALL PX(12)

struct seat {
    long rank, of;            /* 0: none */
    bool tied;
};

struct sheet {
    struct scene *scene;
    const struct view *view;
    const struct cross *cross; /* units down, indicators across */
    struct seat *seat;
    size_t *unit, *indicator; /* in the order in which they are drawn */
    struct str *domain;       /* of each indicator */
    long *sum, *ranks;        /* of each unit */
    ptrdiff_t own;
    bool missing;
    bool of_same;             /* at every indicator as many are ranked */
    long of;                  /* the most */
};

/* ---- what is known ---- */

static struct seat *seat_at(const struct sheet *sheet, size_t unit, size_t indicator)
{
    return &sheet->seat[unit * sheet->cross->across.count + indicator];
}

static void take_seats(struct sheet *sheet)
{
    const struct cross *cross = sheet->cross;
    const struct table *table = sheet->view->table;
    for (size_t k = 0; k < cross->across.count; k++) {
        long ranked = 0, last = 0, of = 0;
        for (size_t i = 0; i < cross->down.count; i++) {
            const struct str *cells = cross_at(cross, i, k);
            struct seat *seat = seat_at(sheet, i, k);
            if (!cells || (seat->rank = cross_whole(table_get(table, cells, F_RANK))) == 0) {
                sheet->missing = true;
                continue;
            }
            seat->of = cross_whole(table_get(table, cells, F_OF));
            seat->tied = cross_whole(table_get(table, cells, F_TIES)) > 1;
            sheet->sum[i] += seat->rank;
            sheet->ranks[i]++;
            ranked++;
            last = seat->rank > last ? seat->rank : last;
            of = seat->of > of ? seat->of : of;
        }
        of = of > last ? of : last;
        of = of > ranked ? of : ranked;
        for (size_t i = 0; i < cross->down.count; i++)
            if (seat_at(sheet, i, k)->of < seat_at(sheet, i, k)->rank || seat_at(sheet, i, k)->of == 0)
                seat_at(sheet, i, k)->of = of;
        sheet->of_same = sheet->of_same && (of == 0 || sheet->of == 0 || of == sheet->of);
        sheet->of = of > sheet->of ? of : sheet->of;
    }
}

/* The own unit, then by mean rank, those without a rank at the end. */
static bool before(const struct sheet *sheet, size_t a, size_t b)
{
    if ((ptrdiff_t)a == sheet->own || (ptrdiff_t)b == sheet->own)
        return (ptrdiff_t)a == sheet->own && a != b;
    if (!sheet->ranks[a] || !sheet->ranks[b])
        return sheet->ranks[a] > sheet->ranks[b] && !sheet->ranks[b];
    return sheet->sum[a] * sheet->ranks[b] < sheet->sum[b] * sheet->ranks[a];
}

static void order_units(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->cross->down.count; i++) {
        size_t at = i;
        for (; at > 0 && before(sheet, i, sheet->unit[at - 1]); at--)
            sheet->unit[at] = sheet->unit[at - 1];
        sheet->unit[at] = i;
    }
}

static struct str domain_of(const struct sheet *sheet, size_t indicator)
{
    for (size_t i = 0; i < sheet->cross->down.count; i++) {
        const struct str *cells = cross_at(sheet->cross, i, indicator);
        struct str domain = cells ? table_get(sheet->view->table, cells, F_DOMAIN) : (struct str){NULL, 0};
        if (domain.length)
            return word_for(sheet->view->words, domain);
    }
    return word_for(sheet->view->words, directory_domain(sheet->view->names, sheet->cross->across.key[indicator]));
}

/* Those of a domain together, in the order in which they come. */
static void order_indicators(struct sheet *sheet)
{
    size_t count = sheet->cross->across.count, placed = 0;
    bool *done = mem_array(sheet->view->mem, count + 1, sizeof *done);
    for (size_t k = 0; k < count; k++)
        sheet->domain[k] = domain_of(sheet, k);
    for (size_t k = 0; k < count; k++)
        for (size_t i = k, first = done[k]; i < count && !first; i++)
            if (!done[i] && str_eq(sheet->domain[i], sheet->domain[k])) {
                sheet->indicator[placed++] = i;
                done[i] = true;
            }
}

static struct sheet sheet_of(const struct view *view, const struct chart_wish *wish)
{
    struct sheet sheet = {.view = view, .of_same = true};
    sheet.cross = cross_of(view, F_REGION, F_INDICATOR, (struct cross_only){0});
    size_t units = sheet.cross->down.count, indicators = sheet.cross->across.count;
    sheet.seat = mem_array(view->mem, units * indicators + 1, sizeof *sheet.seat);
    sheet.unit = mem_array(view->mem, units + 1, sizeof *sheet.unit);
    sheet.sum = mem_array(view->mem, units + 1, sizeof *sheet.sum);
    sheet.ranks = mem_array(view->mem, units + 1, sizeof *sheet.ranks);
    sheet.indicator = mem_array(view->mem, indicators + 1, sizeof *sheet.indicator);
    sheet.domain = mem_array(view->mem, indicators + 1, sizeof *sheet.domain);
    sheet.own = cross_own(sheet.cross, view, wish);
    take_seats(&sheet);
    order_units(&sheet);
    order_indicators(&sheet);
    return sheet;
}

/* ---- words ---- */

static struct str head_of(const struct sheet *sheet, size_t indicator)
{
    for (size_t i = 0; i < sheet->cross->down.count; i++)
        if (cross_at(sheet->cross, i, indicator))
            return cross_short(sheet->view, cross_at(sheet->cross, i, indicator));
    return sheet->cross->across.name[indicator];
}

static struct str rank_text(const struct sheet *sheet, const struct seat *seat)
{
    return mem_format(sheet->view->mem, seat->tied ? "%ld=" : "%ld", seat->rank);
}

static struct str mean_text(const struct sheet *sheet, size_t unit)
{
    struct num mean;
    if (!sheet->ranks[unit] ||
        !num_divide(num_of(sheet->sum[unit]), num_of(sheet->ranks[unit]), 1, NUM_HALF_UP, &mean))
        return (struct str){NULL, 0};
    return num_text(sheet->view->mem, mean);
}

/* ---- what is told ---- */

/* Indicators at which units are ranked at several periods, so that a column is no one order. */
static struct str mixed_periods(const struct sheet *sheet)
{
    const struct vocabulary *words = sheet->view->words;
    struct str names = {NULL, 0};
    for (size_t k = 0; k < sheet->cross->across.count; k++) {
        struct str period = {NULL, 0};
        bool mixed = false;
        for (size_t i = 0; i < sheet->cross->down.count; i++) {
            const struct str *cells = cross_at(sheet->cross, i, k);
            if (!cells || !seat_at(sheet, i, k)->rank)
                continue;
            struct str own = table_get(sheet->view->table, cells, F_PERIOD);
            mixed = mixed || (period.length && !str_eq(period, own));
            period = own;
        }
        if (mixed)
            names = words_join(words, names, word(words, W_JOIN), head_of(sheet, k));
    }
    return names;
}

/* Short names are for these heads: what is longer than six characters is told, once. */
static void tell(const struct sheet *sheet)
{
    const struct vocabulary *words = sheet->view->words;
    const struct place place = {.file = sheet->view->table->columns.file};
    struct str names = {NULL, 0};
    for (size_t k = 0; k < sheet->cross->across.count; k++)
        if (words->chinese && str_width(head_of(sheet, k), 1) > SHORT_CELLS)
            names = words_join(words, names, word(words, W_JOIN), head_of(sheet, k));
    if (names.length)
        diag_report(DIAG_DRAWN, &place, "heads of the heatmap are longer than six characters, and short_name can say "
                    "them shorter: %.*s", STR_ARG(names));
    names = mixed_periods(sheet);
    if (names.length)
        diag_report(DIAG_DRAWN, &place, "ranks in one column of the heatmap are of different periods: %.*s",
                    STR_ARG(names));
    if (sheet->cross->twice)
        diag_report(DIAG_DRAWN, &place, "%zu more rows of a unit and indicator that have one already: the heatmap "
                    "draws the latest period", sheet->cross->twice);
}

static bool is_own(const struct sheet *sheet, size_t unit)
{
    return (ptrdiff_t)unit == sheet->own;
}

/* How many ranks of the own unit are among the first, or the last, `ends`. */
static void own_ends(const struct sheet *sheet, long ends, long *first, long *last)
{
    *first = *last = 0;
    for (size_t k = 0; k < sheet->cross->across.count; k++) {
        const struct seat *seat = seat_at(sheet, (size_t)sheet->own, k);
        *first += seat->rank && seat->rank <= ends;
        *last += seat->rank && seat->rank > seat->of - ends;
    }
}

static struct str found(const struct sheet *sheet)
{
    const struct vocabulary *words = sheet->view->words;
    const struct cross *cross = sheet->cross;
    if (sheet->own >= 0 && sheet->ranks[sheet->own]) {
        long first, last, ends = sheet->of > 6 ? 3 : 1;
        own_ends(sheet, ends, &first, &last);
        enum word some = ends == 1 ? W_HEATMAP_OWN_FEW : W_HEATMAP_OWN;
        enum word none = ends == 1 ? W_HEATMAP_OWN_FEW_NONE : W_HEATMAP_OWN_NONE;
        return vocabulary_fill(words, first ? some : none, "region",
                               cross->down.name[sheet->own], "n", words_number(words, sheet->ranks[sheet->own]), "m",
                               words_number(words, first), "k", words_number(words, last), NULL);
    }
    if (cross->down.count < 2 || !sheet->ranks[sheet->unit[0]])
        return (struct str){NULL, 0};
    return vocabulary_fill(words, W_HEATMAP_FOUND, "region", cross->down.name[sheet->unit[0]], "rank",
                           mean_text(sheet, sheet->unit[0]), "n", words_number(words, (long long)cross->down.count),
                           "m", words_number(words, (long long)cross->across.count), NULL);
}

/* ---- tiles ---- */

static void draw_seat(const struct sheet *sheet, size_t unit, size_t indicator, struct tile tile, long size)
{
    const struct seat *seat = seat_at(sheet, unit, indicator);
    if (seat->rank == 0) {
        tile_hatched(sheet->scene, tile);
        return;
    }
    int step = palette_step_of(seat->rank, seat->of);
    tile_draw(sheet->scene, tile, palette_step(step), rank_text(sheet, seat),
              (struct lettering){.size = size, .bold = step == 0 || step == PALETTE_STEPS - 1 || is_own(sheet, unit)});
}

/* What the colors mean: the ranks of each where as many are ranked everywhere, else the two ends. */
static long draw_legend(const struct sheet *sheet, long left, long right, long y)
{
    struct legend legend = {left, right, left, y};
    const struct vocabulary *words = sheet->view->words;
    for (int step = 0; step < PALETTE_STEPS; step++) {
        long from = 0, to = 0;
        for (long rank = 1; rank <= sheet->of && rank <= 1000; rank++)
            if (palette_step_of(rank, sheet->of) == step) {
                from = from ? from : rank;
                to = rank;
            }
        struct str text = step == 0 ? word(words, W_H_BEST) : step == PALETTE_STEPS - 1 ? word(words, W_H_WORST)
                                                                                       : (struct str){NULL, 0};
        if (sheet->of_same && from)
            text = mem_format(sheet->view->mem, from == to ? "%ld" : "%ld\xe2\x80\x93%ld", from, to);
        if (from || !sheet->of_same)
            tile_legend(sheet->scene, &legend, palette_step(step), text);
    }
    if (sheet->missing)
        tile_legend(sheet->scene, &legend, (struct str){NULL, 0}, word(words, W_MISSING));
    return legend.y + PX(16);
}

/* ---- heads ---- */

/* A head that is longer than its room is cut here and written whole below the picture. */
static long head_room(const struct sheet *sheet)
{
    return sheet->view->words->chinese ? PX(112) : PX(160);
}

static void draw_head(const struct sheet *sheet, struct str head, long x, long y, bool bold)
{
    const struct lettering type = {.size = SMALL, .bold = bold, .turn = TURN};
    scene_text(sheet->scene, x, y, scene_fit(sheet->scene->mem, head, head_room(sheet), SMALL, bold), type);
}

static long head_length(const struct sheet *sheet, struct str head, bool bold)
{
    long length = scene_measure(head, SMALL, bold), room = head_room(sheet);
    return length < room ? length : room;
}

/* Those that were cut, whole. */
static long draw_cut_heads(const struct sheet *sheet, long left, long right, long y)
{
    const struct vocabulary *words = sheet->view->words;
    struct str names = {NULL, 0};
    for (size_t i = 0; i < sheet->cross->across.count; i++) {
        struct str head = head_of(sheet, sheet->indicator[i]);
        if (scene_measure(head, SMALL, false) > head_room(sheet))
            names = words_join(words, names, word(words, W_JOIN), head);
    }
    if (names.length == 0)
        return y;
    names = vocabulary_fill(words, W_NAMES_WHOLE, "names", names, NULL);
    return scene_lines(sheet->scene, left, y + PX(16), right - left, PX(17), names,
                       (struct lettering){.size = SMALL, .color = DIM});
}

/* ---- wide ---- */

enum { TILE_W = 3000, TILE_H = 2800 };

struct wide {
    long left, name, *x;      /* x of each indicator, in order */
    long right, width;        /* of the tiles, of all */
    long rise;                /* of the heads */
};

static struct wide lay_out(const struct sheet *sheet)
{
    const struct cross *cross = sheet->cross;
    struct wide at = {.left = sheet->scene->width, .name = PX(40)};
    for (size_t i = 0; i < cross->down.count; i++) {
        long name = scene_measure(cross->down.name[i], PX(13), is_own(sheet, i));
        at.name = name > at.name ? name : at.name;
    }
    at.name = at.name > PX(170) ? PX(170) : at.name;
    at.x = mem_array(sheet->view->mem, cross->across.count + 1, sizeof *at.x);
    long x = at.left + at.name + PX(12);
    for (size_t i = 0; i < cross->across.count; i++) {
        size_t k = sheet->indicator[i];
        if (i && !str_eq(sheet->domain[k], sheet->domain[sheet->indicator[i - 1]]))
            x += APART;
        at.x[i] = x;
        long length = head_length(sheet, head_of(sheet, k), false), end = x + TILE_W / 2 + REACH(length);
        at.rise = RISE(length) > at.rise ? RISE(length) : at.rise;
        at.width = end > at.width ? end : at.width;
        x += TILE_W + GAP;
    }
    at.right = x - GAP;
    long mean = at.right + PX(14) + scene_measure(word(sheet->view->words, W_MEAN_RANK), SMALL, true);
    at.width = (mean > at.width ? mean : at.width) + at.left;
    at.width = at.width < PX(560) ? PX(560) : at.width;
    return at;
}

static void draw_unit(const struct sheet *sheet, const struct wide *at, size_t unit, long y)
{
    struct scene *scene = sheet->scene;
    bool own = is_own(sheet, unit);
    scene_text(scene, at->left + at->name, y + PX(19),
               scene_fit(scene->mem, sheet->cross->down.name[unit], at->name, PX(13), own),
               (struct lettering){.size = PX(13), .bold = own, .anchor = ANCHOR_END});
    for (size_t i = 0; i < sheet->cross->across.count; i++)
        draw_seat(sheet, unit, sheet->indicator[i], (struct tile){at->x[i], y, TILE_W, TILE_H}, PX(13));
    scene_text(scene, at->right + PX(14), y + PX(19), mean_text(sheet, unit),
               (struct lettering){.size = PX(13), .bold = own});
    if (own)
        scene_rect(scene, at->x[0] - PX(3), y - PX(3), at->right - at->x[0] + PX(6), TILE_H + PX(6),
                   (struct paint){.stroke = INK, .width = PX(2)});
}

/* A line below the tiles of each domain, and what it is called. */
static long draw_domains(const struct sheet *sheet, const struct wide *at, long y)
{
    size_t count = sheet->cross->across.count;
    bool any = false;
    for (size_t from = 0, to; from < count; from = to) {
        struct str domain = sheet->domain[sheet->indicator[from]];
        for (to = from + 1; to < count && str_eq(sheet->domain[sheet->indicator[to]], domain); to++)
            continue;
        if (domain.length == 0)
            continue;
        long left = at->x[from], right = at->x[to - 1] + TILE_W;
        any = true;
        scene_line(sheet->scene, left, y + PX(6), right, y + PX(6), (struct paint){.stroke = RULE, .width = PX(1)});
        scene_text(sheet->scene, (left + right) / 2, y + PX(23),
                   scene_fit(sheet->scene->mem, domain, right - left + APART - PX(4), SMALL, true),
                   (struct lettering){.size = SMALL, .bold = true, .anchor = ANCHOR_MIDDLE});
    }
    return any ? y + PX(28) : y;
}

static void draw_wide(struct sheet *sheet, const struct chart_how *how)
{
    struct scene *scene = sheet->scene;
    scene->width = how->alone ? PX(24) : PX(4);
    const struct wide at = lay_out(sheet);
    scene->width = at.width;
    long y = chart_top(scene, how, scene->width) + at.rise + PX(8);
    for (size_t i = 0; i < sheet->cross->across.count; i++)
        draw_head(sheet, head_of(sheet, sheet->indicator[i]), at.x[i] + TILE_W / 2, y - PX(7), false);
    scene_text(scene, at.right + PX(14), y - PX(6), word(sheet->view->words, W_MEAN_RANK),
               (struct lettering){.size = SMALL, .bold = true});
    for (size_t i = 0; i < sheet->cross->down.count; i++) {
        draw_unit(sheet, &at, sheet->unit[i], y);
        y += TILE_H + (is_own(sheet, sheet->unit[i]) ? PX(10) : GAP);
    }
    y = draw_domains(sheet, &at, y);
    y = draw_legend(sheet, at.x[0], scene->width - at.left, y + PX(12));
    y = draw_cut_heads(sheet, at.left, scene->width - at.left, y);
    scene->height = chart_foot(scene, chart_find(STR("heatmap")), sheet->view, how, y - PX(4), scene->width) + PX(6);
}

/* ---- compact ---- */

static long draw_block(const struct sheet *sheet, const size_t *unit, size_t units, long y)
{
    struct scene *scene = sheet->scene;
    const struct cross *cross = sheet->cross;
    const long name = PX(92), height = PX(22);
    long rise = 0, reach = 0;
    for (size_t i = 0; i < units; i++) {
        long length = head_length(sheet, cross->down.name[unit[i]], is_own(sheet, unit[i]));
        rise = RISE(length) > rise ? RISE(length) : rise;
        reach = REACH(length) > reach ? REACH(length) : reach;
    }
    long room = scene->width - name - (reach > PX(30) ? reach - PX(14) : PX(16)), pitch = room / COMPACT_UNITS;
    y += rise + PX(6);
    long top = y;
    for (size_t i = 0; i < units; i++)
        draw_head(sheet, cross->down.name[unit[i]], name + pitch * (long)i + pitch / 2, y - PX(5),
                  is_own(sheet, unit[i]));
    for (size_t i = 0; i < cross->across.count; i++, y += height + GAP) {
        size_t k = sheet->indicator[i];
        y += i && !str_eq(sheet->domain[k], sheet->domain[sheet->indicator[i - 1]]) ? PX(8) : 0;
        scene_text(scene, 0, y + PX(16), scene_fit(scene->mem, head_of(sheet, k), name - PX(6), SMALL, false),
                   (struct lettering){.size = SMALL});
        for (size_t u = 0; u < units; u++)
            draw_seat(sheet, unit[u], k, (struct tile){name + pitch * (long)u, y, pitch - GAP, height}, PX(11));
    }
    if (units && is_own(sheet, unit[0]))
        scene_rect(scene, name - PX(2), top - PX(2), pitch + PX(2), y - top + PX(2),
                   (struct paint){.stroke = INK, .width = PX(2)});
    return y + PX(10);
}

/* The own unit again at the left of every block. */
static void draw_compact(struct sheet *sheet)
{
    struct scene *scene = sheet->scene;
    size_t unit[COMPACT_UNITS], units = sheet->cross->down.count;
    size_t first = sheet->own >= 0 ? 1 : 0;
    long y = 0;
    scene->width = PX(360);
    for (size_t at = first; at < units || at == first; ) {
        size_t count = 0;
        if (first)
            unit[count++] = sheet->unit[0];
        while (count < COMPACT_UNITS && at < units)
            unit[count++] = sheet->unit[at++];
        y = draw_block(sheet, unit, count, y);
        if (at >= units)
            break;
    }
    y = draw_legend(sheet, 0, scene->width, y);
    scene->height = y + PX(6);
}

/* ---- the chart ---- */

void draw_heatmap(struct scene *scene, const struct view *view, const struct summary *summary,
                  const struct chart_how *how)
{
    struct sheet sheet = sheet_of(view, &how->wish);
    const struct vocabulary *words = view->words;
    size_t units = sheet.cross->down.count, indicators = sheet.cross->across.count;
    (void)summary;
    sheet.scene = scene;
    scene->title = how->title;
    if (units == 0 || indicators == 0) {
        chart_instead(scene, view, how, word(words, W_NO_ROWS));
        return;
    }
    if (units > UNITS_MOST || indicators > INDICATORS_MOST) {
        chart_instead(scene, view, how, vocabulary_fill(words, W_TOO_MANY_TILES, "n",
                                                        words_number(words, INDICATORS_MOST), "m",
                                                        words_number(words, UNITS_MOST), NULL));
        return;
    }
    chart_describe(scene, vocabulary_fill(words, W_DESC_HEATMAP, "n", words_number(words, (long long)units), "m",
                                          words_number(words, (long long)indicators), "text", found(&sheet), NULL));
    if (how->compact) {
        draw_compact(&sheet);
        return;
    }
    if (!how->head)
        tell(&sheet);
    draw_wide(&sheet, how);
}

struct str find_heatmap(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct sheet sheet = sheet_of(view, wish);
    (void)summary;
    return sheet.cross->down.count && sheet.cross->across.count ? found(&sheet) : (struct str){NULL, 0};
}
