/* chart_tilemap - a tile for each unit, where it lies among the others
 *
 * All tiles have one size, so that a small district is seen as well as a large one.  Where they lie is
 * said by the columns row and col (from 1) of the table itself or of a further table "tiles" with region,
 * row and col; without these they stand in the order of their codes.  The color is the class, the rank
 * or, of any other figure, the fifth of the units in which it lies; the figure is in the tile.
 */

#include "charts/chart.h"

#include "base/diag.h"
#include "base/str.h"
#include "compared/cross.h"
#include "compared/palette.h"
#include "compared/tiles.h"
#include "view/figure.h"

const enum field needs_tilemap[] = {F_REGION, FIELD_COUNT};

enum { UNITS_MOST = 200, SIDE_MOST = 40 };

struct town {
    const struct str *cells;
    struct str code, name, cell;
    struct num value;
    bool known, own;
    long row, col;            /* from 1; 0: not told */
    int shade;
};

struct land {
    struct scene *scene;
    const struct view *view;
    struct town *town;
    size_t count;
    uint32_t at;              /* the column that colors */
    enum { BY_CLASS, BY_RANK, BY_SIZE } by;
    struct str subject;
    size_t left_out;          /* indicators that are not drawn */
    long rows, cols, ranked;
    bool laid;                /* somebody has said where they lie */
};

/* ---- from the rows ---- */

/* Where the table says that a region lies. */
static bool spot_in(const struct table *table, struct str code, long *row, long *col)
{
    uint32_t at[] = {column_find(&table->columns, STR("row")), column_find(&table->columns, STR("col"))};
    if (!table_has(table, F_REGION) || at[0] == COLUMN_NONE || at[1] == COLUMN_NONE)
        return false;
    for (size_t i = 0; i < table->rows; i++) {
        if (!str_eq(table_cell(table, i, table->at[F_REGION]), code))
            continue;
        *row = cross_whole(table_cell(table, i, at[0]));
        *col = cross_whole(table_cell(table, i, at[1]));
        return *row && *col && *row <= SIDE_MOST && *col <= SIDE_MOST;
    }
    return false;
}

static int by_code(const void *a, const void *b)
{
    return str_cmp(((const struct town *)a)->code, ((const struct town *)b)->code);
}

static bool is_taken(const struct land *land, size_t but, long row, long col)
{
    for (size_t i = 0; i < land->count; i++)
        if (i != but && land->town[i].row == row && land->town[i].col == col)
            return true;
    return false;
}

/* Those whose place is told first; the others, and who would lie on another, in rows below. */
static void lay_out(struct land *land, const struct view *tiles)
{
    for (size_t i = 0; i < land->count; i++) {
        struct town *town = &land->town[i];
        long row, col;
        bool told = (tiles && spot_in(tiles->table, town->code, &row, &col)) ||
                    spot_in(land->view->table, town->code, &row, &col);
        if (!told || is_taken(land, i, row, col))
            continue;
        town->row = row;
        town->col = col;
        land->laid = true;
        land->rows = row > land->rows ? row : land->rows;
        land->cols = col > land->cols ? col : land->cols;
    }
    if (!land->laid) {
        qsort(land->town, land->count, sizeof *land->town, by_code);
        while (land->cols * land->cols < (long)land->count + (long)land->count / 2)
            land->cols++;
    }
    long row = land->rows + 1, col = 1;
    for (size_t i = 0; i < land->count; i++) {
        struct town *town = &land->town[i];
        if (town->row)
            continue;
        town->row = row;
        town->col = col;
        land->rows = row;
        if (++col > land->cols) {
            col = 1;
            row++;
        }
    }
}

static int by_size(const void *a, const void *b)
{
    return num_compare((*(struct town *const *)a)->value, (*(struct town *const *)b)->value);
}

/* In which fifth a figure lies; equal figures lie in one. */
static void shade(struct land *land)
{
    struct town **order = mem_array(land->view->mem, land->count + 1, sizeof *order);
    size_t known = 0;
    for (size_t i = 0; i < land->count; i++)
        if (land->town[i].known)
            order[known++] = &land->town[i];
    qsort(order, known, sizeof(struct town *), by_size);
    for (size_t i = 0, first = 0; i < known; i++) {
        first = num_compare(order[i]->value, order[first]->value) == 0 ? first : i;
        order[i]->shade = (int)(first * PALETTE_SHADES / known);
        land->ranked = cross_whole(order[i]->cell) > land->ranked ? cross_whole(order[i]->cell) : land->ranked;
    }
}

static struct land land_of(const struct view *view, const struct chart_wish *wish)
{
    static const enum field fields[] = {F_CLASS, F_RANK, F_VALUE, F_ESTIMATE, FIELD_COUNT};
    const struct table *table = view->table;
    struct land land = {.view = view, .at = chart_column(view, wish->y, fields)};
    const struct cross *all = cross_of(view, F_REGION, F_INDICATOR, (struct cross_only){0});
    if (land.at == COLUMN_NONE || all->across.count == 0)
        return land;
    land.by = land.at == table->at[F_CLASS] ? BY_CLASS : land.at == table->at[F_RANK] ? BY_RANK : BY_SIZE;
    land.subject = all->across.name[0];
    land.left_out = all->across.count - 1;
    land.town = mem_array(view->mem, all->down.count + 1, sizeof *land.town);
    for (size_t i = 0; i < all->down.count; i++) {
        const struct str *cells = cross_at(all, i, 0);
        struct town town = {.cells = cells, .code = all->down.key[i], .name = all->down.name[i]};
        town.own = (ptrdiff_t)i == cross_own(all, view, wish);
        if (cells)
            town.cell = cells[land.at];
        town.known = land.by == BY_CLASS ? town.cell.length > 0 : num_parse(town.cell, &town.value) == NUM_OK;
        land.town[land.count++] = town;
    }
    struct str unit = {NULL, 0};
    for (size_t i = 0; i < land.count && unit.length == 0 && land.at == table->at[F_VALUE]; i++)
        unit = land.town[i].cells ? view_unit(view, land.town[i].cells) : unit;
    if (unit.length && land.subject.length)
        land.subject = words_join(view->words, land.subject, (struct str){NULL, 0},
                                  vocabulary_fill(view->words, W_PAREN, "text", unit, NULL));
    if (land.by != BY_CLASS)
        shade(&land);
    lay_out(&land, chart_more(wish, "tiles"));
    return land;
}

/* ---- words ---- */

static struct str figure_of(const struct land *land, const struct town *town)
{
    if (!town->known)
        return (struct str){NULL, 0};
    if (land->by == BY_CLASS)
        return vocabulary_mark(land->view->words, town->cell)->text;
    if (land->at == land->view->table->at[F_VALUE])
        return view_value(land->view, town->cells);
    return land->view->thousands ? figure_text(land->view->mem, town->cell, FIGURE_OWN, true) : town->cell;
}

static struct str found_classes(const struct land *land)
{
    const struct vocabulary *words = land->view->words;
    struct str list = {NULL, 0};
    for (size_t k = 0; k < words->marks; k++) {
        long count = 0;
        for (size_t i = 0; i < land->count; i++)
            count += str_eq(land->town[i].cell, words->mark[k].key);
        if (count)
            list = words_join(words, list, word(words, W_JOIN),
                              vocabulary_fill(words, W_COUNT_CLASS, "n", words_number(words, count), "class",
                                              words->mark[k].text, NULL));
    }
    return list;
}

/* The own one where it is known, else the ends. */
static struct str found_sizes(const struct land *land)
{
    const struct vocabulary *words = land->view->words;
    const struct town *least = NULL, *most = NULL;
    for (size_t i = 0; i < land->count; i++) {
        const struct town *town = &land->town[i];
        if (!town->known)
            continue;
        if (!least || num_compare(town->value, least->value) < 0)
            least = town;
        if (!most || num_compare(town->value, most->value) > 0)
            most = town;
    }
    if (!least || num_compare(least->value, most->value) == 0)
        return (struct str){NULL, 0};
    return vocabulary_fill(words, land->by == BY_RANK ? W_TILEMAP_RANKS : W_TILEMAP_SIZES, "high",
                           scene_fit(land->view->mem, most->name, PX(160), PX(12), false), "highest",
                           figure_of(land, most), "low", scene_fit(land->view->mem, least->name, PX(160), PX(12),
                                                                   false),
                           "lowest", figure_of(land, least), NULL);
}

static struct str found(const struct land *land)
{
    struct str text = land->by == BY_CLASS ? found_classes(land) : found_sizes(land);
    if (text.length == 0 || land->subject.length == 0 || str_width(land->subject, 2) > 40)
        return text;
    return vocabulary_fill(land->view->words, W_STATE, "what", land->subject, "how", text, NULL);
}

/* ---- the picture ---- */

static struct str ground_of(const struct land *land, const struct town *town)
{
    if (land->by == BY_CLASS)
        return vocabulary_mark(land->view->words, town->cell)->color;
    if (land->by == BY_RANK)
        return palette_step(palette_step_of(cross_whole(town->cell), land->ranked));
    return palette_shade(town->shade);
}

static void draw_town(const struct land *land, const struct town *town, struct tile tile, long size)
{
    struct scene *scene = land->scene;
    const long room = tile.w - PX(4);
    struct str name = scene_fit(scene->mem, town->name, room, size, town->own), figure = figure_of(land, town);
    struct str ground = town->known ? ground_of(land, town) : STRIPE;
    long x = tile.x + tile.w / 2, y = tile.y + tile.h / 2;
    if (town->known && land->by == BY_CLASS) { /* the classes' own colors, which are answered on a dark ground */
        const struct mark *mark = vocabulary_mark(land->view->words, town->cell);
        scene_rect(scene, tile.x, tile.y, tile.w, tile.h, (struct paint){.fill = STRIPE, .stroke = ground,
                                                                         .width = PX(2)});
        chart_mark(scene, tile.x + PX(12), y + PX(9), mark);
    } else if (town->known)
        scene_rect(scene, tile.x, tile.y, tile.w, tile.h, (struct paint){.fill = ground});
    else
        tile_hatched(scene, tile);
    struct str ink = town->known && land->by != BY_CLASS ? palette_ink(ground) : INK;
    const struct lettering type = {.size = size, .bold = town->own, .anchor = ANCHOR_MIDDLE, .color = ink};
    long aside = town->known && land->by == BY_CLASS ? PX(8) : 0;
    scene_text(scene, x, figure.length ? y - PX(4) : y + PX(5), name, type);
    scene_text(scene, x + aside, y + PX(14),
               scene_fit(scene->mem, figure, room - 2 * aside - (aside ? PX(4) : 0), PX(12), town->own),
               (struct lettering){.size = PX(12), .bold = town->own, .anchor = ANCHOR_MIDDLE, .color = ink});
    if (town->own)
        scene_rect(scene, tile.x - PX(1), tile.y - PX(1), tile.w + PX(2), tile.h + PX(2),
                   (struct paint){.stroke = INK, .width = PX(3)});
}

/* What the shades mean: from the smallest figure of each to its largest. */
static long draw_legend(const struct land *land, long left, long right, long y)
{
    struct legend legend = {left, right, left, y};
    bool missing = false, any = false;
    for (int k = 0; k < PALETTE_SHADES && land->by == BY_SIZE; k++) {
        const struct town *least = NULL, *most = NULL;
        for (size_t i = 0; i < land->count; i++) {
            const struct town *town = &land->town[i];
            if (!town->known || town->shade != k)
                continue;
            least = !least || num_compare(town->value, least->value) < 0 ? town : least;
            most = !most || num_compare(town->value, most->value) > 0 ? town : most;
        }
        if (!least)
            continue;
        struct str low = figure_of(land, least), high = figure_of(land, most);
        any = true;
        tile_legend(land->scene, &legend, palette_shade(k),
                    str_eq(low, high) ? low : vocabulary_fill(land->view->words, W_SPAN, "low", low, "high", high,
                                                              NULL));
    }
    for (int k = 0; k < PALETTE_STEPS && land->by == BY_RANK; k += PALETTE_STEPS - 1) {
        any = true;
        tile_legend(land->scene, &legend, palette_step(k), word(land->view->words, k ? W_H_WORST : W_H_BEST));
    }
    for (size_t i = 0; i < land->count; i++)
        missing = missing || !land->town[i].known;
    if (missing)
        tile_legend(land->scene, &legend, (struct str){NULL, 0}, word(land->view->words, W_MISSING));
    return any || missing ? legend.y + PX(16) : y - PX(12);
}

static void tell(const struct land *land)
{
    const struct place place = {.file = land->view->table->columns.file};
    if (land->left_out)
        diag_report(DIAG_DRAWN, &place, "the chart %s draws \"%.*s\", the first in the table; others, %zu in number, "
                    "each need a table of their own", "tilemap", STR_ARG(land->subject), land->left_out);
}

static void draw_land(const struct land *land, const struct chart_how *how)
{
    struct scene *scene = land->scene;
    const long gap = PX(3), edge = how->compact ? 0 : how->alone ? PX(24) : PX(4);
    long wide = PX(64);
    for (size_t i = 0; i < land->count; i++) {
        long name = scene_measure(land->town[i].name, PX(13), true) + PX(14),
             figure = scene_measure(figure_of(land, &land->town[i]), PX(12),
                                    true) + (land->by == BY_CLASS ? PX(36) : PX(14));
        wide = name > wide ? name : wide;
        wide = figure > wide ? figure : wide;
    }
    wide = wide > PX(130) ? PX(130) : wide;
    if (how->compact && (wide + gap) * land->cols > PX(356))
        wide = PX(356) / land->cols - gap;
    scene->width = how->compact ? PX(360) : 2 * edge + land->cols * (wide + gap);
    long side = how->compact ? PX(2) : edge;
    if (!how->compact && scene->width < PX(520)) {
        side += (PX(520) - scene->width) / 2;
        scene->width = PX(520);
    }
    long y = chart_top(scene, how, scene->width) + PX(14), high = PX(46);
    for (int own = 0; own < 2; own++) /* the own frame over its neighbours */
        for (size_t i = 0; i < land->count; i++) {
            const struct town *town = &land->town[i];
            const struct tile tile = {side + (town->col - 1) * (wide + gap), y + (town->row - 1) * (high + gap), wide,
                                      high};
            if (town->own == own)
                draw_town(land, town, tile, wide < PX(44) ? PX(11) : PX(13));
        }
    y = draw_legend(land, edge, scene->width - edge, y + land->rows * (high + gap) + PX(12));
    scene->height = chart_foot(scene, chart_find(STR("tilemap")), land->view, how, y - PX(4), scene->width) + PX(6);
}

void draw_tilemap(struct scene *scene, const struct view *view, const struct summary *summary,
                  const struct chart_how *how)
{
    struct land land = land_of(view, &how->wish);
    const struct vocabulary *words = view->words;
    (void)summary;
    land.scene = scene;
    scene->title = how->title;
    if (land.at == COLUMN_NONE || land.count == 0) {
        chart_instead(scene, view, how, word(words, W_NOTHING_TO_DRAW));
        return;
    }
    if (land.count > UNITS_MOST) {
        chart_instead(scene, view, how, vocabulary_fill(words, W_TOO_MANY_ROWS, "n", words_number(words, UNITS_MOST),
                                                        "m",
                                                        words_number(words, (long long)land.count), NULL));
        return;
    }
    if (!how->head && !how->compact)
        tell(&land);
    chart_describe(scene, vocabulary_fill(words, W_DESC_TILEMAP, "n", words_number(words, (long long)land.count),
                                          "text",
                                          found(&land), NULL));
    draw_land(&land, how);
}

struct str find_tilemap(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct land land = land_of(view, wish);
    (void)summary;
    return land.count ? found(&land) : (struct str){NULL, 0};
}
