/* stats - see stats.h.  Values by how often each came, rounded where they are too many. */
#include <stdlib.h>
#include <string.h>

#include "base/group.h"
#include "values/stats_inside.h"

enum {
    FIRST_ROOM = 4,
    FAR = -128,               /* the scale of what stands in `far` */
    SCALE_LEAST = -400        /* of a number */
};

typedef unsigned __int128 u128;

/* 10^38: a mantissa is below. */
#define LIMIT ((u128)10000000000000000000u * 10000000000000000000u)

/* ---- a number and the bits that stand for it ---- */

/* Equal numbers are one: without zeros at the end. */
static struct num plain(struct num value)
{
    if (value.mantissa == 0)
        return num_of(0);
    int64_t near = (int64_t)value.mantissa;
    for (; near != value.mantissa && value.mantissa % 10 == 0 && value.scale > SCALE_LEAST; value.scale--)
        near = (int64_t)(value.mantissa /= 10);
    if (near != value.mantissa)
        return value;
    for (; near % 10 == 0 && value.scale > SCALE_LEAST; value.scale--)
        near /= 10;
    return (struct num){near, value.scale};
}

/* The number of the grid (see stats.h) that is nearest, the farther from 0 of two. */
static struct num on_grid(struct num value)
{
    u128 size = value.mantissa < 0 ? -(u128)value.mantissa : (u128)value.mantissa, step = 1;
    if (size < 1000)
        return value;
    for (u128 end = 10000; size >= end; end *= 10)
        step *= 10;
    step *= size < 5000 * step ? 2 : 10;
    u128 rounded = (size + step / 2) / step * step;
    if (rounded == LIMIT && value.scale == SCALE_LEAST)
        rounded -= step;                  /* the largest numbers have none above them */
    return plain((struct num){value.mantissa < 0 ? -(__int128)rounded : (__int128)rounded, value.scale});
}

/* Does it fit into 56 bits of mantissa and 8 of scale? */
static bool is_near(const struct num *value)
{
    int64_t mantissa = (int64_t)value->mantissa;
    return mantissa == value->mantissa && mantissa < (int64_t)1 << 55 && mantissa >= -((int64_t)1 << 55) &&
           value->scale > FAR && value->scale < -FAR;
}

static int64_t pack(int64_t mantissa, int32_t scale)
{
    return (int64_t)((uint64_t)mantissa << 8 | (uint8_t)scale);
}

static struct num unpack(const struct num *far, int64_t packed)
{
    int8_t scale = (int8_t)(packed & 0xFF);
    return scale == FAR ? far[packed >> 8] : (struct num){packed >> 8, scale};
}

/* ---- the table ---- */

static uint32_t hash_of(const struct num *value)
{
    u128 bits = (u128)value->mantissa << 10 | (u128)(value->scale - SCALE_LEAST);
    return group_text_hash((struct str){(const char *)&bits, sizeof bits});
}

/* The row of a number, or the free one where it belongs. */
static struct bin_row *find_row(const struct bins *bins, const struct num *value)
{
    uint32_t i = hash_of(value) & (bins->room - 1);
    for (;; i = (i + 1) & (bins->room - 1)) {
        struct bin_row *row = &bins->row[i];
        if (!row->times)
            return row;
        struct num there = unpack(bins->far, row->value);
        if (there.mantissa == value->mantissa && there.scale == value->scale)
            return row;
    }
}

static void grow(struct bins *bins, struct mem *mem)
{
    const struct bins before = *bins;
    bins->room = before.room ? before.room * 2 : FIRST_ROOM;
    bins->row = mem_array(mem, bins->room, sizeof *bins->row);
    for (uint32_t i = 0; i < before.room; i++) {
        if (!before.row[i].times)
            continue;
        struct num value = unpack(bins->far, before.row[i].value);
        *find_row(bins, &value) = before.row[i];
    }
}

static void count_value(struct bins *bins, struct mem *mem, const struct num *value, uint64_t times)
{
    if (bins->count >= bins->room / 4 * 3)
        grow(bins, mem);
    struct bin_row *row = find_row(bins, value);
    if (!row->times) {
        bins->count++;
        row->value = pack((int64_t)value->mantissa, value->scale);
        if (!is_near(value)) {
            bins->far = mem_grow(mem, bins->far, bins->far_count, &bins->far_room, sizeof *bins->far);
            bins->far[bins->far_count] = *value;
            row->value = pack(bins->far_count++, FAR);
        }
    }
    row->times += times;
}

/* A number as it is taken out of the table, and how often it came. */
struct counted {
    struct num value;
    uint64_t times;
};

/* All of them, in no order. */
static struct counted *list(const struct bins *bins, struct mem *mem, size_t *rows)
{
    struct counted *counted = mem_array(mem, bins->count, sizeof *counted);
    *rows = 0;
    for (uint32_t i = 0; i < bins->room; i++)
        if (bins->row[i].times)
            counted[(*rows)++] = (struct counted){unpack(bins->far, bins->row[i].value), bins->row[i].times};
    return counted;
}

/* What is rounded needs no more rows than what was there, and takes their place. */
static void round_all(struct bins *bins, struct mem *mem)
{
    bins->rounded = true;
    struct mem_mark mark = mem_mark(mem);
    size_t rows;
    const struct counted *counted = list(bins, mem, &rows);
    if (bins->room)
        memset(bins->row, 0, bins->room * sizeof *bins->row);
    bins->count = bins->far_count = 0;
    for (size_t i = 0; i < rows; i++) {
        struct num value = on_grid(counted[i].value);
        count_value(bins, mem, &value, counted[i].times);
    }
    mem_rewind(mem, mark);
}

void bins_add(struct bins *bins, struct mem *mem, const struct num *value, uint64_t times, uint64_t most)
{
    struct num kept = plain(*value);
    if (bins->rounded)
        kept = on_grid(kept);
    if (value->scale > bins->scale)
        bins->scale = value->scale;
    count_value(bins, mem, &kept, times);
    if (bins->count > most && !bins->rounded)
        round_all(bins, mem);
}

void bins_merge(struct bins *bins, struct mem *mem, const struct bins *other, uint64_t most)
{
    if (other->rounded && !bins->rounded)
        round_all(bins, mem);
    for (uint32_t i = 0; i < other->room; i++) {
        struct num value = unpack(other->far, other->row[i].value);
        if (other->row[i].times)
            bins_add(bins, mem, &value, other->row[i].times, most);
    }
    if (other->scale > bins->scale)
        bins->scale = other->scale;
}

/* ---- in their order ---- */

static int by_value(const void *a, const void *b)
{
    return num_compare(((const struct counted *)a)->value, ((const struct counted *)b)->value);
}

struct ordered bins_ordered(const void *from, struct mem *mem)
{
    const struct bins *bins = from;
    struct num *value = mem_array(mem, bins->count, sizeof *value);
    uint64_t *times = mem_array(mem, bins->count, sizeof *times);
    struct mem_mark mark = mem_mark(mem);
    size_t rows;
    struct counted *counted = list(bins, mem, &rows);
    if (rows)
        qsort(counted, rows, sizeof *counted, by_value);
    for (size_t i = 0; i < rows; i++) {
        value[i] = counted[i].value;
        times[i] = counted[i].times;
    }
    mem_rewind(mem, mark);
    return (struct ordered){value, times, rows};
}

static void bins_ranked(const void *from, struct ranks at, struct mem *mem, struct num result[2])
{
    struct mem_mark mark = mem_mark(mem);
    struct ordered ordered = bins_ordered(from, mem);
    size_t row = 0, up_to = (size_t)ordered.times[0];
    for (size_t i = 0; i < 2; i++) {
        for (; up_to <= (i ? at.high : at.low); up_to += (size_t)ordered.times[row])
            row++;
        result[i] = ordered.value[row];
    }
    mem_rewind(mem, mark);
}

struct ranking bins_ranking(const struct bins *bins)
{
    size_t count = 0;
    for (uint32_t i = 0; i < bins->room; i++)
        count += (size_t)bins->row[i].times;
    return (struct ranking){bins, count, bins->rounded ? 0 : bins->scale, bins_ranked, bins_ordered};
}
