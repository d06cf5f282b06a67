/* stats - see stats.h.  What keeps what it saw: values, different texts. */
#include <stdlib.h>
#include <string.h>

#include "group.h"
#include "stats_inside.h"
#include "str.h"

/* ---- values ---- */

enum {
    FIRST_VALUES = 4,
    MOST_VALUES = 4096,       /* of one chunk */
    FAR = -128                /* the scale of what stands in `far` */
};

static void append(struct values *values, struct mem *mem, int64_t packed)
{
    struct value_chunk *chunk = values->newest;
    if (!chunk || chunk->count == chunk->room) {
        uint32_t room = !chunk ? FIRST_VALUES : chunk->room < MOST_VALUES ? chunk->room * 2 : MOST_VALUES;
        chunk = mem_take(mem, sizeof *chunk + room * sizeof *chunk->value);
        chunk->older = values->newest;
        chunk->room = room;
        values->newest = chunk;
    }
    chunk->value[chunk->count++] = packed;
}

/* The room of an array of mem_grow's that holds `count`. */
static size_t room_of(uint64_t count)
{
    size_t room = count ? 8 : 0;
    while (room < count)
        room *= 2;
    return room;
}

void values_add(struct values *values, struct mem *mem, const struct num *value)
{
    int64_t mantissa = (int64_t)value->mantissa;
    if (mantissa == value->mantissa && mantissa < (int64_t)1 << 55 && mantissa >= -((int64_t)1 << 55) &&
        value->scale > FAR && value->scale < -FAR) {
        append(values, mem, (int64_t)((uint64_t)mantissa << 8 | (uint8_t)value->scale));
        return;
    }
    size_t room = room_of(values->far_count);
    values->far = mem_grow(mem, values->far, values->far_count, &room, sizeof *values->far);
    values->far[values->far_count] = *value;
    append(values, mem, (int64_t)(values->far_count++ << 8 | (uint8_t)FAR));
}

static struct num unpack(const struct values *values, int64_t packed)
{
    int8_t scale = (int8_t)(packed & 0xFF);
    return scale == FAR ? values->far[packed >> 8] : (struct num){packed >> 8, scale};
}

void values_merge(struct values *values, struct mem *mem, const struct values *other)
{
    for (const struct value_chunk *chunk = other->newest; chunk; chunk = chunk->older)
        for (uint32_t i = 0; i < chunk->count; i++) {
            struct num value = unpack(other, chunk->value[i]);
            values_add(values, mem, &value);
        }
}

size_t values_count(const struct values *values)
{
    size_t count = 0;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older)
        count += chunk->count;
    return count;
}

struct num *values_list(const struct values *values, struct mem *mem, size_t *count)
{
    *count = values_count(values);
    struct num *number = mem_array(mem, *count, sizeof *number), *to = number;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older)
        for (uint32_t i = 0; i < chunk->count; i++)
            *to++ = unpack(values, chunk->value[i]);
    return number;
}

int32_t values_scale(const struct values *values)
{
    int32_t scale = 0;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older) {
        for (uint32_t i = 0; i < chunk->count; i++) {
            int8_t own = (int8_t)(chunk->value[i] & 0xFF);
            scale = own > scale ? own : scale;
        }
    }
    for (uint64_t i = 0; i < values->far_count; i++)
        scale = values->far[i].scale > scale ? values->far[i].scale : scale;
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
