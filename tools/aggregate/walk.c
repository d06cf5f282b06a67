/* walk - see walk.h */
#include <stdlib.h>

#include "diag.h"
#include "sorter.h"
#include "str.h"
#include "walk.h"

/* Of the memory allowed the table has half, and each of two sorters a quarter. */
enum { TABLE_PART = 2, SORTER_PART = 4 };

bool walk_over(const struct table *table)
{
    size_t most = table->request->memory / TABLE_PART / table->share;
    return most && mem_bytes(table->kept) + group_bytes(table->group) > most;
}

/* ---- groups as bytes ---- */

static struct str packed_number(struct mem *mem, uint64_t number)
{
    unsigned char *at = mem_take(mem, sizeof number);
    for (size_t i = 0; i < sizeof number; i++)
        at[i] = (unsigned char)(number >> (56 - 8 * i));  /* so that byte order is the numbers' order */
    return (struct str){(const char *)at, sizeof number};
}

/* Each text with its length before it. */
static struct str packed(struct mem *mem, const struct str *text, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += sizeof(uint32_t) + text[i].length;
    char *start = mem_take(mem, bytes), *at = start;
    for (size_t i = 0; i < count; i++) {
        uint32_t length = (uint32_t)text[i].length;
        memcpy(at, &length, sizeof length);
        at += sizeof length;
        if (length)
            memcpy(at, text[i].at, length);
        at += length;
    }
    return (struct str){start, bytes};
}

static struct str unpack(struct str *rest)
{
    uint32_t length;
    memcpy(&length, rest->at, sizeof length);
    struct str text = {rest->at + sizeof length, length};
    *rest = (struct str){text.at + length, rest->length - sizeof length - length};
    return text;
}

/* A key whose byte order is that of its fields, one after the other: a NUL, which no
 * field holds, ends each. */
static struct str packed_key(struct mem *mem, const struct str *key, uint32_t fields)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < fields; i++)
        bytes += key[i].length + 1;
    char *start = mem_take(mem, bytes), *at = start;
    for (uint32_t i = 0; i < fields; i++) {
        if (key[i].length)
            memcpy(at, key[i].at, key[i].length);
        at += key[i].length + 1;
    }
    return (struct str){start, bytes};
}

static size_t cells_of(const struct table *table)
{
    size_t cells = 1;
    for (size_t i = 0; i < table->pairs; i++)
        for (size_t k = 0; stats_saved_name(&table->pair[i].plan, k); k++)
            cells++;
    return cells;
}

/* The head, then the cells of each pair. */
static struct str packed_group(const struct table *table, struct mem *mem, const struct head *group)
{
    struct str *cell = mem_array(mem, cells_of(table), sizeof *cell);
    size_t count = 0;
    cell[count++] = (struct str){(const char *)group, sizeof *group};
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        for (size_t k = 0; stats_saved_name(&pair->plan, k); k++)
            cell[count++] = stats_save(&pair->plan, (const char *)group + pair->at, mem, k);
    }
    return packed(mem, cell, count);
}

/* Into zero bytes. */
static void unpack_group(const struct table *table, struct mem *mem, struct str bytes, char *state)
{
    memcpy(state, unpack(&bytes).at, sizeof(struct head));
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        for (size_t k = 0; stats_saved_name(&pair->plan, k); k++)
            stats_load(&pair->plan, state + pair->at, mem, k, unpack(&bytes));
    }
}

/* ---- out of memory, into runs ---- */

void walk_spill(struct table *table)
{
    struct group_walk walk = {0};
    if (!table->runs)
        table->runs = sorter_open(table->mem, table->request->memory / SORTER_PART, table->request->tmpdir);
    while (group_next(table->group, &walk)) {
        struct mem_mark mark = mem_mark(table->mem);
        for (uint32_t i = 0; i < table->key.count; i++)
            table->key_text[i] = group_key(table->group, walk.state, i);
        sorter_add(table->runs, packed_key(table->mem, table->key_text, table->key.count),
                   packed_group(table, table->mem, walk.state));
        mem_rewind(table->mem, mark);
    }
    table_empty(table);
}

/* ---- in order of first appearance, in memory ---- */

static int by_first(const void *a, const void *b)
{
    uint64_t left = (*(struct head *const *)a)->first, right = (*(struct head *const *)b)->first;
    return (left > right) - (left < right);
}

static void **order_of(struct table *table)
{
    if (table->request->sorted)
        return group_sorted(table->mem, table->group);
    size_t count = group_count(table->group), i = 0;
    void **order = mem_array(table->mem, count, sizeof *order);
    struct group_walk walk = {0};
    bool ordered = true;
    while (group_next(table->group, &walk)) {
        order[i] = walk.state;
        ordered = ordered && (i == 0 || by_first(&order[i - 1], &order[i]) <= 0);
        i++;
    }
    if (!ordered)                         /* parts were merged in another order than theirs */
        qsort(order, count, sizeof *order, by_first);
    return order;
}

/* ---- from runs ---- */

/* The next group of the runs that are sorted by key, its parts put together in
 * walk->state.  The key is read into table->key_text. */
static bool next_by_key(struct table *table, struct walk *walk)
{
    struct str *key = &walk->ahead_key, *value = &walk->ahead;
    if (!key->at && !sorter_next(table->runs, key, value))
        return false;
    struct str own = mem_copy(table->kept, *key), rest = own;
    memset(walk->state, 0, table->group_bytes);
    unpack_group(table, table->kept, *value, walk->state);
    *key = (struct str){NULL, 0};
    while (sorter_next(table->runs, key, value) && str_eq(*key, own)) {
        char *more = mem_take(table->kept, table->group_bytes);
        unpack_group(table, table->kept, *value, more);
        table_merge_group(table, (struct head *)(void *)walk->state, (struct head *)(void *)more);
        *key = (struct str){NULL, 0};
    }
    for (uint32_t i = 0; i < table->key.count; i++)
        str_cut(&rest, '\0', &table->key_text[i]);
    return true;
}

/* The groups once more, now by their first records. */
static void sort_by_first(struct table *table, struct walk *walk)
{
    walk->runs = sorter_open(table->mem, table->request->memory / SORTER_PART, table->request->tmpdir);
    while (next_by_key(table, walk)) {
        const struct head *group = (struct head *)(void *)walk->state;
        const struct str both[] = {packed(table->kept, table->key_text, table->key.count),
                                   packed_group(table, table->kept, group)};
        sorter_add(walk->runs, packed_number(table->kept, group->first), packed(table->kept, both, 2));
        mem_rewind(table->kept, walk->mark);
    }
}

static bool next_by_first(struct table *table, struct walk *walk)
{
    struct str number, value;
    if (!walk->runs)
        sort_by_first(table, walk);
    if (!sorter_next(walk->runs, &number, &value)) {
        sorter_close(walk->runs);
        return false;
    }
    struct str key = unpack(&value), group = unpack(&value);
    for (uint32_t i = 0; i < table->key.count; i++)
        table->key_text[i] = unpack(&key);
    memset(walk->state, 0, table->group_bytes);
    unpack_group(table, table->kept, group, walk->state);
    return true;
}

static bool next_from_runs(struct table *table, struct walk *walk)
{
    if (!walk->state) {
        walk_spill(table);                /* what is still in memory */
        walk->state = mem_take(table->mem, table->group_bytes);
        walk->mark = mem_mark(table->kept);
    }
    mem_rewind(table->kept, walk->mark);
    if (!(table->request->sorted ? next_by_key : next_by_first)(table, walk)) {
        sorter_close(table->runs);
        return false;
    }
    walk->group = (struct head *)(void *)walk->state;
    walk->key = table->key_text;
    return true;
}

bool walk_next(struct table *table, struct walk *walk)
{
    if (table->runs)
        return next_from_runs(table, walk);
    if (!walk->order)
        walk->order = order_of(table);
    if (walk->next == group_count(table->group))
        return false;
    walk->group = walk->order[walk->next++];
    for (uint32_t i = 0; i < table->key.count; i++)
        table->key_text[i] = group_key(table->group, walk->group, i);
    walk->key = table->key_text;
    return true;
}
