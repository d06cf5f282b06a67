/* num - see num.h.  Exact sums, and the quotients of sums.
 *
 * A sum is (wide + mantissa) * 10^-scale: wide stays null until 128 bits overflow,
 * and then takes in what the mantissa holds.  So one value can be held in many ways,
 * but its text and its quotients are found from the total and the scale, which only
 * depend on what was added. */
#include <string.h>

#include "values/num_inside.h"

/* ---- adding ---- */

/* Adds value * 10^by to the wide part. */
static void add_wide(struct mem *mem, struct num_sum *sum, __int128 value, unsigned by)
{
    num_u128 magnitude = num_magnitude(value);
    num_wide_add(mem, sum, &magnitude, 1, value < 0, by);
}

/* Moves the mantissa to the wide part. */
static void spill(struct mem *mem, struct num_sum *sum)
{
    add_wide(mem, sum, sum->mantissa, 0);
    sum->mantissa = 0;
}

/* Brings the sum to a larger scale. */
static void deepen(struct mem *mem, struct num_sum *sum, int32_t scale)
{
    unsigned by = (unsigned)(scale - sum->scale);
    if (sum->wide)
        num_wide_raise(mem, sum, by);
    __int128 raised;
    if (sum->mantissa != 0) {
        if (by > 37 || __builtin_mul_overflow(sum->mantissa, (__int128)num_power(by), &raised)) {
            if (!sum->wide) {
                spill(mem, sum);
                num_wide_raise(mem, sum, by);
            } else {
                add_wide(mem, sum, sum->mantissa, by);
                sum->mantissa = 0;
            }
        } else {
            sum->mantissa = raised;
        }
    }
    sum->scale = scale;
}

/* Adds +-magnitude * 10^by to the mantissa; false when 128 bits do not hold it. */
static inline bool add_small(struct num_sum *sum, __int128 value, unsigned by)
{
    int64_t small = (int64_t)value;
    __int128 raised = value, total;
    if (by) {
        if (by < 19 && small == value)
            raised = (__int128)small * (int64_t)num_ten[by];
        else if (by > 37 || __builtin_mul_overflow(value, (__int128)num_power(by), &raised))
            return value == 0;
    }
    if (__builtin_add_overflow(sum->mantissa, raised, &total))
        return false;
    sum->mantissa = total;
    return true;
}

void num_sum_add_any(struct mem *mem, struct num_sum *sum, struct num value)
{
    if (value.scale > sum->scale)
        deepen(mem, sum, value.scale);
    unsigned by = (unsigned)(sum->scale - value.scale);
    if (!add_small(sum, value.mantissa, by))
        add_wide(mem, sum, value.mantissa, by);
}

void num_sum_add_product_any(struct mem *mem, struct num_sum *sum, struct num a, struct num b)
{
    int32_t scale = a.scale + b.scale;
    if (scale > sum->scale)
        deepen(mem, sum, scale);
    unsigned by = (unsigned)(sum->scale - scale);
    __int128 product;
    if (!__builtin_mul_overflow(a.mantissa, b.mantissa, &product) && add_small(sum, product, by))
        return;
    num_u128 factor[] = {num_magnitude(a.mantissa), num_magnitude(b.mantissa)};
    num_wide_add(mem, sum, factor, 2, (a.mantissa < 0) != (b.mantissa < 0), by);
}

void num_sum_add_power(struct mem *mem, struct num_sum *sum, struct num value, unsigned power)
{
    int32_t scale = value.scale * (int32_t)power;
    if (scale > sum->scale)
        deepen(mem, sum, scale);
    unsigned by = (unsigned)(sum->scale - scale);
    __int128 product = value.mantissa;
    bool small = true;
    for (unsigned i = 1; i < power; i++)
        small = small && !__builtin_mul_overflow(product, value.mantissa, &product);
    if (small && add_small(sum, product, by))
        return;
    num_u128 factor[] = {num_magnitude(value.mantissa), num_magnitude(value.mantissa), num_magnitude(value.mantissa),
                         num_magnitude(value.mantissa)};
    num_wide_add(mem, sum, factor, power, value.mantissa < 0 && power % 2, by);
}

void num_sum_merge(struct mem *mem, struct num_sum *sum, const struct num_sum *other)
{
    if (other->scale > sum->scale)
        deepen(mem, sum, other->scale);
    unsigned by = (unsigned)(sum->scale - other->scale);
    if (!add_small(sum, other->mantissa, by))
        add_wide(mem, sum, other->mantissa, by);
    if (other->wide)
        num_wide_merge(mem, sum, other->wide, by);
}

/* ---- reading ---- */

int num_sum_sign(const struct num_sum *sum)
{
    if (sum->wide)
        return num_wide_sign(sum);
    return (sum->mantissa > 0) - (sum->mantissa < 0);
}

bool num_sum_value(const struct num_sum *sum, struct num *value)
{
    if (sum->wide || num_magnitude(sum->mantissa) >= num_power(NUM_DIGITS) || sum->scale > NUM_SCALE_MAX)
        return num_wide_value(sum, value);
    *value = (struct num){sum->mantissa, sum->scale};
    return true;
}

enum { SHORT_PLACES = 100 };

/* The text of +-magnitude * 10^-scale, scale at most SHORT_PLACES either way. */
static struct str short_text(struct mem *mem, bool negative, num_u128 magnitude, int32_t scale)
{
    char digits[48], *end = digits + sizeof digits;
    char *digit = num_digits_before(end, magnitude);
    char text[sizeof digits + SHORT_PLACES + 8], *at = text;
    if (negative && magnitude)
        *at++ = '-';
    at = num_put_plain(at, digit, (size_t)(end - digit), scale);
    return mem_copy(mem, (struct str){text, (size_t)(at - text)});
}

struct str num_sum_text(struct mem *mem, const struct num_sum *sum)
{
    if (sum->wide || sum->scale > SHORT_PLACES)
        return num_wide_text(mem, sum);
    return short_text(mem, sum->mantissa < 0, num_magnitude(sum->mantissa), sum->scale);
}

/* ---- quotients ---- */

static struct str double_text(struct mem *mem, bool negative, double magnitude)
{
    char text[NUM_TEXT_MAX];
    return mem_copy(mem, (struct str){text, num_write_double(text, negative ? -magnitude : magnitude)});
}

/* *value * 10^by for `by` of either sign: what is to be divided goes to *below. */
static bool scale_quotient(num_u128 *above, num_u128 *below, int by)
{
    num_u128 *raised = by < 0 ? below : above;
    unsigned places = (unsigned)(by < 0 ? -by : by);
    return places == 0 || (places <= NUM_DIGITS && !__builtin_mul_overflow(*raised, num_power(places), raised));
}

/* The text of +-above / below * 10^-scale; false when 128 bits do not do. */
static bool quotient_text(struct mem *mem, bool negative, num_u128 above, num_u128 below, int scale, int places,
                          enum num_rounding how, struct str *text)
{
    if (places == NUM_SHORTEST) {
        double result;
        if (!scale_quotient(&above, &below, -scale) || !num_quotient_double(above, below, false, &result))
            return false;
        *text = double_text(mem, negative, result);
        return true;
    }
    if (places > SHORT_PLACES || places < -SHORT_PLACES || !scale_quotient(&above, &below, places - scale))
        return false;
    *text = short_text(mem, negative, num_divide_rounded(above, below, how), places);
    return true;
}

struct str num_mean_text(struct mem *mem, const struct num_sum *sum, uint64_t count, int places,
                         enum num_rounding how)
{
    struct str text;
    if (!sum->wide && quotient_text(mem, sum->mantissa < 0, num_magnitude(sum->mantissa), count, sum->scale, places,
                                    how, &text))
        return text;
    return num_wide_mean(mem, sum, count, places, how);
}

struct str num_ratio_text(struct mem *mem, const struct num_sum *a, const struct num_sum *b, int places,
                          enum num_rounding how)
{
    struct str text;
    if (num_sum_sign(b) == 0)
        return (struct str){NULL, 0};
    if (!a->wide && !b->wide &&
        quotient_text(mem, (a->mantissa < 0) != (b->mantissa < 0), num_magnitude(a->mantissa),
                      num_magnitude(b->mantissa), a->scale - b->scale, places, how, &text))
        return text;
    return num_wide_ratio(mem, a, b, places, how);
}

/* n * squares - sum^2 and n * (n - ddof), in units of 10^-squares->scale. */
struct spread {
    num_u128 above, below;
};

static bool spread_of(const struct num_sum *sum, const struct num_sum *squares, uint64_t count, unsigned ddof,
                      struct spread *spread)
{
    if (sum->wide || squares->wide || squares->scale != 2 * sum->scale)
        return false;
    num_u128 left, right, magnitude = num_magnitude(sum->mantissa);
    if (__builtin_mul_overflow(num_magnitude(squares->mantissa), (num_u128)count, &left) ||
        __builtin_mul_overflow(magnitude, magnitude, &right))
        return false;
    spread->above = left > right ? left - right : 0;
    spread->below = (num_u128)count * (count - ddof);
    return true;
}

/* The square root of above / below * 10^-(2 * scale). */
static bool root_text(struct mem *mem, struct spread spread, int scale, int places, enum num_rounding how,
                      struct str *text)
{
    if (!scale_quotient(&spread.above, &spread.below, -2 * scale))
        return false;
    double result;
    uint64_t whole;
    (void)how;                /* what is exactly half way is left to the exact way */
    if (places == NUM_SHORTEST) {
        if (!num_quotient_double(spread.above, spread.below, true, &result))
            return false;
        *text = double_text(mem, false, result);
        return true;
    }
    if (!num_root_places(spread.above, spread.below, places, &whole))
        return false;
    *text = short_text(mem, false, whole, places);
    return true;
}

struct str num_variance_text(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares,
                             uint64_t count, unsigned ddof, int places, enum num_rounding how)
{
    struct spread spread;
    struct str text;
    if (count <= ddof)
        return (struct str){NULL, 0};
    if (spread_of(sum, squares, count, ddof, &spread) &&
        quotient_text(mem, false, spread.above, spread.below, squares->scale, places, how, &text))
        return text;
    return num_wide_variance(mem, sum, squares, count, ddof, false, places, how);
}

struct str num_deviation_text(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares,
                              uint64_t count, unsigned ddof, int places, enum num_rounding how)
{
    struct spread spread;
    struct str text;
    if (count <= ddof)
        return (struct str){NULL, 0};
    if (spread_of(sum, squares, count, ddof, &spread) &&
        root_text(mem, spread, sum->scale, places, how, &text))
        return text;
    return num_wide_variance(mem, sum, squares, count, ddof, true, places, how);
}
