/* curve - readings gathered, sorted and freed of what later vintages replaced */

#include "charts/curve.h"

#include "base/group.h"
#include "base/str.h"
#include "view/figure.h"

#include <stdlib.h>

static struct str get(const struct view *view, const struct str *cells, enum field field)
{
    return table_get(view->table, cells, field);
}

/* ---- readings ---- */

static void add_reading(struct mem *mem, struct curve_point **list, size_t *count, size_t *room,
                        struct curve_point reading)
{
    *list = mem_grow(mem, *list, *count, room, sizeof **list);
    reading.order = *count;
    (*list)[(*count)++] = reading;
}

static void add(struct curve *series, struct curve_point reading, bool foreseen)
{
    struct mem *mem = series->view->mem;
    if (foreseen)
        add_reading(mem, &series->ahead, &series->aheads, &series->ahead_room, reading);
    else
        add_reading(mem, &series->reading, &series->readings, &series->reading_room, reading);
}

/* False when the period is none. */
static bool read(struct curve_point *reading, struct str period, struct str value)
{
    *reading = (struct curve_point){.period = period, .text = value};
    if (!period_parse(period, &reading->span))
        return false;
    reading->day = reading->span.last;
    reading->known = num_parse(value, &reading->value) == NUM_OK;
    return true;
}

static void give_range(struct curve_point *reading, struct str low, struct str high)
{
    reading->ranged = reading->known && num_parse(low, &reading->low) == NUM_OK &&
                      num_parse(high, &reading->high) == NUM_OK && num_compare(reading->low, reading->high) <= 0;
}

/* 2020=10.8 2021=10.82: pieces that are no period or no number are left out. */
static void read_cell(struct curve *series, struct str text)
{
    struct str piece;
    struct curve_point reading;
    while (str_cut(&text, ' ', &piece)) {
        ptrdiff_t equals = str_find(piece, STR("="));
        if (equals > 0 &&
            read(&reading, str_part(piece, 0, (size_t)equals), str_part(piece, (size_t)equals + 1, SIZE_MAX)))
            add(series, reading, false);
    }
}

static void read_row(struct curve *series, const struct view *view, const struct str *cells, bool always_foreseen)
{
    struct curve_point reading;
    struct str status = get(view, cells, F_STATUS);
    if (!read(&reading, get(view, cells, F_PERIOD), get(view, cells, F_VALUE)))
        return;
    reading.vintage = get(view, cells, F_VINTAGE);
    reading.breaks = str_eq(status, STR("B"));
    give_range(&reading, get(view, cells, F_LOW80), get(view, cells, F_HIGH80));
    bool foreseen = always_foreseen || str_eq(status, STR("F")) || reading.ranged;
    if (!foreseen || reading.known)
        add(series, reading, foreseen);
}

/* By day; of one day the vintage that counts last. */
static int by_day(const void *a, const void *b)
{
    const struct curve_point *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    int order = str_cmp(left->vintage, right->vintage);
    return order ? order : (left->order > right->order) - (left->order < right->order);
}

/* The length of period that most of the readings have, in months; the first among equals. */
static int usual_months(const struct curve_point *reading, size_t count)
{
    int best = 0;
    size_t best_count = 0, looked = count < 500 ? count : 500;
    for (size_t i = 0; i < looked; i++) {
        size_t alike = 0;
        int months = period_length_months(reading[i].span);
        for (size_t k = 0; k < looked; k++)
            alike += period_length_months(reading[k].span) == months;
        if (alike > best_count) {
            best = months;
            best_count = alike;
        }
    }
    return best;
}

static size_t settle(struct curve_point *reading, size_t count, int months, size_t *left_out)
{
    size_t kept = 0;
    if (count)
        qsort(reading, count, sizeof *reading, by_day);
    for (size_t i = 0; i < count; i++) {
        if (period_length_months(reading[i].span) != months) {
            (*left_out)++;
            continue;
        }
        if (kept && reading[kept - 1].day == reading[i].day)
            kept--;
        reading[kept++] = reading[i];
    }
    return kept;
}

/* ---- paths ---- */

/* A level that is to be reached has a way to it, and one that is to be kept is level all the way. */
static void read_path(struct curve *series, const struct view *view, const struct str *cells)
{
    struct period from, to;
    enum aim aim = view_aim(view, cells);
    if (num_parse(get(view, cells, F_TARGET_VALUE), &series->target) != NUM_OK ||
        !period_parse(get(view, cells, F_TARGET_PERIOD), &to) || (aim != AIM_LEVEL && aim != AIM_KEEP))
        return;
    series->target_text = get(view, cells, F_TARGET_VALUE);
    series->target_period = get(view, cells, F_TARGET_PERIOD);
    series->path_to = to.last;
    series->path_from = to.last;
    series->base = series->target;
    series->has_path = true;
    if (num_parse(get(view, cells, F_BASE_VALUE), &series->base) == NUM_OK &&
        period_parse(get(view, cells, F_BASE_PERIOD), &from) && from.last < to.last)
        series->path_from = from.last;
    if (aim == AIM_KEEP)
        series->base = series->target;
}

static void read_outlook(struct curve *series, const struct view *view, const struct str *cells)
{
    static const enum field field[][4] = {{F_NEXT_PERIOD, F_NEXT_VALUE, F_NEXT_LOW, F_NEXT_HIGH},
                                          {F_TARGET_PERIOD, F_OUTLOOK_VALUE, F_OUTLOOK_LOW, F_OUTLOOK_HIGH}};
    struct curve_point reading;
    for (size_t i = 0; i < sizeof field / sizeof *field; i++)
        if (read(&reading, get(view, cells, field[i][0]), get(view, cells, field[i][1])) && reading.known) {
            give_range(&reading, get(view, cells, field[i][2]), get(view, cells, field[i][3]));
            add(series, reading, true);
        }
}

/* ---- sets ---- */

static struct str by_cell(const struct curve_from *from, const struct view *view, const struct str *cells)
{
    uint32_t at = from->by.length ? column_find(&view->table->columns, from->by) : COLUMN_NONE;
    return at == COLUMN_NONE ? (struct str){NULL, 0} : cells[at];
}

/* Rows of another table belong to every series of their indicator and, where they say one, of their region. */
static bool belongs(const struct curve *series, const struct view *view, const struct str *cells)
{
    struct str region = get(view, cells, F_REGION), own = get(series->view, series->cells, F_REGION);
    return str_eq(get(view, cells, F_INDICATOR), get(series->view, series->cells, F_INDICATOR)) &&
           (region.length == 0 || own.length == 0 || str_eq(region, own));
}

static bool is_forecast(const struct view *view, const struct str *cells)
{
    return !table_has(view->table, F_STATUS) || str_eq(get(view, cells, F_STATUS), STR("F"));
}

static void read_others(struct curve_set *set, const struct curve_from *from)
{
    const struct view *targets = from->targets, *forecast = from->forecast;
    for (size_t i = 0; i < set->count; i++) {
        struct curve *series = &set->series[i];
        for (size_t row = 0; targets && row < targets->table->rows; row++)
            if (belongs(series, targets, table_row(targets->table, row)))
                read_path(series, targets, table_row(targets->table, row));
        for (size_t row = 0; forecast && row < forecast->table->rows; row++) {
            const struct str *cells = table_row(forecast->table, row);
            if (is_forecast(forecast, cells) && belongs(series, forecast, cells))
                read_row(series, forecast, cells, true);
        }
    }
}

static bool is_own(const struct view *view, const struct str *cells, struct str by, struct str own)
{
    static const enum field fields[] = {F_REGION, F_REGION_ZH, F_REGION_EN, F_INDICATOR, F_NAME_ZH, F_NAME_EN,
                                        F_SHORT_NAME};
    bool found = own.length && str_eq(by, own);
    for (size_t i = 0; own.length && i < sizeof fields / sizeof *fields; i++)
        found |= str_eq(get(view, cells, fields[i]), own);
    return found;
}

static void settle_all(struct curve_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        struct curve *one = &set->series[i], *first = &set->series[0];
        bool was = one->readings > 0;
        int months = usual_months(was ? one->reading : one->ahead, was ? one->readings : one->aheads);
        one->readings = settle(one->reading, one->readings, months, &set->left_out);
        one->aheads = settle(one->ahead, one->aheads, months, &set->left_out);
        set->many_regions |= !str_eq(get(one->view, one->cells, F_REGION), get(first->view, first->cells, F_REGION));
        set->many_indicators |=
            !str_eq(get(one->view, one->cells, F_INDICATOR), get(first->view, first->cells, F_INDICATOR));
        set->many_calibers |= !str_eq(get(one->view, one->cells, F_CALIBER), get(first->view, first->cells, F_CALIBER));
    }
}

struct curve_set curve_read(const struct curve_from *from)
{
    struct curve_set set = {0};
    const struct view *view = from->view;
    struct group *known = group_open(4, sizeof(size_t)); /* where each series is, from 1 */
    size_t room = 0;
    for (size_t row = 0; row < view->table->rows; row++) {
        const struct str *cells = table_row(view->table, row);
        struct str by = by_cell(from, view, cells);
        struct str key[] = {get(view, cells, F_INDICATOR), get(view, cells, F_REGION), get(view, cells, F_CALIBER), by};
        struct str cell = get(view, cells, F_SERIES);
        size_t *at = group_at(known, key);
        if (*at && cell.length)
            continue; /* the same once more, by another method */
        struct curve *series = *at ? &set.series[*at - 1] : NULL;
        if (series == NULL) {
            set.series = mem_grow(view->mem, set.series, set.count, &room, sizeof *set.series);
            series = &set.series[set.count++];
            *at = set.count;
            cells = table_row_in(view->mem, view->table, row);
            *series = (struct curve){.view = view, .cells = cells, .by = by,
                                      .own = is_own(view, cells, by, from->own)};
            read_path(series, view, cells);
            if (table_has(view->table, F_SERIES))
                read_outlook(series, view, cells);
        }
        if (cell.length)
            read_cell(series, cell);
        else
            read_row(series, view, cells, false);
    }
    group_close(known);
    read_others(&set, from);
    settle_all(&set);
    return set;
}

struct curve curve_of_row(const struct curve_from *from, const struct view *observations,
                            const struct str *cells)
{
    struct curve series = {.view = from->view, .cells = cells}, foreseen = series;
    const struct view *forecast = from->forecast;
    size_t left_out = 0;
    read_cell(&series, get(from->view, cells, F_SERIES));
    for (size_t i = 0; observations && series.readings == 0 && i < observations->table->rows; i++)
        if (belongs(&series, observations, table_row(observations->table, i)))
            read_row(&foreseen, observations, table_row(observations->table, i), false);
    if (series.readings == 0)
        series = foreseen;
    foreseen = (struct curve){.view = from->view, .cells = cells};
    for (size_t i = 0; forecast && i < forecast->table->rows; i++) {
        const struct str *row = table_row(forecast->table, i);
        if (is_forecast(forecast, row) && belongs(&series, forecast, row))
            read_row(&foreseen, forecast, row, true);
    }
    series.ahead = foreseen.ahead;
    series.aheads = foreseen.aheads;
    series.ahead_room = foreseen.ahead_room;
    if (series.aheads == 0)
        read_outlook(&series, from->view, cells);
    series.readings = settle(series.reading, series.readings, usual_months(series.reading, series.readings), &left_out);
    return series;
}

/* ---- words ---- */

static struct str named(const struct curve *series, enum field code, const enum field *zh_en)
{
    const struct view *view = series->view;
    bool chinese = view->words->chinese;
    struct str name = get(view, series->cells, zh_en[chinese ? 0 : 1]), key = get(view, series->cells, code);
    if (name.length == 0)
        name = get(view, series->cells, zh_en[chinese ? 1 : 0]);
    if (name.length == 0)
        name = directory_name(view->names, code, key, chinese);
    return name.length ? name : key;
}

struct str curve_indicator(const struct curve *series)
{
    static const enum field fields[] = {F_NAME_ZH, F_NAME_EN};
    return named(series, F_INDICATOR, fields);
}

struct str curve_region(const struct curve *series)
{
    static const enum field fields[] = {F_REGION_ZH, F_REGION_EN};
    return named(series, F_REGION, fields);
}

struct str curve_name(const struct curve_set *set, const struct curve *series)
{
    const struct vocabulary *words = series->view->words;
    struct str name = {NULL, 0};
    if (set->many_regions)
        name = curve_region(series);
    if (set->many_indicators || !set->many_regions)
        name = words_join(words, name, STR(" "), curve_indicator(series));
    if (set->many_calibers && get(series->view, series->cells, F_CALIBER).length)
        name = words_join(words, name, STR(" · "), get(series->view, series->cells, F_CALIBER));
    if (series->by.length && str_find(name, series->by) < 0 &&
        !str_eq(series->by, get(series->view, series->cells, F_REGION)) &&
        !str_eq(series->by, get(series->view, series->cells, F_INDICATOR)))
        name = words_join(words, name, STR(" · "), word_for(words, series->by));
    return name;
}

/* The places that the row or the catalogue gives its figures. */
static int places(const struct curve *series)
{
    const struct view *view = series->view;
    struct str decimals = get(view, series->cells, F_DECIMALS);
    if (decimals.length == 0)
        decimals = directory_decimals(view->names, get(view, series->cells, F_INDICATOR));
    return figure_places(decimals);
}

struct str curve_figure(const struct curve *series, struct str text, bool unit)
{
    const struct view *view = series->view;
    struct str figure = figure_text(view->mem, text, places(series), view->thousands);
    struct str called = view_unit(view, series->cells);
    return unit && called.length ? vocabulary_fill(view->words, W_GAP_UNIT, "n", figure, "unit", called, NULL) : figure;
}

const struct curve_point *curve_first(const struct curve *series)
{
    for (size_t i = 0; i < series->readings; i++)
        if (series->reading[i].known)
            return &series->reading[i];
    return NULL;
}

const struct curve_point *curve_last(const struct curve *series)
{
    for (size_t i = series->readings; i-- > 0;)
        if (series->reading[i].known)
            return &series->reading[i];
    return NULL;
}

struct str curve_change(const struct curve *series)
{
    const struct curve_point *first = curve_first(series), *last = curve_last(series);
    const struct view *view = series->view;
    struct num change;
    int sign;
    if (first == last || !num_subtract(last->value, first->value, &change))
        return (struct str){NULL, 0};
    struct str by = figure_gap(view->words, num_text(view->mem, change), get(view, series->cells, F_UNIT).length
                               ? view_unit(view, series->cells) : (struct str){NULL, 0},
                               places(series), view->thousands, &sign);
    enum word id = sign > 0 ? W_SERIES_UP : sign < 0 ? W_SERIES_DOWN : W_SERIES_LEVEL;
    return vocabulary_fill(view->words, id, "n", by, "period", figure_period(view->words, first->period), NULL);
}

/* ---- sparklines ---- */

void curve_spark(struct scene *scene, const struct curve *series, long x, long y, long width, long height,
                  struct str color)
{
    const struct curve_point *first = curve_first(series), *last = curve_last(series);
    if (first == NULL)
        return;
    struct num low = first->value, high = low;
    for (const struct curve_point *one = first; one <= last; one++)
        if (one->known) {
            low = num_compare(one->value, low) < 0 ? one->value : low;
            high = num_compare(one->value, high) > 0 ? one->value : high;
        }
    struct spot *spot = mem_array(scene->mem, (size_t)(last - first) + 1, sizeof *spot);
    size_t spots = 0;
    long days = (long)last->day - first->day;
    bool level = num_compare(low, high) == 0;
    for (const struct curve_point *one = first; one <= last; one++)
        if (one->known) {
            spot[spots].x = x + (days > 0 ? width * ((long)one->day - first->day) / days : width);
            spot[spots++].y = y + (level ? height / 2 : height - figure_between(one->value, low, high, height));
        }
    scene_path(scene, spot, spots, false, (struct paint){.stroke = DIM, .width = 150});
    scene_dot(scene, spot[spots - 1].x, spot[spots - 1].y, 310, (struct paint){.fill = color});
}

struct scene *curve_cell(struct mem *mem, struct str text, long width, long height, struct str color)
{
    struct view view = {.mem = mem};
    struct curve series = {.view = &view};
    size_t left_out = 0;
    struct scene *scene = scene_new(mem);
    scene->width = width;
    scene->height = height;
    read_cell(&series, text);
    series.readings = settle(series.reading, series.readings, usual_months(series.reading, series.readings), &left_out);
    curve_spark(scene, &series, PX(4), PX(4), width - PX(8), height - PX(8), color);
    return scene;
}
