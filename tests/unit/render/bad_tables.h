/* bad_tables - what no chart may break on: one table for each thing that goes wrong
 *
 * A table has every column that render knows, so that every chart finds its own, or those of a chart alone.
 * Shared by the unit of charts and its fuzz target. */
#ifndef BAD_TABLES_H
#define BAD_TABLES_H

#include <stdio.h>

#include "base/str.h"
#include "charts/chart.h"
#include "formats/svg.h"
#include "text_source.h"

enum badness {
    BAD_NOTHING, BAD_EMPTY, BAD_ONE, BAD_EQUAL, BAD_MISSING, BAD_NEGATIVE, BAD_HUGE, BAD_TEXT, BAD_MANY, BAD_LONG,
    BAD_HOSTILE, BAD_HALF, BAD_COUNT
};

static const char *const badness_name[BAD_COUNT] = {
    "nothing wrong", "no row", "one row", "all equal", "all missing", "below 0", "huge and tiny", "text for numbers",
    "400 categories", "names of 200 characters", "hostile text", "every other cell missing"};

/* How many rows such a table has. */
static size_t badness_rows(enum badness bad)
{
    return bad == BAD_EMPTY ? 0 : bad == BAD_ONE ? 1 : bad == BAD_MANY ? 400 : 20;
}

/* Codes, words and periods that columns hold; what is not here is a figure. */
static struct str good_word(struct mem *mem, size_t row, enum field field, bool many)
{
    static const char *const classes[] = {"achieved", "ahead", "on_track", "lagging", "reversed", "not_computable"};
    size_t region = many ? row : row % 5, indicator = many ? row : row / 5 % 4;
    switch (field) {
    case F_REGION: return mem_format(mem, "r%zu", region);
    case F_REGION_ZH: case F_REGION_EN: return mem_format(mem, "Region %zu", region);
    case F_INDICATOR: return mem_format(mem, "i%zu", indicator);
    case F_NAME_ZH: case F_NAME_EN: return mem_format(mem, "Indicator %zu", indicator);
    case F_SHORT_NAME: return mem_format(mem, "I%zu", indicator);
    case F_QUESTION: return mem_format(mem, "q%zu", indicator);
    case F_UNIT: return indicator % 2 ? STR("%") : STR("\xe5\x85\x83");
    case F_DOMAIN: return indicator % 2 ? STR("money") : STR("people");
    case F_DIRECTION: return indicator == 1 ? STR("down") : STR("up");
    case F_PERIOD: return mem_format(mem, "%zu", 2020 + row / 5 % 4);
    case F_START: return mem_format(mem, "%zu-%02zu", 2020 + row % 3, 1 + row % 12);
    case F_DUE: return mem_format(mem, "%zu-%02zu", 2023 + row % 3, 1 + row % 12);
    case F_FINISH: return mem_format(mem, "%zu-%02zu", 2024 + row % 3, 1 + row % 12);
    case F_TARGET_PERIOD: return STR("2025");
    case F_BASE_PERIOD: case F_SINCE: return STR("2020");
    case F_CLASS: case F_CLASS_NEXT: case F_OFFICIAL_CLASS: return str_of(classes[row % 6]);
    case F_SERIES: return STR("2020=1 2021=2.5 2022=-3 2023=4");
    case F_PEERS: return STR("r1=5 r2=6.5 r3=9");
    case F_STATISTIC: return row % 2 ? STR("top2") : STR("mean");
    case F_TARGET_KIND: return STR("level_min");
    case F_REASON: return STR("a reason in words");
    default: return (struct str){NULL, 0};
    }
}

/* Figures that fit each other: a low end is below its high end, a rank is among as many as there are. */
static struct str good_figure(struct mem *mem, size_t row, enum field field, enum badness bad)
{
    size_t spread = bad == BAD_EQUAL ? 0 : (row * 7 + (size_t)field * 3) % 11;
    switch (field) {
    case F_RANK: case F_RANK_SINCE: return mem_format(mem, "%zu", 1 + (row * 3 + field) % 5);
    case F_OF: return STR("5");
    case F_RANK_BEST: return STR("1");
    case F_RANK_LOW: return STR("2");
    case F_RANK_HIGH: return STR("4");
    case F_RANK_WORST: return STR("5");
    case F_LOW: case F_LOW80: case F_WORST: case F_OUTLOOK_LOW: return mem_format(mem, "%zu", 2 + spread);
    case F_HIGH: case F_HIGH80: case F_BEST: case F_OUTLOOK_HIGH: return mem_format(mem, "%zu", 30 + spread);
    case F_DECIMALS: return STR("1");
    default: return mem_format(mem, "%zu.5", 5 + spread);
    }
}

#define HOSTILE "<script>x</script>\x01\x1b[31m\xe2\x80\xae]]>&\"'\xcc\x81\xf0\x9f\x8f\xb3"

/* A cell of the table; empty where it is missing. */
static struct str bad_cell(struct mem *mem, size_t row, enum field field, enum badness bad)
{
    static const char *const huge[] = {"1e38", "-1e38", "1e-38", "99999999999999999999999999999999999999", "0"};
    struct str text = good_word(mem, row, field, bad == BAD_MANY);
    bool is_code = field == F_REGION || field == F_INDICATOR || field == F_PERIOD || field == F_QUESTION;
    bool is_name = field == F_REGION_ZH || field == F_REGION_EN || field == F_NAME_ZH || field == F_NAME_EN ||
                   field == F_SHORT_NAME || field == F_UNIT || field == F_DOMAIN;
    if ((bad == BAD_MISSING && !is_code) || (bad == BAD_HALF && !is_code && (row + field) % 2))
        return (struct str){NULL, 0};
    if (bad == BAD_LONG && is_name) {
        char long_name[601];
        for (size_t i = 0; i < 200; i++)
            memcpy(&long_name[3 * i], i % 2 ? "\xe5\xb8\x82" : "\xe5\x8c\xba", 3);
        return mem_copy(mem, (struct str){long_name, 600});
    }
    if (bad == BAD_HOSTILE && (is_name || !text.length))
        return STR(HOSTILE);
    if (text.length)
        return text;
    text = good_figure(mem, row, field, bad);
    return bad == BAD_NEGATIVE ? mem_format(mem, "-%.*s", (int)text.length, text.at)
           : bad == BAD_HUGE   ? str_of(huge[(row + field) % 5])
           : bad == BAD_TEXT   ? STR("n/a")
                               : text;
}

/* A text in quotes. */
static void put_cell(struct str cell, char **at)
{
    *(*at)++ = '"';
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.at[i] == '"')
            *(*at)++ = '"';
        *(*at)++ = cell.at[i];
    }
    *(*at)++ = '"';
}

/* Does the chart name the column among those it needs?  Of many rows names, figures and classes are there too. */
static bool is_needed(const struct chart *chart, enum field field, enum badness bad)
{
    static const enum field common[] = {F_REGION, F_REGION_ZH, F_REGION_EN, F_INDICATOR, F_NAME_ZH, F_NAME_EN, F_UNIT,
                                        F_DIRECTION, F_PERIOD, F_VALUE, F_RANK, F_OF, F_CLASS, F_DOMAIN, F_SERIES};
    for (size_t i = 0; bad == BAD_MANY && i < sizeof common / sizeof *common; i++)
        if (common[i] == field)
            return true;
    for (const enum field *need = chart->needs; *need != FIELD_COUNT; need++)
        if (*need == field)
            return true;
    return false;
}

/* The table as CSV; `chart` (or null): its own columns only; `without` is left out. */
static const char *bad_table(struct mem *mem, enum badness bad, const struct chart *chart, enum field without)
{
    size_t rows = badness_rows(bad);
    char *text = mem_take(mem,
                          (rows + 1) * FIELD_COUNT * (bad == BAD_LONG ? 64 : 48) + 700 * rows * 8 + 4096), *at = text;
    for (size_t row = 0; row <= rows; row++) {
        bool first = true;
        for (enum field field = 0; field < F_NUMBER; field++) {
            if (field == without || field_find(field_row[field].name) != field || (chart && !is_needed(chart, field,
                                                                                                       bad)))
                continue;
            if (!first)
                *at++ = ',';
            first = false;
            put_cell(row ? bad_cell(mem, row - 1, field, bad) : field_row[field].name, &at);
        }
        *at++ = '\n';
    }
    return text;
}

/* A view of it that is kept, as formats with charts have it. */
static struct view *view_of(struct mem *mem, struct vocabulary *words, const char *csv)
{
    static const struct wish wish = {0};
    struct reader *reader = text_reader(mem, csv);
    struct table *table = table_open(mem, reader, "table.csv");
    struct view *view = view_open(mem, words, table, SHOWN_ON_PAGE, &wish);
    view_keep(view);
    reader_close(reader);
    return view;
}

/* The scene as it is written. */
static struct str as_svg(struct mem *mem, const struct scene *scene, bool alone)
{
    const struct svg_frame frame = {.prefix = STR("chart"), .language = STR("en"), .alone = alone};
    struct out *out = out_gather(mem);
    svg_write(out, scene, &frame);
    return out_gathered(out);
}

/* ---- is all of it in its frame? ---- */

/* Does a box lie in the frame, but for half a stroke? */
static bool is_within(const struct scene *scene, long left, long top, long right, long bottom)
{
    const long slack = PX(1); /* half of the widest stroke, rounded up */
    return left >= -slack && top >= -slack && right <= scene->width + slack && bottom <= scene->height + slack;
}

/* The same of a text, as wide as it is measured. */
static bool text_is_within(const struct scene *scene, const struct scene_item *item)
{
    long size = item->type.size ? item->type.size : scene->text_size;
    long then = item->then_type.size ? item->then_type.size : size;
    long wide = scene_measure(item->text, size, item->type.bold) +
                scene_measure(item->then, then, item->then_type.bold);
    if (item->type.turn == 50) /* upwards and to the right, by its sine and its cosine */
        return is_within(scene, item->x - size * 6 / 10, item->y - wide * 77 / 100 - size / 2,
                         item->x + wide * 65 / 100, item->y + size / 5);
    long left = item->type.anchor == ANCHOR_START ? item->x : item->type.anchor == ANCHOR_END ? item->x - wide
                                                                                              : item->x - wide / 2;
    return is_within(scene, left, item->y - size * 3 / 4, left + wide, item->y + size / 5);
}

/* The same of whatever is on the scene, whose sizes are none below 0. */
static bool item_is_within(const struct scene *scene, const struct scene_item *item)
{
    switch (item->kind) {
    case SCENE_RECT: return item->w >= 0 && item->h >= 0 && is_within(scene, item->x, item->y, item->x + item->w,
                                                                      item->y + item->h);
    case SCENE_LINE: return is_within(scene, item->x, item->y, item->x, item->y) && is_within(scene, item->w, item->h,
                                                                                              item->w, item->h);
    case SCENE_DOT: return item->w >= 0 && is_within(scene, item->x - item->w, item->y - item->w, item->x + item->w,
                                                     item->y + item->w);
    case SCENE_TEXT: return text_is_within(scene, item);
    case SCENE_PATH:
        for (size_t i = 0; i < item->spots; i++)
            if (!is_within(scene, item->spot[i].x, item->spot[i].y, item->spot[i].x, item->spot[i].y))
                return false;
    }
    return true;
}

#endif
