/* num - see num.h.  Doubles: their shortest text, and the nearest one to a quotient.
 *
 * Two methods are at home here.  The shortest text is Schubfach (Raffaello
 * Giulietti, "The Schubfach way to render doubles", 2020): the double and the two
 * borders of the numbers that read back as it are multiplied by one power of ten in
 * 128 bits, and the only one or two candidates looked at.  The nearest double to a
 * quotient is found in double-double arithmetic (T. J. Dekker, "A floating-point
 * technique for extending the available precision", 1971): two doubles carry 106
 * bits, and only where those 106 bits leave the last bit open is the exact way in
 * num_wide needed. */
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "values/num_inside.h"

/* Dekker's sums need each operation rounded for itself. */
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#else
#pragma GCC optimize("fp-contract=off")
#endif

/* ---- the shortest text ---- */

enum { FIRST_POWER = -292, LAST_POWER = 324 };

static struct num_bits power[LAST_POWER - FIRST_POWER + 1];

static void fill_powers(void)
{
    num_wide_powers(power, FIRST_POWER, LAST_POWER - FIRST_POWER + 1);
}

/* floor(log2(10^exponent)), floor(log10(2^exponent)) and floor(log10(3/4 * 2^exponent)),
 * right for all exponents of doubles. */
static int log2_of_power(int exponent)
{
    return (exponent * 1741647) >> 19;
}

static int log10_of_binary(int exponent, bool three_quarters)
{
    return (exponent * 1262611 - (three_quarters ? 524031 : 0)) >> 22;
}

/* The highest 64 bits of g * x / 2^64, the lowest bit set when anything was cut off. */
static uint64_t multiply_to_odd(struct num_bits g, uint64_t x)
{
    num_u128 low = (num_u128)g.low * x;
    num_u128 high = (num_u128)g.high * x + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* A double's shortest decimal: digits * 10^exponent, digits without zeros at the end. */
struct shortest {
    uint64_t digits;
    int32_t exponent;
};

/* significand * 2^exponent; `narrow` where the next double below is half as far. */
static struct shortest schubfach(uint64_t significand, int exponent, bool narrow)
{
    int k = log10_of_binary(exponent, narrow);
    int shift = exponent + log2_of_power(-k) + 1;
    struct num_bits g = power[-k - FIRST_POWER];
    uint64_t below = multiply_to_odd(g, (4 * significand - 2 + narrow) << shift);
    uint64_t value = multiply_to_odd(g, (4 * significand) << shift);
    uint64_t above = multiply_to_odd(g, (4 * significand + 2) << shift);
    /* the borders themselves read back as it only when its last bit is 0 */
    uint64_t open = significand & 1;
    below += open;
    above -= open;
    uint64_t whole = value / 4;
    if (whole >= 10) {
        uint64_t tens = whole / 10;
        bool down = below <= 40 * tens, up = 40 * tens + 40 <= above;
        if (down != up)
            return (struct shortest){tens + up, k + 1};
    }
    bool down = below <= 4 * whole, up = 4 * whole + 4 <= above;
    if (down != up)
        return (struct shortest){whole + up, k};
    uint64_t middle = 4 * whole + 2;
    return (struct shortest){whole + (value > middle || (value == middle && (whole & 1))), k};
}

static struct shortest shortest_of(double positive)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    uint64_t bits;
    memcpy(&bits, &positive, sizeof bits);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    int exponent = (int)(bits >> 52 & 0x7FF);
    struct shortest result;
    if (positive < 0x1p53 && positive >= 1 && positive == (double)(uint64_t)positive) {
        result = (struct shortest){(uint64_t)positive, 0};
    } else {
        pthread_once(&once, fill_powers);
        result = exponent ? schubfach(fraction | (uint64_t)1 << 52, exponent - 1075, fraction == 0 && exponent > 1)
                          : schubfach(fraction, -1074, false);
    }
    while (result.digits % 10 == 0) {
        result.digits /= 10;
        result.exponent++;
    }
    return result;
}

bool num_from_double(double value, struct num *result)
{
    if (!isfinite(value))
        return false;
    struct shortest text = {0, 0};
    if (value != 0)
        text = shortest_of(fabs(value));
    num_u128 digits = text.digits;
    /* a whole number keeps its zeros as digits where there is room for them */
    if (text.exponent > 0 && num_count_digits((uint64_t)digits) + (unsigned)text.exponent <= NUM_DIGITS) {
        digits *= num_power((unsigned)text.exponent);
        text.exponent = 0;
    }
    __int128 mantissa = (__int128)digits;
    *result = (struct num){value < 0 ? -mantissa : mantissa, -text.exponent};
    return true;
}

/* With an exponent only from 1e21 on and below 1e-6. */
size_t num_write_double(char into[NUM_TEXT_MAX], double value)
{
    if (!isfinite(value))
        return 0;
    if (value == 0) {
        *into = '0';
        return 1;
    }
    char *at = into;
    if (value < 0)
        *at++ = '-';
    struct shortest text = shortest_of(fabs(value));
    char digits[24], *end = digits + sizeof digits;
    char *digit = num_digits_before(end, text.digits);
    int length = (int)(end - digit), exponent = length - 1 + text.exponent;
    if (exponent >= -6 && exponent <= 20)
        return (size_t)(num_put_plain(at, digit, (size_t)length, -text.exponent) - into);
    at = num_put_plain(at, digit, (size_t)length, length - 1);
    *at++ = 'e';
    *at++ = exponent < 0 ? '-' : '+';
    digit = num_digits_before(end, (num_u128)(exponent < 0 ? -exponent : exponent));
    memcpy(at, digit, (size_t)(end - digit));
    return (size_t)(at + (end - digit) - into);
}

bool num_to_double(struct num value, double *result)
{
    static const double ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    num_u128 magnitude = num_magnitude(value.mantissa);
    /* both exact: one operation, rounded once */
    if (magnitude <= (uint64_t)1 << 53 && value.scale >= -22 && value.scale <= 22 && FLT_EVAL_METHOD == 0) {
        double whole = (double)(int64_t)value.mantissa;
        *result = value.scale >= 0 ? whole / ten[value.scale] : whole * ten[-value.scale];
        return true;
    }
    return num_wide_double(value, result);
}

/* ---- the nearest double to a quotient ---- */

/* high + low, |low| at most half a unit in the last place of high. */
struct pair {
    double high, low;
};

static struct pair pair_sum(double large, double small)
{
    double high = large + small;
    return (struct pair){high, small - (high - large)};
}

/* a * b, exactly: each factor is cut into two halves of 26 bits. */
static struct pair pair_product(double a, double b)
{
    double cut = 134217729.0 * a, a_high = cut - (cut - a), a_low = a - a_high;
    cut = 134217729.0 * b;
    double b_high = cut - (cut - b), b_low = b - b_high;
    double high = a * b;
    return (struct pair){high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

static struct pair pair_of(num_u128 value)
{
    if (value <= (uint64_t)1 << 53)
        return (struct pair){(double)(int64_t)value, 0};
    double high = (double)value;
    /* high may be 2^128; what is left is small either way, modulo 2^128 */
    num_u128 back = high < 0x1p128 ? (num_u128)high : 0;
    return (struct pair){high, (double)(__int128)(value - back)};
}

static struct pair pair_divide(struct pair a, struct pair b)
{
    double first = a.high / b.high;
    struct pair back = pair_product(first, b.high);
    double rest = ((a.high - back.high) - back.low) + a.low - first * b.low;
    return pair_sum(first, rest / b.high);
}

static struct pair pair_root(struct pair a)
{
    double first = sqrt(a.high);
    struct pair back = pair_product(first, first);
    double rest = ((a.high - back.high) - back.low) + a.low;
    return pair_sum(first, rest / (2 * first));
}

bool num_quotient_double(num_u128 a, num_u128 b, bool root, double *result)
{
    if (FLT_EVAL_METHOD != 0)
        return false;
    if (a == 0) {
        *result = 0;
        return true;
    }
    if (!root && a <= (uint64_t)1 << 53 && b <= (uint64_t)1 << 53) {
        *result = (double)(int64_t)a / (double)(int64_t)b;
        return true;
    }
    struct pair quotient = pair_divide(pair_of(a), pair_of(b));
    if (root)
        quotient = pair_root(quotient);
    /* The error is below 2^-98 of the value; when both ends of it round to the same
     * double, so does what lies between. */
    double doubt = quotient.high * 0x1p-95;
    *result = quotient.high;
    return quotient.high + (quotient.low + doubt) == quotient.high &&
           quotient.high + (quotient.low - doubt) == quotient.high;
}

bool num_root_places(num_u128 a, num_u128 b, int places, uint64_t *result)
{
    if (FLT_EVAL_METHOD != 0 || places < 0 || places > 15)
        return false;
    *result = 0;
    if (a == 0)
        return true;
    struct pair root = pair_root(pair_divide(pair_of(a), pair_of(b)));
    double ten = (double)num_ten[places];
    struct pair raised = pair_product(root.high, ten);
    raised = pair_sum(raised.high, raised.low + root.low * ten);
    if (raised.high > 0x1p50)
        return false;
    double whole = floor(raised.high);
    double beyond_half = (raised.high - whole - 0.5) + raised.low;
    *result = (uint64_t)whole + (beyond_half > 0);
    return fabs(beyond_half) > 0x1p-40;
}
