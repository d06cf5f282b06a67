/* num - decimal numbers, held exactly
 *
 * A number is a decimal text: sign, digits, point, exponent.  It is held as an
 * integer of up to 38 digits and a scale (places after the point), so 1.10 keeps
 * its two places.  Sums, differences and products are exact; sums of any number
 * of values are exact and do not depend on order (struct num_sum: 128 bits, and
 * beyond that integers without limit).  Means, variances and deviations come
 * from exact sums and are rounded once.  Other division, roots, powers and logs
 * are IEEE double.  Nothing here knows a locale, NaN or infinity.
 *
 * Rounding is half away from zero on the decimal text (2.675 to 2 places is
 * 2.68); NUM_HALF_EVEN is offered.
 *
 * The only module that includes gmp.h.
 */
#ifndef NUM_H
#define NUM_H

#include "base/mem.h"
#include "values/num_read.h"

/* mantissa * 10^-scale, |mantissa| < 10^38, -400 <= scale <= 438 */
struct num {
    __int128 mantissa;
    int32_t scale;
};

enum num_verdict {
    NUM_OK,
    NUM_EMPTY,                /* nothing, not even a space: missing */
    NUM_TEXT,                 /* not a number; also NaN, inf, 0x10, 1_000, 1,000, " 5" */
    NUM_LONG,                 /* more than 38 significant digits */
    NUM_RANGE                 /* an exponent beyond +-400 */
};

/* Reads [+-] digits [. digits] [e [+-] digits]; ".5" and "5." are numbers, the
 * whole text must be one.  Leading zeros do not count as digits, zeros at the end
 * do: they are places; but those that 38 digits do not hold are let go, so that
 * 1 with forty zeros is a number.  *value is written only with NUM_OK. */
enum num_verdict num_parse(struct str text, struct num *value);

/* The same, and faster, of a roomy text (str.h), as fields of records are. */
static inline enum num_verdict num_parse_field(struct str text, struct num *value);

/* Is it, to such a glance, digits with perhaps a point among them and a minus before them?
 * What is not may be a number all the same.  Bytes as for num_parse_field. */
static inline bool num_is_short(struct str text);

/* What is wrong with a text, for a message: "has more than 38 significant digits", or "is not a
 * number" and, where that leaves no doubt, how it is written: " (did you mean 1234?)". */
const char *num_why(struct mem *mem, enum num_verdict verdict, struct str text);

/* A whole number. */
struct num num_of(int64_t value);

/* Negative, 0 or positive; 1.0 and 1.00 are equal.  Exact for all values. */
int num_compare(struct num a, struct num b);
int num_sign(struct num value);
struct num num_negate(struct num value);
struct num num_abs(struct num value);

/* The largest whole number that divides both, whatever their signs; the other's magnitude
 * where one is 0. */
__int128 num_common_divisor(__int128 a, __int128 b);

/* Half a unit of the last place that is shown: how far what was rounded to this may have been
 * from it.  An exponent hides no digits: 6e+05 is as near as 600000, half a unit is 0.5. */
struct num num_half_unit(struct num value);

/* Exact; false, with *result untouched, when the result needs more than 38 digits.
 * A result has the larger of the two scales (their sum in a product), and fewer
 * places only where 38 digits would not hold its zeros. */
bool num_add(struct num a, struct num b, struct num *result);
bool num_subtract(struct num a, struct num b, struct num *result);
bool num_multiply(struct num a, struct num b, struct num *result);

/* The same number with the point moved: value * 10^by.  Exact; false outside the range. */
bool num_shift(struct num value, int by, struct num *result);

enum num_rounding { NUM_HALF_UP, NUM_HALF_EVEN };  /* half up: away from zero */

/* a / b rounded once to `places` (-400 to 438); false when b is 0 or the result
 * too long. */
bool num_divide(struct num a, struct num b, int places, enum num_rounding how, struct num *result);

/* a / b, b > 0, rounded half away from zero, where that stands on the same side of each limit as the quotient does.
 * False where it does not, and where numbers are too large for 127 bits to tell: those of some 18 digits are not. */
bool num_divide_beside(struct num a, struct num b, int places, const struct num *limit, size_t limits,
                       struct num *result);

/* Rounded to `places` (may be negative: -3 rounds to thousands); a number with
 * fewer places gets zeros when that fits in 38 digits. */
struct num num_round(struct num value, int places, enum num_rounding how);

/* The nearest double, correctly rounded; false when the value is too large for a
 * double.  One too small for a double gives 0. */
bool num_to_double(struct num value, double *result);

/* The shortest decimal that reads back as the same double, as a number; false for
 * NaN and infinities. */
bool num_from_double(double value, struct num *result);

/* Writes the number plainly, with exactly scale places when scale >= 0 ("1.10",
 * "-0.5", never "-0"), or as "1.10e+41" when the first digit stands more than 40
 * places from the point; returns the length.  num_parse reads back the same number,
 * with the same scale when that was 0 or more. */
#define NUM_TEXT_MAX 96
size_t num_write(char into[NUM_TEXT_MAX], struct num value);

/* Is the text, from which the number was read, what num_write makes of it? */
bool num_is_written(struct str text, struct num value);

/* The shortest text that reads back as the same double ("0.1"; with an exponent only
 * from "1e+21" on and below "0.000001"); returns the length, 0 for NaN and infinities. */
size_t num_write_double(char into[NUM_TEXT_MAX], double value);

/* The text, kept in an arena. */
struct str num_text(struct mem *mem, struct num value);

/* ---- exact sums ---- */

/* Begins as zero bytes.  Holds mantissa and scale in 128 bits while they fit, then
 * integers without limit taken from `mem`. */
struct num_wide;
struct num_sum {
    __int128 mantissa;
    int32_t scale;            /* the largest that came in */
    struct num_wide *wide;
};

/* Adds a value, a product, or another sum: exact, in any order, never fails.  The
 * arena must live as long as the sum. */
static inline void num_sum_add(struct mem *mem, struct num_sum *sum, struct num value);
static inline void num_sum_add_product(struct mem *mem, struct num_sum *sum, struct num a, struct num b);
void num_sum_merge(struct mem *mem, struct num_sum *sum, const struct num_sum *other);

/* Adds value^power, power 1 to 4. */
void num_sum_add_power(struct mem *mem, struct num_sum *sum, struct num value, unsigned power);

/* Negative, 0 or positive. */
int num_sum_sign(const struct num_sum *sum);

/* The sum as a number; false when it has more than 38 digits. */
bool num_sum_value(const struct num_sum *sum, struct num *value);

/* The sum itself, with all its places and digits, however many, and never an
 * exponent. */
struct str num_sum_text(struct mem *mem, const struct num_sum *sum);

/* What is asked of quotients of sums: a fixed number of places (-400 to 438), or the
 * shortest text of the correctly rounded double.  (Where that double would be
 * infinite or below 2.2e-308: 17 digits and an exponent.) */
#define NUM_SHORTEST INT32_MIN

/* sum / count.  count > 0; with a count of 1 it is the sum rounded to `places`. */
struct str num_mean_text(struct mem *mem, const struct num_sum *sum, uint64_t count, int places,
                         enum num_rounding how);

/* a / b; the empty text when b is 0. */
struct str num_ratio_text(struct mem *mem, const struct num_sum *a, const struct num_sum *b, int places,
                          enum num_rounding how);

/* (n * squares - sum^2) / (n * (n - ddof)), and its square root, correctly rounded
 * once.  Empty when n <= ddof.  `squares` is the sum of the products of the same
 * values with themselves. */
struct str num_variance_text(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares,
                             uint64_t count, unsigned ddof, int places, enum num_rounding how);
struct str num_deviation_text(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares,
                              uint64_t count, unsigned ddof, int places, enum num_rounding how);

/* Sums of the powers and products of the same values; what is not needed may be null. */
struct num_moments {
    uint64_t count;
    const struct num_sum *x, *x2, *x3, *x4;
    const struct num_sum *y, *y2, *xy;
};

/* What is found from them.  Deviations and the covariance are those of a sample (n - 1);
 * skewness and kurtosis are G1 and G2 as in Excel, SAS and SPSS (D. N. Joanes and C. A.
 * Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47, 1998). */
enum num_shape {
    NUM_VARIATION,            /* deviation / mean: x, x2 */
    NUM_SKEWNESS,             /* x, x2, x3 */
    NUM_KURTOSIS,             /* the excess over a normal distribution's: x, x2, x3, x4 */
    NUM_COVARIANCE,           /* x, y, xy */
    NUM_CORRELATION           /* Pearson's r: x, x2, y, y2, xy */
};

/* Correctly rounded once.  Empty where a divisor is 0, too few values included. */
struct str num_shape_text(struct mem *mem, enum num_shape shape, const struct num_moments *moments, int places,
                          enum num_rounding how);

/* The geometric and the harmonic mean of `count` positive values, sorted upwards, count
 * > 0; correctly rounded once.  No logarithm is taken: the candidates for the last digit
 * are held against the product, or the sum of reciprocals, in as many bits as tell. */
struct str num_geometric_text(struct mem *mem, const struct num *value, size_t count, int places,
                              enum num_rounding how);
struct str num_harmonic_text(struct mem *mem, const struct num *value, size_t count, int places,
                             enum num_rounding how);

/* The rate in percent by which `below` grows to `above` in `steps` equal steps: ((above /
 * below)^(1 / steps) - 1) * 100, correctly rounded once.  Both are above 0, steps > 0. */
double num_growth_double(struct num above, struct num below, unsigned steps);
struct str num_growth_text(struct mem *mem, struct num above, struct num below, unsigned steps, int places,
                           enum num_rounding how);

/* ---- inside ---- */

static inline enum num_verdict num_parse_field(struct str text, struct num *value)
{
    bool negative = text.length && *text.at == '-';
    size_t length = text.length - negative;
    int64_t mantissa;
    int32_t scale;
    if (length - 1 >= 15 || !num_read_digits(text.at + text.length, length, &mantissa, &scale))
        return num_parse(text, value);
    value->mantissa = (mantissa ^ -(int64_t)negative) + negative;
    value->scale = scale;
    return NUM_OK;
}

static inline bool num_is_short(struct str text)
{
    size_t length = text.length - (text.length && *text.at == '-');
    int64_t mantissa;
    int32_t scale;
    return length - 1 < 15 && num_read_digits(text.at + text.length, length, &mantissa, &scale);
}

/* The general ways behind the two functions that follow. */
void num_sum_add_any(struct mem *mem, struct num_sum *sum, struct num value);
void num_sum_add_product_any(struct mem *mem, struct num_sum *sum, struct num a, struct num b);

static inline void num_sum_add(struct mem *mem, struct num_sum *sum, struct num value)
{
    __int128 total;
    if (value.scale == sum->scale && !__builtin_add_overflow(sum->mantissa, value.mantissa, &total))
        sum->mantissa = total;
    else
        num_sum_add_any(mem, sum, value);
}

static inline void num_sum_add_product(struct mem *mem, struct num_sum *sum, struct num a, struct num b)
{
    int64_t left = (int64_t)a.mantissa, right = (int64_t)b.mantissa;
    __int128 total;
    if (a.scale + b.scale == sum->scale && left == a.mantissa && right == b.mantissa &&
        !__builtin_add_overflow(sum->mantissa, (__int128)left * right, &total))
        sum->mantissa = total;
    else
        num_sum_add_product_any(mem, sum, a, b);
}

#endif
