/* chart - the list of charts, and what several of them draw alike */

#include "charts/chart.h"

#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "view/wrap.h"

static const struct chart charts[] = {
#define X(name, what, from, title, row, reading) {#name, what, from, title, row, reading, needs_##name, draw_##name, \
                                            find_##name},
#include "charts/charts.def"
#undef X
};

const struct chart *chart_find(struct str name)
{
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++)
        if (str_eq(name, str_of(charts[i].name)))
            return &charts[i];
    return NULL;
}

struct str chart_title(const struct chart *chart, const struct view *view, const struct summary *summary,
                       const struct chart_wish *wish)
{
    struct str found = chart->find(view, summary, wish);
    return found.length ? found : word(view->words, chart->title);
}

enum field chart_lacks(const struct chart *chart, const struct table *table)
{
    const enum field *field = chart->needs;
    while (*field != FIELD_COUNT && table_has(table, *field))
        field++;
    return *field;
}

void chart_check(const struct chart *chart, const struct table *table)
{
    enum field field = chart_lacks(chart, table);
    if (field == FIELD_COUNT)
        return;
    struct str name = field_row[field].name;
    struct place place = {.file = table->columns.file, .line = 1};
    ptrdiff_t near = near_find(name, table->columns.name, table->columns.count);
    struct str hint = near < 0 ? (struct str){NULL, 0} : table->columns.name[near];
    if (hint.length)
        diag_fatal(DIAG_COLUMN, &place,
                   "no column \"%.*s\", which the chart %s needs (is it \"%.*s\"?); it expects the output of %s",
                   STR_ARG(name), chart->name, STR_ARG(hint), chart->from);
    diag_fatal(DIAG_COLUMN, &place, "no column \"%.*s\", which the chart %s needs; it expects the output of %s",
               STR_ARG(name), chart->name, chart->from);
}

/* ---- marks ---- */

static void triangle(struct scene *scene, long x, long y, long size, struct paint paint)
{
    const struct spot spot[] = {{x - size, y + size * 9 / 10}, {x + size, y + size * 9 / 10}, {x, y - size * 9 / 10}};
    scene_path(scene, spot, 3, true, paint);
}

static void cross(struct scene *scene, long x, long y, struct str color)
{
    const struct paint paint = {.stroke = color, .width = 220};
    long arm = PX(4);
    scene_line(scene, x - arm, y - arm, x + arm, y + arm, paint);
    scene_line(scene, x - arm, y + arm, x + arm, y - arm, paint);
}

void chart_mark(struct scene *scene, long x, long y, const struct mark *mark)
{
    const struct paint paint = {.fill = mark->color};
    if (str_eq(mark->mark, STR("●")))
        scene_dot(scene, x, y, 560, paint);
    else if (str_eq(mark->mark, STR("▲")))
        triangle(scene, x, y, 580, paint);
    else if (str_eq(mark->mark, STR("▼")))
        triangle(scene, x, y, -580, paint);
    else if (str_eq(mark->mark, STR("■")))
        scene_rect(scene, x - 490, y - 490, 980, 980, paint);
    else if (str_eq(mark->mark, STR("✕")))
        cross(scene, x, y, mark->color);
    else if (str_eq(mark->mark, STR("–")))
        scene_rect(scene, x - 500, y - 110, PX(10), 220, paint);
    else
        scene_text(scene, x, y + PX(5), mark->mark,
                   (struct lettering){.bold = true, .anchor = ANCHOR_MIDDLE, .color = mark->color});
}

/* ---- texts ---- */

/* How many bytes of the text make the next line. */
static size_t line_length(struct str text, long width, struct lettering type)
{
    struct str rest = text;
    size_t fits = 0, may_break = 0;
    while (rest.length) {
        str_rune(&rest);
        size_t length = text.length - rest.length;
        if (scene_measure(str_part(text, 0, length), type.size, type.bold) > width)
            return may_break ? may_break : fits ? fits : length;
        fits = length;
        if (rest.length && wrap_may_break(text, length))
            may_break = length;
    }
    return text.length;
}

long chart_lines(struct scene *scene, long x, long y, long width, long pitch, struct str text, struct lettering type)
{
    while (text.length) {
        size_t length = line_length(text, width, type);
        scene_text(scene, x, y, str_trim(str_part(text, 0, length)), type);
        text = str_trim(str_part(text, length, text.length));
        y += pitch;
    }
    return y;
}

long chart_top(struct scene *scene, const struct chart_how *how, long width)
{
    if (!how->alone)
        return 0;
    const struct lettering title = {.size = PX(22), .bold = true}, under = {.size = PX(14), .color = DIM};
    long y = chart_lines(scene, PX(24), PX(38), width - PX(48), PX(30), how->title, title);
    if (how->under.length)
        y = chart_lines(scene, PX(24), y - PX(2), width - PX(48), PX(20), how->under, under);
    return y - PX(10);
}
