/* chart_poster - a plan's progress on one picture, as newspapers and telephones show it
 *
 * From the top: what the plan's indicators add up to, one bar of the classes, a tile for each class with the
 * names in it, and the first ten indicators in the view's order with their figures and where these come from.
 * All counts are of all rows; what is left out is said.
 */

#include "charts/chart.h"

#include "base/str.h"
#include "view/figure.h"

const enum field needs_poster[] = {F_CLASS, F_COMPLETION, F_VALUE, F_TARGET_KIND, FIELD_COUNT};

enum { FIGURES = 10 };

struct poster {
    struct scene *scene;
    const struct view *view;
    const struct summary *summary;
    long margin, width;       /* of what is drawn; the picture has a margin on both sides */
    int tiles, columns;       /* beside each other */
    long y;                   /* where the next thing goes */
};

static struct lettering type(long pixels, bool bold, struct str color)
{
    return (struct lettering){.size = PX(pixels), .bold = bold, .color = color};
}

/* ---- head ---- */

static void draw_text(struct poster *poster, struct str text, long pixels, bool bold, struct str color)
{
    if (text.length)
        poster->y = scene_lines(poster->scene, poster->margin, poster->y + PX(pixels), poster->width,
                                PX(pixels * 3 / 2), text, type(pixels, bold, color)) - PX(pixels / 2);
}

static void draw_head(struct poster *poster, const struct chart_how *how)
{
    bool titled = how->alone && !str_eq(how->title, poster->summary->lead);
    struct str lead = poster->summary->lead;
    poster->y = PX(28);
    if (titled)
        draw_text(poster, how->title, poster->columns > 1 ? 40 : 26, true, INK);
    draw_text(poster, lead, titled ? 20 : poster->columns > 1 ? 34 : 22, true, INK);
    draw_text(poster, summary_meta(poster->view), 16, false, DIM);
    poster->y += PX(18);
}

/* ---- classes ---- */

static long all_counted(const struct summary *summary)
{
    long all = 0;
    for (size_t i = 0; i < summary->tallies; i++)
        all += summary->tally[i].count;
    return all;
}

/* One bar, each class as long as its share; a number only where it has room. */
static void draw_bar(struct poster *poster)
{
    const struct summary *summary = poster->summary;
    struct scene *scene = poster->scene;
    long all = all_counted(summary), before = 0;
    const long height = PX(44), gap = PX(2);
    for (size_t i = 0; i < summary->tallies; i++) {
        const struct class_tally *tally = &summary->tally[i];
        long from = poster->width * before / all, to = poster->width * (before + tally->count) / all;
        struct str number = words_number(poster->view->words, tally->count);
        scene_rect(scene, poster->margin + from, poster->y, to - from - gap, height,
                   (struct paint){.fill = tally->mark->color});
        if (scene_measure(number, PX(22), true) + PX(6) < to - from)
            scene_text(scene, poster->margin + (from + to - gap) / 2, poster->y + PX(30), number,
                       (struct lettering){.size = PX(22), .bold = true, .anchor = ANCHOR_MIDDLE, .color = PAPER});
        before += tally->count;
    }
    poster->y += height + PX(18);
}

/* The names as far as two lines of a tile hold them; an ellipsis says that there are more. */
static struct str two_lines(const struct scene *scene, struct str names, long room)
{
    const long pitch = PX(19);
    struct str fit = names;
    for (long all = room * 2; all > room; all -= PX(8)) {
        fit = scene_fit(scene->mem, names, all, PX(13), false);
        if (scene_lines(scene_new(scene->mem), 0, 0, room, pitch, fit, type(13, false, INK)) <= 2 * pitch)
            break;
    }
    return fit;
}

static void draw_tile(struct poster *poster, const struct class_tally *tally, long x, long y, long width, long height)
{
    struct scene *scene = poster->scene;
    struct str color = tally->mark->color;
    long inner = x + PX(16), room = width - PX(24);
    scene_rect(scene, x, y, width, height, (struct paint){.fill = STRIPE});
    scene_rect(scene, x, y, PX(5), height, (struct paint){.fill = color});
    chart_mark(scene, inner + PX(6), y + PX(27), tally->mark);
    scene_text(scene, inner + PX(20), y + PX(32), scene_fit(scene->mem, tally->mark->text, room - PX(80), PX(17), true),
               type(17, true, color));
    scene_text(scene, x + width - PX(12), y + PX(38), words_number(poster->view->words, tally->count),
               (struct lettering){.size = PX(32), .bold = true, .anchor = ANCHOR_END, .color = color});
    scene_lines(scene, inner, y + PX(62), room, PX(19), two_lines(scene, tally->names, room), type(13, false, INK));
}

static void draw_tiles(struct poster *poster)
{
    const long gap = PX(14), height = PX(92);
    long width = (poster->width - gap * (poster->tiles - 1)) / poster->tiles;
    for (size_t i = 0; i < poster->summary->tallies; i++) {
        long row = (long)i / poster->tiles, column = (long)i % poster->tiles;
        draw_tile(poster, &poster->summary->tally[i], poster->margin + column * (width + gap),
                  poster->y + row * (height + gap), width, height);
    }
    long rows = ((long)poster->summary->tallies + poster->tiles - 1) / poster->tiles;
    poster->y += rows * (height + gap) + PX(12);
}

/* ---- figures ---- */

/* The way to the target as a bar; none where there is no completion. */
static void draw_way(const struct poster *poster, const struct str *cells, const struct mark *mark, long x, long y,
                     long width)
{
    long way;
    if (!figure_ratio(table_get(poster->view->table, cells, F_COMPLETION), width, &way))
        return;
    way = way < 0 ? 0 : way > width ? width : way;
    scene_rect(poster->scene, x, y, width, PX(8), (struct paint){.fill = TRACK});
    scene_rect(poster->scene, x, y, way, PX(8), (struct paint){.fill = mark ? mark->color : EDGE});
}

/* What is aimed at, whether that was changed, how much of the way is done, and where the figure comes from. */
static struct str small_print(const struct poster *poster, const struct str *cells)
{
    const struct vocabulary *words = poster->view->words;
    struct str text = view_target(poster->view, cells), done = view_figure(poster->view, cells, F_COMPLETION);
    text = text.length ? vocabulary_fill(words, W_BRIEF_TARGET, "n", text, NULL) : text;
    struct str changed = STR("target_changed");
    if (str_find(table_get(poster->view->table, cells, F_FLAGS), changed) >= 0)
        text = words_join(words, text, STR(" · "), view_word(poster->view, F_FLAGS, changed));
    if (done.length)
        text = words_join(words, text, STR(" · "),
                          vocabulary_fill(words, W_POSTER_DONE, "percent", done, NULL));
    struct str source = table_get(poster->view->table, cells, F_SOURCE);
    return source.length ? words_join(words, text, STR(" · "), source) : text;
}

static void draw_figure(struct poster *poster, const struct str *cells, long x, long y, long width)
{
    struct scene *scene = poster->scene;
    const struct view *view = poster->view;
    const struct mark *mark = vocabulary_mark(view->words, table_get(view->table, cells, F_CLASS));
    long class_room = mark ? scene_measure(mark->text, PX(15), true) + PX(26) : 0;
    scene_text(scene, x, y + PX(18), scene_fit(scene->mem, view_name(view, cells), width - class_room, PX(16), false),
               type(16, view_binding(view, cells), INK));
    if (mark) {
        chart_mark(scene, x + width - class_room + PX(14), y + PX(13), mark);
        scene_text(scene, x + width, y + PX(18), mark->text,
                   (struct lettering){.size = PX(15), .bold = true, .anchor = ANCHOR_END, .color = mark->color});
    }
    struct str figure = scene_fit(scene->mem, view_judged(view, cells), width * 3 / 4, PX(30), true);
    long rest = width - scene_measure(figure, PX(30), true);
    if (figure.length)
        scene_text_then(scene, x, y + PX(54), figure, type(30, true, INK),
                        scene_fit(scene->mem, mem_join(scene->mem, view_unit(view, cells), STR(" "),
                                                        view_marks(view, cells)), rest, PX(15), false),
                        type(15, false, DIM));
    else
        scene_text(scene, x, y + PX(50), scene_fit(scene->mem, view_held(view, cells), width, PX(15), false),
                   type(15, false, DIM));
    draw_way(poster, cells, mark, x, y + PX(66), width);
    scene_text(scene, x, y + PX(93), scene_fit(scene->mem, small_print(poster, cells), width, PX(13), false),
               type(13, false, DIM));
}

static void draw_figures(struct poster *poster)
{
    const struct table *table = poster->view->table;
    const long gap = PX(36), height = PX(112);
    long width = (poster->width - gap * (poster->columns - 1)) / poster->columns;
    size_t rows = table->rows < FIGURES ? table->rows : FIGURES;
    for (size_t i = 0; i < rows; i++) {
        long column = (long)i % poster->columns, row = (long)i / poster->columns;
        draw_figure(poster, table_row(table, i), poster->margin + column * (width + gap), poster->y + row * height,
                    width);
    }
    poster->y += ((long)rows + poster->columns - 1) / poster->columns * height;
    long long all = (long long)(table->rows + poster->view->left_out);
    if ((long long)rows < all) {
        const struct vocabulary *words = poster->view->words;
        draw_text(poster, vocabulary_fill(words, W_ROWS_LEFT, "n", words_number(words, all), "m",
                                          words_number(words, (long long)rows), NULL), 14, false, DIM);
    }
}

/* ---- the chart ---- */

void draw_poster(struct scene *scene, const struct view *view, const struct summary *summary,
                 const struct chart_how *how)
{
    struct poster poster = {.scene = scene, .view = view, .summary = summary,
                            .margin = how->compact ? PX(6) : PX(40), .width = how->compact ? PX(388) : PX(1000),
                            .tiles = how->compact ? 1 : 3, .columns = how->compact ? 1 : 2};
    scene->width = poster.width + 2 * poster.margin;
    scene->title = how->title;
    chart_describe(scene, summary->lead.length ? summary->lead : how->title);
    if (how->head)
        return;
    draw_head(&poster, how);
    if (summary->tallies) {
        draw_bar(&poster);
        draw_tiles(&poster);
    }
    draw_figures(&poster);
    scene->height = poster.y + PX(24);
}

struct str find_poster(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)view;
    (void)wish;
    return summary->lead;
}
