/* stats - see stats.h.  States as text and back: one cell for the tally and one for each accumulator
 * that does not follow from others.  Equal states give equal texts, whatever order the rows came in. */
#include <stdlib.h>

#include "base/str.h"
#include "values/stats_inside.h"

/* ---- a text that grows ---- */

struct pen {
    struct mem *mem;
    char *at;
    size_t length, room;
};

/* Where `bytes` more can be written. */
static char *reserve(struct pen *pen, size_t bytes)
{
    while (pen->room - pen->length < bytes) {
        size_t room = pen->room ? pen->room * 2 : 64;
        char *moved = mem_take(pen->mem, room);
        if (pen->length)
            memcpy(moved, pen->at, pen->length);
        pen->at = moved;
        pen->room = room;
    }
    return pen->at + pen->length;
}

static void put(struct pen *pen, struct str text)
{
    if (text.length)
        memcpy(reserve(pen, text.length), text.at, text.length);
    pen->length += text.length;
}

static void put_byte(struct pen *pen, char byte)
{
    *reserve(pen, 1) = byte;
    pen->length++;
}

static void put_whole(struct pen *pen, uint64_t number)
{
    pen->length += num_write(reserve(pen, NUM_TEXT_MAX), (struct num){number, 0});
}

/* So that the scale comes back: plain decimals would lose that of 1E+5. */
static void put_num(struct pen *pen, struct num value)
{
    if (value.scale >= 0) {
        pen->length += num_write(reserve(pen, NUM_TEXT_MAX), value);
        return;
    }
    pen->length += num_write(reserve(pen, NUM_TEXT_MAX), (struct num){value.mantissa, 0});
    put_byte(pen, 'e');
    put_whole(pen, (uint64_t)-value.scale);
}

/* Behind a value or a text of a list: how often it came, when not once. */
static void put_times(struct pen *pen, uint64_t times)
{
    if (times == 1)
        return;
    put_byte(pen, '*');
    put_whole(pen, times);
}

/* A text of a list, before which another may stand. */
static void put_entry(struct pen *pen, struct str text, uint64_t times)
{
    if (pen->length)
        put_byte(pen, ';');
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == ';' || text.at[i] == '*' || text.at[i] == '\\')
            put_byte(pen, '\\');
        put_byte(pen, text.at[i]);
    }
    put_times(pen, times);
}

/* ---- reading it back: each takes its piece off the front ---- */

enum { SCALE_LEAST = -400, SCALE_MOST = 438 };   /* of a number */

/* The bytes before any of two that part pieces. */
static struct str get_piece(struct str *rest, char end, char other)
{
    size_t length = 0;
    while (length < rest->length && rest->at[length] != end && rest->at[length] != other)
        length++;
    struct str piece = {rest->at, length};
    *rest = (struct str){rest->at + length, rest->length - length};
    return piece;
}

/* A byte that must come now. */
static bool get_byte(struct str *rest, char byte)
{
    bool there = rest->length && *rest->at == byte;
    *rest = (struct str){rest->at + there, rest->length - there};
    return there;
}

static bool read_whole(struct str piece, uint64_t *number)
{
    struct num value;
    if (num_parse_field(piece, &value) != NUM_OK || value.scale != 0 || value.mantissa < 0 ||
        value.mantissa > INT64_MAX)
        return false;
    *number = (uint64_t)value.mantissa;
    return true;
}

/* How often what stood before came; at most `most` times, which that is taken from. */
static bool get_times(struct str *rest, char end, uint64_t *times, uint64_t *most)
{
    *times = 1;
    if (get_byte(rest, '*') && !read_whole(get_piece(rest, end, end), times))
        return false;
    if (!*times || *times > *most)
        return false;
    *most -= *times;
    return !rest->length || (get_byte(rest, end) && rest->length);
}

/* A text of a list, which stands in the rest or is made in `mem`. */
static bool get_entry(struct str *rest, struct mem *mem, struct str *text)
{
    char *made = NULL;
    size_t length = 0, at = 0;
    for (; at < rest->length && rest->at[at] != ';' && rest->at[at] != '*'; at++, length++) {
        if (rest->at[at] == '\\' && ++at == rest->length)
            return false;
        if (at != length && !made) {
            made = mem_take(mem, rest->length);
            memcpy(made, rest->at, length);
        }
        if (made)
            made[length] = rest->at[at];
    }
    *text = (struct str){made ? made : rest->at, length};
    *rest = (struct str){rest->at + at, rest->length - at};
    return length > 0;
}

/* ---- a saved state, being written or read ---- */

struct saved {
    const struct stats_plan *plan;
    const struct stats_saving *how;
    void *state;              /* read only while it is saved */
    struct mem *kept;
    uint64_t count;           /* of the cells that were saved */
    bool seen;                /* in loading: the state had cells before */
    bool alone;               /* one value, which the sum tells: */
    struct num value;
    struct str least, most;   /* the texts of the smallest and largest of all values, as they were written */
    struct str told;          /* the cell of min, for max */
};

/* Is there one value that its sum tells?  So many places num_write writes plainly. */
static bool is_alone(const struct saved *saved)
{
    enum { PLACES = 30 };
    const struct num_sum *sum = part(saved->plan, saved->state, SUM);
    bool has_sum = (saved->plan->needs & (BIT(SUM) | BIT(VALUES))) == BIT(SUM);
    return saved->count == 1 && has_sum && !sum->wide && sum->scale <= PLACES;
}

/* ---- sums: plain decimals of any length ---- */

static void save_sum(struct saved *saved, struct pen *pen, enum accumulator which)
{
    bool follows = saved->alone && (which == SQUARES || which == CUBES || which == FOURTHS);
    if (!follows)
        put(pen, num_sum_text(pen->mem, part(saved->plan, saved->state, which)));
}

/* Digits by digits, since a sum may have more than a number holds. */
static bool add_sum(struct mem *mem, struct num_sum *sum, struct str text)
{
    enum { DIGITS = 36, MOST = 4000 };      /* no sum has so many */
    bool negative = text.length && text.at[0] == '-';
    struct str digits = str_part(text, negative, SIZE_MAX), whole, places = {NULL, 0};
    if (text.length > MOST || !str_cut(&digits, '.', &whole) || !whole.length)
        return false;
    places = digits;
    struct str piece_of[] = {whole, places};
    for (size_t p = 0; p < 2; p++)
        for (size_t at = 0; at < piece_of[p].length; at += DIGITS) {
            struct str piece = str_part(piece_of[p], at, DIGITS);
            struct num value;
            if (num_parse(piece, &value) != NUM_OK || value.scale != 0 || *piece.at == '+' || *piece.at == '-')
                return false;
            size_t end = at + piece.length;
            value.scale = p == 0 ? -(int32_t)(piece_of[p].length - end) : (int32_t)end;
            num_sum_add(mem, sum, negative ? num_negate(value) : value);
        }
    return true;
}

static bool load_sum(struct saved *saved, struct str text, enum accumulator which)
{
    struct num_sum *sum = part(saved->plan, saved->state, which);
    if (!text.length && saved->alone && which != SUM) {
        num_sum_add_power(saved->kept, sum, saved->value, which == SQUARES ? 2 : which == CUBES ? 3 : 4);
        return true;
    }
    struct num value;
    if (text.length && text.length < 16 && num_parse_field(text, &value) == NUM_OK) {
        num_sum_add(saved->kept, sum, value);
        if (which == SUM && saved->count == 1) {
            saved->alone = true;
            saved->value = value;
        }
        return true;
    }
    if (which == SUM && saved->count == 1 && num_parse(text, &saved->value) == NUM_OK)
        saved->alone = true;
    return add_sum(saved->kept, sum, text);
}

/* ---- smallest and largest: the cell, where it is not what is to be expected ---- */

static void save_extreme(struct saved *saved, struct pen *pen, enum accumulator which)
{
    char plain[NUM_TEXT_MAX], value[NUM_TEXT_MAX];
    struct str text = stats_extreme_text(part(saved->plan, saved->state, which), plain), usual = {NULL, 0};
    if (saved->plan->needs & BIT(VALUES))
        usual = which == MIN ? saved->least : saved->most;
    else if (which == MAX && saved->told.length)
        usual = saved->told;
    else if (saved->alone)
        usual = (struct str){value, num_write(value, saved->value)};
    if (!str_eq(text, usual))
        put(pen, text);
}

static bool load_extreme(struct saved *saved, struct str text, enum accumulator which)
{
    char plain[NUM_TEXT_MAX];
    struct num value;
    if (!text.length && saved->plan->needs & BIT(VALUES))
        text = which == MIN ? saved->least : saved->most;
    else if (!text.length && which == MAX && saved->told.length)
        text = saved->told;
    else if (!text.length && saved->alone)
        text = (struct str){plain, num_write(plain, saved->value)};
    if (num_parse(text, &value) != NUM_OK)
        return false;
    stats_offer_extreme(part(saved->plan, saved->state, which), saved->kept, text, value, which == MIN ? -1 : 1);
    return true;
}

/* ---- first and last ---- */

static void save_by_record(struct saved *saved, struct pen *pen, enum accumulator which)
{
    const struct by_record *best = part(saved->plan, saved->state, which);
    put_whole(pen, best->record);
    put_byte(pen, ' ');
    put(pen, held_text(&best->text));
}

static bool load_by_record(struct saved *saved, struct str text, enum accumulator which)
{
    struct by_record best = {0};
    if (!read_whole(get_piece(&text, ' ', ' '), &best.record) || !get_byte(&text, ' '))
        return false;
    stats_hold(&best.text, saved->how->mem, text);
    stats_offer_record(part(saved->plan, saved->state, which), saved->kept, &best, which == FIRST ? -1 : 1,
                       saved->seen);
    return true;
}

static void save_by_order(struct saved *saved, struct pen *pen, enum accumulator which)
{
    const struct by_order *best = part(saved->plan, saved->state, which);
    struct str order = best->order.kind == OTHER_TEXT ? held_text(&best->order_text) : (struct str){NULL, 0};
    put_whole(pen, best->order.kind);
    put_byte(pen, ' ');
    put_num(pen, best->order.position);
    put_byte(pen, ' ');
    put_num(pen, num_of(best->order.first_day));
    put_byte(pen, ' ');
    put_whole(pen, order.length);
    put_byte(pen, ' ');
    put(pen, order);
    put(pen, held_text(&best->text));
}

static bool load_by_order(struct saved *saved, struct str text, enum accumulator which)
{
    struct by_order best = {0};
    uint64_t kind, length;
    struct num first_day;
    if (!read_whole(get_piece(&text, ' ', ' '), &kind) || kind > OTHER_TEXT || !get_byte(&text, ' ') ||
        num_parse(get_piece(&text, ' ', ' '), &best.order.position) != NUM_OK || !get_byte(&text, ' ') ||
        num_parse(get_piece(&text, ' ', ' '), &first_day) != NUM_OK || first_day.scale || !get_byte(&text, ' ') ||
        num_compare(num_abs(first_day), num_of((int64_t)INT32_MAX + 1)) > 0 ||
        !read_whole(get_piece(&text, ' ', ' '), &length) || !get_byte(&text, ' ') || length > text.length)
        return false;
    best.order.kind = (enum order_kind)kind;
    best.order.first_day = (int32_t)first_day.mantissa;
    stats_hold(&best.order_text, saved->how->mem, str_part(text, 0, (size_t)length));
    stats_hold(&best.text, saved->how->mem, str_part(text, (size_t)length, SIZE_MAX));
    stats_offer_order(part(saved->plan, saved->state, which), saved->kept, &best, which == ORDERED_FIRST ? -1 : 1,
                      saved->seen);
    return true;
}

/* ---- values: sorted, equal ones counted ---- */

static int by_value_then_scale(const void *a, const void *b)
{
    const struct num *left = a, *right = b;
    int order = num_compare(*left, *right);
    return order ? order : (left->scale > right->scale) - (left->scale < right->scale);
}

/* Where a text that was put begins and ends; the pen may move. */
struct span {
    size_t from, to;
};

static void save_values(struct saved *saved, struct pen *pen, enum accumulator which)
{
    size_t count;
    struct num *value = values_list(part(saved->plan, saved->state, which), pen->mem, &count);
    struct span least = {0, 0}, most = {0, 0};
    if (count > 1)
        qsort(value, count, sizeof *value, by_value_then_scale);
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && by_value_then_scale(&value[i], &value[i + same]) == 0; same++)
            ;
        if (i)
            put_byte(pen, ' ');
        size_t from = pen->length;
        put_num(pen, value[i]);
        if (!i)
            least = (struct span){from, pen->length};
        if (!i || num_compare(value[i - 1], value[i]) != 0)
            most = (struct span){from, pen->length};
        put_times(pen, same);
    }
    saved->least = (struct str){pen->at + least.from, least.to - least.from};
    saved->most = (struct str){pen->at + most.from, most.to - most.from};
}

/* A state that has other than the values it counted is damaged. */
static bool load_values(struct saved *saved, struct str text, enum accumulator which)
{
    const struct stats_plan *plan = saved->plan;
    uint32_t needs = plan->needs & (values_tell | BIT(which));
    uint64_t left = saved->count, times;
    struct num most = {0, 0};
    while (text.length) {
        struct stats_cell cell = {.text = get_piece(&text, ' ', '*')};
        if (num_parse_field(cell.text, &cell.value) != NUM_OK || !get_times(&text, ' ', &times, &left))
            return false;
        for (; times > 0; times--)
            stats_step_value(plan, needs, saved->state, saved->kept, &cell);
        if (!saved->least.length)
            saved->least = cell.text;
        if (!saved->most.length || num_compare(cell.value, most) > 0) {
            saved->most = cell.text;
            most = cell.value;
        }
    }
    return left == 0;
}

/* ---- bins: the largest scale, are they rounded, values upwards with their counts ---- */

static void save_bins(struct saved *saved, struct pen *pen, enum accumulator which)
{
    const struct bins *bins = part(saved->plan, saved->state, which);
    struct ordered ordered = bins_ordered(bins, pen->mem);
    put_whole(pen, (uint64_t)bins->scale);
    if (bins->rounded)
        put_byte(pen, '~');
    for (size_t i = 0; i < ordered.rows; i++) {
        put_byte(pen, ' ');
        put_num(pen, ordered.value[i]);
        put_times(pen, ordered.times[i]);
    }
}

static bool load_bins(struct saved *saved, struct str text, enum accumulator which)
{
    struct bins *bins = part(saved->plan, saved->state, which);
    uint64_t scale, left = saved->count, times, most = saved->plan->exact;
    if (!read_whole(get_piece(&text, ' ', '~'), &scale) || scale > SCALE_MOST)
        return false;
    const struct bins none = {.rounded = get_byte(&text, '~'), .scale = (int32_t)scale};
    bins_merge(bins, saved->kept, &none, most);
    if (!get_byte(&text, ' '))
        return false;
    while (text.length) {
        struct num value;
        if (num_parse_field(get_piece(&text, ' ', '*'), &value) != NUM_OK || !get_times(&text, ' ', &times, &left))
            return false;
        bins_add(bins, saved->kept, &value, times, most);
    }
    return left == 0;
}

/* ---- values with their weights: the same of pairs ---- */

static int by_value_then_weight(const void *a, const void *b)
{
    const struct num *left = a, *right = b;
    int order = by_value_then_scale(left, right);
    return order ? order : by_value_then_scale(left + 1, right + 1);
}

static void save_weighted_values(struct saved *saved, struct pen *pen, enum accumulator which)
{
    const struct weighted_values *values = part(saved->plan, saved->state, which);
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
        if (i)
            put_byte(pen, ' ');
        put_num(pen, pair[i][0]);
        put_byte(pen, '|');
        put_num(pen, pair[i][1]);
        put_times(pen, same);
    }
}

static bool load_weighted_values(struct saved *saved, struct str text, enum accumulator which)
{
    struct weighted_values *values = part(saved->plan, saved->state, which);
    uint64_t left = saved->count, times;
    while (text.length) {
        struct num value, weight;
        if (num_parse(get_piece(&text, '|', '|'), &value) != NUM_OK || !get_byte(&text, '|') ||
            num_parse(get_piece(&text, ' ', '*'), &weight) != NUM_OK || !get_times(&text, ' ', &times, &left))
            return false;
        for (; times > 0; times--) {
            values_add(&values->value, saved->kept, &value);
            values_add(&values->weight, saved->kept, &weight);
        }
    }
    return left == 0;
}

/* ---- all alike: the one text, or two that differ; different texts: in byte order, with their counts ---- */

static void save_alike(struct saved *saved, struct pen *pen, enum accumulator which)
{
    const struct alike *alike = part(saved->plan, saved->state, which);
    struct str one = stats_alike_text(alike, 0), other = stats_alike_text(alike, 1);
    if (!other.length && str_eq(one, saved->how->usual))
        return;
    put_entry(pen, one, 1);
    if (other.length)
        put_entry(pen, other, 1);
}

static int by_text(const void *a, const void *b)
{
    const struct text_row *left = *(struct text_row *const *)a, *right = *(struct text_row *const *)b;
    return str_cmp((struct str){left->at, left->length}, (struct str){right->at, right->length});
}

static void save_texts(struct saved *saved, struct pen *pen, enum accumulator which)
{
    const struct texts *texts = part(saved->plan, saved->state, which);
    struct text_row **row = mem_array(pen->mem, texts->count, sizeof(struct text_row *));
    size_t count = 0;
    for (uint32_t i = 0; i < texts->room; i++)
        if (texts->row[i].count)
            row[count++] = &texts->row[i];
    if (count == 1 && str_eq((struct str){row[0]->at, row[0]->length}, saved->how->usual))
        return;
    if (count > 1)
        qsort(row, count, sizeof(struct text_row *), by_text);
    for (size_t i = 0; i < count; i++)
        put_entry(pen, (struct str){row[i]->at, row[i]->length}, row[i]->count);
}

static void take_text(struct saved *saved, enum accumulator which, struct str text, uint64_t times)
{
    if (which == TEXTS)
        texts_add(part(saved->plan, saved->state, which), saved->kept, text, times);
    else
        stats_offer_alike(part(saved->plan, saved->state, which), saved->kept, text);
}

static bool load_entries(struct saved *saved, struct str text, enum accumulator which)
{
    uint64_t left = which == TEXTS ? saved->count : 2, times;
    if (!text.length && saved->how->usual.length) {
        take_text(saved, which, saved->how->usual, saved->count);
        return true;
    }
    if (!text.length)
        return false;
    while (text.length) {
        struct str one;
        if (!get_entry(&text, saved->how->mem, &one) || !get_times(&text, ';', &times, &left))
            return false;
        take_text(saved, which, one, times);
    }
    return which == ALIKE || left == 0;
}

/* ---- values without their weight ---- */

static void save_lone(struct saved *saved, struct pen *pen, enum accumulator which)
{
    uint64_t lone = *(const uint64_t *)part(saved->plan, saved->state, which);
    if (lone)
        put_whole(pen, lone);
}

static bool load_lone(struct saved *saved, struct str text, enum accumulator which)
{
    uint64_t lone = 0;
    if (text.length && !read_whole(text, &lone))
        return false;
    *(uint64_t *)part(saved->plan, saved->state, which) += lone;
    return true;
}

/* ---- the table ---- */

static const struct saver {
    void (*save)(struct saved *saved, struct pen *pen, enum accumulator which);
    bool (*load)(struct saved *saved, struct str text, enum accumulator which);
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
    [TEXTS] = {save_texts, load_entries},
    [ALIKE] = {save_alike, load_entries},
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

/* Values come before what follows from them. */
void stats_plan_saved(struct stats_plan *plan)
{
    uint32_t wanted = plan->needs & BIT(VALUES) ? plan->needs & ~values_tell & ~BIT(VALUES) : plan->needs;
    plan->cells = 1;
    if (plan->needs & BIT(VALUES))
        plan->saved[plan->cells++ - 1] = VALUES;
    for (enum accumulator which = 0; which < ACCUMULATOR_COUNT; which++)
        if (wanted & BIT(which))
            plan->saved[plan->cells++ - 1] = (uint8_t)which;
}

const char *stats_saved_name(const struct stats_plan *plan, size_t i)
{
    return i == 0 ? "tally" : words[plan->saved[i - 1]];
}

enum stats_filled stats_saved_filled(const struct stats_plan *plan, size_t i)
{
    uint32_t cell = i ? BIT(plan->saved[i - 1]) : 0, seldom = BIT(LONE);
    if (plan->needs & BIT(VALUES))
        seldom |= BIT(MIN) | BIT(MAX);
    return !i || cell & seldom ? STATS_SELDOM : cell & (BIT(TEXTS) | BIT(ALIKE)) ? STATS_UNUSUALLY : STATS_OFTEN;
}

/* Has the cell of an accumulator nothing to say? */
static bool is_void(enum accumulator which, uint64_t count, bool spoiled)
{
    return spoiled && BIT(which) & numeric_bits ? true : !count && which != LONE;
}

/* A bare state has none, and tells only whether there were any cells. */
static struct cell_tally tally_of(const struct stats_plan *plan, const void *state)
{
    if (!plan->bare)
        return *(const struct cell_tally *)state;
    return (struct cell_tally){.count = ((const struct alike *)state)->length > 0};
}

static struct str save_tally(const struct stats_plan *plan, const struct cell_tally *tally,
                             const struct stats_saving *how)
{
    struct pen pen = {.mem = how->mem};
    if (plan->bare)
        return tally->count ? (struct str){NULL, 0} : STR("-");
    if (tally->count == how->rows && !tally->missing && !tally->spoiled)
        return (struct str){NULL, 0};
    put_whole(&pen, tally->count);
    put_byte(&pen, '/');
    put_whole(&pen, tally->missing);
    if (tally->spoiled)
        put_byte(&pen, '!');
    return (struct str){pen.at, pen.length};
}

void stats_save(const struct stats_plan *plan, const void *state, const struct stats_saving *how, struct str *cell)
{
    const struct cell_tally tally = tally_of(plan, state);
    struct saved saved = {.plan = plan, .how = how, .state = (void *)(uintptr_t)state, .count = tally.count};
    cell[0] = save_tally(plan, &tally, how);
    saved.alone = !tally.spoiled && is_alone(&saved) && num_sum_value(part(plan, state, SUM), &saved.value);
    for (size_t i = 1; i < plan->cells; i++) {
        enum accumulator which = plan->saved[i - 1];
        struct pen pen = {.mem = how->mem};
        if (!is_void(which, tally.count, tally.spoiled))
            savers[which].save(&saved, &pen, which);
        cell[i] = (struct str){pen.at, pen.length};
        if (which == MIN)
            saved.told = cell[i];
    }
}

static bool load_tally(const struct stats_plan *plan, struct str text, const struct stats_saving *how,
                       struct cell_tally *tally)
{
    uint64_t missing;
    *tally = (struct cell_tally){.count = plan->bare ? !text.length : how->rows};
    if (plan->bare)
        return !text.length || str_eq(text, STR("-"));
    if (!text.length)
        return true;
    if (!read_whole(get_piece(&text, '/', '/'), &tally->count) || !get_byte(&text, '/') ||
        !read_whole(get_piece(&text, '!', '!'), &missing))
        return false;
    tally->missing = missing & INT64_MAX;
    tally->spoiled = get_byte(&text, '!');
    return !text.length;
}

bool stats_load(const struct stats_plan *plan, void *state, struct mem *kept, const struct stats_saving *how,
                const struct str *cell)
{
    struct cell_tally *tally = state, theirs;
    if (!load_tally(plan, cell[0], how, &theirs))
        return false;
    struct saved saved = {.plan = plan, .how = how, .state = state, .kept = kept, .count = theirs.count,
                          .seen = !plan->bare && tally->count > 0};
    for (size_t i = 1; i < plan->cells; i++) {
        enum accumulator which = plan->saved[i - 1];
        if (is_void(which, theirs.count, theirs.spoiled) ? cell[i].length > 0
                                                         : !savers[which].load(&saved, cell[i], which))
            return false;
        if (which == MIN)
            saved.told = cell[i];
    }
    if (plan->bare)
        return true;
    tally->count += theirs.count;
    tally->missing += theirs.missing;
    tally->spoiled |= theirs.spoiled;
    return true;
}
