/* stats - see stats.h.  The table, the plans, and the accumulators of fixed size. */
#include <string.h>

#include "period.h"
#include "stats_inside.h"
#include "str.h"

static const size_t accumulator_bytes[] = {
#define X(name, bytes, word) bytes,
    ACCUMULATORS(X)
#undef X
};

_Static_assert(sizeof(struct tally) == 16, "an accumulator is aligned behind the tally");
_Static_assert(ACCUMULATOR_COUNT <= sizeof((struct stats_plan){0}.at) / sizeof(uint16_t), "a place for each");

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

static struct num extreme_value(const struct extreme *extreme)
{
    if (extreme->length == KEPT)
        return extreme->kept->value;
    return (struct num){extreme->mantissa, extreme->scale};
}

struct str stats_extreme_text(const struct extreme *extreme, char into[NUM_TEXT_MAX])
{
    if (extreme->length == KEPT)
        return (struct str){extreme->kept->text, (size_t)extreme->scale};
    return (struct str){into, num_write(into, extreme_value(extreme))};
}

static void set_extreme(struct extreme *extreme, struct mem *mem, struct str text, struct num value)
{
    char plain[NUM_TEXT_MAX];
    struct kept *kept = extreme->length == KEPT ? extreme->kept : NULL;
    if (!kept && value.mantissa == (int64_t)value.mantissa &&
        str_eq(text, (struct str){plain, num_write(plain, value)})) {
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

/* Does a cell clearly lose against what is there?  Told without a call, and without a
 * branch on the scales, for numbers of 64 bits with places not far apart, which nearly
 * all are; false when in doubt. */
static inline bool clearly_loses(const struct extreme *extreme, const struct str *text, const struct num *value,
                                 int sign)
{
    int64_t theirs = (int64_t)value->mantissa, ours = extreme->mantissa;
    int32_t deeper = value->scale - extreme->scale;
    unsigned up = deeper > 0 ? (unsigned)deeper : 0, down = deeper < 0 ? (unsigned)-deeper : 0;
    if (extreme->length == 0 || extreme->length == KEPT || theirs != value->mantissa || (up | down) > NEAR_PLACES ||
        __builtin_mul_overflow(ours, ten[up], &ours) || __builtin_mul_overflow(theirs, ten[down], &theirs))
        return false;
    /* the same number, as many places, as long and without a plus: the same text or one that loses */
    if (theirs == ours)
        return deeper == 0 && text->length == extreme->length && *text->at != '+';
    return sign < 0 ? theirs > ours : theirs < ours;
}

__attribute__((noinline)) static void contest_extreme(struct extreme *extreme, struct mem *mem, const struct str *text,
                                                      const struct num *value, int sign)
{
    if (extreme->length) {
        int order = num_compare(*value, extreme_value(extreme)) * sign;
        char plain[NUM_TEXT_MAX];
        if (order < 0 || (order == 0 && stats_text_order(*text, stats_extreme_text(extreme, plain)) >= 0))
            return;
    }
    set_extreme(extreme, mem, *text, *value);
}

/* Offers a cell; `sign` is -1 for the smallest, 1 for the largest. */
static inline void offer_extreme(struct extreme *extreme, struct mem *mem, const struct str *text,
                                 const struct num *value, int sign)
{
    if (!clearly_loses(extreme, text, value, sign))
        contest_extreme(extreme, mem, text, value, sign);
}

void stats_offer_extreme(struct extreme *extreme, struct mem *mem, struct str text, struct num value, int sign)
{
    offer_extreme(extreme, mem, &text, &value, sign);
}

/* ---- first and last ---- */

/* Where a text stands in the order: a period by its end, in years and ten-thousandths
 * of a year that grow with the date. */
struct order stats_order(struct str text)
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

/* ---- sums ---- */

/* The value at the sum's scale when that fits in 64 bits. */
static inline bool at_scale(const struct num *value, int32_t scale, int64_t *result)
{
    unsigned by = (unsigned)(scale - value->scale);
    int64_t mantissa = (int64_t)value->mantissa;
    return by <= NEAR_PLACES && mantissa == value->mantissa && !__builtin_mul_overflow(mantissa, ten[by], result);
}

static inline void add_value(struct num_sum *sum, struct mem *mem, const struct num *value)
{
    int64_t x;
    __int128 total;
    if (at_scale(value, sum->scale, &x) && !__builtin_add_overflow(sum->mantissa, x, &total))
        sum->mantissa = total;
    else
        num_sum_add(mem, sum, *value);
}

/* Sum and sum of squares together: where the value fits in 64 bits at the sum's scale,
 * its square does at twice that scale. */
static inline void add_moments(struct num_sum *sum, struct num_sum *squares, struct mem *mem, const struct num *value)
{
    int64_t x;
    __int128 total, square;
    if (at_scale(value, sum->scale, &x) && squares->scale == 2 * sum->scale &&
        !__builtin_add_overflow(sum->mantissa, x, &total) &&
        !__builtin_add_overflow(squares->mantissa, (__int128)x * x, &square)) {
        sum->mantissa = total;
        squares->mantissa = square;
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
    if (needs & BIT(WEIGHTED)) {
        num_sum_add_product(mem, part(plan, state, WEIGHTED), cell->value, cell->with_value);
        add_value(part(plan, state, WEIGHTS), mem, &cell->with_value);
    }
}

static void step_text(const struct stats_plan *plan, uint32_t needs, void *state, struct mem *mem,
                      const struct stats_cell *cell, bool seen)
{
    if (needs & BIT(FIRST))
        offer_record(part(plan, state, FIRST), mem, cell->text, cell->record, -1, seen);
    if (needs & BIT(LAST))
        offer_record(part(plan, state, LAST), mem, cell->text, cell->record, 1, seen);
    if (needs & (BIT(ORDERED_FIRST) | BIT(ORDERED_LAST))) {
        struct order order = stats_order(cell->with);
        if (needs & BIT(ORDERED_FIRST))
            offer_order(part(plan, state, ORDERED_FIRST), mem, cell->text, &order, cell->with, -1, seen);
        if (needs & BIT(ORDERED_LAST))
            offer_order(part(plan, state, ORDERED_LAST), mem, cell->text, &order, cell->with, 1, seen);
    }
    if (needs & BIT(TEXTS))
        texts_add(part(plan, state, TEXTS), mem, cell->text, 1);
}

void stats_step(const struct stats_plan *plan, void *state, struct mem *mem, const struct stats_cell *cell)
{
    struct tally *tally = state;
    if (cell->text.length == 0 || (plan->weighted && cell->with.length == 0)) {
        tally->missing++;
        return;
    }
    uint32_t needs = plan->needs;
    if (needs & numeric_bits && !tally->spoiled)
        step_number(plan, needs, state, mem, cell);
    if (needs & ~numeric_bits)
        step_text(plan, needs, state, mem, cell, tally->count > 0);
    tally->count++;
}

void stats_spoil(const struct stats_plan *plan, void *state)
{
    struct tally *tally = state;
    (void)plan;
    tally->spoiled = 1;
}

bool stats_spoiled(const void *state)
{
    return ((const struct tally *)state)->spoiled;
}

/* ---- merging ---- */

static void merge_numbers(const struct stats_plan *plan, void *state, struct mem *mem, const void *other)
{
    static const enum accumulator sums[] = {SUM, SQUARES, WEIGHTED, WEIGHTS};
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
            struct num value = extreme_value(theirs);
            offer_extreme(part(plan, state, which), mem, &text, &value, which == MIN ? -1 : 1);
        }
    }
    if (plan->needs & BIT(VALUES))
        values_merge(part(plan, state, VALUES), mem, part(plan, other, VALUES));
}

static void merge_texts(const struct stats_plan *plan, void *state, struct mem *mem, const void *other, bool seen)
{
    for (enum accumulator which = FIRST; which <= LAST; which++) {
        if (!(plan->needs & BIT(which)))
            continue;
        const struct by_record *theirs = part(plan, other, which);
        offer_record(part(plan, state, which), mem, held_text(&theirs->text), theirs->record, which == FIRST ? -1 : 1,
                     seen);
    }
    for (enum accumulator which = ORDERED_FIRST; which <= ORDERED_LAST; which++) {
        if (!(plan->needs & BIT(which)))
            continue;
        const struct by_order *theirs = part(plan, other, which);
        offer_order(part(plan, state, which), mem, held_text(&theirs->text), &theirs->order,
                    held_text(&theirs->order_text), which == ORDERED_FIRST ? -1 : 1, seen);
    }
    if (plan->needs & BIT(TEXTS))
        texts_merge(part(plan, state, TEXTS), mem, part(plan, other, TEXTS));
}

void stats_merge(const struct stats_plan *plan, void *state, struct mem *mem, const void *other)
{
    struct tally *tally = state;
    const struct tally *theirs = other;
    merge_numbers(plan, state, mem, other);
    if (theirs->count)
        merge_texts(plan, state, mem, other, tally->count > 0);
    tally->count += theirs->count;
    tally->missing += theirs->missing;
    tally->spoiled |= theirs->spoiled;
}

/* ---- finishing ---- */

/* All that a finish function may look at. */
struct stats_ask {
    const struct stats_plan *plan;
    const struct stats_want *want;
    const void *state;
    uint64_t count;           /* cells that were not missing */
    struct mem *mem;
    int places;
    enum num_rounding how;
};

static const void *asked(const struct stats_ask *ask, enum accumulator which)
{
    return part(ask->plan, ask->state, which);
}

static struct stats_result answer(struct str text)
{
    return (struct stats_result){text, NULL};
}

static struct stats_result no_answer(const char *reason)
{
    return (struct stats_result){{NULL, 0}, reason};
}

static struct stats_result whole(const struct stats_ask *ask, uint64_t number)
{
    return answer(num_text(ask->mem, (struct num){number, 0}));
}

static struct stats_result finish_count(const struct stats_ask *ask)
{
    return whole(ask, ask->count);
}

static struct stats_result finish_missing(const struct stats_ask *ask)
{
    return whole(ask, ((const struct tally *)ask->state)->missing);
}

static struct stats_result finish_distinct(const struct stats_ask *ask)
{
    return whole(ask, ((const struct texts *)asked(ask, TEXTS))->count);
}

static struct stats_result finish_mode(const struct stats_ask *ask)
{
    return answer(mem_copy(ask->mem, texts_mode(asked(ask, TEXTS))));
}

static struct stats_result finish_sum(const struct stats_ask *ask)
{
    return answer(stats_sum_text(ask->mem, asked(ask, SUM), ask->places, ask->how));
}

static struct stats_result finish_mean(const struct stats_ask *ask)
{
    return answer(num_mean_text(ask->mem, asked(ask, SUM), ask->count, ask->places, ask->how));
}

static struct stats_result finish_var(const struct stats_ask *ask)
{
    if (ask->count < 2)
        return no_answer("a variance needs two values");
    return answer(num_variance_text(ask->mem, asked(ask, SUM), asked(ask, SQUARES), ask->count, 1, ask->places,
                                    ask->how));
}

static struct stats_result finish_sd(const struct stats_ask *ask)
{
    if (ask->count < 2)
        return no_answer("a deviation needs two values");
    return answer(num_deviation_text(ask->mem, asked(ask, SUM), asked(ask, SQUARES), ask->count, 1, ask->places,
                                     ask->how));
}

static struct stats_result finish_extreme(const struct stats_ask *ask, enum accumulator which)
{
    char plain[NUM_TEXT_MAX];
    return answer(mem_copy(ask->mem, stats_extreme_text(asked(ask, which), plain)));
}

static struct stats_result finish_min(const struct stats_ask *ask)
{
    return finish_extreme(ask, MIN);
}

static struct stats_result finish_max(const struct stats_ask *ask)
{
    return finish_extreme(ask, MAX);
}

static struct stats_result finish_range(const struct stats_ask *ask)
{
    struct num_sum sum = {0, 0, NULL};
    num_sum_add(ask->mem, &sum, extreme_value(asked(ask, MAX)));
    num_sum_add(ask->mem, &sum, num_negate(extreme_value(asked(ask, MIN))));
    return answer(stats_sum_text(ask->mem, &sum, ask->places, ask->how));
}

static struct stats_result finish_placed(const struct stats_ask *ask, enum accumulator by_record,
                                         enum accumulator by_order)
{
    const struct held *held = ask->plan->ordered ? &((const struct by_order *)asked(ask, by_order))->text
                                                 : &((const struct by_record *)asked(ask, by_record))->text;
    return answer(mem_copy(ask->mem, held_text(held)));
}

static struct stats_result finish_first(const struct stats_ask *ask)
{
    return finish_placed(ask, FIRST, ORDERED_FIRST);
}

static struct stats_result finish_last(const struct stats_ask *ask)
{
    return finish_placed(ask, LAST, ORDERED_LAST);
}

static struct stats_result finish_wmean(const struct stats_ask *ask)
{
    struct str text = num_ratio_text(ask->mem, asked(ask, WEIGHTED), asked(ask, WEIGHTS), ask->places, ask->how);
    return text.length ? answer(text) : no_answer("the weights add up to 0");
}

static struct stats_result finish_percentile(const struct stats_ask *ask)
{
    return answer(values_percentile(asked(ask, VALUES), ask->count, ask->want->percent, ask->mem, ask->places,
                                    ask->how));
}

/* ---- the table ---- */

static const struct stats_row row[] = {
    {"count", "how many cells are not missing", STATS_WHOLE, STATS_ALONE, false, false, 0, 0, finish_count},
    {"missing", "how many cells are empty", STATS_WHOLE, STATS_ALONE, false, false, 0, 0, finish_missing},
    {"distinct", "how many different texts there are", STATS_WHOLE, STATS_ALONE, false, true, BIT(TEXTS), 0,
     finish_distinct},
    {"sum", "the sum, exact", STATS_EXACT, STATS_ALONE, true, false, BIT(SUM), 0, finish_sum},
    {"mean", "the arithmetic mean, rounded once", STATS_ROUNDED, STATS_ALONE, true, false, BIT(SUM), 0, finish_mean},
    {"wmean", "the mean weighted by a second column", STATS_ROUNDED, STATS_WEIGHT, true, false,
     BIT(WEIGHTED) | BIT(WEIGHTS), 0, finish_wmean},
    {"min", "the smallest number, as it came", STATS_CELL, STATS_ALONE, true, false, BIT(MIN), 0, finish_min},
    {"max", "the largest number, as it came", STATS_CELL, STATS_ALONE, true, false, BIT(MAX), 0, finish_max},
    {"range", "the largest less the smallest number", STATS_EXACT, STATS_ALONE, true, false, BIT(MIN) | BIT(MAX), 0,
     finish_range},
    {"first", "the first cell by record number, or by a second column", STATS_CELL, STATS_ORDER, false, false,
     BIT(FIRST), 0, finish_first},
    {"last", "the last cell by record number, or by a second column", STATS_CELL, STATS_ORDER, false, false,
     BIT(LAST), 0, finish_last},
    {"mode", "the text that comes most often", STATS_CELL, STATS_ALONE, false, true, BIT(TEXTS), 0, finish_mode},
    {"median", "the middle number, or the mean of the two in the middle", STATS_EXACT, STATS_ALONE, true, true,
     BIT(VALUES), 50, finish_percentile},
    {"q1", "the first quartile (type 7)", STATS_EXACT, STATS_ALONE, true, true, BIT(VALUES), 25, finish_percentile},
    {"q3", "the third quartile (type 7)", STATS_EXACT, STATS_ALONE, true, true, BIT(VALUES), 75, finish_percentile},
    {"pNN", "a percentile, p0 to p100, as in p90 or p2.5 (type 7)", STATS_EXACT, STATS_ALONE, true, true, BIT(VALUES),
     0, finish_percentile},
    {"var", "the sample variance (n - 1), rounded once", STATS_ROUNDED, STATS_ALONE, true, false,
     BIT(SUM) | BIT(SQUARES), 0, finish_var},
    {"sd", "the sample standard deviation (n - 1), rounded once", STATS_ROUNDED, STATS_ALONE, true, false,
     BIT(SUM) | BIT(SQUARES), 0, finish_sd},
};

enum { ROWS = sizeof row / sizeof *row };

const struct stats_row *stats_row(size_t i)
{
    return i < ROWS ? &row[i] : NULL;
}

/* p0 to p100, with up to 6 places. */
static bool find_percentile(struct str name, struct stats_want *want)
{
    enum { PLACES = 6 };
    struct num percent;
    if (name.length < 2 || *name.at != 'p' || name.at[1] < '0' || name.at[1] > '9')
        return false;
    if (num_parse(str_part(name, 1, SIZE_MAX), &percent) != NUM_OK || percent.scale < 0 || percent.scale > PLACES ||
        memchr(name.at, 'e', name.length) || memchr(name.at, 'E', name.length) || num_compare(percent, num_of(100)) > 0)
        return false;
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(row[i].name, "pNN") == 0)
            *want = (struct stats_want){&row[i], percent};
    return true;
}

bool stats_find(struct str name, struct stats_want *want, const char **near)
{
    struct str names[ROWS];
    if (find_percentile(name, want))
        return true;
    for (size_t i = 0; i < ROWS; i++) {
        names[i] = str_of(row[i].name);
        if (str_eq(name, names[i]) && strcmp(row[i].name, "pNN") != 0) {
            *want = (struct stats_want){&row[i], num_of(row[i].percent)};
            return true;
        }
    }
    ptrdiff_t nearest = str_nearest(name, names, ROWS);
    if (near)
        *near = nearest < 0 ? NULL : row[nearest].name;
    return false;
}

/* ---- plans and results ---- */

void stats_plan_init(struct stats_plan *plan, const struct stats_want *want, size_t count, bool with)
{
    *plan = (struct stats_plan){.state_bytes = sizeof(struct tally)};
    for (size_t i = 0; i < count; i++) {
        const struct stats_row *wanted = want[i].row;
        bool ordered = with && wanted->with == STATS_ORDER;
        plan->numeric |= wanted->numeric;
        plan->weighted |= wanted->with == STATS_WEIGHT;
        plan->ordered |= ordered;
        plan->needs |= ordered ? wanted->needs << (ORDERED_FIRST - FIRST) : wanted->needs;
    }
    for (enum accumulator which = 0; which < ACCUMULATOR_COUNT; which++) {
        if (!(plan->needs & BIT(which)))
            continue;
        plan->at[which] = (uint16_t)plan->state_bytes;
        plan->state_bytes += (accumulator_bytes[which] + 15) / 16 * 16;
    }
}

struct stats_result stats_finish(const struct stats_plan *plan, const struct stats_want *want, const void *state,
                                 struct mem *mem, int places, enum num_rounding how)
{
    const struct tally *tally = state;
    struct stats_ask ask = {plan, want, state, tally->count, mem, places, how};
    if (want->row->numeric && tally->spoiled)
        return no_answer("a cell is not a number");
    if (tally->count == 0 && want->row->kind != STATS_WHOLE)
        return no_answer("no values");
    return want->row->finish(&ask);
}
