/* cross - see cross.h */

#include "compared/cross.h"

#include "base/group.h"
#include "base/str.h"
#include "values/period.h"
#include "view/figure.h"

/* The first that says anything. */
static struct str first_said(const struct view *view, const struct str *cells, const enum field *field)
{
    struct str text = {NULL, 0};
    for (; *field != FIELD_COUNT && text.length == 0; field++)
        text = table_get(view->table, cells, *field);
    return text;
}

/* What a row is called in a known column: a region's or indicator's name, a period in words. */
static struct str called(const struct view *view, const struct str *cells, enum field field)
{
    static const enum field zh[] = {F_NAME_ZH, F_NAME_EN, F_SHORT_NAME, FIELD_COUNT};
    static const enum field en[] = {F_NAME_EN, F_NAME_ZH, F_SHORT_NAME, FIELD_COUNT};
    bool chinese = view->words->chinese;
    struct str code = table_get(view->table, cells, field), name = {NULL, 0};
    if (field == F_PERIOD)
        return figure_period(view->words, code);
    if (field == F_REGION)
        name = view_region(view, cells);
    else if (field == F_INDICATOR || field == F_QUESTION)
        name = first_said(view, cells, chinese ? zh : en);
    if (name.length == 0 || str_eq(name, code))
        name = directory_name(view->names, field, code, chinese);
    return name.length ? name : code;
}

/* ---- the two ways ---- */

static bool has(const struct table *table, enum field field)
{
    return field < FIELD_COUNT && table_has(table, field);
}

/* A cell of row i, without unpacking the others. */
static struct str cell_of(const struct table *table, size_t i, enum field field)
{
    return has(table, field) ? table_cell(table, i, table->at[field]) : (struct str){NULL, 0};
}

static bool wanted(const struct table *table, size_t i, struct cross_only only)
{
    return !only.text.length || str_eq(cell_of(table, i, only.field), only.text);
}

static struct group *gather(const struct view *view, enum field field, struct cross_only only, struct cross_way *way)
{
    const struct table *table = view->table;
    struct group *group = group_open(1, sizeof(size_t));
    if (!has(table, field)) { /* all rows have the one that is nameless */
        *way = (struct cross_way){mem_array(view->mem, 1, sizeof(struct str)),
                                  mem_array(view->mem, 1, sizeof(struct str)), 1, 0};
        *(size_t *)group_at(group, &way->key[0]) = 0;
        return group;
    }
    way->key = mem_array(view->mem, CROSS_MOST, sizeof *way->key);
    way->name = mem_array(view->mem, CROSS_MOST, sizeof *way->name);
    for (size_t i = 0; i < table->rows; i++) {
        struct str code = cell_of(table, i, field);
        if (code.length == 0 || !wanted(table, i, only) || group_find(group, &code))
            continue;
        if (way->count == CROSS_MOST) {
            way->left_out++;
            continue;
        }
        *(size_t *)group_at(group, &code) = way->count;
        way->key[way->count] = code;
        way->name[way->count++] = called(view, table_row(table, i), field);
    }
    return group;
}

/* Is the period of a later than, or as late as, that of b?  What is no period comes first. */
static bool as_late(struct str a, struct str b)
{
    struct period left, right;
    if (!period_parse(b, &right))
        return true;
    return period_parse(a, &left) && period_compare(left, right) >= 0;
}

/* Periods by time, whatever the order of the rows. */
static void sort_by_time(struct group *group, struct cross_way *way)
{
    for (size_t i = 1; i < way->count; i++) {
        struct str key = way->key[i], name = way->name[i];
        size_t at = i;
        for (; at > 0 && !as_late(key, way->key[at - 1]); at--) {
            way->key[at] = way->key[at - 1];
            way->name[at] = way->name[at - 1];
        }
        way->key[at] = key;
        way->name[at] = name;
    }
    for (size_t i = 0; i < way->count; i++)
        *(size_t *)group_at(group, &way->key[i]) = i;
}

/* Which row each cell has, counted from 1; 0 for none. */
static void choose(const struct table *table, struct cross *cross, const enum field field[2],
                   struct group *const group[2], struct cross_only only, size_t *row)
{
    for (size_t i = 0; i < table->rows; i++) {
        const size_t *at[2] = {NULL, NULL};
        for (int way = 0; way < 2 && wanted(table, i, only); way++) {
            struct str code = cell_of(table, i, field[way]);
            at[way] = code.length || !has(table, field[way]) ? group_find(group[way], &code) : NULL;
        }
        if (!at[0] || !at[1])
            continue;
        size_t *cell = &row[*at[0] * cross->across.count + *at[1]];
        cross->twice += *cell != 0;
        if (!*cell || as_late(cell_of(table, i, F_PERIOD), cell_of(table, *cell - 1, F_PERIOD)))
            *cell = i + 1;
    }
}

struct cross *cross_of(const struct view *view, enum field down, enum field across, struct cross_only only)
{
    struct cross *cross = mem_take(view->mem, sizeof *cross);
    const enum field field[2] = {down, across};
    struct cross_way *const way[2] = {&cross->down, &cross->across};
    struct group *group[2];
    for (int i = 0; i < 2; i++) {
        group[i] = gather(view, field[i], only, way[i]);
        if (field[i] == F_PERIOD)
            sort_by_time(group[i], way[i]);
    }
    size_t cells = cross->down.count * cross->across.count, *row = mem_array(view->mem, cells, sizeof *row);
    cross->cell = mem_array(view->mem, cells, sizeof(struct str *));
    choose(view->table, cross, field, group, only, row);
    for (size_t i = 0; i < cells; i++)
        cross->cell[i] = row[i] ? table_row_in(view->mem, view->table, row[i] - 1) : NULL;
    for (int i = 0; i < 2; i++)
        group_close(group[i]);
    return cross;
}

ptrdiff_t cross_own(const struct cross *cross, const struct view *view, const struct chart_wish *wish)
{
    for (size_t i = 0; wish->own.length && i < cross->down.count; i++) {
        if (str_eq(cross->down.key[i], wish->own) || str_eq(cross->down.name[i], wish->own))
            return (ptrdiff_t)i;
        for (size_t k = 0; k < cross->across.count; k++)
            if (cross_at(cross, i, k) && chart_is_own(view, cross_at(cross, i, k), wish))
                return (ptrdiff_t)i;
    }
    return -1;
}

struct str cross_short(const struct view *view, const struct str *cells)
{
    struct str text = table_get(view->table, cells, F_SHORT_NAME);
    return view->words->chinese && text.length ? text : called(view, cells, F_INDICATOR);
}

long cross_whole(struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || num_compare(value, num_of(1)) < 0 ||
        num_compare(value, num_of(1000000)) > 0)
        return 0;
    return (long)num_round(value, 0, NUM_HALF_UP).mantissa;
}

/* ---- rows by themselves ---- */

static bool varies(const struct table *table, uint32_t at)
{
    for (size_t i = 1; i < table->rows; i++)
        if (!str_eq(table_cell(table, i, at), table_cell(table, 0, at)))
            return true;
    return false;
}

static void add_part(struct row_label *label, uint32_t at, enum field field)
{
    if (label->parts == LABEL_PARTS)
        return;
    label->at[label->parts] = at;
    label->field[label->parts++] = field;
}

struct row_label row_label_of(const struct view *view, const struct chart_wish *wish)
{
    static const enum field fields[] = {F_REGION, F_INDICATOR, F_QUESTION, F_ANSWER, F_STATISTIC, F_PERIOD, F_SCENARIO,
                                        F_MODEL};
    const struct table *table = view->table;
    const size_t count = sizeof fields / sizeof *fields;
    struct row_label label = {0};
    uint32_t first = COLUMN_NONE;
    if (wish->by.length) {
        uint32_t at = column_find(&table->columns, wish->by);
        if (at != COLUMN_NONE)
            add_part(&label, at, field_find(wish->by));
        return label;
    }
    for (size_t i = 0; i < count; i++)
        if (table_has(table, fields[i]) && table->at[fields[i]] < first)
            first = table->at[fields[i]];
    for (uint32_t at = 0; first != COLUMN_NONE && at < first; at++)
        if (!str_starts(table->columns.name[at], STR("_")) && field_find(table->columns.name[at]) == FIELD_COUNT &&
            varies(table, at))
            add_part(&label, at, FIELD_COUNT);
    for (size_t i = 0; i < count; i++)
        if (table_has(table, fields[i]) && varies(table, table->at[fields[i]]))
            add_part(&label, table->at[fields[i]], fields[i]);
    if (label.parts == 0 && table->columns.count)
        add_part(&label, first == COLUMN_NONE ? 0 : first,
                 first == COLUMN_NONE ? FIELD_COUNT : field_find(table->columns.name[first]));
    return label;
}

struct str row_label(const struct view *view, const struct row_label *label, const struct str *cells)
{
    struct str text = {NULL, 0};
    for (size_t i = 0; i < label->parts; i++) {
        enum field field = label->field[i];
        struct str part = field < FIELD_COUNT ? called(view, cells, field)
                                              : word_for(view->words, cells[label->at[i]]);
        if (part.length)
            text = words_join(view->words, text, STR(" "), part);
    }
    return text;
}
