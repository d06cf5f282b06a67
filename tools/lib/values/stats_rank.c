/* stats - see stats.h.  What is found from the kept values in their order: percentiles,
 * quartiles, distances from the median, trimmed means, weighted percentiles.  All of them
 * are quotients of few exact sums. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/voice.h"
#include "values/quantile.h"
#include "values/stats_inside.h"

/* ---- ranks ---- */

enum { FARTHEST = 18 };         /* 10^18 is the last power below 2^63 */

/* The power of ten that a value of a scale is raised by, for all scales from `least` on. */
static void set_powers(int64_t power[FARTHEST + 1], int32_t raised)
{
    power[raised] = 1;
    while (raised-- > 0)
        power[raised] = power[raised + 1] * 10;
}

/* All values as whole numbers of 10^-(the largest scale), and their bounds; false when
 * one does not fit in 64 bits. */
static bool as_integers(const struct values *values, int64_t *integer, int64_t bound[2])
{
    int32_t raised = values->most - values->least;
    int64_t power[FARTHEST + 1];
    bool over = false;
    if (values->far || raised > FARTHEST)
        return false;
    set_powers(power, raised);
    bound[0] = INT64_MAX;
    bound[1] = INT64_MIN;
    for (const struct value_chunk *chunk = values->newest; chunk; chunk = chunk->older) {
        size_t count = values_in_chunk(values, chunk);
        for (size_t i = 0; i < count; i++) {
            int64_t packed = chunk->value[i], whole;
            over |= __builtin_mul_overflow(packed >> 8, power[(int8_t)(packed & 0xFF) - values->least], &whole);
            bound[0] = whole < bound[0] ? whole : bound[0];
            bound[1] = whole > bound[1] ? whole : bound[1];
            *integer++ = whole;
        }
    }
    return !over;
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

/* Without sorting. */
static void values_ranked(const void *from, struct ranks at, struct mem *mem, struct num result[2])
{
    const struct values *values = from;
    size_t count = values->count;
    struct mem_mark mark = mem_mark(mem);
    int64_t *integer = mem_array(mem, 2 * count, sizeof *integer), bound[2], found[2];
    if (as_integers(values, integer, bound)) {
        rank_find(integer, count, bound[0], bound[1], at, integer + count, found);
        for (size_t i = 0; i < 2; i++)
            result[i] = (struct num){found[i], values->most};
    } else {
        struct num *number = values_list(values, mem, &count);
        qsort(number, count, sizeof *number, by_number);
        result[0] = number[at.low];
        result[1] = number[at.high];
    }
    mem_rewind(mem, mark);
}

struct num *values_sorted(const struct values *values, struct mem *mem, size_t *count)
{
    struct num *number = values_list(values, mem, count);
    struct mem_mark mark = mem_mark(mem);
    int64_t *integer = mem_array(mem, *count, sizeof *integer), bound[2];
    if (as_integers(values, integer, bound)) {
        qsort(integer, *count, sizeof *integer, by_integer);
        for (size_t i = 0; i < *count; i++)
            number[i] = (struct num){integer[i], values->most};
    } else {
        qsort(number, *count, sizeof *number, by_number);
    }
    mem_rewind(mem, mark);
    return number;
}

static struct ordered values_ordered(const void *from, struct mem *mem)
{
    struct ordered ordered = {0};
    ordered.value = values_sorted(from, mem, &ordered.rows);
    return ordered;
}

struct ranking values_ranking(const struct values *values)
{
    return (struct ranking){values, values->count, values_scale(values), values_ranked, values_ordered};
}

/* ---- as they are printed ---- */

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

/* A few values with whole weights, to be added up and divided by `below`. */
struct blend {
    struct num value[4];
    int64_t weight[4];
    size_t terms;
    int64_t below;
};

/* The smallest power of ten that `below` divides, and its exponent; 0 where there is
 * none. */
static int64_t power_above(int64_t below, int32_t *exponent)
{
    int64_t rest = below, power = 1;
    while (rest % 2 == 0)
        rest /= 2;
    while (rest % 5 == 0)
        rest /= 5;
    for (*exponent = 0; rest == 1 && power % below; ++*exponent)
        power *= 10;
    return rest == 1 ? power : 0;
}

/* With `scale` places and more where the figure has more; rounded where it has no end. */
static struct str blend_text(const struct blend *blend, int32_t scale, const struct stats_manner *manner)
{
    int32_t places;
    int64_t power = power_above(blend->below, &places), times = power ? power / blend->below : 1;
    struct num_sum sum = {0, scale, NULL};
    for (size_t i = 0; i < blend->terms; i++)
        num_sum_add_product(manner->mem, &sum, blend->value[i],
                            (struct num){(__int128)blend->weight[i] * times, power ? places : 0});
    if (!power)
        return num_mean_text(manner->mem, &sum, (uint64_t)blend->below, manner->places, manner->how);
    struct str text = stats_sum_text(manner->mem, &sum, manner->places, manner->how);
    return manner->places == NUM_SHORTEST ? without_zeros(text, scale) : text;
}

/* ---- percentiles ---- */

/* A share above / below of the values, as two of them with their weights. */
static struct blend quantile_blend(const struct ranking *values, int64_t above, int64_t below, int type,
                                   struct mem *mem)
{
    struct quantile at = quantile_at(values->count, above, below, type);
    int64_t divisor = (int64_t)num_common_divisor(at.whole, at.part);
    struct blend blend = {.weight = {(at.whole - at.part) / divisor, at.part / divisor}, .terms = 2,
                          .below = at.whole / divisor};
    values->ranked(values->from, (struct ranks){at.low, at.high}, mem, blend.value);
    return blend;
}

struct str values_percentile(const struct ranking *values, struct num percent, int type,
                             const struct stats_manner *manner)
{
    int64_t below = 100;
    for (int32_t i = 0; i < percent.scale; i++)
        below *= 10;
    struct blend blend = quantile_blend(values, (int64_t)percent.mantissa, below, type, manner->mem);
    return blend_text(&blend, values->scale, manner);
}

struct str values_quartile_range(const struct ranking *values, int type, const struct stats_manner *manner)
{
    struct blend first = quantile_blend(values, 1, 4, type, manner->mem);
    struct blend third = quantile_blend(values, 3, 4, type, manner->mem);
    struct blend range = {.terms = 4, .below = first.below * third.below};
    for (size_t i = 0; i < 2; i++) {
        range.value[i] = third.value[i];
        range.weight[i] = third.weight[i] * first.below;
        range.value[2 + i] = first.value[i];
        range.weight[2 + i] = -first.weight[i] * third.below;
    }
    int64_t divisor = range.below;
    for (size_t i = 0; i < range.terms; i++)
        divisor = (int64_t)num_common_divisor(divisor, range.weight[i]);
    for (size_t i = 0; i < range.terms; i++)
        range.weight[i] /= divisor;
    range.below /= divisor;
    return blend_text(&range, values->scale, manner);
}

/* ---- distances from the median ---- */

/* a + b - c - d: negative, 0 or positive. */
static int compare_sums(struct mem *mem, struct num a, struct num b, struct num c, struct num d)
{
    struct mem_mark mark = mem_mark(mem);
    struct num_sum sum = {0, 0, NULL};
    num_sum_add(mem, &sum, a);
    num_sum_add(mem, &sum, b);
    num_sum_add(mem, &sum, num_negate(c));
    num_sum_add(mem, &sum, num_negate(d));
    int sign = num_sum_sign(&sum);
    mem_rewind(mem, mark);
    return sign;
}

/* The row that a rank, from 0, stands in. */
static size_t row_at(const struct ordered *ordered, size_t rank)
{
    size_t row = 0;
    if (!ordered->times)
        return rank;
    for (; rank >= ordered->times[row]; row++)
        rank -= ordered->times[row];
    return row;
}

/* From the middle outwards, the nearer of the next on either side first; the distances
 * come in their order, and the middle one or two are the answer. */
struct str values_median_distance(const struct ranking *values, const struct stats_manner *manner)
{
    struct ordered ordered = values->ordered(values->from, manner->mem);
    const struct num *sorted = ordered.value;
    size_t count = values->count, wanted = (count - 1) / 2, seen = 0;
    size_t left = row_at(&ordered, wanted) + 1, right = left;     /* the next are left - 1 and right */
    struct num low = sorted[left - 1], high = sorted[row_at(&ordered, count / 2)];
    struct blend distance = {.below = 4};
    while (wanted <= count / 2) {
        bool before = left > 0 && (right == ordered.rows || compare_sums(manner->mem, low, high, sorted[left - 1],
                                                                         sorted[right]) <= 0);
        size_t row = before ? --left : right++;
        seen += ordered.times ? ordered.times[row] : 1;
        /* |2 value - low - high| / 2, and half of that when there are two */
        for (; wanted < seen && wanted <= count / 2; wanted++) {
            int64_t sign = before ? -1 : 1, times = count % 2 ? 2 : 1;
            distance.value[distance.terms] = sorted[row];
            distance.weight[distance.terms++] = sign * 2 * times;
            distance.value[2] = low;
            distance.value[3] = high;
            distance.weight[2] -= sign * times;
            distance.weight[3] -= sign * times;
        }
    }
    distance.terms = 4;
    return blend_text(&distance, values->scale, manner);
}

/* ---- trimmed means ---- */

struct str values_trimmed_mean(const struct values *values, struct num percent, const struct stats_manner *manner)
{
    size_t count;
    const struct num *sorted = values_sorted(values, manner->mem, &count);
    __int128 whole = 200;
    for (int32_t i = 0; i < percent.scale; i++)
        whole *= 10;
    size_t cut = (size_t)((__int128)count * percent.mantissa / whole);
    struct num_sum sum = {0, 0, NULL};
    for (size_t i = cut; i + cut < count; i++)
        num_sum_add(manner->mem, &sum, sorted[i]);
    if (2 * cut >= count)
        return (struct str){NULL, 0};
    return num_mean_text(manner->mem, &sum, count - 2 * cut, manner->places, manner->how);
}

/* ---- weighted percentiles ---- */

struct weighted {
    struct num value, weight;
};

static int by_weighted_value(const void *a, const void *b)
{
    return num_compare(((const struct weighted *)a)->value, ((const struct weighted *)b)->value);
}

static struct weighted *sorted_by_value(const struct weighted_values *values, struct mem *mem, size_t *count)
{
    const struct num *value = values_list(&values->value, mem, count);
    const struct num *weight = values_list(&values->weight, mem, count);
    struct weighted *list = mem_array(mem, *count, sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = (struct weighted){value[i], weight[i]};
    qsort(list, *count, sizeof *list, by_weighted_value);
    return list;
}

/* What is still to come before 100 times the weights so far reach `percent` times all of
 * them: it begins at -percent * all. */
struct str values_weighted_percentile(const struct weighted_values *values, struct num percent,
                                      const struct stats_manner *manner, const char **why)
{
    size_t count, i;
    struct mem *mem = manner->mem;
    const struct weighted *list = sorted_by_value(values, mem, &count);
    struct num_sum short_by = {0, 0, NULL}, all = {0, 0, NULL}, result = {0, values_scale(&values->value), NULL};
    for (i = 0; i < count; i++) {
        if (num_sign(list[i].weight) < 0) {
            *why = N_("a weight is negative");
            return (struct str){NULL, 0};
        }
        num_sum_add(mem, &all, list[i].weight);
        num_sum_add_product(mem, &short_by, list[i].weight, num_negate(percent));
    }
    if (num_sum_sign(&all) == 0) {
        *why = N_("the weights add up to 0");
        return (struct str){NULL, 0};
    }
    for (i = 0; i < count; i++) {
        num_sum_add_product(mem, &short_by, list[i].weight, num_of(100));
        if (num_sign(list[i].weight) > 0 && num_sum_sign(&short_by) >= 0)
            break;
    }
    num_sum_add(mem, &result, list[i].value);
    return stats_sum_text(mem, &result, manner->places, manner->how);
}
