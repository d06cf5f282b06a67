/* walk - see walk.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "io/sorter.h"
#include "walk.h"

/* ---- groups as bytes ---- */

/* So that byte order is the numbers' order. */
static struct str packed_numbers(struct mem *mem, const uint64_t *number, size_t count)
{
    unsigned char *start = mem_take(mem, count * sizeof *number), *at = start;
    for (size_t n = 0; n < count; n++)
        for (size_t i = 0; i < sizeof *number; i++)
            *at++ = (unsigned char)(number[n] >> (56 - 8 * i));
    return (struct str){(const char *)start, count * sizeof *number};
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

static size_t cells_of(const struct groups *table)
{
    size_t cells = 1;
    for (size_t i = 0; i < table->pairs; i++)
        cells += table->pair[i].plan.cells;
    return cells;
}

/* The head, then the cells of each pair. */
static struct str packed_group(const struct groups *table, struct mem *mem, const struct head *group)
{
    const struct stats_saving how = {.mem = mem, .rows = group->records};
    struct str *cell = mem_array(mem, cells_of(table), sizeof *cell);
    size_t count = 0;
    cell[count++] = (struct str){(const char *)group, sizeof *group};
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        stats_save(&pair->plan, (const char *)group + pair->at, &how, cell + count);
        count += pair->plan.cells;
    }
    return packed(mem, cell, count);
}

/* Takes one that was packed into a state, which begins as zero bytes. */
static void unpack_group(const struct groups *table, struct str bytes, char *state)
{
    struct head head;
    memcpy(&head, unpack(&bytes).at, sizeof head);
    const struct stats_saving how = {.mem = table->kept, .rows = head.records};
    if (!head.records)
        return;
    groups_count((struct head *)(void *)state, head.records, head.first);
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        struct str cell[STATS_CELLS_MOST];
        for (size_t k = 0; k < pair->plan.cells; k++)
            cell[k] = unpack(&bytes);
        stats_load(&pair->plan, state + pair->at, table->kept, &how, cell);
    }
}

/* ---- what groups share ---- */

/* table->shared[k] has the first k keys of all groups there have been, with the number of
 * their first record, and 1; shared[0] has the values of --crosstab. */
static void note(struct groups *table, uint32_t which, const struct str *key, uint64_t first)
{
    uint64_t *least = which ? group_at(table->shared[which], key)
                            : &((struct walk_value *)group_at(table->shared[0], key))->first;
    if (!*least || first + 1 < *least)
        *least = first + 1;
}

static void note_groups(struct groups *table)
{
    bool crosstab = table->rows_by < table->key.count;
    if (!table->together && !crosstab)
        return;
    if (!table->shared) {
        table->shared = mem_array(table->mem, table->together + 1, sizeof(struct group *));
        table->shared[0] = group_open(1, sizeof(struct walk_value));
        for (uint32_t k = 1; k <= table->together; k++)
            table->shared[k] = group_open(k, sizeof(uint64_t));
    }
    struct groups_walk walk = {0};
    while (groups_next(table, &walk)) {
        uint64_t first = walk.group->first;
        for (uint32_t i = 0; i < table->key.count; i++)
            table->key_text[i] = group_key(table->group, walk.group, i);
        for (uint32_t k = 1; k <= table->together; k++)
            note(table, k, table->key_text, first);
        if (crosstab)
            note(table, 0, &table->key_text[table->rows_by], first);
    }
}

/* Where a group stands in the order of first appearance: the numbers of what it shares,
 * and its own. */
static void set_place(struct groups *table, const struct str *key, const struct head *group, uint64_t *place)
{
    for (uint32_t k = 1; k <= table->together; k++)
        *place++ = *(uint64_t *)group_find(table->shared[k], key);
    *place = group->first;
}

struct group *walk_values(struct groups *table)
{
    note_groups(table);
    return table->shared[0];
}

/* ---- out of memory, into runs ---- */

void walk_spill(struct groups *table)
{
    struct groups_walk walk = {0};
    note_groups(table);
    if (!table->runs)
        table->runs = sorter_open(table->mem, table->request->memory / SORTER_PART, table->request->tmpdir);
    while (groups_next(table, &walk)) {
        struct mem_mark mark = mem_mark(table->mem);
        for (uint32_t i = 0; i < table->key.count; i++)
            table->key_text[i] = group_key(table->group, walk.group, i);
        sorter_add(table->runs, packed_key(table->mem, table->key_text, table->key.count),
                   packed_group(table, table->mem, walk.group));
        mem_rewind(table->mem, mark);
    }
    groups_empty(table);
}

size_t walk_fill(struct groups *table, struct reader *reader, uint32_t part,
                 void (*told)(void *state, const struct fault *fault), void *state)
{
    struct batch batch = groups_batch(table, reader, part, GROUPS_BATCH);
    batch.tell = told;
    batch.state = state;
    while (groups_choose(table, &batch)) {
        groups_take(table, &batch, 0, batch.wants);
        if (groups_over(table))
            walk_spill(table);
    }
    table->spoiled = table->spoiled || batch.faults;
    return batch.faults;
}

/* ---- in order of first appearance, in memory ---- */

struct placed {
    void *group;
    const uint64_t *place;
    uint32_t numbers;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    for (uint32_t i = 0; i < left->numbers; i++)
        if (left->place[i] != right->place[i])
            return left->place[i] < right->place[i] ? -1 : 1;
    return 0;
}

/* What belongs together comes together. */
static void gather(struct groups *table, void **order, size_t count)
{
    uint32_t numbers = table->together + 1;
    struct placed *placed = mem_array(table->mem, count, sizeof *placed);
    uint64_t *place = mem_array(table->mem, count * numbers, sizeof *place);
    note_groups(table);
    for (size_t i = 0; i < count; i++, place += numbers) {
        for (uint32_t k = 0; k < table->together; k++)
            table->key_text[k] = group_key(table->group, order[i], k);
        set_place(table, table->key_text, order[i], place);
        placed[i] = (struct placed){order[i], place, numbers};
    }
    if (count)
        qsort(placed, count, sizeof *placed, by_place);
    for (size_t i = 0; i < count; i++)
        order[i] = placed[i].group;
}

/* A group and the number of its first record. */
struct dated {
    uint64_t first;
    struct head *group;
};

enum { DIGIT = 11, DIGITS = 1 << DIGIT };

/* Sorts by a few bits of the numbers, from one list into another. */
static void sort_by_digit(const struct dated *from, struct dated *to, size_t count, unsigned shift)
{
    size_t next[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++)
        next[from[i].first >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t many = next[d];
        next[d] = sum;
        sum += many;
    }
    for (size_t i = 0; i < count; i++)
        to[next[from[i].first >> shift & (DIGITS - 1)]++] = from[i];
}

/* By their first records; several threads found them in another order. */
static void sort_dated(struct mem *mem, struct dated *list, size_t count)
{
    uint64_t differ = 0;
    for (size_t i = 1; i < count; i++)
        differ |= list[i].first ^ list[0].first;
    struct mem_mark mark = mem_mark(mem);
    struct dated *from = list, *to = mem_array(mem, count, sizeof *to);
    for (unsigned shift = 0; shift < 64; shift += DIGIT) {
        if (!(differ >> shift & (DIGITS - 1)))
            continue;
        sort_by_digit(from, to, count, shift);
        struct dated *swap = from;
        from = to;
        to = swap;
    }
    if (from != list)
        memcpy(list, from, count * sizeof *list);
    mem_rewind(mem, mark);
}

static bool in_order(void *const *order, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (((const struct head *)order[i - 1])->first > ((const struct head *)order[i])->first)
            return false;
    return true;
}

static void order_by_first(struct groups *table, void **order, size_t count)
{
    if (in_order(order, count))
        return;
    struct mem_mark mark = mem_mark(table->mem);
    struct dated *dated = mem_array(table->mem, count, sizeof *dated);
    for (size_t i = 0; i < count; i++)
        dated[i] = (struct dated){((struct head *)order[i])->first, order[i]};
    sort_dated(table->mem, dated, count);
    for (size_t i = 0; i < count; i++)
        order[i] = dated[i].group;
    mem_rewind(table->mem, mark);
}

const struct head *const *walk_order(struct groups *table, size_t *count)
{
    if (table->runs)
        return NULL;
    size_t i = 0;
    *count = groups_groups(table);
    void **order = mem_array(table->mem, *count, sizeof *order);
    struct groups_walk walk = {0};
    while (groups_next(table, &walk))
        order[i++] = walk.group;
    if (table->request->sorted && !table->request->into_state)
        group_sort(table->group, order, *count);
    else
        order_by_first(table, order, *count);
    if (table->together)
        gather(table, order, *count);
    return (const struct head *const *)order;
}

/* ---- from runs ---- */

/* The next group of the runs that are sorted by key, its parts put together in
 * walk->state.  The key is read into table->key_text. */
static bool next_by_key(struct groups *table, struct walk *walk)
{
    struct str *key = &walk->ahead_key, *value = &walk->ahead;
    if (!key->at && !sorter_next(table->runs, key, value))
        return false;
    struct str own = mem_copy(table->kept, *key), rest = own;
    memset(walk->state, 0, table->group_bytes);
    unpack_group(table, *value, walk->state);
    *key = (struct str){NULL, 0};
    while (sorter_next(table->runs, key, value) && str_eq(*key, own)) {
        unpack_group(table, *value, walk->state);
        *key = (struct str){NULL, 0};
    }
    for (uint32_t i = 0; i < table->key.count; i++)
        str_cut(&rest, '\0', &table->key_text[i]);
    return true;
}

/* The groups once more, now by their first records. */
static void sort_by_first(struct groups *table, struct walk *walk)
{
    walk->runs = sorter_open(table->mem, table->request->memory / SORTER_PART, table->request->tmpdir);
    uint64_t *place = mem_array(table->mem, table->together + 1, sizeof *place);
    while (next_by_key(table, walk)) {
        const struct head *group = (struct head *)(void *)walk->state;
        set_place(table, table->key_text, group, place);
        const struct str both[] = {packed(table->kept, table->key_text, table->key.count),
                                   packed_group(table, table->kept, group)};
        sorter_add(walk->runs, packed_numbers(table->kept, place, table->together + 1), packed(table->kept, both, 2));
        mem_rewind(table->kept, walk->mark);
    }
}

static bool next_by_first(struct groups *table, struct walk *walk)
{
    struct str place, value;
    if (!walk->runs)
        sort_by_first(table, walk);
    if (!sorter_next(walk->runs, &place, &value)) {
        sorter_close(walk->runs);
        return false;
    }
    struct str key = unpack(&value), group = unpack(&value);
    for (uint32_t i = 0; i < table->key.count; i++)
        table->key_text[i] = unpack(&key);
    memset(walk->state, 0, table->group_bytes);
    unpack_group(table, group, walk->state);
    return true;
}

static bool next_from_runs(struct groups *table, struct walk *walk)
{
    if (!walk->state) {
        walk_spill(table);                /* what is still in memory */
        walk->state = mem_take(table->mem, table->group_bytes);
        walk->mark = mem_mark(table->kept);
    }
    mem_rewind(table->kept, walk->mark);
    bool by_key = table->request->sorted && !table->request->into_state;
    if (!(by_key ? next_by_key : next_by_first)(table, walk)) {
        sorter_close(table->runs);
        return false;
    }
    walk->group = (struct head *)(void *)walk->state;
    walk->key = table->key_text;
    return true;
}

bool walk_next(struct groups *table, struct walk *walk)
{
    if (table->runs)
        return next_from_runs(table, walk);
    if (!walk->order)
        walk->order = walk_order(table, &walk->count);
    if (walk->next == walk->count)
        return false;
    walk->group = walk->order[walk->next++];
    for (uint32_t i = 0; i < table->key.count; i++)
        table->key_text[i] = group_key(table->group, walk->group, i);
    walk->key = table->key_text;
    return true;
}
