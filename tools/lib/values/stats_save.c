/* stats - see stats.h.  States as text and back: one cell for the tally and one for
 * each accumulator.  Equal states give equal texts, whatever order the rows came in. */
#include <stdlib.h>

#include "base/str.h"
#include "values/stats_inside.h"

/* ---- a text that grows ---- */

struct pen {
    struct mem *mem;
    char *at;
    size_t length, room;
};

static void put(struct pen *pen, struct str text)
{
    while (pen->room - pen->length < text.length) {
        size_t room = pen->room ? pen->room * 2 : 64;
        char *moved = mem_take(pen->mem, room);
        if (pen->length)
            memcpy(moved, pen->at, pen->length);
        pen->at = moved;
        pen->room = room;
    }
    if (text.length)
        memcpy(pen->at + pen->length, text.at, text.length);
    pen->length += text.length;
}

static void put_whole(struct pen *pen, uint64_t number, char behind)
{
    char digits[NUM_TEXT_MAX];
    size_t length = num_write(digits, (struct num){number, 0});
    digits[length] = behind;
    put(pen, (struct str){digits, length + 1});
}

/* The mantissa and the scale apart: plain decimals would lose the scale of 1E+5. */
static void put_num(struct pen *pen, struct num value, char behind)
{
    char digits[NUM_TEXT_MAX];
    size_t length = num_write(digits, (struct num){value.mantissa, 0});
    put(pen, (struct str){digits, length});
    put(pen, STR("/"));
    length = num_write(digits, num_of(value.scale));
    digits[length] = behind;
    put(pen, (struct str){digits, length + 1});
}

/* A text with its length before it, so that it may hold anything. */
static void put_text(struct pen *pen, struct str text)
{
    put_whole(pen, text.length, ':');
    put(pen, text);
}

/* ---- reading it back: each takes its piece off the front ---- */

enum { SCALE_LEAST = -400, SCALE_MOST = 438 };   /* of a number */

static bool get_num(struct str *rest, char behind, struct num *value)
{
    struct str piece;
    if (!memchr(rest->length ? rest->at : "", behind, rest->length) || !str_cut(rest, behind, &piece))
        return false;
    struct str scale = piece, mantissa;
    struct num places;
    if (!str_cut(&scale, '/', &mantissa) || num_parse(mantissa, value) != NUM_OK || value->scale != 0 ||
        num_parse(scale, &places) != NUM_OK || places.scale != 0 || places.mantissa < SCALE_LEAST ||
        places.mantissa > SCALE_MOST)
        return false;
    value->scale = (int32_t)places.mantissa;
    return true;
}

static bool get_whole(struct str *rest, char behind, uint64_t *number)
{
    struct str piece;
    struct num value;
    if (!memchr(rest->length ? rest->at : "", behind, rest->length) || !str_cut(rest, behind, &piece))
        return false;
    if (num_parse(piece, &value) != NUM_OK || value.scale != 0 || value.mantissa < 0 || value.mantissa > INT64_MAX)
        return false;
    *number = (uint64_t)value.mantissa;
    return true;
}

static bool get_text(struct str *rest, struct str *text)
{
    uint64_t length;
    if (!get_whole(rest, ':', &length) || length > rest->length)
        return false;
    *text = str_part(*rest, 0, (size_t)length);
    *rest = str_part(*rest, (size_t)length, SIZE_MAX);
    return true;
}

/* ---- sums: plain decimals of any length ---- */

static void save_sum(struct pen *pen, const void *state)
{
    put(pen, num_sum_text(pen->mem, state));
}

/* Digits by digits, since a sum may have more than a number holds. */
static bool load_sum(void *state, struct mem *mem, struct str text, uint64_t count)
{
    (void)count;
    enum { DIGITS = 36, MOST = 4000 };      /* no sum has so many */
    bool negative = text.length && text.at[0] == '-';
    struct str digits = str_part(text, negative, SIZE_MAX), whole, places = {NULL, 0};
    if (text.length > MOST || !str_cut(&digits, '.', &whole) || !whole.length)
        return false;
    places = digits;
    struct str part[] = {whole, places};
    for (size_t p = 0; p < 2; p++)
        for (size_t at = 0; at < part[p].length; at += DIGITS) {
            struct str piece = str_part(part[p], at, DIGITS);
            struct num value;
            if (num_parse(piece, &value) != NUM_OK || value.scale != 0 || *piece.at == '+' || *piece.at == '-')
                return false;
            size_t end = at + piece.length;
            value.scale = p == 0 ? -(int32_t)(part[p].length - end) : (int32_t)end;
            num_sum_add(mem, state, negative ? num_negate(value) : value);
        }
    return true;
}

/* ---- smallest and largest: the cell, empty before the first ---- */

static void save_extreme(struct pen *pen, const void *state)
{
    const struct extreme *extreme = state;
    char plain[NUM_TEXT_MAX];
    if (extreme->length)
        put(pen, stats_extreme_text(extreme, plain));
}

static bool load_extreme(void *state, struct mem *mem, struct str text, uint64_t count)
{
    struct num value;
    if (!text.length)
        return count == 0;
    if (num_parse(text, &value) != NUM_OK)
        return false;
    stats_offer_extreme(state, mem, text, value, 1);      /* the first to come is taken, whatever the sign */
    return true;
}

/* ---- first and last ---- */

static void save_by_record(struct pen *pen, const void *state)
{
    const struct by_record *best = state;
    put_whole(pen, best->record, ' ');
    put_text(pen, held_text(&best->text));
}

static bool load_by_record(void *state, struct mem *mem, struct str text, uint64_t count)
{
    (void)count;
    struct by_record *best = state;
    struct str cell;
    if (!get_whole(&text, ' ', &best->record) || !get_text(&text, &cell) || text.length)
        return false;
    stats_hold(&best->text, mem, cell);
    return true;
}

static void save_by_order(struct pen *pen, const void *state)
{
    const struct by_order *best = state;
    put_whole(pen, best->order.kind, ' ');
    put_num(pen, best->order.position, ' ');
    put_num(pen, num_of(best->order.first_day), ' ');
    put_text(pen, best->order.kind == OTHER_TEXT ? held_text(&best->order_text) : (struct str){NULL, 0});
    put_text(pen, held_text(&best->text));
}

static bool load_by_order(void *state, struct mem *mem, struct str text, uint64_t count)
{
    (void)count;
    struct by_order *best = state;
    uint64_t kind;
    struct num first_day;
    struct str order, cell;
    if (!get_whole(&text, ' ', &kind) || kind > OTHER_TEXT || !get_num(&text, ' ', &best->order.position) ||
        !get_num(&text, ' ', &first_day) || num_compare(num_abs(first_day), num_of((int64_t)INT32_MAX + 1)) > 0 ||
        !get_text(&text, &order) || !get_text(&text, &cell) || text.length)
        return false;
    best->order.kind = (enum order_kind)kind;
    best->order.first_day = (int32_t)first_day.mantissa;
    stats_hold(&best->order_text, mem, order);
    stats_hold(&best->text, mem, cell);
    return true;
}

/* ---- values: sorted, equal ones counted ---- */

static int by_value_then_scale(const void *a, const void *b)
{
    const struct num *left = a, *right = b;
    int order = num_compare(*left, *right);
    return order ? order : (left->scale > right->scale) - (left->scale < right->scale);
}

static void save_values(struct pen *pen, const void *state)
{
    size_t count;
    struct num *value = values_list(state, pen->mem, &count);
    if (count)
        qsort(value, count, sizeof *value, by_value_then_scale);
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && by_value_then_scale(&value[i], &value[i + same]) == 0; same++)
            ;
        put_num(pen, value[i], '*');
        put_whole(pen, same, ';');
    }
}

/* A state that has other than the values it counted is damaged. */
static bool load_values(void *state, struct mem *mem, struct str text, uint64_t count)
{
    while (text.length) {
        struct num value;
        uint64_t times;
        if (!get_num(&text, '*', &value) || !get_whole(&text, ';', &times) || times > count)
            return false;
        count -= times;
        while (times--)
            values_add(state, mem, &value);
    }
    return count == 0;
}

/* ---- bins: are they rounded, the largest scale, values upwards with their counts ---- */

static void save_bins(struct pen *pen, const void *state)
{
    const struct bins *bins = state;
    struct ordered ordered = bins_ordered(bins, pen->mem);
    if (!ordered.rows)
        return;
    put_whole(pen, bins->rounded, ';');
    put_whole(pen, (uint64_t)bins->scale, ';');
    for (size_t i = 0; i < ordered.rows; i++) {
        put_num(pen, ordered.value[i], '*');
        put_whole(pen, ordered.times[i], ';');
    }
}

static bool load_bins(void *state, struct mem *mem, struct str text, uint64_t count)
{
    struct bins *bins = state;
    uint64_t rounded = 0, scale = 0;
    if (text.length && (!get_whole(&text, ';', &rounded) || rounded > 1 || !get_whole(&text, ';', &scale) ||
                        scale > SCALE_MOST))
        return false;
    bins->rounded = rounded;
    while (text.length) {
        struct num value;
        uint64_t times;
        if (!get_num(&text, '*', &value) || !get_whole(&text, ';', &times) || !times || times > count)
            return false;
        count -= times;
        bins_add(bins, mem, &value, times, UINT64_MAX);
    }
    bins->scale = (int32_t)scale;
    return count == 0;
}

/* ---- values with their weights: the same of pairs ---- */

static int by_value_then_weight(const void *a, const void *b)
{
    const struct num *left = a, *right = b;
    int order = by_value_then_scale(left, right);
    return order ? order : by_value_then_scale(left + 1, right + 1);
}

static void save_weighted_values(struct pen *pen, const void *state)
{
    const struct weighted_values *values = state;
    size_t count;
    const struct num *value = values_list(&values->value, pen->mem, &count);
    const struct num *weight = values_list(&values->weight, pen->mem, &count);
    struct num(*pair)[2] = mem_array(pen->mem, count, sizeof *pair);
    for (size_t i = 0; i < count; i++) {
        pair[i][0] = value[i];
        pair[i][1] = weight[i];
    }
    if (count)
        qsort(pair, count, sizeof *pair, by_value_then_weight);
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && by_value_then_weight(pair[i], pair[i + same]) == 0; same++)
            ;
        put_num(pen, pair[i][0], '|');
        put_num(pen, pair[i][1], '*');
        put_whole(pen, same, ';');
    }
}

static bool load_weighted_values(void *state, struct mem *mem, struct str text, uint64_t count)
{
    struct weighted_values *values = state;
    while (text.length) {
        struct num value, weight;
        uint64_t times;
        if (!get_num(&text, '|', &value) || !get_num(&text, '*', &weight) || !get_whole(&text, ';', &times) ||
            times > count)
            return false;
        count -= times;
        while (times--) {
            values_add(&values->value, mem, &value);
            values_add(&values->weight, mem, &weight);
        }
    }
    return count == 0;
}

/* ---- all alike: the one text, or two that differ ---- */

static void save_alike(struct pen *pen, const void *state)
{
    for (size_t i = 0; i < 2; i++) {
        struct str text = stats_alike_text(state, i);
        if (text.length)
            put_text(pen, text);
    }
}

static bool load_alike(void *state, struct mem *mem, struct str text, uint64_t count)
{
    if (!text.length)
        return count == 0;
    while (text.length) {
        struct str one;
        if (!get_text(&text, &one) || !one.length)
            return false;
        stats_offer_alike(state, mem, one);
    }
    return true;
}

/* ---- different texts: in byte order, with their counts ---- */

static int by_text(const void *a, const void *b)
{
    const struct text_row *left = *(struct text_row *const *)a, *right = *(struct text_row *const *)b;
    return str_cmp((struct str){left->at, left->length}, (struct str){right->at, right->length});
}

static void save_texts(struct pen *pen, const void *state)
{
    const struct texts *texts = state;
    struct text_row **row = mem_array(pen->mem, texts->count, sizeof(struct text_row *));
    size_t count = 0;
    for (uint32_t i = 0; i < texts->room; i++)
        if (texts->row[i].count)
            row[count++] = &texts->row[i];
    if (count)
        qsort(row, count, sizeof(struct text_row *), by_text);
    for (size_t i = 0; i < count; i++) {
        put_whole(pen, row[i]->count, '*');
        put_text(pen, (struct str){row[i]->at, row[i]->length});
    }
}

static bool load_texts(void *state, struct mem *mem, struct str text, uint64_t count)
{
    while (text.length) {
        uint64_t times;
        struct str one;
        if (!get_whole(&text, '*', &times) || !times || times > count || !get_text(&text, &one))
            return false;
        count -= times;
        texts_add(state, mem, one, times);
    }
    return count == 0;
}

/* ---- values without their weight ---- */

static void save_lone(struct pen *pen, const void *state)
{
    put_whole(pen, *(const uint64_t *)state, ';');
}

static bool load_lone(void *state, struct mem *mem, struct str text, uint64_t count)
{
    (void)mem, (void)count;
    return get_whole(&text, ';', state) && !text.length;
}

/* ---- the table ---- */

static const struct saver {
    void (*save)(struct pen *pen, const void *state);
    bool (*load)(void *state, struct mem *mem, struct str text, uint64_t count);
} savers[] = {
    [SUM] = {save_sum, load_sum},
    [SQUARES] = {save_sum, load_sum},
    [MIN] = {save_extreme, load_extreme},
    [MAX] = {save_extreme, load_extreme},
    [FIRST] = {save_by_record, load_by_record},
    [LAST] = {save_by_record, load_by_record},
    [ORDERED_FIRST] = {save_by_order, load_by_order},
    [ORDERED_LAST] = {save_by_order, load_by_order},
    [WEIGHTED] = {save_sum, load_sum},
    [WEIGHTS] = {save_sum, load_sum},
    [VALUES] = {save_values, load_values},
    [BINS] = {save_bins, load_bins},
    [TEXTS] = {save_texts, load_texts},
    [ALIKE] = {save_alike, load_alike},
    [CUBES] = {save_sum, load_sum},
    [FOURTHS] = {save_sum, load_sum},
    [WITH_SQUARES] = {save_sum, load_sum},
    [WEIGHTED_VALUES] = {save_weighted_values, load_weighted_values},
    [LONE] = {save_lone, load_lone},
};

static const char *const words[] = {
#define X(name, bytes, word) word,
    ACCUMULATORS(X)
#undef X
};

/* The accumulator in the i-th cell, the tally being cell 0. */
static enum accumulator accumulator_at(const struct stats_plan *plan, size_t i)
{
    enum accumulator which = SUM;
    for (; which < ACCUMULATOR_COUNT; which++)
        if (plan->needs & BIT(which) && --i == 0)
            break;
    return which;
}

const char *stats_saved_name(const struct stats_plan *plan, size_t i)
{
    if (i == 0)
        return "tally";
    enum accumulator which = accumulator_at(plan, i);
    return which < ACCUMULATOR_COUNT ? words[which] : NULL;
}

struct str stats_save(const struct stats_plan *plan, const void *state, struct mem *mem, size_t i)
{
    const struct cell_tally *tally = state;
    struct pen pen = {.mem = mem};
    if (i == 0) {
        put_whole(&pen, tally->count, ';');
        put_whole(&pen, tally->missing, ';');
        put_whole(&pen, tally->spoiled, ';');
    } else if (!(tally->spoiled && BIT(accumulator_at(plan, i)) & numeric_bits)) {
        savers[accumulator_at(plan, i)].save(&pen, part(plan, state, accumulator_at(plan, i)));
    }
    return (struct str){pen.at, pen.length};
}

bool stats_load(const struct stats_plan *plan, void *state, struct mem *mem, size_t i, struct str text)
{
    struct cell_tally *tally = state;
    if (i == 0) {
        uint64_t missing, spoiled;
        if (!get_whole(&text, ';', &tally->count) || !get_whole(&text, ';', &missing) ||
            !get_whole(&text, ';', &spoiled) || spoiled > 1 || text.length)
            return false;
        tally->missing = missing & INT64_MAX;
        tally->spoiled = spoiled & 1;
        return true;
    }
    if (tally->spoiled && BIT(accumulator_at(plan, i)) & numeric_bits)
        return text.length == 0;
    return savers[accumulator_at(plan, i)].load(part(plan, state, accumulator_at(plan, i)), mem, text, tally->count);
}
