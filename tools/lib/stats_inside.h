/* stats_inside - what the files of stats share; nobody else includes it
 *
 *   stats.c       the table, plans, and the accumulators of fixed size
 *   stats_keep.c  what keeps what it saw: order statistics, different texts
 */
#ifndef STATS_INSIDE_H
#define STATS_INSIDE_H

#include "num.h"
#include "stats.h"

/* ---- values, for order statistics ---- */

/* A value takes 8 bytes: 56 bits of mantissa and 8 of scale; what does not fit stands
 * in `far`, and its place there in the mantissa. */
struct value_chunk {
    struct value_chunk *older;
    uint32_t count, room;
    int64_t value[];
};

struct values {
    struct value_chunk *newest;
    struct num *far;
    uint64_t far_count;
    uint64_t unused;
};

/* Keeps one value; all of another's. */
void values_add(struct values *values, struct mem *mem, const struct num *value);
void values_merge(struct values *values, struct mem *mem, const struct values *other);

/* The percentile (0 to 100, up to 6 places, type 7) of `count` kept values, as it is
 * printed; count > 0. */
struct str values_percentile(const struct values *values, uint64_t count, struct num percent, struct mem *mem,
                             int places, enum num_rounding how);

/* ---- different texts, and how often each came ---- */

struct text_row {
    const char *at;
    uint64_t count;
    uint32_t length;
    uint32_t hash;
};

struct texts {
    struct text_row *row;     /* open addressing; free where count is 0 */
    uint32_t count, room;
};

/* Counts a text `times` more. */
void texts_add(struct texts *texts, struct mem *mem, struct str text, uint64_t times);
void texts_merge(struct texts *texts, struct mem *mem, const struct texts *other);

/* The text that came most often; the empty text when there is none. */
struct str texts_mode(const struct texts *texts);

/* Which of two texts of equal standing wins: the shorter, then by byte order.
 * Negative when a does, 0 when they are the same. */
int stats_text_order(struct str a, struct str b);

/* The sum, with all its places or as many as told. */
struct str stats_sum_text(struct mem *mem, const struct num_sum *sum, int places, enum num_rounding how);

#endif
