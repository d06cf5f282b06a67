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

struct str cross_name(const struct view *view, const struct str *cells, enum field field)
{
    static const enum field zh[] = {F_NAME_ZH, F_NAME_EN, F_SHORT_NAME, FIELD_COUNT};
    static const enum field en[] = {F_NAME_EN, F_NAME_ZH, F_SHORT_NAME, FIELD_COUNT};
    bool chinese = view->words->chinese;
    struct str code = table_get(view->table, cells, field), name = {NULL, 0};
    if (field == F_PERIOD)
        return figure_period(view->words, code);
    if (field == F_REGION)
        name = view_region(view, cells);
    else if (field == F_INDICATOR)
        name = first_said(view, cells, chinese ? zh : en);
    if (name.length == 0 || str_eq(name, code))
        name = directory_name(view->names, field, code, chinese);
    return name.length ? name : code;
}

/* ---- the two ways ---- */

/* A cell of row i, without unpacking the others. */
static struct str cell_of(const struct table *table, size_t i, enum field field)
{
    return table_has(table, field) ? table_cell(table, i, table->at[field]) : (struct str){NULL, 0};
}

static bool wanted(const struct table *table, size_t i, struct cross_only only)
{
    return !only.text.length || str_eq(cell_of(table, i, only.field), only.text);
}

static struct group *gather(const struct view *view, enum field field, struct cross_only only, struct cross_way *way)
{
    const struct table *table = view->table;
    struct group *group = group_open(1, sizeof(size_t));
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
        way->name[way->count++] = cross_name(view, table_row(table, i), field);
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
            at[way] = code.length ? group_find(group[way], &code) : NULL;
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
