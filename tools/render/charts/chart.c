/* chart - the list of charts, and what several of them draw alike */

#include "charts/chart.h"

#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"

#define LITERAL(text) {"" text, sizeof text - 1}

static const struct chart charts[] = {
#define X(name, what, from, title, row, reading, caution) \
    {#name, what, from, title, row, reading, caution, needs_##name, draw_##name, find_##name},
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
    enum field lacks = FIELD_COUNT, first = FIELD_COUNT;
    for (const enum field *field = chart->needs;; field++) {
        bool ends = *field == FIELD_COUNT || *field == CHART_OR;
        if (!ends && lacks == FIELD_COUNT && !table_has(table, *field))
            lacks = *field;
        if (!ends)
            continue;
        if (lacks == FIELD_COUNT)
            return FIELD_COUNT;
        first = first == FIELD_COUNT ? lacks : first;
        if (*field == FIELD_COUNT)
            return first;
        lacks = FIELD_COUNT;
    }
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

/* ---- wishes ---- */

bool chart_wish_take(struct chart_wish *wish, struct str pair)
{
    struct { const char *key; struct str *into; } known[] = {
        {"own", &wish->own}, {"x", &wish->x}, {"y", &wish->y}, {"by", &wish->by}, {"bands", &wish->bands},
    };
    ptrdiff_t equals = str_find(pair, STR("="));
    for (size_t i = 0; equals > 0 && i < sizeof known / sizeof *known; i++)
        if (str_eq(str_part(pair, 0, (size_t)equals), str_of(known[i].key))) {
            *known[i].into = str_part(pair, (size_t)equals + 1, SIZE_MAX);
            return true;
        }
    return false;
}

bool chart_is_own(const struct view *view, const struct str *cells, const struct chart_wish *wish)
{
    static const enum field fields[] = {F_REGION, F_REGION_ZH, F_REGION_EN, F_INDICATOR, F_NAME_ZH, F_NAME_EN,
                                        F_SHORT_NAME};
    for (size_t i = 0; wish->own.length && i < sizeof fields / sizeof *fields; i++)
        if (str_eq(table_get(view->table, cells, fields[i]), wish->own))
            return true;
    return false;
}

/* Does any cell say it? */
static bool occurs(const struct table *table, struct str text)
{
    for (size_t row = 0; row < table->rows; row++)
        for (uint32_t i = 0; i < table->columns.count; i++)
            if (str_eq(table_cell(table, row, i), text))
                return true;
    return false;
}

/* Which charts hear a key; own is heard by most, and looked for in the table. */
static void check_heard(const struct chart *chart, struct str wish, const char *key, const char *hear)
{
    struct str list = str_of(hear), name;
    bool heard = wish.length == 0;
    while (!heard && str_cut(&list, ',', &name))
        heard = str_eq(str_trim(name), str_of(chart->name));
    if (!heard)
        diag_fatal(DIAG_USAGE, NULL, "--chart-with %s is for the charts %s, and this is %s", key, hear, chart->name);
}

void chart_wish_check(const struct chart *chart, const struct chart_wish *wish, const struct view *view)
{
    const struct { const char *option; struct str name; } column[] = {
        {"--chart-with x", wish->x}, {"--chart-with y", wish->y}, {"--chart-with by", wish->by},
    };
    for (size_t i = 0; i < sizeof column / sizeof *column; i++)
        if (column[i].name.length)
            column_need(&view->table->columns, column[i].name, column[i].option);
    if (wish->bands.length && !str_eq(wish->bands, STR("off")) && !str_eq(wish->bands, STR("on")))
        diag_fatal(DIAG_USAGE, NULL, "--chart-with bands=%.*s: expected on or off", STR_ARG(wish->bands));
    if (wish->own.length && view->table->rows && !occurs(view->table, wish->own))
        diag_fatal(DIAG_USAGE, &(struct place){.file = view->table->columns.file},
                   "no row has \"%.*s\", which --chart-with own is to draw heavily", STR_ARG(wish->own));
    check_heard(chart, wish->x, "x", "scatter, stacked, waterfall");
    check_heard(chart, wish->y, "y", "bump, scatter, slope, stacked, tilemap, waterfall");
    check_heard(chart, wish->by, "by", "intervals, line, multiples, scatter, sparkline, stacked, waterfall");
    check_heard(chart, wish->bands, "bands", "indicators");
}

uint32_t chart_column(const struct view *view, struct str wished, const enum field *fields)
{
    if (wished.length)
        return column_find(&view->table->columns, wished);
    while (*fields != FIELD_COUNT && !table_has(view->table, *fields))
        fields++;
    return *fields == FIELD_COUNT ? COLUMN_NONE : view->table->at[*fields];
}

const struct view *chart_more(const struct chart_wish *wish, const char *name)
{
    for (size_t i = 0; i < wish->mores; i++)
        if (str_eq(wish->more[i].name, str_of(name)))
            return wish->more[i].view;
    return NULL;
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

/* How objects of track stand, the best first; neighbors differ in color and in shape. */
struct status {
    struct str key, mark, color;
};

static const struct status *status_find(struct str key, size_t *place)
{
    static const struct status row[] = {
        {LITERAL("done"), LITERAL("●"), LITERAL("#1f4e79")}, {LITERAL("on_time"), LITERAL("▲"), LITERAL("#2f72a8")},
        {LITERAL("not_started"), LITERAL("–"), LITERAL("#565d64")},
        {LITERAL("not_reported"), LITERAL("?"), LITERAL("#6f7780")},
        {LITERAL("slow"), LITERAL("▼"), LITERAL("#b54708")}, {LITERAL("stalled"), LITERAL("■"), LITERAL("#7a1f00")},
        {LITERAL("overdue"), LITERAL("✕"), LITERAL("#1a1d21")},
    };
    for (*place = 0; *place < sizeof row / sizeof *row; ++*place)
        if (str_eq(row[*place].key, key))
            return &row[*place];
    return NULL;
}

struct mark chart_class(const struct view *view, struct str key, size_t i)
{
    const struct str other[] = {GOOD, POOR, FAIR, GRAVE, DIM};
    const struct vocabulary *words = view->words;
    for (size_t k = 0; k < words->marks; k++)
        if (str_eq(words->mark[k].key, key))
            return words->mark[k];
    struct mark mark = {.key = key, .text = word_for(words, key), .color = other[i % (sizeof other / sizeof *other)],
                        .order = (int)(1000 + i)};
    if (key.length == 0) {
        mark.text = word(words, W_STACKED_WITHOUT);
        mark.order = INT32_MAX;
        mark.color = EDGE;
    }
    const struct status *status = status_find(key, &i);
    if (status) {
        mark.text = word_under(words, "status.", key);
        mark.mark = status->mark;
        mark.color = status->color;
        mark.order = (int)(500 + i);
    }
    return mark;
}

/* ---- texts ---- */

long chart_top(struct scene *scene, const struct chart_how *how, long width)
{
    if (!how->alone)
        return 0;
    const struct lettering title = {.size = PX(22), .bold = true}, under = {.size = PX(14), .color = DIM};
    long y = scene_lines(scene, PX(24), PX(38), width - PX(48), PX(30), how->title, title);
    if (how->under.length)
        y = scene_lines(scene, PX(24), y - PX(2), width - PX(48), PX(20), how->under, under);
    return y - PX(10);
}

long chart_foot(struct scene *scene, const struct chart *chart, const struct view *view, const struct chart_how *how,
                long y, long width)
{
    const struct lettering type = {.size = PX(12), .color = DIM};
    if (!how->alone)
        return y;
    y = scene_lines(scene, PX(24), y + PX(22), width - PX(48), PX(18), word(view->words, chart->reading), type);
    if (chart->caution != WORD_COUNT)
        y = scene_lines(scene, PX(24), y, width - PX(48), PX(18), word(view->words, chart->caution), type);
    return y + PX(4);
}

void chart_describe(struct scene *scene, struct str text)
{
    struct str rest = text;
    scene->description = text;
    for (int i = 0; i < CHART_SAID && rest.length; i++)
        str_rune(&rest);
    if (rest.length)
        scene->description = mem_format(scene->mem, "%.*s\xe2\x80\xa6", (int)(text.length - rest.length), text.at);
}

void chart_instead(struct scene *scene, const struct view *view, const struct chart_how *how, struct str sentence)
{
    long left = how->alone ? PX(24) : PX(4);
    struct str text = words_join(view->words, sentence, (struct str){NULL, 0}, word(view->words, W_STOP));
    scene->title = how->title;
    scene->width = how->compact ? PX(360) : PX(640);
    chart_describe(scene, text);
    long y = chart_top(scene, how, scene->width) + PX(28);
    scene->height = scene_lines(scene, left, y, scene->width - 2 * left, PX(22), text, (struct lettering){0});
}
