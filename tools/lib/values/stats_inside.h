/* stats_inside - what the files of stats share; nobody else includes it
 *
 *   stats.c       the table, plans and results
 *   stats_step.c  rows in, states merged: the accumulators of fixed size
 *   stats_keep.c  what keeps what it saw: values, different texts
 *   stats_bins.c  values by how often each came, rounded where they are too many
 *   stats_rank.c  what is found from the kept values in their order
 *   stats_save.c  states as text and back
 */
#ifndef STATS_INSIDE_H
#define STATS_INSIDE_H

#include "values/num.h"
#include "values/quantile.h"
#include "values/rank.h"
#include "values/stats.h"

/* ---- why there is no answer ---- */

/* ---- values, for order statistics ---- */

/* A value takes 8 bytes: 56 bits of mantissa and 8 of scale; what does not fit stands
 * in `far`, and its place there in the mantissa. */
struct value_chunk {
    struct value_chunk *older;
    size_t count;             /* of the newest, it is values->used */
    int64_t value[];
};

struct far_values {
    size_t count, room;
    struct num value[];
};

/* How far the newest chunk is filled stands here, so that keeping one more value waits
 * for nothing but the state. */
struct values {
    uint64_t count;
    struct value_chunk *newest;
    struct far_values *far;   /* null: there are none */
    uint16_t used, room;      /* of the newest */
    int8_t least, most;       /* the scales of those that are not far lie between these and 0 */
};

enum { VALUES_FAR = -128 };   /* the scale of what stands in `far` */

/* Keeps one value; all of another's, copied or with the memory they stand in, which is no
 * longer the other's then. */
static inline void values_add(struct values *values, struct mem *mem, const struct num *value);
void values_merge(struct values *values, struct mem *mem, const struct values *other);
void values_absorb(struct values *values, struct mem *mem, const struct values *other);

/* All of them in `mem`, in no order (but the same one for lists that grew together);
 * sorted. */
struct num *values_list(const struct values *values, struct mem *mem, size_t *count);
struct num *values_sorted(const struct values *values, struct mem *mem, size_t *count);

/* The largest scale that came in, at least 0. */
int32_t values_scale(const struct values *values);

/* For what does not fit, the one or the other. */
void values_add_any(struct values *values, struct mem *mem, const struct num *value);

static inline void values_add(struct values *values, struct mem *mem, const struct num *value)
{
    int64_t packed = (int64_t)((uint64_t)value->mantissa << 8 | (uint8_t)value->scale);
    int8_t scale = (int8_t)value->scale;
    if (values->used == values->room || packed >> 8 != value->mantissa || scale != value->scale ||
        scale == VALUES_FAR) {
        values_add_any(values, mem, value);
        return;
    }
    values->newest->value[values->used++] = packed;
    values->count++;
    values->least = scale < values->least ? scale : values->least;
    values->most = scale > values->most ? scale : values->most;
}

/* How many stand in a chunk. */
static inline size_t values_in_chunk(const struct values *values, const struct value_chunk *chunk)
{
    return chunk == values->newest ? values->used : chunk->count;
}

/* Values with a weight or another number each: two lists that grow together. */
struct weighted_values {
    struct values value, weight;
};

/* ---- values that are counted, for order statistics in bounded memory ---- */

/* A value without zeros at its end, packed as above, and how often it came. */
struct bin_row {
    int64_t value;
    uint64_t times;
};

/* Different values.  When there are more than so many, all are rounded, and all that
 * come: what the bins hold follows from the values alone, not from their order. */
struct bins {
    struct bin_row *row;      /* open addressing; free where times is 0 */
    struct num *far;
    size_t far_room;
    uint32_t count, room, far_count;
    int32_t scale;            /* the largest that came in, at least 0 */
    bool rounded;
};

/* Counts a value `times` more; takes in other bins.  More than `most` different ones are
 * rounded. */
void bins_add(struct bins *bins, struct mem *mem, const struct num *value, uint64_t times, uint64_t most);
void bins_merge(struct bins *bins, struct mem *mem, const struct bins *other, uint64_t most);

/* ---- where ranks are looked up ---- */

/* Different or equal values, upwards, and how often each came; `times` null: once. */
struct ordered {
    const struct num *value;
    const uint64_t *times;
    size_t rows;
};

/* All values in their order, wherever they are kept. */
struct ranking {
    const void *from;
    size_t count;
    int32_t scale;            /* places that a figure has at least */
    void (*ranked)(const void *from, struct ranks at, struct mem *mem, struct num result[2]);
    struct ordered (*ordered)(const void *from, struct mem *mem);
};
struct ranking values_ranking(const struct values *values);
struct ranking bins_ranking(const struct bins *bins);
struct ordered bins_ordered(const void *bins, struct mem *mem);

/* ---- what is found from them, as it is printed ---- */

/* There must be values.  The percentile (0 to 100, up to 6 places) of a type; the third
 * less the first quartile; the median of the distances from the median; the mean of
 * what is left without the `percent` that lie farthest out, empty when nothing is. */
struct str values_percentile(const struct ranking *values, struct num percent, int type,
                             const struct stats_manner *manner);
struct str values_quartile_range(const struct ranking *values, int type, const struct stats_manner *manner);
struct str values_median_distance(const struct ranking *values, const struct stats_manner *manner);
struct str values_trimmed_mean(const struct values *values, struct num percent, const struct stats_manner *manner);

/* The smallest value up to which the weights add up to that share of all; empty, with
 * why in *why, when the weights will not do. */
struct str values_weighted_percentile(const struct weighted_values *values, struct num percent,
                                      const struct stats_manner *manner, const char **why);

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

/* The texts that came most often, at most `most`, as "a (3); b (2)", in `mem`. */
struct str texts_top(const struct texts *texts, struct mem *mem, uint64_t most);

/* Which of two texts of equal standing wins: the shorter, then by byte order.
 * Negative when a does, 0 when they are the same. */
int stats_text_order(struct str a, struct str b);

/* The sum, with all its places or as many as told. */
struct str stats_sum_text(struct mem *mem, const struct num_sum *sum, int places, enum num_rounding how);

/* ---- what a state is made of ---- */

/* At the start of every state. */
struct cell_tally {
    uint64_t count;           /* cells that were not missing */
    uint64_t missing : 63;
    uint64_t spoiled : 1;
};

/* A cell that is kept, when its text cannot be told from its number or is long. */
struct kept {
    struct num value;
    size_t room;
    char text[];
};

/* The smallest or largest cell.  `length`: 0 before the first; of the text, when that
 * is what num_write makes of the number; KEPT when `kept` holds it. */
enum { KEPT = UINT32_MAX };
struct extreme {
    union {
        int64_t mantissa;
        struct kept *kept;
    };
    int32_t scale;
    uint32_t length;
};

/* A text that changes.  Short ones stand in place, until a long one comes: from then
 * on all stand in the arena, in `room` bytes that are used again. */
struct held {
    uint32_t length, room;
    union {
        char near[16];
        char *far;
    };
};

/* Are all cells the same text?  `length`: 0 before the first; of the text, which is near
 * or far as it is short or not; or DIFFER: `two` are the two foremost of those that there
 * are, so that which ones are told does not depend on the order of the rows. */
enum { DIFFER = UINT32_MAX };
struct alike {
    uint32_t length;
    union {
        char near[8];
        const char *far;
        struct str *two;
    };
};
_Static_assert(sizeof(struct alike) == 16, "states are multiples of 16");

/* The first or last cell by record number. */
struct by_record {
    uint64_t record;
    struct held text;
};

/* The first or last cell by an order column. */
enum order_kind { NO_ORDER, ON_THE_LINE, OTHER_TEXT };
struct order {
    struct num position;
    int32_t first_day;        /* of two periods that end together, the later is later */
    enum order_kind kind;
};
struct by_order {
    struct order order;
    struct held order_text, text;
};

/* The accumulators, each with its bytes and its word in a saved state; a state has
 * those that its plan needs. */
#define ACCUMULATORS(X) \
    X(SUM, sizeof(struct num_sum), "sum") \
    X(SQUARES, sizeof(struct num_sum), "squares") \
    X(MIN, sizeof(struct extreme), "min") \
    X(MAX, sizeof(struct extreme), "max") \
    X(FIRST, sizeof(struct by_record), "first") \
    X(LAST, sizeof(struct by_record), "last") \
    X(ORDERED_FIRST, sizeof(struct by_order), "ordered_first") \
    X(ORDERED_LAST, sizeof(struct by_order), "ordered_last") \
    X(WEIGHTED, sizeof(struct num_sum), "weighted") \
    X(WEIGHTS, sizeof(struct num_sum), "weights") \
    X(VALUES, sizeof(struct values), "values") \
    X(BINS, sizeof(struct bins), "bins") \
    X(TEXTS, sizeof(struct texts), "texts") \
    X(ALIKE, sizeof(struct alike), "alike") \
    X(CUBES, sizeof(struct num_sum), "cubes") \
    X(FOURTHS, sizeof(struct num_sum), "fourths") \
    X(WITH_SQUARES, sizeof(struct num_sum), "with_squares") \
    X(WEIGHTED_VALUES, sizeof(struct weighted_values), "weighted_values") \
    X(LONE, sizeof(uint64_t), "lone")

enum accumulator {
#define X(name, bytes, word) name,
    ACCUMULATORS(X)
#undef X
    ACCUMULATOR_COUNT
};

#define BIT(accumulator) ((uint32_t)1 << (accumulator))

/* Those that follow from all values. */
static const uint32_t values_tell = BIT(SUM) | BIT(SQUARES) | BIT(CUBES) | BIT(FOURTHS);

/* Which accumulators of a plan have a cell in a saved state. */
void stats_plan_saved(struct stats_plan *plan);

/* Those that take numbers: a spoiled state no longer fills them. */
static const uint32_t numeric_bits = BIT(SUM) | BIT(SQUARES) | BIT(MIN) | BIT(MAX) | BIT(WEIGHTED) | BIT(WEIGHTS) |
                                     BIT(VALUES) | BIT(BINS) | BIT(CUBES) | BIT(FOURTHS) | BIT(WITH_SQUARES) |
                                     BIT(WEIGHTED_VALUES) | BIT(LONE);

/* Where an accumulator of the plan stands in a state. */
static inline void *part(const struct stats_plan *plan, const void *state, enum accumulator which)
{
    return (char *)(uintptr_t)state + plan->at[which];
}

/* The text that is held. */
static inline struct str held_text(const struct held *held)
{
    return (struct str){held->room ? held->far : held->near, held->length};
}

/* Holds the text, copied, in place of what was held. */
void stats_hold(struct held *held, struct mem *mem, struct str text);

/* The smallest or largest cell as a number; offers a cell as the smallest (sign -1) or
 * largest (1); its text there, which may be written to `into`. */
struct num stats_extreme_value(const struct extreme *extreme);
void stats_offer_extreme(struct extreme *extreme, struct mem *mem, struct str text, struct num value, int sign);
struct str stats_extreme_text(const struct extreme *extreme, char into[NUM_TEXT_MAX]);

/* One value more in those sums and extremes that are wanted, `needs` of the plan's. */
void stats_step_value(const struct stats_plan *plan, uint32_t needs, void *state, struct mem *mem,
                      const struct stats_cell *cell);

/* Offers the first or last cell to a state that has seen one before or not. */
void stats_offer_record(struct by_record *best, struct mem *mem, const struct by_record *other, int sign, bool seen);
void stats_offer_order(struct by_order *best, struct mem *mem, const struct by_order *other, int sign, bool seen);

/* Offers a text to those that should be alike; the i-th (0 or 1) text there is, or the
 * empty one. */
void stats_offer_alike(struct alike *alike, struct mem *mem, struct str text);
struct str stats_alike_text(const struct alike *alike, size_t i);

#endif
