/* Every chart over any table: whatever the bytes, what is drawn has a size, stays in it, is described in at most 250
 * characters, and is written.
 *
 * The input's first byte chooses the chart, the second how it is drawn, the rest is CSV. */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "charts/chart.h"
#include "formats/svg.h"
#include "io/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {
#define X(name, ...) #name,
#include "charts/charts.def"
#undef X
};

static void must(bool right)
{
    if (!right)
        abort();
}

static size_t read_rest(void *state, char *into, size_t room)
{
    struct str *rest = state;
    size_t length = rest->length < room ? rest->length : room;
    if (length)
        memcpy(into, rest->at, length);
    *rest = str_part(*rest, length, SIZE_MAX);
    return length;
}

/* Would the reader of records end the run for this input?  Rows that are not as wide as the header, quotes, control
 * bytes: what is left is cells, as many in each row. */
static bool is_table(struct str text)
{
    size_t commas = 0, now = 0, from = 0;
    if (text.length == 0 || text.at[text.length - 1] != '\n' || text.at[0] == '\n' || str_utf8(text) != text.length)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == '"' || byte == '\r' || byte == 0 || (byte == ',' && i == from))
            return false;
        now += byte == ',';
        if (byte != '\n')
            continue;
        if ((from && now != commas) || i == from)
            return false;
        commas = from ? commas : now;
        now = 0;
        from = i + 1;
    }
    return true;
}

/* The header's names: none empty, none twice. */
static bool is_header(struct str text)
{
    struct str line, name, other;
    str_cut(&text, '\n', &line);
    for (struct str rest = line; str_cut(&rest, ',', &name);) {
        size_t same = 0;
        for (struct str all = line; str_cut(&all, ',', &other);)
            same += str_eq(name, other);
        if (same != 1 || str_trim(name).length != name.length || name.length == 0)
            return false;
    }
    return !str_ends(line, STR(","));
}

static void draw(struct mem *mem, const struct chart *chart, struct view *view, uint8_t manner)
{
    const struct summary summary = summary_of(view);
    struct chart_how how = {.compact = manner & 1, .alone = !(manner & 1) && manner & 2};
    how.to = how.all = view->table->rows < CHART_ROWS_MOST ? view->table->rows : CHART_ROWS_MOST;
    if (manner & 4 && view->table->columns.count > 1) {
        how.wish.x = view->table->columns.name[0];
        how.wish.y = view->table->columns.name[view->table->columns.count - 1];
    }
    if (manner & 8 && view->table->rows)
        how.wish.own = table_cell(view->table, 0, 0);
    if (manner & 16)
        how.wish.by = view->table->columns.name[0];
    how.title = chart_title(chart, view, &summary, &how.wish);
    struct scene *scene = scene_new(mem);
    chart->draw(scene, view, &summary, &how);
    must(scene->width > 0 && scene->width < PX(100000) && scene->height >= 0 && scene->height < PX(1000000));
    must(str_runes(scene->description) <= 250);
    for (const struct scene_item *item = scene->first; item; item = item->next)
        must(item->x > -PX(1000000) && item->x < PX(1000000) && item->y > -PX(1000000) && item->y < PX(1000000));
    const struct svg_frame frame = {.prefix = STR("chart"), .language = STR("en"), .alone = how.alone};
    struct out *out = out_gather(mem);
    svg_write(out, scene, &frame);
    must(out_gathered(out).length > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct wish wish = {0};
    struct str rest = {(const char *)data + 2, size - 2};
    if (size < 4 || !is_table(rest) || !is_header(rest))
        return -1;
    diag_open("fuzz");
    diag_set_quiet(true);
    struct mem *mem = mem_open(), *keep = mem_open();
    struct vocabulary *words = vocabulary_open(mem, keep, NULL);
    const struct chart *chart = chart_find(str_of(names[data[0] % (sizeof names / sizeof *names)]));
    const struct source source = {read_rest, &rest, "table.csv"};
    struct reader *reader = reader_open_source(mem, source, &(struct reading){0});
    struct table *table = table_open(mem, reader, "table.csv");
    /* stacked looks for a column of classes by itself, and ends the run where there is none. */
    bool ends = strcmp(chart->name, "stacked") == 0 && !table_has(table, F_CLASS);
    if (!ends && chart_lacks(chart, table) == FIELD_COUNT) {
        struct view *view = view_open(mem, words, table, SHOWN_ON_PAGE, &wish);
        view_keep(view);
        draw(mem, chart, view, data[1]);
    }
    reader_close(reader);
    mem_close(mem);
    mem_close(keep);
    return 0;
}
