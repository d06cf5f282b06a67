/* measure - see measure.h */
#include <math.h>

#include "values/measure.h"

struct measure measure_of(struct num value)
{
    return (struct measure){.known = true, .exact = true, .above = value, .below = num_of(1)};
}

struct measure measure_quotient(struct num above, struct num below)
{
    if (num_sign(below) == 0)
        return (struct measure){0};
    if (num_sign(below) < 0)
        above = num_negate(above), below = num_negate(below);
    return (struct measure){.known = true, .exact = true, .above = above, .below = below};
}

struct measure measure_double(double number)
{
    return (struct measure){.known = isfinite(number), .number = number};
}

/* ---- arithmetic ---- */

/* The quotient without common factors; a power of ten below moves the point above, so
 * that every decimal stands over 1. */
static struct measure reduced(struct measure measure)
{
    struct num above = measure.above, below = measure.below;
    __int128 common = num_common_divisor(below.mantissa, above.mantissa);
    if (common > 1) {
        above.mantissa /= common;
        below.mantissa /= common;
    }
    if (num_shift(above, below.scale, &above)) {
        below.scale = 0;
        measure.above = above;
        measure.below = below;
    }
    return measure;
}

/* The nearest double; infinite beyond the largest. */
static double near(struct num value)
{
    double result;
    return num_to_double(value, &result) ? result : copysign(INFINITY, num_sign(value));
}

double measure_near(struct measure measure)
{
    if (!measure.exact)
        return measure.number;
    double quotient = near(measure.above) / near(measure.below);
    if (isfinite(quotient))
        return quotient;
    /* 1e400 / 1e399 is 10. */
    measure = reduced(measure);
    return near(measure.above) / near(measure.below);
}

/* Both times the product of what they stand over; false when 38 digits do not hold that. */
static bool crosswise(struct measure a, struct measure b, struct num *left, struct num *right)
{
    return num_multiply(a.above, b.below, left) && num_multiply(b.above, a.below, right);
}

/* a and b over the product of what they stand over; false when 38 digits do not hold it. */
static bool over_one(struct measure a, struct measure b, struct num *left, struct num *right, struct num *below)
{
    if (num_compare(a.below, b.below) == 0) {
        *left = a.above;
        *right = b.above;
        *below = a.below;
        return true;
    }
    return crosswise(a, b, left, right) && num_multiply(a.below, b.below, below);
}

typedef bool exact_step(struct measure a, struct measure b, struct measure *result);

static bool add_exactly(struct measure a, struct measure b, struct measure *result)
{
    struct num left, right, above, below;
    if (!over_one(a, b, &left, &right, &below) || !num_add(left, right, &above))
        return false;
    *result = measure_quotient(above, below);
    return true;
}

static bool multiply_exactly(struct measure a, struct measure b, struct measure *result)
{
    struct num above, below;
    if (!num_multiply(a.above, b.above, &above) || !num_multiply(a.below, b.below, &below))
        return false;
    *result = measure_quotient(above, below);
    return true;
}

static bool divide_exactly(struct measure a, struct measure b, struct measure *result)
{
    struct num above, below;
    if (!num_multiply(a.above, b.below, &above) || !num_multiply(a.below, b.above, &below))
        return false;
    *result = measure_quotient(above, below);
    return true;
}

/* One step, on the quotients as they are or, where they have grown too long, reduced. */
static bool exactly(exact_step *step, struct measure a, struct measure b, struct measure *result)
{
    return a.exact && b.exact && (step(a, b, result) || step(reduced(a), reduced(b), result));
}

struct measure measure_add(struct measure a, struct measure b)
{
    struct measure result = {0};
    if (!a.known || !b.known || exactly(add_exactly, a, b, &result))
        return result;
    return measure_double(measure_near(a) + measure_near(b));
}

struct measure measure_negate(struct measure measure)
{
    measure.above = num_negate(measure.above);
    measure.number = -measure.number;
    measure.steps = 0;
    return measure;
}

struct measure measure_subtract(struct measure a, struct measure b)
{
    return measure_add(a, measure_negate(b));
}

struct measure measure_multiply(struct measure a, struct measure b)
{
    struct measure result = {0};
    if (!a.known || !b.known || exactly(multiply_exactly, a, b, &result))
        return result;
    return measure_double(measure_near(a) * measure_near(b));
}

struct measure measure_divide(struct measure a, struct measure b)
{
    struct measure result = {0};
    if (!a.known || !b.known || measure_sign(b) == 0 || exactly(divide_exactly, a, b, &result))
        return result;
    return measure_double(measure_near(a) / measure_near(b));
}

struct measure measure_shift(struct measure measure, int by)
{
    struct num ten, one = num_of(1);
    if (!measure.known)
        return measure;
    if (measure.exact && num_shift(measure.above, by, &measure.above))
        return measure;
    return num_shift(one, by, &ten) ? measure_multiply(measure, measure_of(ten)) : (struct measure){0};
}

struct measure measure_growth(struct measure ratio, int steps)
{
    if (steps == 1)
        return measure_shift(measure_subtract(ratio, measure_of(num_of(1))), 2);
    if (!ratio.known || measure_sign(ratio) <= 0)
        return (struct measure){0};
    if (!ratio.exact)
        return measure_double(100 * (pow(ratio.number, 1.0 / steps) - 1));
    struct measure growth = measure_double(num_growth_double(ratio.above, ratio.below, (unsigned)steps));
    growth.steps = (unsigned)steps;
    growth.above = ratio.above;
    growth.below = ratio.below;
    return growth;
}

int measure_sign(struct measure measure)
{
    return measure.exact ? num_sign(measure.above) : (measure.number > 0) - (measure.number < 0);
}

int measure_order(struct measure a, struct measure b)
{
    struct num one, other;
    if (a.exact && b.exact && (crosswise(a, b, &one, &other) || crosswise(reduced(a), reduced(b), &one, &other)))
        return num_compare(one, other);
    double left = measure_near(a), right = measure_near(b);
    return (left > right) - (left < right);
}

static int compare(const struct measure *a, struct num b)
{
    struct num product;
    if (a->exact && num_multiply(a->below, b, &product))
        return num_compare(a->above, product);
    double left = measure_near(*a), right = near(b);
    return (left > right) - (left < right);
}

int measure_compare(struct measure a, struct num b)
{
    return compare(&a, b);
}

/* ---- as decimals and texts ---- */

enum { PLACES_FEW = 36 };     /* of a text without an exponent, whatever the digits before the point */

bool measure_decimal(struct measure measure, struct num *value)
{
    if (!measure.known || !measure.exact)
        return false;
    measure = reduced(measure);
    /* Only factors 2 and 5 may stand below; k of them need at most k places. */
    int twos = 0, fives = 0;
    for (; measure.below.mantissa % 2 == 0; twos++)
        measure.below.mantissa /= 2;
    for (; measure.below.mantissa % 5 == 0; fives++)
        measure.below.mantissa /= 5;
    if (measure.below.mantissa != 1)
        return false;
    struct num above = measure.above, two = num_of(2), five = num_of(5);
    for (int i = twos; i < fives; i++)
        if (!num_multiply(above, two, &above))
            return false;
    for (int i = fives; i < twos; i++)
        if (!num_multiply(above, five, &above))
            return false;
    return num_shift(above, measure.below.scale - (twos > fives ? twos : fives), value);
}

/* Over 1: a decimal that stands above as it is. */
static inline bool is_whole(const struct num *below)
{
    return below->mantissa == 1 && below->scale == 0;
}

/* An exact quotient as a decimal of so many places, where 38 digits hold it with all of them. */
static bool round_exact(const struct measure *measure, int places, enum num_rounding how, struct num *value)
{
    if (is_whole(&measure->below)) {
        *value = num_round(measure->above, places, how);
        return true;
    }
    return num_divide(measure->above, measure->below, places, how, value) && value->scale == places;
}

static struct str write_exact(struct mem *mem, const struct measure *measure, int places, enum num_rounding how)
{
    struct num value;
    struct num_sum above = {0}, below = {0};
    if (places >= 0 && places <= PLACES_FEW && round_exact(measure, places, how, &value))
        return num_text(mem, value);
    if (places >= 0 && is_whole(&measure->below))
        return num_text(mem, num_round(measure->above, places, how));
    num_sum_add(mem, &above, measure->above);
    num_sum_add(mem, &below, measure->below);
    return num_ratio_text(mem, &above, &below, places, how);
}

static struct str write(struct mem *mem, const struct measure *measure, int places, enum num_rounding how)
{
    struct num value;
    if (!measure->known)
        return (struct str){NULL, 0};
    if (places == NUM_SHORTEST && measure_decimal(*measure, &value))
        return num_text(mem, value);
    if (measure->exact)
        return write_exact(mem, measure, places, how);
    if (measure->steps)
        return num_growth_text(mem, measure->above, measure->below, measure->steps, places, how);
    char digits[NUM_TEXT_MAX];
    if (places == NUM_SHORTEST)
        return mem_copy(mem, (struct str){digits, num_write_double(digits, measure->number)});
    return num_from_double(measure->number, &value) ? num_text(mem, num_round(value, places, how))
                                                    : (struct str){NULL, 0};
}

struct str measure_write(struct mem *mem, struct measure measure, int places, enum num_rounding how)
{
    return write(mem, &measure, places, how);
}

struct str measure_text(struct mem *mem, struct measure measure, int places)
{
    return write(mem, &measure, places, NUM_HALF_UP);
}

/* A hundred times as much; not known where that has too many digits. */
static struct measure percent_of(struct measure measure)
{
    if (measure.exact && !num_shift(measure.above, 2, &measure.above))
        return (struct measure){0};
    measure.number *= 100;
    measure.steps = 0;
    return measure;
}

struct str measure_percent(struct mem *mem, struct measure measure, int places)
{
    return measure_text(mem, percent_of(measure), places);
}

/* ---- beside limits ---- */

enum { PLACES_MORE = 12 };

static int sign_of(int order)
{
    return (order > 0) - (order < 0);
}

/* Does the text stand on the same side of every limit as the measure does? */
static bool stands_right(const struct measure *measure, struct str text, const struct num *limit, size_t limits)
{
    struct num shown;
    if (num_parse(text, &shown) != NUM_OK)
        return true;
    for (size_t i = 0; i < limits; i++)
        if (sign_of(compare(measure, limit[i])) != sign_of(num_compare(shown, limit[i])))
            return false;
    return true;
}

struct str measure_text_beside(struct mem *mem, struct measure measure, int places, const struct num *limit,
                               size_t limits)
{
    struct num shown;
    if (measure.known && measure.exact &&
        num_divide_beside(measure.above, measure.below, places, limit, limits, &shown))
        return num_text(mem, shown);
    struct str plain = write(mem, &measure, places, NUM_HALF_UP), text = plain;
    for (int more = 1; limits && text.length && !stands_right(&measure, text, limit, limits); more++) {
        if (more > PLACES_MORE)
            return plain;
        text = write(mem, &measure, places + more, NUM_HALF_UP);
    }
    return text;
}

struct str measure_percent_beside(struct mem *mem, struct measure measure, int places, const struct num *limit,
                                  size_t limits)
{
    struct num *percent = mem_array(mem, limits, sizeof *percent);
    for (size_t i = 0; i < limits; i++)
        if (!num_shift(limit[i], 2, &percent[i]))
            return measure_percent(mem, measure, places);
    return measure_text_beside(mem, percent_of(measure), places, percent, limits);
}
