/* rule_grouping - see rule.h: rows that belong together
 *
 * Texts are numbers here: a key is as many of them as `by` has columns, and an item's that
 * of its block with the indicator's behind.  The keys themselves stand in the rows. */
#include "base/group.h"
#include "base/str.h"
#include "rules/rule.h"

/* ---- keys ---- */

static uint32_t *numbers_of(const struct grouping *view, const struct cell *cell, uint32_t *number)
{
    for (uint32_t i = 0; i < view->count; i++)
        number[i] = view->by[i] == COLUMN_NONE ? 0 : cell_number(cell, view->by[i]);
    number[view->count] = cell_code(cell);
    return number;
}

static uint32_t hash_of(const uint32_t *number, uint32_t count)
{
    return group_text_hash((struct str){(const char *)number, count * sizeof *number});
}

/* The row that has the key of a block or an item. */
static const struct cell *row_with(const struct grouping *view, bool item, uint32_t at)
{
    return item ? view->item[at].cell : view->block[at].cell[0];
}

static bool has_key(const struct grouping *view, const struct cell *cell, const uint32_t *number, uint32_t count)
{
    bool same = true;
    for (uint32_t i = 0; i < count && same; i++)
        same = number[i] == (i == view->count                ? cell_code(cell)
                             : view->by[i] == COLUMN_NONE ? 0 : cell_number(cell, view->by[i]));
    return same;
}

/* Where the slot of a key is: it has its number from 1, or is empty. */
static struct grouping_slot *slot_of(const struct grouping *view, bool item, const uint32_t *number, uint32_t hash)
{
    const struct grouping_index *index = &view->index[item];
    uint32_t at = hash & index->mask;
    for (struct grouping_slot *slot = &index->slot[at]; slot->number; slot = &index->slot[at]) {
        if (slot->hash == hash && has_key(view, row_with(view, item, slot->number - 1), number, view->count + item))
            break;
        at = (at + 1) & index->mask;
    }
    return &index->slot[at];
}

/* Twice the slots, or a few at first. */
static void widen(struct grouping_index *index)
{
    uint32_t slots = index->slot ? 2 * (index->mask + 1) : 64, had = index->slot ? index->mask + 1 : 0;
    struct grouping_slot *before = index->slot;
    index->slot = mem_resize(NULL, slots * sizeof *index->slot);
    memset(index->slot, 0, slots * sizeof *index->slot);
    index->mask = slots - 1;
    for (uint32_t i = 0; i < had; i++) {
        uint32_t at = before[i].hash & index->mask;
        while (before[i].number && index->slot[at].number)
            at = (at + 1) & index->mask;
        if (before[i].number)
            index->slot[at] = before[i];
    }
    mem_release(before);
}

/* ---- rows in ---- */

/* The later of two rows for one figure takes its place; without vintages that differ
 * nothing tells them apart. */
static void put(struct item *item, struct cell *cell)
{
    if (!item->cell) {
        item->cell = cell;
        return;
    }
    int order = cell_vintage(cell, item->cell);
    if (order == 0 &&
        !(cell->state == item->cell->state && num_compare(cell_value(cell), cell_value(item->cell)) == 0))
        item->doubled = true;
    if (order > 0)
        *item = (struct item){cell, false};
}

/* Room for one more in an array outside the arena. */
static void *grown(void *array, uint32_t count, size_t bytes)
{
    bool full = count >= 16 ? (count & (count - 1)) == 0 : count == 0;
    return full ? mem_resize(array, (count ? 2 * (size_t)count : 16) * bytes) : array;
}

/* The number of a row's block or item, added when it is new; `row` stands where it stays. */
static uint32_t place_of(struct grouping *view, bool item, struct cell **row, const uint32_t *number, uint32_t hash)
{
    struct grouping_index *index = &view->index[item];
    struct grouping_slot *slot = slot_of(view, item, number, hash);
    if (slot->number)
        return slot->number - 1;
    uint32_t at = index->count;
    if (item) {
        view->item = grown(view->item, at, sizeof *view->item);
        view->item[at] = (struct item){0};
        put(&view->item[at], *row);
    } else {
        view->block = grown(view->block, at, sizeof *view->block);
        view->block[at] = (struct block){.cell = row};
    }
    *slot = (struct grouping_slot){hash, ++index->count};
    if (index->count > index->mask / 2)
        widen(index);
    return at;
}

static void add_rows(struct grouping *view, struct cell **row, size_t count, uint32_t *block)
{
    uint32_t number[GROUPING_TOGETHER][RULE_BY_MAX + 1], hash[GROUPING_TOGETHER][2];
    for (size_t i = 0; i < count; i++) {
        numbers_of(view, row[i], number[i]);
        for (int item = 0; item < 2; item++) {
            hash[i][item] = hash_of(number[i], view->count + (uint32_t)item);
            __builtin_prefetch(&view->index[item].slot[hash[i][item] & view->index[item].mask]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t before = view->index[1].count;
        block[i] = place_of(view, false, &row[i], number[i], hash[i][0]);
        view->block[block[i]].cells++;
        uint32_t at = place_of(view, true, &row[i], number[i], hash[i][1]);
        if (view->index[1].count == before)
            put(&view->item[at], row[i]);
    }
}

/* The rows of each block, behind one another. */
static void spread_rows(struct grouping *view, struct cell **row, size_t rows, const uint32_t *block)
{
    size_t from = 0;
    view->row = mem_resize(NULL, (rows + 1) * sizeof(struct cell *));
    for (uint32_t i = 0; i < view->index[0].count; i++) {
        view->block[i].cell = view->row + from;
        from += view->block[i].cells;
        view->block[i].cells = 0;
    }
    for (size_t i = 0; i < rows; i++) {
        struct block *into = &view->block[block[i]];
        into->cell[into->cells++] = row[i];
    }
}

/* ---- opening and closing ---- */

bool rule_alike(const struct rule *a, const struct rule *b)
{
    bool same = a->by.count == b->by.count && a->when == b->when;
    for (uint32_t i = 0; same && i < a->by.count; i++)
        same = a->by.at[i] == b->by.at[i];
    return same;
}

static struct grouping *gather(struct rules *rules, const struct rule *rule, const struct cells *cells)
{
    struct mem *mem = rules->mem;
    bool own = cells == NULL;
    struct grouping *view = mem_take(mem, sizeof *view);
    uint32_t *by = mem_array(mem, rule->by.count, sizeof *by);
    *view = (struct grouping){.rules = rules, .cells = own ? rules->cells : cells, .by = by, .count = rule->by.count,
                              .period_at = COLUMN_NONE};
    for (uint32_t i = 0; i < rule->by.count; i++) {
        struct str name = rules->setting.columns->name[rule->by.at[i]];
        by[i] = own ? rule->by.at[i] : column_find(cells->columns, name);
        if (str_eq(name, STR("period")))
            view->period_at = i;
    }
    struct cell **row = own ? rule->cell : cells->cell;
    size_t rows = view->rows = own ? rule->cells : cells->count;
    uint32_t *block = mem_resize(NULL, (rows + 1) * sizeof *block);
    view->came = row;
    widen(&view->index[0]);
    widen(&view->index[1]);
    for (size_t i = 0; i < rows; i += GROUPING_TOGETHER)
        add_rows(view, row + i, rows - i < GROUPING_TOGETHER ? rows - i : GROUPING_TOGETHER, block + i);
    spread_rows(view, row, rows, block);
    mem_release(block);
    return view;
}

static void release(struct grouping *view)
{
    mem_release(view->block);
    mem_release(view->item);
    mem_release(view->row);
    for (int i = 0; i < 2; i++)
        mem_release(view->index[i].slot);
}

/* Has the view that was kept the same rows in the same groups? */
static bool is_shared(const struct rules *rules, const struct rule *rule)
{
    const struct grouping *view = rules->shared;
    bool same = view->came == rule->cell && view->rows == rule->cells && view->count == rule->by.count;
    for (uint32_t i = 0; same && i < rule->by.count; i++)
        same = view->by[i] == rule->by.at[i];
    return same;
}

struct grouping *grouping_open(struct rules *rules, struct rule *rule, const struct cells *cells)
{
    if (cells || rules->setting.trial || rules->sharing)
        return gather(rules, rule, cells);
    if (rules->shared && !is_shared(rules, rule))
        grouping_done(rules);
    if (!rules->shared)
        rules->shared = gather(rules, rule, cells);
    rules->shared->next = 0;
    rules->shared->key = NULL;
    rules->sharing = true;
    return rules->shared;
}

void grouping_close(struct grouping *view)
{
    if (view == view->rules->shared)
        view->rules->sharing = false;
    else
        release(view);
}

void grouping_done(struct rules *rules)
{
    if (rules->shared)
        release(rules->shared);
    rules->shared = NULL;
}

/* ---- rows out ---- */

/* The number of a period's text; false where no row has it. */
static bool period_number(const struct grouping *view, struct period period, uint32_t *number)
{
    char text[PERIOD_TEXT_MAX];
    return cells_find(view->cells, (struct str){text, period_write(text, period)}, number);
}

/* The numbers of an item's key, but for one of its parts; false where no row has one of the texts. */
static bool find_numbers(const struct grouping *view, const struct str *key, struct str code, uint32_t but,
                         uint32_t *number)
{
    bool known = true;
    for (uint32_t i = 0; i <= view->count && known; i++) {
        bool named = i == view->count || view->by[i] != COLUMN_NONE;
        number[i] = 0;
        if (named && i != but)
            known = cells_find(view->cells, i == view->count ? code : key[i], &number[i]);
    }
    return known;
}

const struct item *grouping_find(const struct grouping *view, const struct str *key, const struct period *period,
                                 struct str code)
{
    uint32_t number[RULE_BY_MAX + 1], but = period ? view->period_at : COLUMN_NONE;
    if (!find_numbers(view, key, code, but, number) ||
        (but != COLUMN_NONE && (view->by[but] == COLUMN_NONE || !period_number(view, *period, &number[but]))))
        return NULL;
    uint32_t at = slot_of(view, true, number, hash_of(number, view->count + 1))->number;
    return at ? &view->item[at - 1] : NULL;
}

/* Some keys, as numbers. */
struct request {
    uint32_t number[GROUPING_TOGETHER][RULE_BY_MAX + 1];
    bool asked[GROUPING_TOGETHER]; /* else there is none */
};

/* Their items: each step asks for what the next one looks at. */
static void find_together(const struct grouping *view, const struct request *request, size_t count,
                          const struct item **found)
{
    const struct grouping_slot *slot[GROUPING_TOGETHER];
    const struct grouping_index *index = &view->index[1];
    uint32_t hash[GROUPING_TOGETHER];
    for (size_t i = 0; i < count; i++) {
        hash[i] = hash_of(request->number[i], view->count + 1);
        slot[i] = &index->slot[hash[i] & index->mask];
        __builtin_prefetch(slot[i]);
    }
    for (size_t i = 0; i < count; i++)
        if (slot[i]->hash == hash[i] && slot[i]->number)
            __builtin_prefetch(&view->item[slot[i]->number - 1]);
    for (size_t i = 0; i < count; i++)
        if (slot[i]->hash == hash[i] && slot[i]->number)
            __builtin_prefetch(view->item[slot[i]->number - 1].cell);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = request->asked[i] ? slot_of(view, true, request->number[i], hash[i])->number : 0;
        found[i] = at ? &view->item[at - 1] : NULL;
    }
}

void grouping_find_rows(const struct grouping *view, struct cell *const *cell, size_t count,
                        const struct period *const *period, const struct item **found)
{
    struct request request;
    uint32_t when = 0;
    const struct period *last = NULL;
    bool known = false;
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(cell[i]);
    for (size_t i = 0; i < count; i++) {
        numbers_of(view, cell[i], request.number[i]);
        request.asked[i] = !period || period[i];
        if (!period || !period[i] || view->period_at == COLUMN_NONE)
            continue;
        if (!last || period_compare(*last, *period[i]) != 0)
            known = period_number(view, *period[i], &when);
        last = period[i];
        request.asked[i] = known;
        request.number[i][view->period_at] = when;
    }
    find_together(view, &request, count, found);
}

void grouping_find_each(const struct grouping *view, const struct str *key, struct str code, uint32_t part,
                        const struct str *text, size_t count, const struct item **found)
{
    struct request request;
    uint32_t number[RULE_BY_MAX + 1] = {0};
    bool known = find_numbers(view, key, code, part, number);
    for (size_t i = 0; i < count; i++) {
        memcpy(request.number[i], number, (view->count + 1) * sizeof *number);
        request.asked[i] = known && cells_find(view->cells, text[i], &request.number[i][part]);
    }
    find_together(view, &request, count, found);
}

const struct item *grouping_item(const struct grouping *view, uint32_t i, struct str *key)
{
    uint32_t number[RULE_BY_MAX + 1];
    if (i >= view->index[1].count)
        return NULL;
    numbers_of(view, view->item[i].cell, number);
    for (uint32_t k = 0; k <= view->count; k++)
        key[k] = cells_text(view->cells, number[k]);
    return &view->item[i];
}

struct block *grouping_next(struct grouping *view)
{
    if (!view->key) {
        view->key = mem_array(view->rules->mem, view->count, sizeof *view->key);
        view->mark = mem_mark(view->rules->scratch);
    }
    mem_rewind(view->rules->scratch, view->mark);
    if (view->next == view->index[0].count)
        return NULL;
    struct block *block = &view->block[view->next++];
    uint32_t number[RULE_BY_MAX + 1];
    numbers_of(view, block->cell[0], number);
    for (uint32_t i = 0; i < view->count; i++)
        view->key[i] = cells_text(view->cells, number[i]);
    return block;
}
