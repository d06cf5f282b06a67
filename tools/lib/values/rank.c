/* rank - see rank.h */
#include <string.h>

#include "values/rank.h"

enum {
    FEW = 12,                 /* values that are sorted at once */
    LEAST_BITS = 5,           /* of a bucket's number */
    MOST_BITS = 11
};

/* What is still looked at: values from `least` on, to be told apart by their first bits. */
struct stretch {
    const int64_t *value;
    size_t count;
    uint64_t least;
    unsigned shift;           /* a value less `least`, shifted, is the number of its bucket */
};

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

/* About four values a bucket. */
static unsigned bits_for(size_t count)
{
    unsigned bits = 62 - (unsigned)__builtin_clzll(count);
    return bits < LEAST_BITS ? LEAST_BITS : bits > MOST_BITS ? MOST_BITS : bits;
}

static uint64_t bucket_of(const struct stretch *stretch, int64_t value)
{
    return ((uint64_t)value - stretch->least) >> stretch->shift;
}

/* The bucket that holds the place `*low`, which is then counted from the bucket's first;
 * returns how many values are in it. */
static size_t find_bucket(const struct stretch *stretch, unsigned bits, size_t *low, uint64_t *bucket)
{
    size_t many[1 << MOST_BITS];
    memset(many, 0, sizeof *many << bits);
    for (size_t i = 0; i < stretch->count; i++)
        many[bucket_of(stretch, stretch->value[i])]++;
    for (*bucket = 0; *low >= many[*bucket]; ++*bucket)
        *low -= many[*bucket];
    return many[*bucket];
}

/* The low place is the last of its bucket, the high one the first of the next. */
static void find_ends(const struct stretch *stretch, uint64_t bucket, int64_t result[2])
{
    result[0] = INT64_MIN;
    result[1] = INT64_MAX;
    for (size_t i = 0; i < stretch->count; i++) {
        int64_t value = stretch->value[i];
        if (bucket_of(stretch, value) > bucket)
            result[1] = value < result[1] ? value : result[1];
        else
            result[0] = value > result[0] ? value : result[0];
    }
}

/* Keeps the values of one bucket, in `room`, where the stretch may stand already. */
static void keep_bucket(struct stretch *stretch, uint64_t bucket, int64_t *room)
{
    size_t kept = 0;
    for (size_t i = 0; i < stretch->count; i++) {
        int64_t value = stretch->value[i];
        room[kept] = value;
        kept += bucket_of(stretch, value) == bucket;
    }
    stretch->value = room;
    stretch->count = kept;
    stretch->least += bucket << stretch->shift;
}

void rank_find(const int64_t *value, size_t count, int64_t least, int64_t most, struct ranks at, int64_t *room,
               int64_t result[2])
{
    struct stretch stretch = {value, count, (uint64_t)least, 0};
    uint64_t width = (uint64_t)most - (uint64_t)least;
    while (stretch.count > FEW && width) {
        unsigned bits = bits_for(stretch.count), wide = 64 - (unsigned)__builtin_clzll(width);
        size_t before = at.low;
        uint64_t bucket;
        stretch.shift = wide > bits ? wide - bits : 0;
        size_t many = find_bucket(&stretch, bits, &at.low, &bucket);
        at.high -= before - at.low;
        if (at.high >= many) {
            find_ends(&stretch, bucket, result);
            return;
        }
        keep_bucket(&stretch, bucket, room);
        width = ((uint64_t)1 << stretch.shift) - 1;
    }
    if (stretch.value != room)
        memcpy(room, stretch.value, stretch.count * sizeof *room);
    if (width)
        sort_few(room, stretch.count);
    result[0] = room[at.low];
    result[1] = room[at.high];
}
