/* stats - see stats.h.  What keeps what it saw: values, different texts. */
#include <stdlib.h>
#include <string.h>

#include "base/group.h"
#include "base/str.h"
#include "values/stats_inside.h"

/* ---- values ---- */

enum { FIRST_VALUES = 4, MOST_VALUES = 4096 }; /* of one chunk */

static void add_chunk(struct values *values, struct mem *mem)
{
    unsigned room = !values->room ? FIRST_VALUES : values->room < MOST_VALUES ? values->room * 2u : MOST_VALUES;
    struct value_chunk *chunk = mem_take(mem, sizeof *chunk + room * sizeof *chunk->value);
    chunk->older = values->newest;
    if (values->newest)
        values->newest->count = values->used;
    values->newest = chunk;
    values->used = 0;
    values->room = (uint16_t)room;
}

/* Makes room for `more` values that are far. */
static void grow_far(struct values *values, struct mem *mem, size_t more)
{
    size_t count = values->far ? values->far->count : 0, room = values->far ? values->far->room : 4;
    if (values->far && count + more <= room)
        return;
    while (room < count + more)
        room *= 2;
    struct far_values *far = mem_take(mem, sizeof *far + room * sizeof *far->value);
    if (count)
        memcpy(far->value, values->far->value, count * sizeof *far->value);
    far->count = count;
    far->room = room;
    values->far = far;
}

void values_add_any(struct values *values, struct mem *mem, const struct num *value)
{
    struct num kept = *value;
    if (values->used == values->room)
        add_chunk(values, mem);
    if (kept.mantissa >= (int64_t)1 << 55 || kept.mantissa < -((int64_t)1 << 55) || kept.scale <= VALUES_FAR ||
        kept.scale >= -VALUES_FAR) {
        grow_far(values, mem, 1);
        values->far->value[values->far->count] = kept;
        values->newest->value[values->used++] = (int64_t)(values->far->count++ << 8 | (uint8_t)VALUES_FAR);
        values->count++;
        return;
    }
    values_add(values, mem, &kept);
}

static struct num unpack(const struct values *values, int64_t packed)
{
    int8_t scale = (int8_t)(packed & 0xFF);
    return scale == VALUES_FAR ? values->far->value[packed >> 8] : (struct num){packed >> 8, scale};
}

void values_merge(struct values *values, struct mem *mem, const struct values *other)
{
    for (const struct value_chunk *chunk = other->newest; chunk; chunk = chunk->older)
        for (size_t i = 0; i < values_in_chunk(other, chunk); i++) {
            struct num value = unpack(other, chunk->value[i]);
            values_add(values, mem, &value);
        }
}

/* Those of the other that are far come behind ours. */
static void absorb_far(struct values *values, struct mem *mem, const struct values *other)
{
    uint64_t before = values->far ? values->far->count : 0;
    grow_far(values, mem, other->far->count);
    memcpy(values->far->value + before, other->far->value, other->far->count * sizeof *other->far->value);
    values->far->count += other->far->count;
    for (struct value_chunk *chunk = other->newest; chunk; chunk = chunk->older)
        for (size_t i = 0; i < chunk->count; i++)
            if ((int8_t)(chunk->value[i] & 0xFF) == VALUES_FAR)
                chunk->value[i] += (int64_t)(before << 8);
}

/* The other's chunks go behind ours, where those are that are full or are not filled further. */
void values_absorb(struct values *values, struct mem *mem, const struct values *other)
{
    if (!other->newest)
        return;
    other->newest->count = other->used;
    if (!values->newest) {
        *values = *other;
        return;
    }
    if (other->far)
        absorb_far(values, mem, other);
    struct value_chunk *oldest = other->newest;
    while (oldest->older)
        oldest = oldest->older;
    oldest->older = values->newest->older;
    values->newest->older = other->newest;
    values->count += other->count;
    values->least = other->least < values->least ? other->least : values->least;
    values->most = other->most > values->most ? other->most : values->most;
}

void stats_prefetch(const struct stats_plan *plan, const void *state)
{
    if (plan->needs & BIT(VALUES))
        __builtin_prefetch(((const struct values *)part(plan, state, VALUES))->newest);
}

struct num *values_list(const struct values *values, struct mem *mem, size_t *count)
{
    struct num *number = mem_array(mem, values->count, sizeof *number), *to = number;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older)
        for (size_t i = 0; i < values_in_chunk(values, chunk); i++)
            *to++ = unpack(values, chunk->value[i]);
    *count = values->count;
    return number;
}

int32_t values_scale(const struct values *values)
{
    int32_t scale = values->most;
    for (size_t i = 0; values->far && i < values->far->count; i++)
        scale = values->far->value[i].scale > scale ? values->far->value[i].scale : scale;
    return scale;
}

/* ---- texts ---- */

int stats_text_order(struct str a, struct str b)
{
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return a.length ? memcmp(a.at, b.at, a.length) : 0;
}

/* The row of a text, or the free one where it belongs. */
static struct text_row *find_text(const struct texts *texts, struct str text, uint32_t hash)
{
    uint32_t i = hash & (texts->room - 1);
    for (;; i = (i + 1) & (texts->room - 1)) {
        struct text_row *row = &texts->row[i];
        if (!row->count || (row->hash == hash && str_eq((struct str){row->at, row->length}, text)))
            return row;
    }
}

static void grow_texts(struct texts *texts, struct mem *mem)
{
    struct texts larger = {NULL, texts->count, texts->room ? texts->room * 2 : 8};
    larger.row = mem_array(mem, larger.room, sizeof *larger.row);
    for (uint32_t i = 0; i < texts->room; i++) {
        struct text_row *row = &texts->row[i];
        if (row->count)
            *find_text(&larger, (struct str){row->at, row->length}, row->hash) = *row;
    }
    *texts = larger;
}

void texts_add(struct texts *texts, struct mem *mem, struct str text, uint64_t times)
{
    if (texts->count >= texts->room / 2)
        grow_texts(texts, mem);
    uint32_t hash = group_text_hash(text);
    struct text_row *row = find_text(texts, text, hash);
    if (!row->count) {
        texts->count++;
        *row = (struct text_row){mem_copy(mem, text).at, 0, (uint32_t)text.length, hash};
    }
    row->count += times;
}

void texts_merge(struct texts *texts, struct mem *mem, const struct texts *other)
{
    for (uint32_t i = 0; i < other->room; i++) {
        const struct text_row *row = &other->row[i];
        if (row->count)
            texts_add(texts, mem, (struct str){row->at, row->length}, row->count);
    }
}

struct str texts_mode(const struct texts *texts)
{
    struct str mode = {NULL, 0};
    uint64_t most = 0;
    for (uint32_t i = 0; i < texts->room; i++) {
        struct str text = {texts->row[i].at, texts->row[i].length};
        uint64_t count = texts->row[i].count;
        if (count > most || (count && count == most && stats_text_order(text, mode) < 0)) {
            most = count;
            mode = text;
        }
    }
    return mode;
}

static int by_times_then_text(const void *a, const void *b)
{
    const struct text_row *left = a, *right = b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return stats_text_order((struct str){left->at, left->length}, (struct str){right->at, right->length});
}

struct str texts_top(const struct texts *texts, struct mem *mem, uint64_t most)
{
    struct text_row *row = mem_array(mem, texts->count, sizeof *row);
    size_t count = 0;
    for (uint32_t i = 0; i < texts->room; i++)
        if (texts->row[i].count)
            row[count++] = texts->row[i];
    if (count)
        qsort(row, count, sizeof *row, by_times_then_text);
    struct str top = {NULL, 0};
    for (size_t i = 0; i < count && i < most; i++)
        top = mem_format(mem, "%.*s%s%.*s (%llu)", (int)top.length, top.length ? top.at : "", i ? "; " : "",
                         (int)row[i].length, row[i].at, (unsigned long long)row[i].count);
    return top;
}
