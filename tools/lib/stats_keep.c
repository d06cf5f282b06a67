/* stats - see stats.h.  What keeps what it saw: order statistics, different texts. */
#include <stdlib.h>
#include <string.h>

#include "group.h"
#include "quantile.h"
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

struct num *values_list(const struct values *values, struct mem *mem, size_t *count)
{
    *count = 0;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older)
        *count += chunk->count;
    struct num *number = mem_array(mem, *count, sizeof *number), *to = number;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older)
        for (uint32_t i = 0; i < chunk->count; i++)
            *to++ = unpack(values, chunk->value[i]);
    return number;
}

/* The largest scale that came in, at least 0. */
static int32_t largest_scale(const struct values *values)
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

/* All values as whole numbers of 10^-scale; false when one does not fit in 64 bits. */
static bool as_integers(const struct values *values, int32_t scale, int64_t *integer)
{
    int64_t power[19] = {1};
    for (int i = 1; i < 19; i++)
        power[i] = power[i - 1] * 10;
    if (values->far_count)
        return false;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older) {
        for (uint32_t i = 0; i < chunk->count; i++) {
            int32_t by = scale - (int8_t)(chunk->value[i] & 0xFF);
            if (by >= 19 || __builtin_mul_overflow(chunk->value[i] >> 8, power[by], integer))
                return false;
            integer++;
        }
    }
    return true;
}

static int by_integer(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static int by_number(const void *a, const void *b)
{
    return num_compare(*(const struct num *)a, *(const struct num *)b);
}

static void sort_few(int64_t *value, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        int64_t one = value[i];
        size_t at = i;
        for (; at > 0 && value[at - 1] > one; at--)
            value[at] = value[at - 1];
        value[at] = one;
    }
}

/* Moves the value of rank `want` (from 0) to its place, smaller ones before it and
 * larger ones behind (C. A. R. Hoare, "Algorithm 65: Find", 1961; the pivot is the
 * median of three; what does not shrink as it should is sorted). */
static void select_rank(int64_t *value, size_t count, size_t want)
{
    size_t first = 0, last = count - 1;
    for (unsigned patience = 64; last - first > 16; patience--) {
        if (!patience) {
            qsort(value + first, last - first + 1, sizeof *value, by_integer);
            return;
        }
        int64_t three[3] = {value[first], value[first + (last - first) / 2], value[last]};
        sort_few(three, 3);
        size_t low = first, high = last;
        while (low <= high) {
            while (value[low] < three[1])
                low++;
            while (value[high] > three[1])
                high--;
            if (low > high)
                break;
            int64_t swap = value[low];
            value[low++] = value[high];
            value[high] = swap;
            if (high == 0)
                break;
            high--;
        }
        if (want <= high)
            last = high;
        else if (want >= low)
            first = low;
        else
            return;
    }
    sort_few(value + first, last - first + 1);
}

/* The values of two neighbouring ranks. */
static void ranked(const struct values *values, uint64_t count, int32_t scale, struct quantile at, struct mem *mem,
                   struct num result[2])
{
    int64_t *integer = mem_array(mem, count, sizeof *integer);
    if (as_integers(values, scale, integer)) {
        select_rank(integer, count, at.low);
        int64_t high = integer[at.low];
        if (at.high > at.low) {
            high = integer[at.high];
            for (size_t i = at.high; i < count; i++)
                high = integer[i] < high ? integer[i] : high;
        }
        result[0] = (struct num){integer[at.low], scale};
        result[1] = (struct num){high, scale};
        return;
    }
    size_t listed;
    struct num *number = values_list(values, mem, &listed);
    qsort(number, count, sizeof *number, by_number);
    result[0] = number[at.low];
    result[1] = number[at.high];
}

/* Takes zeros off the end of a decimal text down to `places`. */
static struct str without_zeros(struct str text, int32_t places)
{
    const char *point = memchr(text.at, '.', text.length);
    if (!point)
        return text;
    size_t least = (size_t)(point - text.at) + (places ? 1 + (size_t)places : 0);
    while (text.length > least && (text.at[text.length - 1] == '0' || text.at[text.length - 1] == '.'))
        text.length--;
    return text;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* part / whole, whole dividing a power of ten, as two decimals that add up to 1. */
static void weights(struct quantile at, struct num weight[2])
{
    int64_t divisor = common_divisor(at.whole, at.part), whole = at.whole / divisor, power = 1;
    int32_t scale = 0;
    for (; power % whole != 0; scale++)
        power *= 10;
    weight[1] = (struct num){at.part / divisor * (power / whole), scale};
    weight[0] = (struct num){power - (int64_t)weight[1].mantissa, scale};
}

struct str values_percentile(const struct values *values, uint64_t count, struct num percent, struct mem *mem,
                             int places, enum num_rounding how)
{
    int64_t below = 100;
    for (int32_t i = 0; i < percent.scale; i++)
        below *= 10;
    int32_t scale = largest_scale(values);
    struct quantile at = quantile_at(count, (int64_t)percent.mantissa, below, QUANTILE_DEFAULT);
    struct num value[2], weight[2];
    struct mem_mark mark = mem_mark(mem);
    ranked(values, count, scale, at, mem, value);
    mem_rewind(mem, mark);
    weights(at, weight);
    struct num_sum sum = {0, scale, NULL};
    num_sum_add_product(mem, &sum, value[0], weight[0]);
    num_sum_add_product(mem, &sum, value[1], weight[1]);
    struct str text = stats_sum_text(mem, &sum, places, how);
    return places == NUM_SHORTEST ? without_zeros(text, scale) : text;
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
