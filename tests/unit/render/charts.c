/* Every chart of charts.def over every bad table: a picture or a sentence, all of it in its frame, well-formed, and
 * described in at most 250 characters. */

#include <criterion/criterion.h>
#include <expat.h>

#include "base/diag.h"
#include "base/voice.h"
#include "bad_tables.h"

static const char *const names[] = {
#define X(name, ...) #name,
#include "charts/charts.def"
#undef X
};
enum { CHARTS = sizeof names / sizeof *names };

static const struct chart *chart_at(size_t i)
{
    return chart_find(str_of(names[i]));
}

/* What is drawn: a chart, of a table, in a manner. */
struct attempt {
    const struct chart *chart;
    const char *bad, *manner;
    bool alone;
};

static void is_well_formed(struct mem *mem, const struct scene *scene, const struct attempt *attempt)
{
    struct str svg = as_svg(mem, scene, attempt->alone);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    enum XML_Status status = XML_Parse(parser, svg.at, (int)svg.length, 1);
    cr_expect(status == XML_STATUS_OK, "%s, %s, %s: %s", attempt->chart->name, attempt->bad, attempt->manner,
              XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
}

static void is_sound(struct mem *mem, const struct scene *scene, const struct attempt *attempt, bool head)
{
    const char *name = attempt->chart->name;
    cr_expect(scene->width > 0 && scene->width < PX(20000) && scene->height >= 0 && scene->height < PX(100000),
              "%s, %s, %s: a picture of %ld by %ld", name, attempt->bad, attempt->manner, scene->width, scene->height);
    cr_expect(head || (scene->description.length && str_runes(scene->description) <= 250),
              "%s, %s, %s: described in %zu",
              name, attempt->bad, attempt->manner, str_runes(scene->description));
    for (const struct scene_item *item = scene->first; item; item = item->next)
        if (!item_is_within(scene, item)) {
            cr_expect(false, "%s, %s, %s: beyond its frame of %ld by %ld: kind %d at %ld, %ld (%ld, %ld) \"%.*s\"",
                      name,
                      attempt->bad, attempt->manner, scene->width, scene->height, (int)item->kind, item->x, item->y,
                      item->w, item->h, (int)(item->text.length < 60 ? item->text.length : 60), item->text.at);
            break;
        }
    is_well_formed(mem, scene, attempt);
}

/* In all its widths, with and without somebody who is drawn heavily. */
static void try_chart(struct mem *mem, const struct chart *chart, struct view *view, const char *bad)
{
    static const struct {
        const char *name;
        struct chart_how how;
    } manner[] = {
        {"alone", {.alone = true}},
        {"wide", {.alone = false}},
        {"compact", {.compact = true}},
        {"head", {.head = true}},
    };
    const struct summary summary = summary_of(view);
    for (size_t i = 0; i < 2 * sizeof manner / sizeof *manner; i++) {
        struct chart_how how = manner[i / 2].how;
        how.to = how.all = view->table->rows < CHART_ROWS_MOST ? view->table->rows : CHART_ROWS_MOST;
        if (i % 2)
            how.wish = (struct chart_wish){.own = STR("r1")};
        if (strcmp(chart->name, "scatter") == 0 && i % 2) {
            how.wish.x = table_has(view->table, F_VALUE) ? STR("value") : how.wish.x;
            how.wish.y = table_has(view->table, F_RANK) ? STR("rank") : how.wish.y;
        }
        how.title = chart_title(chart, view, &summary, &how.wish);
        cr_expect(how.title.length > 0, "%s, %s: no title", chart->name, bad);
        struct scene *scene = scene_new(mem);
        chart->draw(scene, view, &summary, &how);
        const struct attempt attempt = {chart, bad, manner[i / 2].name, how.alone};
        is_sound(mem, scene, &attempt, how.head);
    }
}

static void try_all(enum badness bad, const char *language)
{
    diag_open("charts");
    diag_set_quiet(true);
    voice_open(language);
    for (size_t i = 0; i < CHARTS; i++) {
        struct mem *mem = mem_open(), *keep = mem_open();
        struct vocabulary *words = vocabulary_open(mem, keep, NULL);
        const char *csv = bad_table(mem, bad, bad == BAD_MANY ? chart_at(i) : NULL, FIELD_COUNT);
        try_chart(mem, chart_at(i), view_of(mem, words, csv), badness_name[bad]);
        mem_close(mem);
        mem_close(keep);
    }
}

Test(charts, all_columns_of_bad_tables)
{
    for (enum badness bad = 0; bad < BAD_COUNT; bad++)
        try_all(bad, "en");
}

Test(charts, in_chinese_too)
{
    for (enum badness bad = 0; bad < BAD_COUNT; bad++)
        try_all(bad, "zh");
}

/* A table that has what a chart needs and nothing else. */
Test(charts, no_more_columns_than_needed)
{
    for (enum badness bad = 0; bad < BAD_COUNT; bad++)
        for (size_t i = 0; i < CHARTS && bad != BAD_MANY; i++)
            if (*chart_at(i)->needs != FIELD_COUNT) {
                struct mem *mem = mem_open(), *keep = mem_open();
                struct vocabulary *words = vocabulary_open(mem, keep, NULL);
                diag_open("charts");
                diag_set_quiet(true);
                try_chart(mem, chart_at(i), view_of(mem, words, bad_table(mem, bad, chart_at(i), FIELD_COUNT)),
                          badness_name[bad]);
                mem_close(mem);
                mem_close(keep);
            }
}

/* Each needed column is missed by name where nothing else does as well. */
Test(charts, a_missing_column_is_missed)
{
    for (size_t i = 0; i < CHARTS; i++)
        for (const enum field *need = chart_at(i)->needs; *need != FIELD_COUNT; need++) {
            if (*need == CHART_OR)
                continue;
            struct mem *mem = mem_open(), *keep = mem_open();
            struct vocabulary *words = vocabulary_open(mem, keep, NULL);
            const char *csv = bad_table(mem, BAD_NOTHING, chart_at(i), *need);
            if (*csv == '\n') { /* it was the only one */
                mem_close(mem);
                mem_close(keep);
                continue;
            }
            struct view *view = view_of(mem, words, csv);
            enum field lacks = chart_lacks(chart_at(i), view->table);
            cr_expect(lacks == *need || lacks == FIELD_COUNT, "%s without %s misses field %d", names[i],
                      field_row[*need].name.at, (int)lacks);
            if (lacks == FIELD_COUNT) /* another column does as well: it is drawn */
                try_chart(mem, chart_at(i), view, "a column missing");
            mem_close(mem);
            mem_close(keep);
        }
}
