/* stats - see stats.h.  Stepping and merging: the accumulators of fixed size, and which of
 * them a row goes to. */
#include <string.h>

#include "base/str.h"
#include "values/period.h"
#include "values/stats_inside.h"

/* Powers of ten for the quick ways. */
enum { NEAR_PLACES = 8 };
static const int64_t ten[NEAR_PLACES + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/* ---- texts that are kept ---- */

void stats_hold(struct held *held, struct mem *mem, struct str text)
{
    size_t room = held->room ? held->room : sizeof held->near;
    if (text.length > room) {
        room = text.length + text.length / 2;
        held->far = mem_take(mem, room);
        held->room = (uint32_t)room;
    }
    if (text.length)
        memcpy(held->room ? held->far : held->near, text.at, text.length);
    held->length = (uint32_t)text.length;
}

/* ---- smallest and largest ---- */

struct num stats_extreme_value(const struct extreme *extreme)
{
    if (extreme->length == KEPT)
        return extreme->kept->value;
    return (struct num){extreme->mantissa, extreme->scale};
}

struct str stats_extreme_text(const struct extreme *extreme, char into[NUM_TEXT_MAX])
{
    if (extreme->length == KEPT)
        return (struct str){extreme->kept->text, (size_t)extreme->scale};
    return (struct str){into, num_write(into, stats_extreme_value(extreme))};
}

static void set_extreme(struct extreme *extreme, struct mem *mem, struct str text, struct num value)
{
    struct kept *kept = extreme->length == KEPT ? extreme->kept : NULL;
    if (!kept && value.mantissa == (int64_t)value.mantissa && num_is_written(text, value)) {
        *extreme = (struct extreme){{.mantissa = (int64_t)value.mantissa}, value.scale, (uint32_t)text.length};
        return;
    }
    if (!kept || kept->room < text.length) {
        size_t room = text.length + text.length / 2;
        kept = mem_take(mem, sizeof *kept + room);
        kept->room = room;
    }
    kept->value = value;
    memcpy(kept->text, text.at, text.length);
    *extreme = (struct extreme){{.kept = kept}, (int32_t)text.length, KEPT};
}

enum contest { LOST, WON, OPEN };

/* How a cell does against what is there.  Told without a call, and without a branch on
 * the scales, for numbers of 64 bits with places not far apart, which nearly all are;
 * OPEN when in doubt. */
static inline enum contest quick_contest(const struct extreme *extreme, const struct str *text,
                                         const struct num *value, int sign)
{
    int64_t theirs = (int64_t)value->mantissa, ours = extreme->mantissa;
    int32_t deeper = value->scale - extreme->scale;
    unsigned up = deeper > 0 ? (unsigned)deeper : 0, down = deeper < 0 ? (unsigned)-deeper : 0;
    if (extreme->length == 0 || extreme->length == KEPT || theirs != value->mantissa || (up | down) > NEAR_PLACES ||
        __builtin_mul_overflow(ours, ten[up], &ours) || __builtin_mul_overflow(theirs, ten[down], &theirs))
        return OPEN;
    /* the same number, as many places, as long and without a plus: the same text or one that loses */
    if (theirs == ours)
        return deeper == 0 && text->length == extreme->length && *text->at != '+' ? LOST : OPEN;
    return (theirs < ours) == (sign < 0) ? WON : LOST;
}

static bool wins(const struct extreme *extreme, const struct str *text, const struct num *value, int sign)
{
    char plain[NUM_TEXT_MAX];
    int order = num_compare(*value, stats_extreme_value(extreme)) * sign;
    return order > 0 || (order == 0 && stats_text_order(*text, stats_extreme_text(extreme, plain)) < 0);
}

__attribute__((noinline)) static void contest_extreme(struct extreme *extreme, struct mem *mem, const struct str *text,
                                                      const struct num *value, int sign, enum contest contest)
{
    if (contest == WON || !extreme->length || wins(extreme, text, value, sign))
        set_extreme(extreme, mem, *text, *value);
}

/* Offers a cell; `sign` is -1 for the smallest, 1 for the largest. */
static inline void offer_extreme(struct extreme *extreme, struct mem *mem, const struct str *text,
                                 const struct num *value, int sign)
{
    enum contest contest = quick_contest(extreme, text, value, sign);
    if (contest != LOST)
        contest_extreme(extreme, mem, text, value, sign, contest);
}

void stats_offer_extreme(struct extreme *extreme, struct mem *mem, struct str text, struct num value, int sign)
{
    offer_extreme(extreme, mem, &text, &value, sign);
}

/* ---- first and last ---- */

/* Where a text stands in the order: a period by its end, in years and ten-thousandths
 * of a year that grow with the date. */
static struct order order_of(struct str text)
{
    struct order order = {{0, 0}, INT32_MIN, text.length ? OTHER_TEXT : NO_ORDER};
    struct period period;
    if (period_parse(text, &period)) {
        int year, month, day;
        period_date(period.last, &year, &month, &day);
        int in_year = month == 12 && day == 31 ? 10000 : month * 100 + day;
        order.position = (struct num){(__int128)(year - 1) * 10000 + in_year, 4};
        order.first_day = period.first;
        order.kind = ON_THE_LINE;
    } else if (num_parse(text, &order.position) == NUM_OK) {
        order.kind = ON_THE_LINE;
    }
    return order;
}

static int compare_orders(const struct order *a, struct str a_text, const struct order *b, struct str b_text)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == OTHER_TEXT)
        return str_cmp(a_text, b_text);
    if (a->kind == NO_ORDER)
        return 0;
    int order = num_compare(a->position, b->position);
    return order ? order : (a->first_day > b->first_day) - (a->first_day < b->first_day);
}

/* Offers a cell; `sign` is -1 for the first, 1 for the last; `seen`: there is one already. */
static void offer_record(struct by_record *best, struct mem *mem, struct str text, uint64_t record, int sign, bool seen)
{
    if (seen && (sign < 0 ? record >= best->record : record < best->record))
        return;
    best->record = record;
    stats_hold(&best->text, mem, text);
}

static void offer_order(struct by_order *best, struct mem *mem, struct str text, const struct order *order,
                        struct str order_text, int sign, bool seen)
{
    if (seen) {
        int compared = compare_orders(order, order_text, &best->order, held_text(&best->order_text)) * sign;
        if (order->kind == NO_ORDER || best->order.kind == NO_ORDER)
            compared = (order->kind != NO_ORDER) - (best->order.kind != NO_ORDER);
        if (compared < 0 || (compared == 0 && stats_text_order(text, held_text(&best->text)) >= 0))
            return;
    }
    best->order = *order;
    stats_hold(&best->text, mem, text);
    if (order->kind == OTHER_TEXT)
        stats_hold(&best->order_text, mem, order_text);
}

void stats_offer_record(struct by_record *best, struct mem *mem, const struct by_record *other, int sign, bool seen)
{
    offer_record(best, mem, held_text(&other->text), other->record, sign, seen);
}

void stats_offer_order(struct by_order *best, struct mem *mem, const struct by_order *other, int sign, bool seen)
{
    offer_order(best, mem, held_text(&other->text), &other->order, held_text(&other->order_text), sign, seen);
}

/* ---- all alike ---- */

static const char *short_or_far(const struct alike *alike)
{
    return alike->length <= sizeof alike->near ? alike->near : alike->far;
}

struct str stats_alike_text(const struct alike *alike, size_t i)
{
    if (alike->length == DIFFER)
        return alike->two[i];
    return i || !alike->length ? (struct str){NULL, 0} : (struct str){short_or_far(alike), alike->length};
}

/* A text that is not the one that was there, or the first. */
__attribute__((noinline)) static void differ(struct alike *alike, struct mem *mem, struct str text)
{
    if (alike->length == 0) {
        alike->length = (uint32_t)text.length;
        if (text.length <= sizeof alike->near)
            memcpy(alike->near, text.at, text.length);
        else
            alike->far = mem_copy(mem, text).at;
        return;
    }
    if (alike->length != DIFFER) {
        struct str *two = mem_array(mem, 2, sizeof *two), one = stats_alike_text(alike, 0);
        int order = stats_text_order(text, one);
        two[order > 0] = mem_copy(mem, text);
        two[order < 0] = mem_copy(mem, one);
        alike->two = two;
        alike->length = DIFFER;
        return;
    }
    struct str *two = alike->two;
    int first = stats_text_order(text, two[0]), second = stats_text_order(text, two[1]);
    if (first == 0 || second >= 0)
        return;
    if (first < 0)
        two[1] = two[0];
    two[first > 0] = mem_copy(mem, text);
}

/* `text` is not empty. */
static inline void offer_alike(struct alike *alike, struct mem *mem, struct str text)
{
    if (alike->length != text.length || memcmp(short_or_far(alike), text.at, text.length) != 0)
        differ(alike, mem, text);
}

void stats_offer_alike(struct alike *alike, struct mem *mem, struct str text)
{
    offer_alike(alike, mem, text);
}

/* ---- sums ---- */

/* The value at the sum's scale when that fits in 64 bits. */
static inline bool at_scale(const struct num *value, int32_t scale, int64_t *result)
{
    unsigned by = (unsigned)(scale - value->scale);
    int64_t mantissa = (int64_t)value->mantissa;
    return by <= NEAR_PLACES && mantissa == value->mantissa && !__builtin_mul_overflow(mantissa, ten[by], result);
}

/* Is there room for any square of 64 bits?  Looking first lets the addition go straight to
 * the state: a sum that is kept aside until it is known to fit is stored in halves and
 * loaded whole, and that waits for every store before it. */
static inline bool has_room(const struct num_sum *sum)
{
    const int64_t high = (int64_t)(sum->mantissa >> 64), most = (int64_t)1 << 62;
    return high < most && high >= -most;
}

static inline void add_value(struct num_sum *sum, struct mem *mem, const struct num *value)
{
    int64_t x;
    if (at_scale(value, sum->scale, &x) && has_room(sum))
        sum->mantissa += x;
    else
        num_sum_add(mem, sum, *value);
}

/* Sum and sum of squares together: where the value fits in 64 bits at the sum's scale,
 * its square does at twice that scale. */
static inline void add_moments(struct num_sum *sum, struct num_sum *squares, struct mem *mem, const struct num *value)
{
    int64_t x;
    if (at_scale(value, sum->scale, &x) && squares->scale == 2 * sum->scale && has_room(sum) && has_room(squares)) {
        sum->mantissa += x;
        squares->mantissa += (__int128)x * x;
        return;
    }
    num_sum_add(mem, sum, *value);
    num_sum_add_product(mem, squares, *value, *value);
}

struct str stats_sum_text(struct mem *mem, const struct num_sum *sum, int places, enum num_rounding how)
{
    return places == NUM_SHORTEST ? num_sum_text(mem, sum) : num_mean_text(mem, sum, 1, places, how);
}

/* ---- stepping ---- */

static void step_pair(const struct stats_plan *plan, uint32_t needs, void *state, struct mem *mem,
                      const struct stats_cell *cell)
{
    if (needs & BIT(WEIGHTED)) {
        num_sum_add_product(mem, part(plan, state, WEIGHTED), cell->value, cell->with_value);
        add_value(part(plan, state, WEIGHTS), mem, &cell->with_value);
    }
    if (needs & BIT(WITH_SQUARES))
        num_sum_add_product(mem, part(plan, state, WITH_SQUARES), cell->with_value, cell->with_value);
    if (needs & BIT(WEIGHTED_VALUES)) {
        struct weighted_values *values = part(plan, state, WEIGHTED_VALUES);
        values_add(&values->value, mem, &cell->value);
        values_add(&values->weight, mem, &cell->with_value);
    }
}

/* Cells go by pointer: a number passed by value is stored in halves and loaded whole,
 * which stalls. */
static inline void step_number(const struct stats_plan *plan, uint32_t needs, void *state, struct mem *mem,
                               const struct stats_cell *cell)
{
    if (needs & BIT(SQUARES))
        add_moments(part(plan, state, SUM), part(plan, state, SQUARES), mem, &cell->value);
    else if (needs & BIT(SUM))
        add_value(part(plan, state, SUM), mem, &cell->value);
    if (needs & BIT(MIN))
        offer_extreme(part(plan, state, MIN), mem, &cell->text, &cell->value, -1);
    if (needs & BIT(MAX))
        offer_extreme(part(plan, state, MAX), mem, &cell->text, &cell->value, 1);
    if (needs & BIT(VALUES))
        values_add(part(plan, state, VALUES), mem, &cell->value);
    if (needs & BIT(BINS))
        bins_add(part(plan, state, BINS), mem, &cell->value, 1, plan->exact);
    if (needs & (BIT(WEIGHTED) | BIT(WEIGHTED_VALUES)))
        step_pair(plan, needs, state, mem, cell);
    if (needs & (BIT(CUBES) | BIT(FOURTHS))) {
        num_sum_add_power(mem, part(plan, state, CUBES), cell->value, 3);
        if (needs & BIT(FOURTHS))
            num_sum_add_power(mem, part(plan, state, FOURTHS), cell->value, 4);
    }
}

void stats_step_value(const struct stats_plan *plan, uint32_t needs, void *state, struct mem *mem,
                      const struct stats_cell *cell)
{
    step_number(plan, needs, state, mem, cell);
}

static void step_text(const struct stats_plan *plan, uint32_t needs, void *state, struct mem *mem,
                      const struct stats_cell *cell, bool seen)
{
    if (needs & BIT(FIRST))
        offer_record(part(plan, state, FIRST), mem, cell->text, cell->record, -1, seen);
    if (needs & BIT(LAST))
        offer_record(part(plan, state, LAST), mem, cell->text, cell->record, 1, seen);
    if (needs & (BIT(ORDERED_FIRST) | BIT(ORDERED_LAST))) {
        struct order order = order_of(cell->with);
        if (needs & BIT(ORDERED_FIRST))
            offer_order(part(plan, state, ORDERED_FIRST), mem, cell->text, &order, cell->with, -1, seen);
        if (needs & BIT(ORDERED_LAST))
            offer_order(part(plan, state, ORDERED_LAST), mem, cell->text, &order, cell->with, 1, seen);
    }
    if (needs & BIT(TEXTS))
        texts_add(part(plan, state, TEXTS), mem, cell->text, 1);
    if (needs & BIT(ALIKE))
        offer_alike(part(plan, state, ALIKE), mem, cell->text);
}

static inline void step(const struct stats_plan *plan, void *state, struct mem *mem, const struct stats_cell *cell)
{
    struct cell_tally *tally = state;
    if (cell->text.length == 0 || (plan->paired && cell->with.length == 0)) {
        tally->missing++;
        if (cell->text.length)
            ++*(uint64_t *)part(plan, state, LONE);
        return;
    }
    uint32_t needs = plan->needs;
    if (needs & numeric_bits && !tally->spoiled)
        step_number(plan, needs, state, mem, cell);
    if (needs & ~numeric_bits)
        step_text(plan, needs, state, mem, cell, tally->count > 0);
    tally->count++;
}

void stats_step(const struct stats_plan *plan, void *state, struct mem *mem, const struct stats_cell *cell)
{
    stats_step_each(plan, &state, 0, mem, cell, 1);
}

void stats_step_each(const struct stats_plan *plan, void *const *into, size_t at, struct mem *mem,
                     const struct stats_cell *cell, size_t count)
{
    for (size_t i = 0; i < count; i++)
        step(plan, (char *)into[i] + at, mem, &cell[i]);
}

/* Is it the short text that is there?  Of the eight bytes before its end those that are
 * not its own are shifted out. */
static inline bool is_near(const struct alike *alike, struct str text)
{
    if (alike->length != text.length || text.length > sizeof alike->near || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return false;
    uint64_t near, own;
    memcpy(&near, alike->near, sizeof near);
    memcpy(&own, text.at + text.length - sizeof own, sizeof own);
    return own >> (64 - 8 * text.length) == near;
}

void stats_step_texts(const struct stats_plan *plan, void *const *into, size_t at, struct mem *mem,
                      const struct str *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct cell_tally *tally = (void *)((char *)into[i] + at);
        struct alike *alike = part(plan, tally, ALIKE);
        if (!plan->bare) {
            tally->count += text[i].length > 0;
            tally->missing += text[i].length == 0;
        }
        if (text[i].length && !is_near(alike, text[i]))
            offer_alike(alike, mem, text[i]);
    }
}

void stats_spoil(const struct stats_plan *plan, void *state)
{
    struct cell_tally *tally = state;
    (void)plan;
    tally->spoiled = 1;
}

bool stats_spoiled(const void *state)
{
    return ((const struct cell_tally *)state)->spoiled;
}

/* ---- merging ---- */

/* How the values of another are taken in. */
typedef void take_values(struct values *values, struct mem *mem, const struct values *other);

static void merge_numbers(const struct stats_plan *plan, void *state, struct mem *mem, const void *other,
                          take_values *take)
{
    static const enum accumulator sums[] = {SUM, SQUARES, CUBES, FOURTHS, WEIGHTED, WEIGHTS, WITH_SQUARES};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (plan->needs & BIT(sums[i]))
            num_sum_merge(mem, part(plan, state, sums[i]), part(plan, other, sums[i]));
    for (enum accumulator which = MIN; which <= MAX; which++) {
        if (!(plan->needs & BIT(which)))
            continue;
        const struct extreme *theirs = part(plan, other, which);
        char plain[NUM_TEXT_MAX];
        if (theirs->length) {
            struct str text = stats_extreme_text(theirs, plain);
            struct num value = stats_extreme_value(theirs);
            offer_extreme(part(plan, state, which), mem, &text, &value, which == MIN ? -1 : 1);
        }
    }
    if (plan->needs & BIT(LONE))
        *(uint64_t *)part(plan, state, LONE) += *(const uint64_t *)part(plan, other, LONE);
    if (plan->needs & BIT(VALUES))
        take(part(plan, state, VALUES), mem, part(plan, other, VALUES));
    if (plan->needs & BIT(BINS))
        bins_merge(part(plan, state, BINS), mem, part(plan, other, BINS), plan->exact);
    if (plan->needs & BIT(WEIGHTED_VALUES)) {
        struct weighted_values *ours = part(plan, state, WEIGHTED_VALUES);
        const struct weighted_values *theirs = part(plan, other, WEIGHTED_VALUES);
        take(&ours->value, mem, &theirs->value);
        take(&ours->weight, mem, &theirs->weight);
    }
}

static void merge_alike(const struct stats_plan *plan, void *state, struct mem *mem, const void *other)
{
    for (size_t i = 0; i < 2; i++) {
        struct str text = stats_alike_text(part(plan, other, ALIKE), i);
        if (text.length)
            offer_alike(part(plan, state, ALIKE), mem, text);
    }
}

static void merge_texts(const struct stats_plan *plan, void *state, struct mem *mem, const void *other, bool seen)
{
    for (enum accumulator which = FIRST; which <= LAST; which++)
        if (plan->needs & BIT(which))
            stats_offer_record(part(plan, state, which), mem, part(plan, other, which), which == FIRST ? -1 : 1, seen);
    for (enum accumulator which = ORDERED_FIRST; which <= ORDERED_LAST; which++)
        if (plan->needs & BIT(which))
            stats_offer_order(part(plan, state, which), mem, part(plan, other, which), which == ORDERED_FIRST ? -1 : 1,
                              seen);
    if (plan->needs & BIT(TEXTS))
        texts_merge(part(plan, state, TEXTS), mem, part(plan, other, TEXTS));
    if (plan->needs & BIT(ALIKE))
        merge_alike(plan, state, mem, other);
}

static void merge(const struct stats_plan *plan, void *state, struct mem *mem, const void *other, take_values *take)
{
    struct cell_tally *tally = state;
    const struct cell_tally *theirs = other;
    if (plan->bare) {
        merge_alike(plan, state, mem, other);
        return;
    }
    merge_numbers(plan, state, mem, other, take);
    if (theirs->count)
        merge_texts(plan, state, mem, other, tally->count > 0);
    tally->count += theirs->count;
    tally->missing += theirs->missing;
    tally->spoiled |= theirs->spoiled;
}

void stats_merge(const struct stats_plan *plan, void *state, struct mem *mem, const void *other)
{
    merge(plan, state, mem, other, values_merge);
}

void stats_absorb(const struct stats_plan *plan, void *state, struct mem *mem, const void *other)
{
    merge(plan, state, mem, other, values_absorb);
}
